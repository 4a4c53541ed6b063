//! The applicant (申报单位): what its form fields mean, what is doubtful about them, and what follows from them.
//!
//! Fields keep the text as typed. Reading it as a date or a number happens here; what cannot be read is a [`Problem`]
//! shown beside the field, never a reason to refuse it.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::Text;
use crate::amount::Amount;
use crate::assessment::Assessment;
use crate::catalog::Catalog;
use crate::form::{Comparison, Field, FieldKind, Form, Relation, SizeBasis, SizeRule};
use crate::indicator;
use crate::scoring;

/// What the applicant declares with the signature (第十五条).
pub const COMMITMENT: &str = "本单位自愿申报，承诺所提供的申报材料完整、真实、准确，不涉及国家安全和国家秘密，涉及商业秘密的已经注明；\
自觉遵守评审纪律，接受社会监督。如有不实，愿承担相应责任。";

/// Something doubtful about what was entered. It warns and never blocks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// A credit code has 18 characters.
    CreditCodeLength,
    /// A credit code has only digits and capital letters without I, O, S, V, Z.
    CreditCodeCharacters,
    /// The check character of the credit code does not fit; some early codes are valid all the same.
    CreditCodeCheck,
    /// It is not a telephone number as dialled in China.
    Phone,
    /// It is not a mobile number of 11 digits.
    Mobile,
    /// It is not an electronic mail address.
    Email,
    /// A postcode has six digits.
    Postcode,
    /// It is not a date.
    NotADate,
    /// The date lies in the future.
    FutureDate,
    /// It is not a number.
    NotANumber,
    /// It is not a whole number.
    NotWhole,
    /// It is below zero.
    Negative,
    /// Other figures say something else.
    Unfit {
        /// What is doubtful, with what the other figures say.
        doubt: Text,
        /// Whether it may be right all the same.
        may_be_right: bool,
    },
}

impl Problem {
    /// Whether the text may be right as it is; anything else is a mistake.
    #[must_use]
    pub fn may_be_right(&self) -> bool {
        matches!(self, Problem::CreditCodeCheck | Problem::Unfit { may_be_right: true, .. })
    }

    /// What is doubtful, for the applicant to read.
    #[must_use]
    pub fn message(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Problem::CreditCodeLength => "统一社会信用代码应为 18 位",
            Problem::CreditCodeCharacters => "只应有数字和大写字母，不含 I、O、S、V、Z",
            Problem::CreditCodeCheck => "校验位不符，请与营业执照核对；个别早期代码本来如此，核对无误可不改",
            Problem::Phone => "请核对：座机写区号，如 0376-1234567；手机 11 位",
            Problem::Mobile => "手机号应为 11 位数字",
            Problem::Email => "请核对邮箱地址，如 name@example.cn",
            Problem::Postcode => "邮政编码应为 6 位数字",
            Problem::NotADate => "请写成年月日，如 2016-03-18",
            Problem::FutureDate => "日期在今天之后，请核对",
            Problem::NotANumber => "请只写数字，单位已在栏目名中",
            Problem::NotWhole => "请写整数",
            Problem::Negative => "不应小于 0，请核对",
            Problem::Unfit { doubt, .. } => return Cow::Owned(doubt.to_string()),
        })
    }
}

/// What is doubtful about the text of a field by itself; `None` for nothing, and for an empty text.
#[must_use]
pub fn problem(field: &Field, text: &str, today: Date) -> Option<Problem> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match field.kind {
        FieldKind::CreditCode => credit_code_problem(text),
        FieldKind::Phone => (!is_phone(text)).then_some(Problem::Phone),
        FieldKind::Mobile => (!is_mobile(text)).then_some(Problem::Mobile),
        FieldKind::Email => (!is_email(text)).then_some(Problem::Email),
        FieldKind::Postcode => (!(text.len() == 6 && is_digits(text))).then_some(Problem::Postcode),
        FieldKind::Date => date_problem(text, if field.may_lie_ahead { Date::MAX } else { today }),
        FieldKind::Integer => whole_number(text),
        FieldKind::Number | FieldKind::Series => Amount::parse(text).is_none().then_some(Problem::NotANumber),
        _ => None,
    }
}

