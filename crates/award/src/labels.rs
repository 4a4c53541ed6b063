//! What official forms write beside a blank: labels made comparable, and the labels that do not stand for one field alone.
//!
//! A label that stands for one field wherever it is found is a synonym of that [`Field`](crate::form::Field). The rest is
//! here: what a form asks of several people, what only may mean a field, and the words that put a part of a form into
//! other hands.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::Defect;
use crate::form::{FieldKind, Form};
use crate::{FieldId, Text};

/// The words of official forms that no field has for itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// Fields that name a person of whom a form may ask more.
    pub people: Vec<FieldId>,
    /// What the names of people end with of whom forms ask and no field tells.
    pub strangers: Vec<Text>,
    /// Words that put a part of a form into the hands of others, or make it ask about others.
    pub others: Vec<Text>,
    /// Words in front of a label that only say that the applicant is meant.
    pub own: Vec<Text>,
    /// Headings of columns and rows that add nothing to a label.
    pub generic: Vec<Text>,
    /// What brackets behind a label may say without changing what it asks.
    pub hints: Vec<Text>,
    /// Words behind a label that make another figure of it.
    pub qualifiers: Vec<Text>,
    /// Labels that depend on the person they stand behind.
    pub shared: Vec<SharedLabel>,
    /// Labels that only may mean a field.
    pub similar: Vec<SimilarLabel>,
    /// Labels that ask for both ends of a period.
    pub periods: Vec<Period>,
}

/// A label that depends on the person it stands behind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SharedLabel {
    /// The label.
    pub name: Text,
    /// Other ways to write it.
    #[serde(default)]
    pub also: Vec<Text>,
    /// The field that is meant when it stands behind nobody; without one the applicant is asked.
    #[serde(default)]
    pub alone: Option<FieldId>,
    /// What it means behind whom.
    pub uses: Vec<LabelUse>,
}

/// What a label means behind a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LabelUse {
    /// The field that names the person.
    pub of: FieldId,
    /// The field that is meant.
    pub field: FieldId,
}

/// A label that only may mean a field, so that the applicant is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SimilarLabel {
    /// The label.
    pub name: Text,
    /// Other ways to write it.
    #[serde(default)]
    pub also: Vec<Text>,
    /// The fields that may be meant, the likeliest first.
    pub fields: Vec<FieldId>,
    /// Why it is asked, for the applicant to read.
    pub because: Text,
}

/// A label that asks for both ends of a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The label.
    pub name: Text,
    /// Other ways to write it.
    #[serde(default)]
    pub also: Vec<Text>,
    /// The field of the first day.
    pub start: FieldId,
    /// The field of the last day.
    pub end: FieldId,
}

/// A label as labels are compared: without blanks, colons, stars, leading numbers; full-width letters and signs as ASCII,
/// letters small.
#[must_use]
pub fn plain(label: &str) -> String {
    let narrow: String = label.chars().filter(|c| !is_blank(*c)).map(|c| narrow(c).to_ascii_lowercase()).collect();
    let named = narrow.trim_start_matches(['*', '★', '☆', '·', '•', '△', '▲']);
    let named = without_number(named).trim_matches(|c| matches!(c, ':' | '*' | '★' | '☆' | '、' | ',' | '.' | '。' | ';'));
    named.to_owned()
}

/// Whether a character only keeps others apart.
#[must_use]
pub fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The ASCII form of a full-width character; brackets of every kind are round.
fn narrow(character: char) -> char {
    match character {
        '〔' | '【' | '［' | '[' => '(',
        '〕' | '】' | '］' | ']' => ')',
        '﹕' | '∶' | '︰' => ':',
        '※' | '∗' => '*',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '“' | '”' | '"' | '「' | '」' => '"',
        other => other,
    }
}

/// Without a number in front: `1.`, `1、`, `(1)`, `一、`, `(一)`, `①`.
fn without_number(label: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    if let Some(rest) = label.strip_prefix(|c: char| ('①'..='⑳').contains(&c)) {
        return rest;
    }
    let (open, inner) = label.strip_prefix('(').map_or((false, label), |inner| (true, inner));
    let rest = inner.trim_start_matches(is_number);
    if rest.len() == inner.len() {
        return label;
    }
    let ended = if open { rest.strip_prefix(')') } else { rest.strip_prefix(['、', '.', ')']) };
    match ended {
        Some(rest) if !rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        _ => label,
    }
}

