//! The calendar file and the picture of rounds.

use award::catalog::Catalog;
use award::timeline::{Round, timeline};
use dossier::chart::{Extent, Lane, Width};
use dossier::timeline::{calendar_file, lanes, picture};
use jiff::civil::date;

fn catalog() -> &'static Catalog {
    thread_local! {
        static CATALOG: &'static Catalog = Box::leak(Box::new(schemes::xinyang()));
    }
    CATALOG.with(|catalog| *catalog)
}

fn round(dates: &[(&str, &str)]) -> Round {
    Round { dates: dates.iter().map(|(id, text)| ((*id).into(), (*text).into())).collect(), ..Round::default() }
}

/// The unfolded lines of the calendar file of a round.
fn file(dates: &[(&str, &str)]) -> Vec<String> {
    let text = calendar_file(catalog(), &timeline(catalog(), &round(dates)), &"a1".into(), date(2026, 3, 2).at(7, 30, 0, 0));
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

/// The lines of the entry with that identity.
fn entry(lines: &[String], id: &str) -> Vec<String> {
    let start = lines.iter().position(|line| *line == format!("UID:{id}.a1@quality-award-kit")).expect("the entry");
    lines[start..].iter().take_while(|line| *line != "END:VEVENT").cloned().collect()
}

fn has(entry: &[String], line: &str) -> bool {
    entry.iter().any(|each| each == line)
}

#[test]
fn nothing_known_is_an_empty_calendar() {
    let lines = file(&[]);
    assert_eq!(lines.first().map(String::as_str), Some("BEGIN:VCALENDAR"));
    assert_eq!(lines[lines.len() - 2..], ["END:VCALENDAR", ""]);
    assert!(!has(&lines, "BEGIN:VEVENT"));
}

#[test]
fn entries_last_whole_days() {
    let lines = file(&[("internal_notice", "2026-02-26"), ("internal_notice_end", "2026-03-06"), ("plenary", "2026-12-31")]);
    let notice = entry(&lines, "internal_notice");
    assert!(has(&notice, "DTSTAMP:20260301T233000Z"), "half past seven in China is the evening before in universal time");
    assert!(has(&notice, "DTSTART;VALUE=DATE:20260226") && has(&notice, "DTEND;VALUE=DATE:20260307"));
    assert!(has(&notice, "SUMMARY:内部公示") && has(&notice, "STATUS:CONFIRMED"));
    let plenary = entry(&lines, "plenary");
    assert!(has(&plenary, "DTSTART;VALUE=DATE:20261231") && has(&plenary, "DTEND;VALUE=DATE:20270101"));
}

#[test]
fn what_is_worked_out_is_tentative() {
    let lines = file(&[("acceptance_notice", "2026-03-02")]);
    let notice = entry(&lines, "acceptance_notice");
    assert!(has(&notice, "STATUS:TENTATIVE") && has(&notice, "DTEND;VALUE=DATE:20260310"));
    assert!(has(&entry(&lines, "acceptance_objection"), "DTSTART;VALUE=DATE:20260309"));
}

#[test]
fn deadlines_ring_in_the_morning() {
    let lines = file(&[("submission_deadline", "2026-03-10")]);
    let deadline = entry(&lines, "submission_deadline");
    for trigger in ["TRIGGER:-P13DT15H", "TRIGGER:-P6DT15H", "TRIGGER:-PT15H"] {
        assert!(has(&deadline, trigger), "{trigger}");
    }
    let latest = entry(&lines, "internal_notice.latest");
    assert!(has(&latest, "DTSTART;VALUE=DATE:20260302") && has(&latest, "DTEND;VALUE=DATE:20260303"));
    assert!(has(&latest, "SUMMARY:内部公示最迟从今天开始") && has(&latest, "TRIGGER:-PT15H"));
}

#[test]
fn conflicts_clauses_and_readings_are_told() {
    let lines = file(&[("internal_notice", "2026-03-02"), ("internal_notice_end", "2026-03-05")]);
    let notice = entry(&lines, "internal_notice");
    let description = notice.iter().find(|line| line.starts_with("DESCRIPTION")).expect("a description");
    for words in [
        "由申报单位办理，依据第十六条。\\n",
        "注意：内部公示只有 3 个工作日，应不少于 5 个，还差 2 个。（第十六条）\\n",
        "口径：“5 个工作日”从哪天算起——",
        "以秘书处公告为准。",
    ] {
        assert!(description.contains(words), "{description}");
    }
}

#[test]
fn award_brings_its_reminders() {
    let lines = file(&[("decision", "2026-06-08"), ("revocation", "2027-01-04")]);
    assert!(has(&entry(&lines, "award"), "DTSTART;VALUE=DATE:20260608"));
    assert!(has(&entry(&lines, "reminder.no_advertising"), "DTSTART;VALUE=DATE:20260608"));
    assert!(has(&entry(&lines, "reminder.probation.until"), "DTSTART;VALUE=DATE:20290608"));
    assert!(has(&entry(&lines, "reminder.ban.until"), "DTSTART;VALUE=DATE:20320104"));
    assert!(has(&entry(&lines, "reminder.probation.until"), "TRIGGER:-P29DT15H"));
}

#[test]
fn end_before_start_lasts_a_day() {
    let lines = file(&[("site_visit", "2026-05-08"), ("site_visit_end", "2026-05-06")]);
    assert!(has(&entry(&lines, "site_visit"), "DTEND;VALUE=DATE:20260509"));
}

fn lane<'a>(lanes: &'a [Lane], label: &str) -> &'a Lane {
    lanes.iter().find(|lane| lane.label == label).expect("the lane")
}

#[test]
fn lanes_say_days_and_counts() {
    let lanes = lanes(
        catalog(),
        &round(&[("internal_notice", "2026-02-11"), ("internal_notice_end", "2026-02-25"), ("site_visit", "2026-05-06")]),
    );
    let notice = lane(&lanes, "内部公示");
    assert_eq!((&*notice.value, &*notice.detail), ("2月11日至2月25日，5 个工作日", "第十六条 · 申报单位"));
    let Extent::Bar { from, to, is_sure: true, off } = &notice.extent else { panic!("{:?}", notice.extent) };
    assert_eq!((*from, *to, off.len()), (date(2026, 2, 11), date(2026, 2, 25), 9));
    assert_eq!(lane(&lanes, "现场评审").value, "5月6日起，结束日未定");
    assert_eq!(lane(&lanes, "评审公告").value, "日期未定：不晚于4月21日");
    assert_eq!(lane(&lanes, "市政府审定并公告").value, "日期未定：不早于5月14日");
    assert_eq!(lane(&lanes, "受理名单公示").value, "日期未定：不早于2月27日，不晚于4月23日开始");
    assert!(lanes.iter().all(|lane| !lane.label.contains("如有")), "what may come is left out until it is known");
}

#[test]
fn gravest_conflict_stands_at_the_lane() {
    let lanes = lanes(catalog(), &round(&[("submission_deadline", "2026-03-31"), ("acceptance_notice", "2026-03-28")]));
    let trouble = lane(&lanes, "受理名单公示").trouble.clone().expect("trouble");
    assert!(trouble.is_breach && trouble.message.ends_with("才结束。（另有 1 项）"), "{}", trouble.message);
}

#[test]
fn same_round_gives_the_same_bytes() {
    let dates = [("internal_notice", "2026-02-11"), ("decision", "2026-06-08"), ("plenary", "不详")];
    assert_eq!(file(&dates), file(&dates));
    let draw = || picture(catalog(), &round(&dates), date(2026, 3, 2), Width::SCREEN);
    assert_eq!(draw(), draw());
}