/// What is doubtful about the date of something that has happened by a day; `None` for nothing, and for an empty text.
#[must_use]
pub fn date_problem(text: &str, today: Date) -> Option<Problem> {
    match date(text) {
        None => (!text.trim().is_empty()).then_some(Problem::NotADate),
        Some(day) => (day > today).then_some(Problem::FutureDate),
    }
}

/// What is doubtful about the figure of a field for a fiscal year: by itself, or beside other figures.
#[must_use]
pub fn problem_in(catalog: &Catalog, field: &Field, year: i16, assessment: &Assessment, today: Date) -> Option<Problem> {
    let text = assessment.field_in(field.id.as_str(), year);
    problem(field, &text, today).or_else(|| {
        let mut comparisons = catalog.form.comparisons.iter().filter(|comparison| comparison.field == field.id);
        comparisons.find_map(|comparison| misfit(catalog, comparison, year, &text, assessment))
    })
}

fn misfit(catalog: &Catalog, comparison: &Comparison, year: i16, text: &str, assessment: &Assessment) -> Option<Problem> {
    let amount = Amount::parse(text)?;
    let others = comparison.to.result(&|input| indicator::input_figure(catalog, assessment, input, year))?;
    let (exact, shown) = (others.rounded(4)?, others.rounded(2)?);
    let fits = match comparison.is {
        Relation::AtMost => amount <= exact,
        Relation::Equal => !indicator::differs(text, amount, exact),
    };
    let doubt = || format!("{}（{shown}）", comparison.doubt).into();
    (!fits).then(|| Problem::Unfit { doubt: doubt(), may_be_right: comparison.may_be_right })
}

/// Every entered value of some fields that is doubtful: the field, the fiscal year if it has one, and what is doubtful.
pub fn doubts<'a>(
    catalog: &Catalog,
    fields: impl IntoIterator<Item = &'a Field>,
    assessment: &Assessment,
    today: Date,
) -> Vec<(&'a Field, Option<i16>, Problem)> {
    let mut doubts = Vec::new();
    for field in fields {
        if field.kind == FieldKind::Series {
            let of = |year: i16| Some((field, Some(year), problem_in(catalog, field, year, assessment, today)?));
            doubts.extend(assessment.years().into_iter().filter_map(of));
        } else {
            let found = problem(field, &assessment.field(field.id.as_str()), today);
            doubts.extend(found.map(|problem| (field, None, problem)));
        }
    }
    doubts
}

fn credit_code_problem(text: &str) -> Option<Problem> {
    const CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    if text.chars().count() != 18 {
        return Some(Problem::CreditCodeLength);
    }
    let values: Option<Vec<usize>> = text.chars().map(|character| CHARACTERS.find(character)).collect();
    let Some(values) = values else {
        return Some(Problem::CreditCodeCharacters);
    };
    let weights = std::iter::successors(Some(1), |weight| Some(weight * 3 % 31));
    let sum: usize = values.iter().take(17).zip(weights).map(|(value, weight)| value * weight).sum();
    let check = (31 - sum % 31) % 31;
    (values[17] != check).then_some(Problem::CreditCodeCheck)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_mobile(text: &str) -> bool {
    text.len() == 11 && is_digits(text) && text.starts_with('1') && text.as_bytes()[1] >= b'3'
}

/// A fixed line with an optional area code (0376) and extension, or a mobile number.
fn is_phone(text: &str) -> bool {
    let plain: String = text.chars().filter(|character| !matches!(character, ' ' | '(' | ')' | '（' | '）')).collect();
    if is_mobile(&plain) {
        return true;
    }
    let parts: Vec<&str> = plain.split(['-', '－', '—']).collect();
    if !parts.iter().all(|part| is_digits(part)) {
        return false;
    }
    match parts.as_slice() {
        [number] => (7..=8).contains(&number.len()) || (number.starts_with('0') && (10..=12).contains(&number.len())),
        [area, number] if area.starts_with('0') => (3..=4).contains(&area.len()) && (7..=8).contains(&number.len()),
        [number, extension] => (7..=8).contains(&number.len()) && extension.len() <= 6,
        [area, number, extension] => area.starts_with('0') && (7..=8).contains(&number.len()) && extension.len() <= 6,
        _ => false,
    }
}

fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else {
        return false;
    };
    let has_ending = domain.rsplit_once('.').is_some_and(|(host, ending)| !host.is_empty() && ending.chars().count() >= 2);
    !name.is_empty() && has_ending && !domain.contains('@') && !text.chars().any(char::is_whitespace)
}

