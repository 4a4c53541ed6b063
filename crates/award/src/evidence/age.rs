//! Evidence that ages: until when it is valid, and what is doubtful about what was entered.

use jiff::civil::Date;

use super::{Evidence, EvidenceText};
use crate::amount::Amount;
use crate::applicant;

/// Until when evidence is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// Nothing was entered: it is not known to end.
    Open,
    /// It does not end.
    Forever,
    /// Its last day, which still counts.
    Until(Date),
    /// What was entered is no date.
    Unreadable,
}

/// What is written for something that does not end.
const FOREVER: [&str; 5] = ["长期", "长期有效", "永久", "永久有效", "无固定期限"];

/// Until when evidence is valid.
#[must_use]
pub fn validity(evidence: &Evidence) -> Validity {
    match evidence.valid_until.trim() {
        "" => Validity::Open,
        text if FOREVER.contains(&text) => Validity::Forever,
        text => applicant::date(text).map_or(Validity::Unreadable, Validity::Until),
    }
}

/// Whether evidence has expired before a day; on its last day it has not.
#[must_use]
pub fn expired(evidence: &Evidence, on: Date) -> bool {
    matches!(validity(evidence), Validity::Until(last) if last < on)
}

/// Something doubtful about evidence. It warns and never blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The day it bears, or its last day, is no date.
    NotADate(EvidenceText),
    /// It bears a day that lies ahead.
    DatedAhead,
    /// It ends before the day that it bears.
    EndsBeforeItBegins,
    /// It expires before the application.
    Expired(Date),
    /// The number of its pages is no whole number above zero.
    Pages,
}

impl Doubt {
    /// Which text it is about.
    #[must_use]
    pub fn text(self) -> EvidenceText {
        match self {
            Doubt::NotADate(which) => which,
            Doubt::DatedAhead => EvidenceText::Dated,
            Doubt::EndsBeforeItBegins | Doubt::Expired(_) => EvidenceText::ValidUntil,
            Doubt::Pages => EvidenceText::Pages,
        }
    }

    /// What is doubtful, for the applicant to read.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Doubt::NotADate(EvidenceText::ValidUntil) => "请写成年月日，如 2026-12-31；没有期限的写“长期”".into(),
            Doubt::NotADate(_) => "请写成年月日，如 2026-03-18".into(),
            Doubt::DatedAhead => "日期在今天之后，请核对".into(),
            Doubt::EndsBeforeItBegins => "有效期早于落款日期，请核对".into(),
            Doubt::Expired(last) => format!("{last} 到期，早于申报日，请换有效的材料或补充续期证明"),
            Doubt::Pages => "请写页数，如 12".into(),
        }
    }
}

/// What is doubtful about evidence: today, and for an application on `on`.
#[must_use]
pub fn doubts(evidence: &Evidence, today: Date, on: Date) -> Vec<Doubt> {
    let (dated, valid) = (evidence.dated.trim(), validity(evidence));
    let begins = applicant::date(dated);
    let mut doubts = Vec::new();
    match begins {
        None if !dated.is_empty() => doubts.push(Doubt::NotADate(EvidenceText::Dated)),
        Some(day) if day > today => doubts.push(Doubt::DatedAhead),
        _ => {}
    }
    match (valid, begins) {
        (Validity::Unreadable, _) => doubts.push(Doubt::NotADate(EvidenceText::ValidUntil)),
        (Validity::Until(last), Some(first)) if last < first => doubts.push(Doubt::EndsBeforeItBegins),
        (Validity::Until(last), _) if last < on => doubts.push(Doubt::Expired(last)),
        _ => {}
    }
    if !evidence.pages.trim().is_empty() && page_count(evidence).is_none() {
        doubts.push(Doubt::Pages);
    }
    doubts
}

/// The number of pages; `None` if none was entered or it is no whole number above zero.
#[must_use]
pub(super) fn page_count(evidence: &Evidence) -> Option<u32> {
    let amount = Amount::parse(evidence.pages.trim())?.to_string();
    amount.parse().ok().filter(|&pages| pages > 0)
}

impl Evidence {
    /// The number of pages; `None` if none was entered or it is no whole number above zero.
    #[must_use]
    pub fn page_count(&self) -> Option<u32> {
        page_count(self)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const APPLICATION: Date = date(2026, 12, 31);
    const TODAY: Date = date(2026, 11, 24);

    fn check(dated: &str, valid_until: &str, pages: &str, expected: &[Doubt]) {
        let evidence =
            Evidence { dated: dated.into(), valid_until: valid_until.into(), pages: pages.into(), ..Evidence::default() };
        assert_eq!(doubts(&evidence, TODAY, APPLICATION), expected, "{dated} {valid_until} {pages}");
    }

    #[test]
    fn the_last_day_counts_and_the_day_after_does_not() {
        for (valid_until, is_expired) in [
            ("2026-12-30", true),
            ("2026-12-31", false),
            ("2027-01-01", false),
            ("2026年12月30日", true),
            ("2024-02-29", true),
            ("长期", false),
            ("", false),
            ("去年", false),
        ] {
            let evidence = Evidence { valid_until: valid_until.into(), ..Evidence::default() };
            assert_eq!(expired(&evidence, APPLICATION), is_expired, "{valid_until}");
        }
    }

    #[test]
    fn what_was_entered_is_doubted_field_by_field() {
        check("", "", "", &[]);
        check("2026-11-24", "2026-12-31", "3", &[]);
        check("2026-11-25", "", "", &[Doubt::DatedAhead]);
        check(
            "上月",
            "无",
            "三页",
            &[Doubt::NotADate(EvidenceText::Dated), Doubt::NotADate(EvidenceText::ValidUntil), Doubt::Pages],
        );
        check("2026-01-02", "2026-01-01", "0", &[Doubt::EndsBeforeItBegins, Doubt::Pages]);
        check("2026-01-02", "2026-01-02", "1.5", &[Doubt::Expired(date(2026, 1, 2)), Doubt::Pages]);
        check("", "2026-12-30", "12", &[Doubt::Expired(date(2026, 12, 30))]);
    }

    #[test]
    fn every_doubt_has_its_place_and_its_words() {
        for doubt in [Doubt::NotADate(EvidenceText::Dated), Doubt::DatedAhead, Doubt::Expired(TODAY), Doubt::Pages] {
            assert!(!doubt.message().is_empty());
        }
        assert_eq!(Doubt::Expired(TODAY).text(), EvidenceText::ValidUntil);
    }
}
