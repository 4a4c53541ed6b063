//! File names that every system accepts.

use std::collections::HashSet;

/// The longest name of one file or folder in characters; leaves room for a folder before it on Windows.
const LONGEST: usize = 120;

/// A name for one file or folder that Windows, macOS and Linux accept; `未命名` if nothing of it remains.
#[must_use]
pub fn clean(name: &str) -> String {
    let plain: String = name.chars().filter(|character| !is_invisible(*character)).map(accepted).collect();
    // Windows cuts dots and blanks off the end, and other systems hide what starts with a dot.
    let short = shorten(plain.trim_matches(['.', ' ']));
    match short {
        name if name.is_empty() => "未命名".to_owned(),
        name if is_reserved(&name) => format!("_{name}"),
        name => name,
    }
}

/// Clean names, different from each other even where upper and lower case are the same. Folders are kept.
#[must_use]
pub fn unique<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut free = |name: &str| {
        let (stem, ending) = split_ending(name);
        let mut candidate = name.to_owned();
        let mut number = 2;
        while !taken.insert(candidate.to_lowercase()) {
            candidate = format!("{stem} ({number}){ending}");
            number += 1;
        }
        candidate
    };
    names.into_iter().map(|name| free(&clean_path(name))).collect()
}

fn clean_path(path: &str) -> String {
    let folders: Vec<String> = path.split('/').filter(|each| !each.is_empty()).map(clean).collect();
    if folders.is_empty() { clean("") } else { folders.join("/") }
}

/// The full-width form of what Windows refuses, because that keeps the name readable.
fn accepted(character: char) -> char {
    match character {
        '<' => '＜',
        '>' => '＞',
        ':' => '：',
        '"' => '＂',
        '/' => '／',
        '\\' => '＼',
        '|' => '｜',
        '?' => '？',
        '*' => '＊',
        blank if blank.is_whitespace() => ' ',
        other => other,
    }
}

/// Control characters, and marks that only turn or join text.
fn is_invisible(character: char) -> bool {
    let is_format = matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    (character.is_control() && !character.is_whitespace()) || is_format || matches!(character, '\u{fffe}' | '\u{ffff}')
}

fn shorten(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let (stem, ending) = split_ending(name);
    let room = LONGEST.saturating_sub(ending.chars().count());
    let short: String = stem.chars().take(room).collect();
    format!("{short}{ending}").trim_end_matches(['.', ' ']).to_owned()
}

/// A name and its ending, which has the dot and at most ten characters.
fn split_ending(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(at) if at > 0 && name[at..].len() <= 11 && !name[at..].contains('/') => name.split_at(at),
        _ => (name, ""),
    }
}

/// Names of devices, which Windows refuses with any ending.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    if matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    number.is_some_and(|number| {
        let mut characters = number.chars();
        let is_digit = characters.next().is_some_and(|digit| matches!(digit, '0'..='9' | '¹' | '²' | '³'));
        is_digit && characters.next().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_accepts_clean_names() {
        for (name, cleaned) in [
            ("甲/乙\\丙:丁", "甲／乙＼丙：丁"),
            ("a<b>c|d?e*f\"g", "a＜b＞c｜d？e＊f＂g"),
            ("CON", "_CON"),
            ("com1.txt", "_com1.txt"),
            ("LPT².log", "_LPT².log"),
            ("COM10", "COM10"),
            ("名字. . ", "名字"),
            (".hidden", "hidden"),
            ("a\u{0}b\u{7}\tc\n", "ab c"),
            ("\u{202e}gpj.exe", "gpj.exe"),
            ("..", "未命名"),
            ("", "未命名"),
            ("㐂䶮𠮷", "㐂䶮𠮷"),
        ] {
            assert_eq!(clean(name), cleaned, "{name:?}");
        }
    }

    #[test]
    fn long_names_keep_their_ending() {
        let cleaned = clean(&format!("{}.pdf", "长".repeat(500)));
        assert_eq!(cleaned.chars().count(), LONGEST);
        assert!(cleaned.ends_with("长.pdf"));
    }

    #[test]
    fn equal_names_are_numbered() {
        assert_eq!(
            unique(["A.pdf", "a.PDF", "a.pdf", "证书/1.pdf", "证书/1.pdf"]),
            ["A.pdf", "a (2).PDF", "a (3).pdf", "证书/1.pdf", "证书/1 (2).pdf",]
        );
        assert_eq!(unique(["../../etc/passwd", "/"]), ["未命名/未命名/etc/passwd", "未命名"]);
    }

    proptest::proptest! {
        #[test]
        fn clean_names_stay_as_they_are(name in "\\PC{0,200}|[.a-z/:\\u{0}-\\u{20}]{0,20}") {
            let once = clean(&name);
            proptest::prop_assert_eq!(clean(&once), once);
        }
    }
}
