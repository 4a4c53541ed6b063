//! A scheme that was made up: other conditions, thresholds, windows and criteria, and no code that knows of it.

use award::assessment::{Action, Assessment, CardAction, Choice, Head};
use award::calendar::Workdays;
use award::catalog::Catalog;
use award::eligibility::{self, Check, Outcome, Presumed, Verdict};
use award::points::Percent;
use award::savefile;
use award::timeline::RoundAction;
use jiff::civil::{Date, date};

use crate::given::{answered, certified, entered, figure, happened};

const FILE: &str = include_str!("../schemes/qingshan-2025.json");
const ON: Date = date(2026, 11, 24);

/// The working days of the kit.
fn kit() -> Workdays {
    schemes::xinyang().workdays
}

fn catalog() -> Catalog {
    Catalog::read(FILE, &kit()).expect("it is sound")
}

/// An applicant that may just apply: five years to the day, the last day of its certificate, 75 points of 75.
fn applicant() -> Assessment {
    let head = Head {
        id: "q".into(),
        scheme: "qingshan-2025".into(),
        criteria: "qingshan-criteria-2025".into(),
        created: ON.at(9, 0, 0, 0),
        year: 2025,
        application_date: None,
        sample: false,
        sheet: None,
    };
    let score = |item: &str| Action::Card(2025, CardAction::Scored(item.into(), Percent::new(75)));
    let entered = [
        entered("opened", "2021-11-24"),
        entered("unit_kind", "企业"),
        answered("had_complaints", Some(Choice::No)),
        figure("operating_result", 2024, "0"),
        figure("operating_result", 2025, "0.01"),
        Action::Card(2024, CardAction::EditedTotal("75".into())),
        score("A.1"),
        score("A.2"),
        score("B.1"),
    ];
    let all = entered.into_iter().chain(certified("c1", "innovator", ("", "2026-11-24")));
    all.fold(Assessment::empty(head), |state, action| state.apply(&action))
}

fn outcome(check: &Check, id: &str) -> Outcome {
    check.findings.iter().find(|finding| finding.requirement.id.as_str() == id).expect("the requirement").outcome
}

/// The outcome of a requirement after some actions, on a day.
#[track_caller]
fn comes_out(actions: impl IntoIterator<Item = Action>, on: Date, id: &str, expected: Outcome) {
    let catalog = catalog();
    let state = actions.into_iter().fold(applicant(), |state, action| state.apply(&action));
    assert_eq!(outcome(&eligibility::check(&catalog, &state, on), id), expected);
}

#[test]
fn its_applicant_may_just_apply() {
    let catalog = catalog();
    let check = eligibility::check(&catalog, &applicant(), ON);
    assert_eq!((check.verdict, check.progress()), (Verdict::Eligible, (7, 7)));
    assert_eq!(catalog.scheme.prizes.iter().map(|prize| prize.quota).collect::<Vec<_>>(), [1, 4, 6]);
}

#[test]
fn its_review_is_read_in_its_own_way() {
    use award::review::Readings;
    use award::scheme::{Phase, SamePrize, ThoseVoting};
    let scheme = catalog().scheme;
    assert_eq!(Readings::of(&scheme), Readings { those_voting: ThoseVoting::Decided, same_prize: SamePrize::Same });
    assert_eq!(scheme.step(Phase::Ballot).map(|step| &*step.title), Some("委员投票"));
    assert_eq!(scheme.prize(&"bronze".into()).map(|prize| prize.money), Some(5));
}

#[test]
fn its_years_are_its_own() {
    comes_out([], ON.yesterday().expect("a day"), "five_years", Outcome::NotMet);
    comes_out([], ON.tomorrow().expect("a day"), "certified", Outcome::NotMet);
    comes_out([figure("operating_result", 2023, "-9")], ON, "operating_loss", Outcome::Met);
    comes_out([figure("operating_result", 2024, "-9")], ON, "operating_loss", Outcome::NotMet);
    comes_out(happened("e1", "revocation", "2022-11-24"), ON, "revoked", Outcome::Met);
    comes_out(happened("e1", "revocation", "2022-11-25"), ON, "revoked", Outcome::NotMet);
}

#[test]
fn its_line_and_its_levels_are_its_own() {
    use award::assessment::events::EventChange;
    comes_out([Action::Card(2024, CardAction::EditedTotal("74.99".into()))], ON, "good_two_years", Outcome::NotMet);
    // 60 lies below the least number that its line may have, so it is no line at all.
    comes_out([Action::SwitchedReading("good-line".into(), "60".into())], ON, "good_two_years", Outcome::Met);
    let level = |level: &str| Action::ChangedEvent("e1".into(), EventChange::Ranked(Some(level.into())));
    let complaint = |day: &str, of: &str| happened("e1", "complaint", day).into_iter().chain([level(of)]);
    comes_out(complaint("2024-01-01", "serious"), ON, "complaints", Outcome::NotMet);
    comes_out(complaint("2023-12-31", "serious"), ON, "complaints", Outcome::Met);
    comes_out(complaint("2024-01-01", "minor"), ON, "complaints", Outcome::Met);
    let rolling = [Action::SwitchedReading("two-years".into(), "rolling".into())];
    comes_out(complaint("2024-01-01", "serious").chain(rolling), ON, "complaints", Outcome::Met);
}