impl Labels {
    /// Every label that does not stand for one field alone, with the name of its row.
    fn every(&self) -> impl Iterator<Item = (&'static str, &Text, &Text)> {
        let shared = self.shared.iter().map(|row| ("labels.shared", &row.name, &row.also));
        let similar = self.similar.iter().map(|row| ("labels.similar", &row.name, &row.also));
        let periods = self.periods.iter().map(|row| ("labels.periods", &row.name, &row.also));
        let rows = shared.chain(similar).chain(periods);
        rows.flat_map(|(table, name, also)| [name].into_iter().chain(also).map(move |label| (table, name, label)))
    }

    /// Every field that a row names, with the name of that row.
    fn named_fields(&self) -> impl Iterator<Item = (&'static str, &str, &FieldId)> {
        let people = self.people.iter().map(|id| ("labels", "people", id));
        let shared = self.shared.iter().flat_map(|row| {
            let uses = row.uses.iter().flat_map(|each| [&each.of, &each.field]);
            uses.chain(&row.alone).map(|id| ("labels.shared", &*row.name, id))
        });
        let similar = self.similar.iter().flat_map(|row| row.fields.iter().map(|id| ("labels.similar", &*row.name, id)));
        let periods = self.periods.iter().flat_map(|row| [&row.start, &row.end].map(|id| ("labels.periods", &*row.name, id)));
        people.chain(shared).chain(similar).chain(periods)
    }

    /// The fields that a label of a row may mean.
    fn meant<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a FieldId> {
        self.named_fields().filter(move |(_, row, _)| *row == name).map(|(_, _, id)| id)
    }
}

/// Everything wrong with the labels of a form: a label that stands for two fields, a field that does not exist.
#[must_use]
pub(crate) fn defects(form: &Form) -> Vec<Defect> {
    let mut found = Vec::new();
    let mut add = |table, row: &str, message| found.push(Defect { table, row: row.to_owned(), message });
    for (table, row, id) in form.labels.named_fields().filter(|(_, _, id)| form.field(id.as_str()).is_none()) {
        add(table, row, format!("写了栏目“{id}”，但没有这个栏目"));
    }
    for row in &form.labels.shared {
        for each in row.uses.iter().filter(|each| !form.labels.people.contains(&each.of)) {
            add("labels.shared", &row.name, format!("跟在“{}”后面，但它不是人名栏目", each.of));
        }
    }
    for period in &form.labels.periods {
        let is_date = |id: &FieldId| form.field(id.as_str()).is_none_or(|field| field.kind == FieldKind::Date);
        if !is_date(&period.start) || !is_date(&period.end) {
            add("labels.periods", &period.name, "需要两个日期栏目".to_owned());
        }
    }
    double_meanings(form, &mut add);
    found
}

/// A label must have one meaning. The own label of a field may be shared with others if the row knows that field.
fn double_meanings(form: &Form, add: &mut impl FnMut(&'static str, &str, String)) {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for (table, row, label) in form.labels.every() {
        match owners.insert(plain(label), row) {
            _ if plain(label).is_empty() => add(table, row, format!("有空白的标签：“{label}”")),
            Some(other) => add(table, row, format!("标签“{label}”也写在“{other}”处")),
            None => {}
        }
    }
    for field in form.every_field() {
        for label in [&field.label].into_iter().chain(&field.synonyms) {
            let known = owners.get(&plain(label)).copied();
            let is_own = label == &field.label && known.is_some_and(|row| form.labels.meant(row).any(|id| *id == field.id));
            match known {
                Some(other) if !is_own => add("field", field.id.as_str(), format!("标签“{label}”也写在“{other}”处")),
                Some(_) => {}
                None => {
                    owners.insert(plain(label), field.id.as_str());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, expected: &str) {
        assert_eq!(plain(label), expected, "{label:?}");
    }

    #[test]
    fn blanks_and_signs_do_not_count() {
        check("联　系　人：", "联系人");
        check("统\n一\n社\n会", "统一社会");
        check("* 单位名称（盖章）:", "单位名称(盖章)");
        check("Ｅ－ｍａｉｌ", "e-mail");
        check("\u{200b}\u{feff}", "");
    }

    #[test]
    fn numbers_in_front_do_not_count() {
        for label in ["1.单位名称", "1、单位名称", "（一）单位名称", "一、单位名称", "①单位名称", "（12）单位名称"]
        {
            check(label, "单位名称");
        }
        check("2023年营业收入", "2023年营业收入");
        check("1.5倍", "1.5倍");
        check("三证合一码", "三证合一码");
    }
}
