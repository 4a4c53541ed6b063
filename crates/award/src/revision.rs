//! Revisions: earlier states of an assessment that are kept on purpose, which of them are kept for how long, and what
//! differs between two states.

mod difference;

pub use difference::{Difference, changed_part, differences};

use std::collections::BTreeSet;

/// Why a revision was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// An hour of work had passed since the last.
    Hourly,
    /// A file was about to take the place of the state.
    BeforeImport,
    /// A fiscal year was about to be closed.
    BeforeClosing,
    /// It was read from a form that is not written any more, or with values that mean nothing.
    BeforeMigration,
    /// A person asked for it and gave it a name.
    Named,
}

impl Occasion {
    /// Every occasion.
    pub const ALL: [Occasion; 5] =
        [Occasion::Hourly, Occasion::BeforeImport, Occasion::BeforeClosing, Occasion::BeforeMigration, Occasion::Named];

    /// The word for it where revisions are kept; never changes.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Occasion::Hourly => "hourly",
            Occasion::BeforeImport => "before-import",
            Occasion::BeforeClosing => "before-closing",
            Occasion::BeforeMigration => "before-migration",
            Occasion::Named => "named",
        }
    }

    /// The occasion of that word. A word of a later version is taken for a name, because those are kept for ever.
    #[must_use]
    pub fn of_word(word: &str) -> Occasion {
        Occasion::ALL.into_iter().find(|occasion| occasion.word() == word).unwrap_or(Occasion::Named)
    }
}

/// What is known of a revision without reading it.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// Its id among the revisions of the assessment.
    pub id: String,
    /// When the state was kept, in milliseconds since 1970.
    pub at: f64,
    /// Why.
    pub occasion: Occasion,
    /// The name that a person gave it.
    pub name: String,
}

/// An hour of work between automatic revisions, in milliseconds.
pub const HOUR: f64 = 3_600_000.0;

const DAY: f64 = 24.0 * HOUR;

/// Days begin at midnight in China, which has one time and no summer time.
const MIDNIGHT: f64 = 8.0 * HOUR;

/// The rule by which automatic revisions are given up, as it is shown to people.
pub const RULE: &str =
    "命名的版本一直保留。自动版本：24 小时内的全部保留；30 天内每天留最后一个；一年内每七天留最后一个；更早的清理。";

/// The ids of the revisions that the [`RULE`] gives up.
///
/// A revision from the future, as after the clock was moved back, is as good as a new one.
#[must_use]
pub fn given_up(revisions: &[Revision], now: f64) -> Vec<String> {
    let mut newest_first: Vec<&Revision> = revisions.iter().filter(|each| each.occasion != Occasion::Named).collect();
    newest_first.sort_by(|a, b| b.at.total_cmp(&a.at));
    let mut taken = BTreeSet::new();
    newest_first.retain(|revision| match span(revision.at, now) {
        Span::All => false,
        Span::OneOf(which) => !taken.insert(which),
        Span::None => true,
    });
    newest_first.into_iter().map(|revision| revision.id.clone()).collect()
}

/// How many revisions of a stretch of time are kept.
enum Span {
    All,
    /// The last of those with the same numbers: the kind of stretch, and which.
    OneOf((u8, i64)),
    None,
}

fn span(at: f64, now: f64) -> Span {
    let day = ((at + MIDNIGHT) / DAY).floor();
    match now - at {
        age if age <= DAY => Span::All,
        age if age <= 30.0 * DAY => Span::OneOf((0, day as i64)),
        age if age <= 365.0 * DAY => Span::OneOf((1, (day / 7.0).floor() as i64)),
        _ => Span::None,
    }
}

/// Whether enough time has passed since the last revision for an automatic one. A clock that was moved back does not stop
/// them: a last one in the future does not count.
#[must_use]
pub fn is_due(last: Option<f64>, now: f64) -> bool {
    last.is_none_or(|last| !(0.0..HOUR).contains(&(now - last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-27 12:00 in China.
    const NOON: f64 = 1_795_752_000_000.0;

    fn automatic(hours_ago: f64) -> Revision {
        Revision { id: format!("{hours_ago}"), at: NOON - hours_ago * HOUR, occasion: Occasion::Hourly, name: String::new() }
    }

    fn gone(hours: &[f64]) -> Vec<String> {
        let mut gone = given_up(&hours.iter().map(|hours| automatic(*hours)).collect::<Vec<_>>(), NOON);
        gone.sort();
        gone
    }

    #[test]
    fn a_day_keeps_everything() {
        assert_eq!(gone(&[0.0, 0.5, 1.0, 23.0, 24.0, -5.0]), [""; 0]);
    }

    #[test]
    fn a_month_keeps_the_last_of_each_day() {
        // Yesterday before noon; the day before at 23:00, 12:00, 00:00; and one more at 23:59 of the day before that.
        assert_eq!(gone(&[25.0, 37.0, 48.0, 60.0, 60.1]), ["48", "60"]);
    }

    #[test]
    fn a_year_keeps_one_in_seven_days_and_no_more() {
        let days = |days: f64| days * 24.0;
        let kept = (31..365).map(|day| days(f64::from(day))).collect::<Vec<_>>();
        let given_up = gone(&kept);
        assert!((48..=49).contains(&(kept.len() - given_up.len())), "{}", kept.len() - given_up.len());
        assert_eq!(gone(&[days(366.0)]), ["8784"]);
    }

    #[test]
    fn a_name_is_kept_for_ever() {
        let named = Revision { occasion: Occasion::Named, ..automatic(99999.0) };
        assert_eq!(given_up(&[named], NOON), [""; 0]);
        assert_eq!(Occasion::of_word("of a later version"), Occasion::Named);
        assert!(Occasion::ALL.into_iter().all(|occasion| Occasion::of_word(occasion.word()) == occasion));
    }

    #[test]
    fn giving_up_twice_gives_up_nothing_more() {
        let all: Vec<Revision> = (0..2000).map(|at| automatic(f64::from(at) * 5.5)).collect();
        let gone = given_up(&all, NOON);
        let rest: Vec<Revision> = all.into_iter().filter(|each| !gone.contains(&each.id)).collect();
        assert_eq!(given_up(&rest, NOON), [""; 0]);
    }

    #[test]
    fn an_hour_makes_the_next_one_due() {
        assert!(is_due(None, NOON) && is_due(Some(NOON - HOUR), NOON) && !is_due(Some(NOON - HOUR + 1.0), NOON));
        assert!(is_due(Some(NOON + 1.0), NOON), "a clock that was moved back");
    }
}