fn whole_number(text: &str) -> Option<Problem> {
    match Amount::parse(text) {
        None => Some(Problem::NotANumber),
        Some(amount) if amount.to_string().contains('.') => Some(Problem::NotWhole),
        Some(amount) => amount.is_negative().then_some(Problem::Negative),
    }
}

/// Reads a date as people write it: 2016-03-18, 2016/3/18, 2016.3.18, 2016年3月18日, 20160318. `None` if it is no date.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() == 8 && is_digits(text) {
        return Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok();
    }
    let spaced: String =
        text.chars().map(|character| if matches!(character, '年' | '月' | '/' | '.' | '-') { ' ' } else { character }).collect();
    let parts: Vec<&str> = spaced.trim_end_matches('日').split_whitespace().collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// What follows from other fields, for a field of kind [`FieldKind::Computed`]; empty while something is missing.
#[must_use]
pub fn computed(catalog: &Catalog, field: &str, assessment: &Assessment) -> Text {
    let form = &catalog.form;
    match field {
        "size_class" => size(form, assessment).map(|(size, _)| size.into()).unwrap_or_default(),
        "org_code" => organisation_code(&assessment.field("uscc")),
        "selfeval_total" => self_assessed_total(catalog, assessment),
        "profile" => profile(catalog, assessment),
        "year_label" => format!("{}–{}", assessment.years()[0], assessment.years()[2]).into(),
        "commitment" => COMMITMENT.into(),
        "region_code" => area_code(form, &assessment.field("area")),
        _ => Text::default(),
    }
}

/// Why a field of kind [`FieldKind::Computed`] is empty, for the applicant to read.
#[must_use]
pub fn lacking(field: &str, assessment: &Assessment) -> &'static str {
    let is_typed = |field: &str| !assessment.field(field).trim().is_empty();
    match field {
        "org_code" if is_typed("uscc") => "统一社会信用代码有误，核对后自动得出",
        "region_code" if is_typed("area") => "所填县区没有单独的行政区划代码",
        "selfeval_total" => "全部条款评完后自动得出",
        _ => "自动得出，所需栏目还没填",
    }
}

/// What stands for a field that is left empty, because it is kept elsewhere: the list of evidence, while some is registered.
#[must_use]
pub fn stand_in(field: &Field, assessment: &Assessment) -> Option<String> {
    let count = assessment.evidence.len();
    (field.id.as_str() == "evidence_list" && count > 0).then(|| format!("已登记 {count} 份，见《证实性材料目录》"))
}

/// What follows from other fields for one fiscal year; empty while something is missing. The library of indicators says how.
#[must_use]
pub fn computed_in(catalog: &Catalog, field: &str, year: i16, assessment: &Assessment) -> Text {
    let template = catalog.indicators.computing(field);
    let value = template.and_then(|template| indicator::computed(catalog, assessment, template, year));
    value.map(|value| value.to_string().into()).unwrap_or_default()
}

/// The sections of the organisational profile, one after the other.
fn profile(catalog: &Catalog, assessment: &Assessment) -> Text {
    let sections = catalog.criteria.profile.sections.iter().map(|section| assessment.section(&section.id));
    let written: Vec<Text> = sections.filter(|text| !text.trim().is_empty()).collect();
    written.join("\n").into()
}

