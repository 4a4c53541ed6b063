//! What an applicant's value becomes at a place of a form: in its unit, as a date, as a tick, in one line or several.

mod amounts;
mod options;

use std::fmt;

use award::applicant;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::form::{Field, FieldKind};
use jiff::civil::Date;

use crate::form::content::{Control, ControlKind};
use crate::form::mapping::Target;
use crate::form::place::{Choice, Place, PlaceKind, Spot};
use crate::form::year::Year;
use crate::wording;

pub(super) use options::{Fit, fit};

/// The field that says which years are meant.
const YEARS: &str = "year_label";

/// The values of an applicant.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) assessment: &'a Assessment,
}

/// What is written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Lines(Vec<String>),
    Date(Date),
    /// The number of an option.
    Option(usize),
}

/// Why nothing is written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It was decided to leave it as it is.
    LeftEmpty,
    /// It is left to others or to a pen.
    Reserved,
    /// Nobody has decided yet; with what is doubtful about it.
    Undecided(String),
    /// The applicant has entered no value.
    NoValue,
    /// The applicant has entered no value for that year.
    NoValueIn(i16),
    /// The value is not among the options.
    NoOption(String),
    /// The value is no date.
    NotADate(String),
    /// The digits before the blank do not fit the year.
    OtherYear(i16),
    /// Something stands there already.
    Occupied(String),
    /// Its maker locked it.
    Locked,
    /// It shows what stands in another part of the file.
    Bound,
    /// It is in a text box whose two versions differ.
    TextBoxDiffers,
    /// It meets another place that was filled.
    Entangled,
    /// The form has no such place, or no field of that name.
    Unknown,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::LeftEmpty => f.write_str("按你的选择留空"),
            Reason::Reserved => f.write_str("意见、签字、盖章及其日期由有关方面填写，留空"),
            Reason::Undecided(doubt) => write!(f, "还没有确定填什么：{doubt}"),
            Reason::NoValue => f.write_str("本工具里还没有填写这一项"),
            Reason::NoValueIn(year) => write!(f, "本工具里没有 {year} 年的数据"),
            Reason::NoOption(value) => write!(f, "选项中没有“{value}”，请手工勾选"),
            Reason::NotADate(text) => write!(f, "“{text}”不是完整的年月日"),
            Reason::OtherYear(year) => write!(f, "表上已印的年份开头与 {year} 年不符"),
            Reason::Occupied(content) => write!(f, "表上已有内容“{content}”，没有改动"),
            Reason::Locked => f.write_str("发表单位锁定了这一处，请在 Word 中核对"),
            Reason::Bound => f.write_str("这一处显示的是文档属性，填了会被 Word 改回，请在 Word 中填写"),
            Reason::TextBoxDiffers => f.write_str("文本框里新旧两种格式的内容不一致，请在 Word 中填写"),
            Reason::Entangled => f.write_str("这一处与另一处重叠，请在 Word 中填写"),
            Reason::Unknown => f.write_str("表上没有这一处，或没有这个栏目"),
        }
    }
}

impl<'a> Values<'a> {
    /// The values of an assessment.
    #[must_use]
    pub fn new(catalog: &'a Catalog, assessment: &'a Assessment) -> Values<'a> {
        Values { catalog, assessment }
    }

    /// What a person sees of a target at a place, before it is filled.
    ///
    /// # Errors
    /// Why nothing would be written there.
    pub fn preview(&self, place: &Place, target: &Target) -> Result<String, Reason> {
        Ok(match self.written(place, target, None)? {
            Written::Lines(lines) => lines.join("\n"),
            Written::Date(date) => match &place.spot {
                Spot::Date { parts, .. } if parts.len() == 2 => format!("{}年{}月", date.year(), date.month()),
                _ => wording::day(date),
            },
            Written::Option(option) => match &place.kind {
                PlaceKind::Choice(choices) => format!("☑{}", choices[option].label),
                _ => String::new(),
            },
        })
    }

    /// What is written at a place for a target.
    pub(super) fn written(&self, place: &Place, target: &Target, control: Option<&Control>) -> Result<Written, Reason> {
        if let PlaceKind::Reserved(_) = place.kind {
            return Err(Reason::Reserved);
        }
        let (text, field) = self.value(target)?;
        match &place.kind {
            PlaceKind::Date => date(&text),
            PlaceKind::Choice(choices) => option(&text, choices, control),
            _ => Ok(Written::Lines(self.lines(place, &text, field))),
        }
    }

    /// The text of a target and the field that it comes from.
    fn value(&self, target: &Target) -> Result<(String, Option<&'a Field>), Reason> {
        let field = |id: &award::FieldId| self.catalog.form.field(id.as_str()).ok_or(Reason::Unknown);
        let (text, field, missing) = match target {
            Target::Empty => return Err(Reason::LeftEmpty),
            Target::Text(text) => (text.trim().to_owned(), None, Reason::NoValue),
            Target::Field(id) => (self.text(field(id)?), Some(field(id)?), Reason::NoValue),
            Target::FieldIn(id, year) => {
                let number = year.number(self.assessment.head.year);
                (self.text_in(field(id)?, *year), Some(field(id)?), Reason::NoValueIn(number))
            }
        };
        if text.is_empty() { Err(missing) } else { Ok((text, field)) }
    }

    /// The text of a field; empty if there is none.
    pub(super) fn text(&self, field: &Field) -> String {
        match field.kind {
            FieldKind::Date => self.assessment.field(field.id.as_str()).trim().to_owned(),
            FieldKind::Series | FieldKind::ComputedSeries => String::new(),
            _ => wording::field(self.catalog, field, self.assessment),
        }
    }

    fn text_in(&self, field: &Field, year: Year) -> String {
        let year = year.number(self.assessment.head.year);
        match field.kind {
            FieldKind::Series | FieldKind::ComputedSeries => wording::field_in(self.catalog, field, year, self.assessment),
            _ if field.id.as_str() == YEARS => year.to_string(),
            _ => String::new(),
        }
    }

    fn lines(&self, place: &Place, text: &str, field: Option<&Field>) -> Vec<String> {
        let text = match field {
            Some(field) if field.kind == FieldKind::Date => applicant::date(text).map_or_else(|| text.to_owned(), wording::day),
            Some(field) => amounts::in_unit(text, field, place.context.unit),
            None => text.to_owned(),
        };
        let lines: Vec<String> = wording::lines(&text).map(str::to_owned).collect();
        let is_line = matches!(place.spot, Spot::Gap { .. } | Spot::Control { .. });
        if is_line { vec![lines.join("；")] } else { lines }
    }
}

fn date(text: &str) -> Result<Written, Reason> {
    applicant::date(text).map(Written::Date).ok_or_else(|| Reason::NotADate(text.to_owned()))
}

fn option(text: &str, choices: &[Choice], control: Option<&Control>) -> Result<Written, Reason> {
    match fit(text, choices) {
        Some((option, _)) => Ok(Written::Option(option)),
        None if control.is_some_and(|control| matches!(control.kind, ControlKind::List { is_open: true, .. })) => {
            Ok(Written::Lines(vec![wording::one_line(text)]))
        }
        None => Err(Reason::NoOption(text.to_owned())),
    }
}
