//! A catalog read from a file that somebody else has written: everything wrong with it, with its place.

use std::fmt;

use super::{Catalog, Defect};
use crate::calendar::Workdays;
use crate::misread;

/// Something wrong in a catalog file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1, if it could be found.
    pub line: Option<usize>,
    /// What is wrong; a [`Defect`] names its table and row.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "第 {line} 行：{}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl Catalog {
    /// Reads a catalog and checks it as a whole. A byte order mark is passed over. Working days are the nation's: a file
    /// that announces no year has those of `kit`.
    ///
    /// # Errors
    /// It is no JSON, not of the catalog's form (then that is the only fault), or unsound in itself.
    pub fn read(json: &str, kit: &Workdays) -> Result<Catalog, Vec<Fault>> {
        let json = json.trim_start_matches('\u{feff}');
        let mut catalog = Catalog::from_json(json).map_err(|error| {
            let line = (error.line() > 0).then_some(error.line());
            vec![Fault { line, message: format!("第 {} 列：{}", error.column(), misread::tell(&error)) }]
        })?;
        catalog.source = Some(json.into());
        if catalog.workdays.years.is_empty() {
            catalog.workdays = kit.clone();
        }
        let faults: Vec<Fault> = catalog.defects().iter().map(|defect| fault(json, defect)).collect();
        if faults.is_empty() { Ok(catalog) } else { Err(faults) }
    }
}

fn fault(json: &str, defect: &Defect) -> Fault {
    let line = offset_of(json, defect).map(|offset| json[..offset].matches('\n').count() + 1);
    Fault { line, message: defect.to_string() }
}

/// Where the row of a defect names itself, behind the name of its table.
fn offset_of(json: &str, defect: &Defect) -> Option<usize> {
    let table = json.find(&format!("\"{}\"", defect.table)).unwrap_or(0);
    let names = ["id", "number", "name", "subject", "field"];
    let starts = names.iter().filter_map(|name| find_entry(&json[table..], name, &defect.row));
    starts.min().map(|offset| table + offset)
}

/// The offset of a key with a value, text or number, whatever blanks stand between them.
fn find_entry(json: &str, key: &str, value: &str) -> Option<usize> {
    let key = format!("\"{key}\"");
    let text = format!("\"{value}\"");
    json.match_indices(&key).map(|(offset, _)| offset).find(|offset| {
        let rest = json[offset + key.len()..].trim_start().strip_prefix(':').map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(&text) || is_number(rest, value))
    })
}

fn is_number(rest: &str, value: &str) -> bool {
    !value.is_empty()
        && value.bytes().all(|byte| byte.is_ascii_digit())
        && rest.strip_prefix(value).is_some_and(|after| !after.starts_with(|next: char| next.is_ascii_digit()))
}