/// The total of the score card; empty until every item is scored, because a part of a total is none.
fn self_assessed_total(catalog: &Catalog, assessment: &Assessment) -> Text {
    let total = scoring::totals(&catalog.criteria, assessment).total;
    if total.is_complete() { total.earned.to_string().into() } else { Text::default() }
}

/// The nine characters of the organisation code inside a credit code; empty while the code is doubtful.
fn organisation_code(credit_code: &str) -> Text {
    let characters: Vec<char> = credit_code.trim().chars().collect();
    if credit_code_problem(credit_code.trim()).is_some() {
        return Text::default();
    }
    let (body, check): (String, char) = (characters[8..16].iter().collect(), characters[16]);
    format!("{body}-{check}").into()
}

fn area_code(form: &Form, area: &str) -> Text {
    form.areas.iter().find(|candidate| *candidate.name == *area).and_then(|area| area.code.clone()).unwrap_or_default()
}

/// The size of the enterprise (大型, 中型, 小型, 微型) and the rule it follows; `None` while a measure is missing.
#[must_use]
pub fn size<'a>(form: &'a Form, assessment: &Assessment) -> Option<(&'static str, &'a SizeRule)> {
    let industry = assessment.field("size_industry");
    let rule = form.sizes.iter().find(|rule| *rule.name == *industry)?;
    let reached = |threshold: fn(&crate::form::SizeMeasure) -> i64| {
        rule.measures
            .iter()
            .map(|measure| Some(basis(measure.of, assessment)? >= Amount::whole(threshold(measure))))
            .collect::<Option<Vec<bool>>>()
    };
    let all = |reached: Vec<bool>| reached.into_iter().all(|yes| yes);
    let size = if all(reached(|measure| measure.large)?) {
        "大型"
    } else if all(reached(|measure| measure.medium)?) {
        "中型"
    } else if all(reached(|measure| measure.small)?) {
        "小型"
    } else {
        "微型"
    };
    Some((size, rule))
}

fn basis(of: SizeBasis, assessment: &Assessment) -> Option<Amount> {
    let year = assessment.head.year;
    Amount::parse(&match of {
        SizeBasis::Employees => assessment.field("employees"),
        SizeBasis::Revenue => assessment.field_in("revenue", year),
        SizeBasis::Assets => assessment.field_in("asset_total", year),
    })
}

/// Whether a field is filled: with any text or what stands for it, every one of three years, a choice, or a computed value.
#[must_use]
pub fn is_filled(catalog: &Catalog, field: &Field, assessment: &Assessment) -> bool {
    match field.kind {
        FieldKind::Series => {
            assessment.years().iter().all(|&year| !assessment.field_in(field.id.as_str(), year).trim().is_empty())
        }
        FieldKind::Answer => field.answer.as_ref().is_some_and(|answer| assessment.answer(answer.as_str()).choice.is_some()),
        FieldKind::Computed => !computed(catalog, field.id.as_str(), assessment).is_empty(),
        FieldKind::ComputedSeries => {
            assessment.years().iter().all(|&year| !computed_in(catalog, field.id.as_str(), year, assessment).is_empty())
        }
        FieldKind::Blank => false,
        _ => !assessment.field(field.id.as_str()).trim().is_empty() || stand_in(field, assessment).is_some(),
    }
}

/// How far a set of fields is filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filling {
    /// The number of filled fields that the applicant enters.
    pub filled: usize,
    /// The number of fields that the applicant enters.
    pub entered: usize,
    /// The number of required fields that are not filled.
    pub required_missing: usize,
}

