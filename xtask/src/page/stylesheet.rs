//! One style sheet out of many: `styles/index.css` names the files and their layers.

use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeSet;
use std::path::Path;

const ENTRY: &str = "index.css";

/// The style sheet that `index.css` stands for, with every import in its place.
///
/// # Errors
/// A file is missing or cannot be read, an import is not of the form `@import "file" layer(name);`, or a file of the
/// folder is not imported, which is most likely a mistake.
pub fn bundle(folder: &Path) -> Result<String> {
    let mut unused = files(folder)?;
    unused.remove(ENTRY);
    let mut sheet = String::new();
    for line in read(folder, ENTRY)?.lines() {
        match import(line)? {
            None => sheet.push_str(line),
            Some((file, layer)) => {
                let text = read(folder, file)?;
                ensure!(!text.contains("@import"), "{file}: only {ENTRY} may import");
                sheet.push_str(&format!("@layer {layer}{{{text}}}"));
                unused.remove(file);
            }
        }
        sheet.push('\n');
    }
    ensure!(unused.is_empty(), "{ENTRY} does not import {unused:?}");
    Ok(compact(&sheet))
}

fn files(folder: &Path) -> Result<BTreeSet<String>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut names = BTreeSet::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".css") {
            names.insert(name);
        }
    }
    Ok(names)
}

fn read(folder: &Path, file: &str) -> Result<String> {
    let path = folder.join(file);
    std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// The file and the layer of a line that imports.
fn import(line: &str) -> Result<Option<(&str, &str)>> {
    let Some(rest) = line.trim().strip_prefix("@import") else {
        return Ok(None);
    };
    let parts =
        rest.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix(");")).and_then(|rest| rest.split_once("\" layer("));
    match parts {
        Some(parts) => Ok(Some(parts)),
        None => bail!("{ENTRY}: not of the form @import \"file\" layer(name);: {line}"),
    }
}

/// Removes comments and the white space that has no meaning. Strings are kept as they are.
fn compact(sheet: &str) -> String {
    let mut compacted = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if first == '"' || first == '\'' {
            let length = string_length(rest, first);
            compacted.push_str(&rest[..length]);
            length
        } else {
            push_compact(&mut compacted, first);
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    compacted
}

/// The bytes of a quoted string, with both quotation marks.
fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (place, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return place + 1,
            _ => {}
        }
    }
    text.len()
}

/// Adds a character, unless it is white space beside another or beside a brace or a semicolon.
fn push_compact(compacted: &mut String, character: char) {
    let punctuation = ['{', '}', ';'];
    let character = if character.is_whitespace() { ' ' } else { character };
    if punctuation.contains(&character) && compacted.ends_with(' ') {
        compacted.pop();
    }
    let no_space = compacted.is_empty() || compacted.ends_with([' ', '{', '}', ';']);
    if character != ' ' || !no_space {
        compacted.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::{compact, import};

    #[test]
    fn meaningless_space_goes() {
        let sheet = "/* ink */\n.a > .b :hover {\n  width: calc(1px + 2px);\n}\n\n.c {\n}\n";
        assert_eq!(compact(sheet), ".a > .b :hover{width: calc(1px + 2px);}.c{}");
    }

    #[test]
    fn strings_are_kept() {
        let sheet = r#"a::before { content: "/*  \" { */"; }"#;
        assert_eq!(compact(sheet), r#"a::before{content: "/*  \" { */";}"#);
    }

    #[test]
    fn comment_does_not_join_words() {
        assert_eq!(compact("margin: 1px/* gap */ 2px"), "margin: 1px 2px");
    }

    #[test]
    fn import_names_file_and_layer() {
        let line = "@import \"tokens.css\" layer(tokens);";
        assert_eq!(import(line).expect("well formed"), Some(("tokens.css", "tokens")));
        assert_eq!(import("@layer a, b;").expect("not an import"), None);
        assert!(import("@import url(x.css);").is_err());
    }
}
