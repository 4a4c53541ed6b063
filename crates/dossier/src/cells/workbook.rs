//! Reading an .xlsx that anybody may have made.

use std::collections::HashSet;
use std::fmt;

use super::Block;
use super::markup::{Broken, Piece, walk};
use super::sheet::{self, Shared, unescaped};
use super::styles;
use crate::archive::{self, Entry, Limits, ReadError};

/// What a workbook stays within: its sheets unpacked, pictures not counted.
const LIMITS: Limits = Limits { entries: 5000, size: 96 << 20, ratio: 1100 };

/// How many bytes the cells of all sheets may take: every cell may show one long text that is stored once. More than five full
/// sheets of numbers fit.
const ROOM: usize = 192 << 20;

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub block: Block,
}

/// Why a workbook is not read. The file itself is never touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is an old .xls, or a workbook with a password: both have the same container.
    OldOrLocked,
    /// It is no .xlsx, or cut off.
    NotAWorkbook,
    /// It unpacks to more than allowed.
    TooLarge,
    /// A part of it is damaged.
    Damaged(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::OldOrLocked => {
                f.write_str("这是旧版 .xls 或设了密码的工作簿。请在 Excel 或 WPS 中另存为不加密的 .xlsx，或直接复制单元格粘贴。")
            }
            Problem::NotAWorkbook => f.write_str("这不是 .xlsx 工作簿，或者文件不完整。"),
            Problem::TooLarge => f.write_str("工作簿太大，请只留需要的工作表另存，或直接复制单元格粘贴。"),
            Problem::Damaged(part) => write!(f, "工作簿里的“{part}”已损坏。请在 Excel 或 WPS 中打开后另存一份再试。"),
        }
    }
}

impl std::error::Error for Problem {}

/// Reads every sheet with cells. Formulas give the results that the file holds; numbers come with the places and the percent
/// sign that people see.
///
/// # Errors
/// See [`Problem`].
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Problem> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Problem::OldOrLocked);
    }
    let entries = archive::read_only(bytes, LIMITS, &is_needed).map_err(|error| match error {
        ReadError::Encrypted => Problem::OldOrLocked,
        ReadError::TooLarge | ReadError::TooManyEntries(_) => Problem::TooLarge,
        ReadError::Damaged(name) | ReadError::Duplicate(name) | ReadError::UnsafeName(name) => Problem::Damaged(name),
        ReadError::NotAZip => Problem::NotAWorkbook,
    })?;
    let parts = Parts(entries);
    let workbook = parts.text("xl/workbook.xml")?.ok_or(Problem::NotAWorkbook)?;
    let (names, is_1904) = outline(workbook).map_err(|Broken| damaged("xl/workbook.xml"))?;
    let targets = parts.read("xl/_rels/workbook.xml.rels", targets)?;
    let strings = parts.read("xl/sharedStrings.xml", strings)?;
    let styles = parts.read("xl/styles.xml", styles::read)?;
    let shared = Shared { strings: &strings, styles: &styles, is_1904 };
    let (mut sheets, mut room, mut done) = (Vec::new(), ROOM, HashSet::new());
    for (name, id) in names {
        let Some((_, target)) = targets.iter().find(|(known, _)| *known == id) else { continue };
        // A sheet has a part of its own; a list that names one part over and over would never end.
        let Some(xml) = parts.text(target)?.filter(|_| done.insert(target)) else { continue };
        let block = sheet::read(xml, &shared, &mut room).map_err(|Broken| damaged(target))?;
        if !block.is_empty() {
            sheets.push(Sheet { name, block });
        }
    }
    Ok(sheets)
}

fn is_needed(name: &str) -> bool {
    let is_sheet = name.starts_with("xl/worksheets/") && name.ends_with(".xml");
    is_sheet || matches!(name, "xl/workbook.xml" | "xl/_rels/workbook.xml.rels" | "xl/sharedStrings.xml" | "xl/styles.xml")
}

fn damaged(part: &str) -> Problem {
    Problem::Damaged(part.to_owned())
}

/// The parts of a workbook that are needed.
struct Parts(Vec<Entry>);

impl Parts {
    /// The text of a part; `None` if there is none of that name.
    fn text(&self, name: &str) -> Result<Option<&str>, Problem> {
        let entry = self.0.iter().find(|entry| entry.name == name);
        entry.map(|entry| std::str::from_utf8(&entry.bytes).map_err(|_| damaged(name))).transpose()
    }

    /// What a part says; nothing if there is none of that name.
    fn read<T>(&self, name: &str, read: fn(&str) -> Result<Vec<T>, Broken>) -> Result<Vec<T>, Problem> {
        let Some(xml) = self.text(name)? else { return Ok(Vec::new()) };
        read(xml).map_err(|Broken| damaged(name))
    }
}

/// The names of the sheets with the ids of their parts, and whether days are counted from 1904.
fn outline(xml: &str) -> Result<(Vec<(String, String)>, bool), Broken> {
    let (mut names, mut is_1904) = (Vec::new(), false);
    walk(xml, &mut |piece| {
        let Piece::Start(tag) = piece else { return };
        match tag.name() {
            "sheet" => names.push((tag.attribute("name"), tag.attribute("id"))),
            "workbookPr" => is_1904 = matches!(tag.attribute("date1904").as_str(), "1" | "true"),
            _ => {}
        }
    })?;
    Ok((names, is_1904))
}

/// The ids of the parts of the workbook with their names.
fn targets(xml: &str) -> Result<Vec<(String, String)>, Broken> {
    let mut targets = Vec::new();
    walk(xml, &mut |piece| {
        let Piece::Start(tag) = piece else { return };
        if tag.name() == "Relationship" {
            let target = tag.attribute("Target");
            let name = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.push((tag.attribute("Id"), name));
        }
    })?;
    Ok(targets)
}

/// The texts that cells share. Phonetic hints are no text.
fn strings(xml: &str) -> Result<Vec<String>, Broken> {
    let mut strings: Vec<String> = Vec::new();
    let (mut text, mut in_text, mut in_hint) = (String::new(), false, false);
    walk(xml, &mut |piece| match piece {
        Piece::Start(tag) => match tag.name() {
            "si" => text.clear(),
            "t" => in_text = true,
            "rPh" => in_hint = true,
            _ => {}
        },
        Piece::Text(part) if in_text && !in_hint => text.push_str(&part),
        Piece::Text(_) => {}
        Piece::End("si") => strings.push(if text.trim().is_empty() { String::new() } else { unescaped(&text) }),
        Piece::End("t") => in_text = false,
        Piece::End("rPh") => in_hint = false,
        Piece::End(_) => {}
    })?;
    Ok(strings)
}
