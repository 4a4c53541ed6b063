//! Names of classes: one meaning, one style sheet. A step of `cargo xtask check`.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

/// Makes sure that no class is styled by itself in two sheets, which happens when two screens choose the same name. Other
/// sheets may reach it inside of something of their own.
///
/// # Errors
/// Two sheets style the same class.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mut sheets: BTreeMap<String, String> = BTreeMap::new();
    for entry in std::fs::read_dir(workspace.root.join("styles"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        sheets.insert(name, std::fs::read_to_string(&path)?);
    }
    let shared = shared(&sheets);
    if shared.is_empty() { Ok(()) } else { bail!("classes that two style sheets style:\n  {}", shared.join("\n  ")) }
}

/// The classes that more than one sheet styles, with those sheets.
fn shared(sheets: &BTreeMap<String, String>) -> Vec<String> {
    let mut homes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (sheet, text) in sheets {
        for class in text.lines().filter_map(class_alone) {
            let sheets = homes.entry(class).or_default();
            if !sheets.contains(&&**sheet) {
                sheets.push(sheet);
            }
        }
    }
    let twice = homes.into_iter().filter(|(_, sheets)| sheets.len() > 1);
    twice.map(|(class, sheets)| format!(".{class}: {}", sheets.join(", "))).collect()
}

/// The class that a line of a sheet selects by itself, outside of any condition.
fn class_alone(line: &str) -> Option<&str> {
    let name = line.strip_prefix('.')?.trim_end_matches([' ', '{', ',']);
    name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-').then_some(name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::shared;

    #[test]
    fn a_class_of_two_sheets_is_named() {
        let sheets = |one: &str, other: &str| {
            shared(&BTreeMap::from([("one.css".to_owned(), one.to_owned()), ("other.css".to_owned(), other.to_owned())]))
        };
        assert_eq!(sheets(".row {\n}\n", ".cell,\n.row {\n}\n"), [".row: one.css, other.css"]);
        assert_eq!(sheets(".row {\n}\n.row {\n}\n", ".list .row {\n}\n.row:hover {\n}\n"), [""; 0]);
        assert_eq!(sheets(".row {\n}\n", "@media print {\n  .row {\n  }\n}\n"), [""; 0], "paper is another matter");
    }
}
