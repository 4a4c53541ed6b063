//! Files that nobody expects: damaged bytes and markup in wrong places. Nothing panics, and what is filled can be read again.

use dossier::form::{Form, Mapping, Target, fill, propose};

use crate::case::{cases, values};
use crate::word::{main_part, with_body, with_main_part};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % sides.max(1)
    }
}

/// Whatever can be read can be proposed for and filled, certain matches and others, and can be read again.
fn stands(bytes: &[u8]) -> bool {
    let Ok(form) = Form::read(bytes) else { return false };
    let mut mapping = Mapping::certain(&form, &propose(&form, &values()));
    for certain in [true, false] {
        let filled = fill(&form, &mapping, &values()).expect("fills whatever it reads");
        assert!(Form::read(&filled.bytes).is_ok());
        if certain {
            let text = Target::Text("甲\n乙<&>".to_owned());
            mapping.targets = form.places().iter().map(|place| (place.anchor.clone(), text.clone())).collect();
        }
    }
    true
}

#[test]
fn damaged_files_never_panic() {
    let mut dice = Dice(1);
    for case in cases() {
        for (_, bytes) in case.files() {
            for _ in 0..6 {
                let mut damaged = bytes.clone();
                let at = dice.roll(damaged.len());
                match dice.roll(3) {
                    0 => damaged[at] ^= 1 << dice.roll(8),
                    1 => damaged.truncate(at),
                    _ => drop(damaged.drain(at..(at + 1 + dice.roll(40)).min(bytes.len()))),
                }
                stands(&damaged);
            }
        }
    }
}

/// Words and signs that mean something to the form filler.
const WORDS: [&str; 24] = [
    "年",
    "月",
    "日",
    "：",
    "____",
    "　　　　",
    "□",
    "☑",
    "意见",
    "（盖章）",
    "单位名称",
    "职务",
    "2023年",
    "近三年",
    "万元",
    "至",
    "",
    "\u{fffc}",
    "&lt;",
    "&#65;",
    "联系人：____",
    "是□否□",
    "     年  月  日",
    "20__年",
];

/// Elements that may stand anywhere in disorder.
const ELEMENTS: [&str; 14] = [
    "<w:p/>",
    "<w:tbl/>",
    "<w:tc/>",
    "<w:tr><w:tc/></w:tr>",
    "<w:r><w:tab/></w:r>",
    "<w:sdt/>",
    "<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>",
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r>",
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
    "<w:sym w:font='Wingdings' w:char='zz'/>",
    "<w:gridSpan w:val='99999999999'/>",
    "<w:vMerge/>",
    "<w:r><w:t/></w:r>",
    "<w:txbxContent><w:p/></w:txbxContent>",
];

/// A change that mostly leaves markup well-formed: other words in a text, an element more, an element less.
fn changed(xml: &str, dice: &mut Dice) -> String {
    let tags: Vec<usize> = xml.match_indices('<').map(|(at, _)| at).collect();
    let at = tags[dice.roll(tags.len())];
    let rest = &xml[at..];
    let end = at + rest.find('>').map_or(rest.len(), |end| end + 1);
    let next = xml[end..].find('<').map_or(xml.len(), |next| end + next);
    match dice.roll(4) {
        0 => format!("{}{}{}", &xml[..end], WORDS[dice.roll(WORDS.len())], &xml[next..]),
        1 => format!("{}{}{}", &xml[..at], ELEMENTS[dice.roll(ELEMENTS.len())], &xml[at..]),
        2 if xml[at..end].ends_with("/>") => format!("{}{}", &xml[..at], &xml[end..]),
        2 => format!("{}{}{}", &xml[..at], &xml[at..end].replace("val", "lav"), &xml[end..]),
        _ => format!("{}{}{}", &xml[..end], WORDS[dice.roll(WORDS.len())], &xml[end..]),
    }
}

#[test]
fn changed_markup_never_panics() {
    let mut dice = Dice(2);
    let (mut read, mut all) = (0, 0);
    for case in cases() {
        for (_, bytes) in case.files() {
            let whole = main_part(&bytes);
            for _ in 0..4 {
                let changes = 1 + dice.roll(6);
                let xml = (0..changes).fold(whole.clone(), |xml, _| changed(&xml, &mut dice));
                read += usize::from(stands(&with_main_part(&xml)));
                all += 1;
            }
        }
    }
    assert!(read * 2 > all, "most of what is tried can be read: {read} of {all}");
}

#[test]
fn odd_documents_are_read() {
    for body in [
        "",
        "<w:p/>",
        "<w:tbl/>",
        "<w:tbl><w:tr/></w:tbl>",
        "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>单位名称</w:t></w:r></w:p></w:tc><w:tc/></w:tr></w:tbl>",
        "<w:p><w:r><w:t/></w:r></w:p>",
        "<w:p><w:r><w:t>单位名称：</w:t><w:t/></w:r></w:p>",
        "<w:p><w:sdt><w:sdtContent/></w:sdt></w:p>",
        "<w:p><w:r><w:fldChar w:fldCharType='separate'/></w:r></w:p>",
        "<w:p><w:r><w:t>年月日</w:t></w:r></w:p>",
        "<w:p><w:r><w:t><![CDATA[单位名称：____]]></w:t></w:r></w:p>",
    ] {
        assert!(stands(&with_body(body)), "{body}");
    }
    assert!(stands(&with_main_part("<a/>")));
}

#[test]
fn tables_in_tables_without_end_are_cut_off() {
    let deep = |depth: usize| format!("{}<w:p/>{}", "<w:tbl><w:tr><w:tc>".repeat(depth), "</w:tc></w:tr></w:tbl>".repeat(depth));
    assert!(stands(&with_body(&deep(20))));
    assert!(!stands(&with_body(&deep(100))), "deeper than any form");
}

fn lines_of_blanks(blanks: usize) -> Form {
    let line = crate::word::paragraph(&"甲____ ".repeat(blanks));
    Form::read(&with_body(&line.repeat(2))).expect("a form")
}

/// Every place keeps the labels around it; if each of them kept all others, a small file would fill the memory.
#[test]
fn places_of_a_line_keep_few_labels() {
    let form = lines_of_blanks(200);
    assert_eq!(form.places().len(), 400);
    let kept = form.places().iter().map(|place| place.context.row.len() + place.context.before.len());
    assert!(kept.max().is_some_and(|most| (1..100).contains(&most)));
}

#[test]
fn a_pattern_of_blanks_asks_for_nothing() {
    assert_eq!(lines_of_blanks(201).places().len(), 0);
    assert_eq!(lines_of_blanks(4000).places().len(), 0);
}

#[test]
fn wide_and_long_tables_are_read() {
    let rows: Vec<String> = (0..150).map(|row| format!("标签{row} | | 单位名称 | ")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert!(stands(&with_body(&crate::word::table(&rows))));
}
