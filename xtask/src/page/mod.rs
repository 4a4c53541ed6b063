//! From the parts to the one file: style, script and wasm go into `index.html`, and a policy allows exactly them.

mod base91;
mod policy;
mod stylesheet;

use crate::wasm::{self, Finish, Module};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Hands the data block before it to `src/boot.js`.
const BLOCK_SCRIPT: &str = "qakBlock()";

/// The bytes of a data block: a dozen make up the program.
const BLOCK_LENGTH: usize = 96 * 1024;

/// Builds the page and returns its path. The file is written only if its bytes differ.
///
/// # Errors
/// A part cannot be built or read, or the parts do not fit together.
pub fn build(workspace: &Workspace, finish: Finish) -> Result<PathBuf> {
    let module = wasm::build(workspace, finish)?;
    let page = assemble(
        &read(&workspace.root.join("index.html"))?,
        &stylesheet::bundle(&workspace.root.join("styles"))?,
        &read(&workspace.root.join("src/boot.js"))?,
        &module,
    )?;
    let file = match finish {
        Finish::Product => workspace.product(),
        Finish::Draft => workspace.draft(),
    };
    write_changed(&file, page.as_bytes())?;
    Ok(file)
}

/// Writes bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn assemble(shell: &str, style: &str, boot: &str, module: &Module) -> Result<String> {
    let boot = fill(boot, "wasm-sha256", &hex(&Sha256::digest(&module.wasm)))?;
    let boot = fill(&boot, "alphabet", &base91::ALPHABET.replace('"', "\\\""))?;
    let glue = line_ends(&module.glue);
    for (name, text) in [("the glue", &glue), ("src/boot.js", &boot)] {
        ensure!(is_inline_safe(text), "{name} contains text that ends a script in HTML");
    }
    ensure!(!style.contains("</"), "a style sheet contains text that ends it in HTML");
    let page = fill(shell, "policy", &policy::allowing(&[&boot, &glue, BLOCK_SCRIPT], style))?;
    let page = fill(&page, "style", style)?;
    let page = fill(&page, "wasm", &blocks(&module.compressed))?;
    let page = fill(&page, "glue", &glue)?;
    fill(&page, "boot", &boot)
}

/// The bytes as data blocks, each with the script that hands it over.
fn blocks(bytes: &[u8]) -> String {
    let block = |part| {
        let data = base91::encode(part);
        format!("<script type=\"application/octet-stream\">{data}</script><script>{BLOCK_SCRIPT}</script>\n")
    };
    bytes.chunks(BLOCK_LENGTH).map(block).collect()
}

/// Puts a text in the one place that has its name.
fn fill(template: &str, name: &str, text: &str) -> Result<String> {
    let place = format!("{{{{{name}}}}}");
    match template.matches(&place).count() {
        1 => Ok(template.replacen(&place, text, 1)),
        count => bail!("{place} must be there once, but is there {count} times"),
    }
}

/// HTML reads every line end as a line feed before it compares hashes.
fn line_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn is_inline_safe(script: &str) -> bool {
    let lower = script.to_ascii_lowercase();
    !["</script", "<script", "<!--"].iter().any(|end| lower.contains(end))
}

fn read(path: &Path) -> Result<String> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(line_ends(&text))
}

fn write_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if std::fs::read(path).is_ok_and(|before| before == bytes) {
        return Ok(());
    }
    let folder = path.parent().context("the page has no folder")?;
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, bytes))
        .with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Module, assemble, base91, fill, hex};

    const SHELL: &str = "<meta content=\"{{policy}}\"><style>{{style}}</style>\
                         <script>{{boot}}</script><script>{{glue}}</script>{{wasm}}";

    fn module() -> Module {
        Module { glue: "let wasm_bindgen;\r\n".into(), wasm: b"wasm".to_vec(), compressed: vec![0, 1, 2] }
    }

    #[test]
    fn parts_are_in_place() {
        let page = assemble(SHELL, "p{}", "check('{{wasm-sha256}}'); {{alphabet}}", &module()).expect("parts fit");
        assert!(page.contains("<style>p{}</style><script>check('"));
        let data = base91::encode(&module().compressed);
        let block = format!("<script type=\"application/octet-stream\">{data}</script><script>qakBlock()</script>\n");
        assert!(page.ends_with(&format!("<script>let wasm_bindgen;\n</script>{block}")));
        let digest = "5b3afb4f3d8dbac2e68baee7f1a7f4fab77c5cd3e4a4b3ad4ac7cd0e8a9d8b0e".len();
        let boot = page.split("check('").nth(1).expect("the boot script is there");
        assert_eq!(boot.find('\''), Some(digest));
    }

    #[test]
    fn same_parts_give_same_bytes() {
        let once = assemble(SHELL, "p{}", "{{wasm-sha256}} {{alphabet}}", &module()).expect("parts fit");
        let again = assemble(SHELL, "p{}", "{{wasm-sha256}} {{alphabet}}", &module()).expect("parts fit");
        assert_eq!(once, again);
    }

    #[test]
    fn script_that_ends_itself_is_refused() {
        let error = assemble(SHELL, "", "'</Script>{{wasm-sha256}}{{alphabet}}'", &module());
        assert!(error.is_err_and(|error| error.to_string().contains("src/boot.js")));
    }

    #[test]
    fn place_must_be_there_once() {
        assert!(fill("none", "style", "").is_err());
        assert!(fill("{{style}} {{style}}", "style", "").is_err());
    }

    #[test]
    fn digits_are_padded() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
    }
}