#[test]
fn a_field_of_its_form_can_decide() {
    comes_out([entered("unit_kind", "其他")], ON, "kind_of_unit", Outcome::Unknown);
    comes_out([entered("unit_kind", " 合作社 ")], ON, "kind_of_unit", Outcome::Met);
    comes_out([entered("unit_kind", "")], ON, "kind_of_unit", Outcome::Unknown);
    comes_out([entered("unit_kind", ""), answered("approved_exception", Some(Choice::No))], ON, "kind_of_unit", Outcome::Unknown);
    comes_out(
        [entered("unit_kind", "其他"), answered("approved_exception", Some(Choice::No))],
        ON,
        "kind_of_unit",
        Outcome::NotMet,
    );
}

#[test]
fn its_period_is_its_own_and_its_working_days_are_the_nations() {
    let dated = |id: &str, text: &str| Action::Round(RoundAction::Dated(id.into(), text.into()));
    assert_eq!(catalog().workdays, kit());
    comes_out([], ON, "notice", Outcome::Unknown);
    // The seventh working day after Monday 9 November is Wednesday 18 November.
    comes_out([dated("internal_notice", "2026-11-09")], date(2026, 11, 18), "notice", Outcome::NotMet);
    comes_out([dated("internal_notice", "2026-11-09")], date(2026, 11, 19), "notice", Outcome::Met);
}

#[test]
fn a_save_file_carries_it() {
    let catalog = catalog();
    let opened = savefile::open(&savefile::write_for(&catalog, &applicant())).expect("it opens");
    assert_eq!((&opened.assessment, opened.scheme_file.as_deref()), (&applicant(), Some(FILE)));
    let opened = savefile::open(&savefile::write_for(&schemes::xinyang(), &applicant())).expect("it opens");
    assert_eq!(opened.scheme_file, None, "the kit has its own");
}

#[test]
fn its_earliest_day_is_found_too() {
    let catalog = catalog();
    let lost = [figure("operating_result", 2025, "-1")].iter().fold(applicant(), |state, action| state.apply(action));
    // The certificate ends before the loss lapses: time alone does not help.
    assert_eq!(eligibility::earliest(&catalog, &lost, ON), None);
    let renewed =
        certified("c2", "innovator", ("2026-11-25", "2029-11-24")).iter().fold(lost, |state, action| state.apply(action));
    let earliest = eligibility::earliest(&catalog, &renewed, ON).expect("time helps");
    // The years 2026 and 2027 must bring no loss; beside no year that is recorded a good one is not taken for granted.
    assert_eq!((earliest.day, earliest.verdict), (date(2028, 1, 1), Verdict::Undecided));
    assert_eq!(earliest.presumed, [Presumed::NoLoss(2026), Presumed::NoLoss(2027)]);
}

#[test]
fn what_is_wrong_with_a_file_is_named_with_its_line() {
    let faults = |from: &str, to: &str| -> Vec<String> {
        assert!(FILE.contains(from), "{from}");
        let broken = FILE.replacen(from, to, 1);
        Catalog::read(&broken, &kit()).expect_err("it is broken").iter().map(ToString::to_string).collect()
    };
    let line_of = |text: &str| FILE[..FILE.find(text).expect("the text")].matches('\n').count() + 1;
    let message = &faults("\"field\": \"opened\"", "\"field\": \"unit_kind\"")[0];
    let line = line_of("\"id\": \"five_years\"");
    assert_eq!(*message, format!("第 {line} 行：requirement “five_years”：用到栏目“unit_kind”，申报表里没有这个日期栏目"));
    let message = &faults("\"years\": 5", "\"years\": 0")[0];
    assert!(message.contains("“five_years”：写的是 0 年"), "{message}");
    let message = &faults("\"quota\": 1", "\"quota\": \"一\"")[0];
    assert!(message.starts_with(&format!("第 {} 行：第 ", line_of("\"quota\": 1"))), "{message}");
    let message = &faults("\"event_within\"", "\"event_near\"")[0];
    assert!(message.contains("“event_near”不是可用的值"), "{message}");
    assert_eq!(faults("\"default\": 75", "\"default\": 20").len(), 1);
    assert!(Catalog::read("[]", &kit()).is_err() && Catalog::read("", &kit()).is_err());
    assert!(Catalog::read(&format!("\u{feff}{FILE}"), &kit()).is_ok());
}