/// How far some fields are filled; fields that others fill or that are computed do not count.
#[must_use]
pub fn filling<'a>(catalog: &Catalog, fields: impl IntoIterator<Item = &'a Field>, assessment: &Assessment) -> Filling {
    fields.into_iter().filter(|field| field.kind.is_entered()).fold(Filling::default(), |mut so_far, field| {
        let filled = is_filled(catalog, field, assessment);
        so_far.entered += 1;
        so_far.filled += usize::from(filled);
        so_far.required_missing += usize::from(field.required && !filled);
        so_far
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem_of(kind: FieldKind, text: &str) -> Option<Problem> {
        let field = Field {
            id: "any".into(),
            label: "any".into(),
            kind,
            unit: None,
            hint: None,
            required: false,
            may_lie_ahead: false,
            choices: Vec::new(),
            answer: None,
            rank_of: None,
            synonyms: Vec::new(),
        };
        problem(&field, text, jiff::civil::date(2026, 11, 24))
    }

    #[test]
    fn credit_codes_are_checked_by_character_and_sum() {
        for valid in
            ["91330100799655058B", "9144030071526726XG", "91110000802100433B", "91350100M000100Y43", "91411500MA9G123408"]
        {
            assert_eq!(problem_of(FieldKind::CreditCode, valid), None, "{valid}");
        }
        assert_eq!(problem_of(FieldKind::CreditCode, "91350100M0001TGQXM"), Some(Problem::CreditCodeCheck));
        assert_eq!(problem_of(FieldKind::CreditCode, "91350100M000100Y4"), Some(Problem::CreditCodeLength));
        assert_eq!(problem_of(FieldKind::CreditCode, "91350100M000100YI3"), Some(Problem::CreditCodeCharacters));
        assert_eq!(
            problem_of(FieldKind::CreditCode, "信用代码信用代码信用代码信用代码信用"),
            Some(Problem::CreditCodeCharacters)
        );
    }

    #[test]
    fn the_organisation_code_follows_from_a_sound_credit_code_only() {
        assert_eq!(&*organisation_code(" 91411500MA9G123408 "), "MA9G1234-0");
        for doubtful in ["", "91411500MA9G12340", "91411500MA9G12340I", "91411500MA9G123409"] {
            assert_eq!(&*organisation_code(doubtful), "", "{doubtful}");
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let expected = Some(jiff::civil::date(2016, 3, 18));
        for text in ["2016-03-18", "2016/3/18", "2016.3.18", "2016年3月18日", " 2016年03月18日 ", "20160318"] {
            assert_eq!(date(text), expected, "{text}");
        }
        for text in ["2016-02-30", "16-3-18", "2016年3月", "昨天", ""] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(problem_of(FieldKind::Date, "2027-01-01"), Some(Problem::FutureDate));
    }

    #[test]
    fn telephones_fixed_and_mobile_pass() {
        for phone in ["0376-6221234", "03766221234", "6221234", "13937612345", "0376-6221234-801", "（0376）6221234"] {
            assert_eq!(problem_of(FieldKind::Phone, phone), None, "{phone}");
        }
        for phone in ["123", "电话", "139376123456789", "12345-1234567"] {
            assert_eq!(problem_of(FieldKind::Phone, phone), Some(Problem::Phone), "{phone}");
        }
        assert_eq!(problem_of(FieldKind::Mobile, "12937612345"), Some(Problem::Mobile));
    }

    #[test]
    fn addresses_and_numbers_are_checked() {
        assert_eq!(problem_of(FieldKind::Email, "a@b.cn"), None);
        assert_eq!(problem_of(FieldKind::Email, "a@b"), Some(Problem::Email));
        assert_eq!(problem_of(FieldKind::Postcode, "464000"), None);
        assert_eq!(problem_of(FieldKind::Postcode, "46400"), Some(Problem::Postcode));
        assert_eq!(problem_of(FieldKind::Integer, "12.5"), Some(Problem::NotWhole));
        assert_eq!(problem_of(FieldKind::Integer, "-1"), Some(Problem::Negative));
        assert_eq!(problem_of(FieldKind::Series, "12万"), Some(Problem::NotANumber));
        assert_eq!(problem_of(FieldKind::Series, "-12.5"), None);
        assert_eq!(problem_of(FieldKind::Text, "任何"), None);
    }
}
