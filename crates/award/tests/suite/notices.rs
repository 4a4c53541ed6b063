//! Pasted texts about days off: the State Council's notices, what people note down, and what must not be understood.

use award::calendar::{DayKind, Doubt, Pasted, Reason, YearCalendar, read};
use jiff::civil::{Date, date};

use crate::given::catalog;

const NOTICES: [(i16, &str); 5] = [
    (2022, include_str!("../notices/2022.txt")),
    (2023, include_str!("../notices/2023.txt")),
    (2024, include_str!("../notices/2024.txt")),
    (2025, include_str!("../notices/2025.txt")),
    (2026, include_str!("../notices/2026.txt")),
];

/// The days off and make-up days that a text for 2027 gives, as MM-DD, and why the rest was left out.
fn understood(text: &str) -> (Vec<String>, Vec<String>, Vec<Reason>) {
    let Pasted { calendar, remarks, .. } = read(text, 2027, None);
    let short = |days: &std::collections::BTreeSet<Date>| -> Vec<String> {
        days.iter().map(|day| day.to_string().trim_start_matches("2027-").to_owned()).collect()
    };
    (short(&calendar.days_off), short(&calendar.make_up), remarks.into_iter().map(|remark| remark.reason).collect())
}

/// A text is understood without a remark.
#[track_caller]
fn gives(text: &str, off: &[&str], made_up: &[&str]) {
    let (days_off, make_up, reasons) = understood(text);
    assert_eq!((days_off, make_up, reasons), (strings(off), strings(made_up), vec![]), "{text}");
}

/// A text gives nothing but remarks.
#[track_caller]
fn gives_nothing(text: &str, reasons: &[Reason]) {
    assert_eq!(understood(text), (vec![], vec![], reasons.to_vec()), "{text}");
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn notices_give_the_announced_years() {
    for (year, text) in NOTICES {
        let pasted = read(text, year, None);
        let announced = catalog().workdays.year(year).expect("an announced year");
        assert_eq!(pasted.calendar, announced.days(), "{year}");
        assert_eq!(pasted.calendar.doubts(year, &catalog().workdays.festivals), [], "{year}");
    }
}

#[test]
fn notices_leave_out_what_is_no_day_off() {
    let reasons = |year| {
        let (_, text) = NOTICES.into_iter().find(|(each, _)| *each == year).expect("a notice");
        read(text, year, None).remarks.into_iter().map(|remark| (remark.text, remark.reason)).collect::<Vec<_>>()
    };
    let issued = |text: &str, reason| (text.to_owned(), reason);
    assert_eq!(reasons(2022), [issued("2021年10月25日", Reason::OtherYear)]);
    // Signed in December: a day that the notice could speak of, but it does not say what the day is.
    assert_eq!(reasons(2023), [issued("2022年12月8日", Reason::Unsaid)]);
    assert_eq!(reasons(2024), [issued("2月9日", Reason::InBrackets), issued("2023年10月25日", Reason::OtherYear)]);
    let since = [issued("2025年1月1日", Reason::Since), issued("10月1日", Reason::Since)];
    assert_eq!(reasons(2025)[..2], since);
}

#[test]
fn every_line_is_accounted_for() {
    for (year, text) in NOTICES {
        let pasted = read(text, year, None);
        for (position, line) in text.lines().enumerate() {
            let number = position + 1;
            let is_told = pasted.without_dates.contains(&number)
                || pasted.understood.iter().any(|understood| understood.line == number)
                || pasted.remarks.iter().any(|remark| remark.line == number);
            assert_eq!(is_told, !line.is_empty(), "{year}, line {number}: {line}");
        }
    }
}

#[test]
fn notice_of_another_year_is_told() {
    let (_, text) = NOTICES[4];
    let pasted = read(text, 2027, None);
    assert!(pasted.remarks.iter().any(|remark| remark.reason == Reason::OtherNotice(2026)));
    assert_eq!(pasted.calendar, YearCalendar::default(), "every day of it is another day of the week");
}

#[test]
fn dates_are_read_in_every_usual_shape() {
    for text in [
        "2027-01-01 放假",
        "2027/1/1 放假",
        "2027.1.1放假",
        "20270101 休",
        "2027年1月1日放假",
        "2027 年 1 月 1 日 放假",
        "１月１日（周五）放假",
        "1月1号休息",
        "1/1 放假",
        "1月1日 星期五 休",
        "放假：1月1日",
        "2027年放假：1月1日",
        "元旦放假日期：1月1日",
        "1.1月1日放假",
        "1月1日（星期五）放假，与周末连休。",
        "元旦：1月1日放假1天，不调休。",
    ] {
        gives(text, &["01-01"], &[]);
    }
}

#[test]
fn ranges_and_lists_are_read() {
    let days = ["01-01", "01-02", "01-03"];
    for text in [
        "1月1日至3日放假",
        "1月1日至1月3日放假调休，共3天。",
        "2027年1月1日—3日放假",
        "1月1-3日放假",
        "1月1日到3号休假",
        "1月1日、2日、3日放假",
        "1月1日、1月2日和1月3日放假",
        "2027-01-01至2027-01-03 休",
        "2027-01-01 2027-01-02 2027-01-03 休",
        "1/1-1/3 放假",
        "2027-1-1~2027-1-3放假",
        "1月1日（周五）放假\n1月2日（周六）放假\n1月3日（周日）放假",
    ] {
        gives(text, &days, &[]);
    }
}

#[test]
fn make_up_days_are_told_from_days_off() {
    for text in [
        "2月6日（周六）、2月14日上班",
        "2027-02-06 班\n2027-02-14 补班",
        "2月6日调休上班，2月14日调休上班",
        "上班：2月6日、2月14日",
        "2月6日、14日正常上班。",
        "上班日期：2月6日，2月14日",
    ] {
        gives(text, &[], &["02-06", "02-14"]);
    }
    for text in [
        "4月5日放假，4月10日（周六）上班",
        "4月5日放假；4月10日上班。",
        "放假：4月5日，上班：4月10日",
        "放假4月5日，上班4月10日",
        "4月5日放假4月10日上班",
        "清明假期：4月5日，共1天，4月10日上班",
        "清明放假安排：4月5日放假，4月10日上班",
        "放假\n4月5日\n调休上班：\n4月10日",
    ] {
        gives(text, &["04-05"], &["04-10"]);
    }
    gives("4月3日放假，4月5日（星期一）补休。", &["04-03", "04-05"], &[]);
}

#[test]
fn turn_of_the_year_belongs_to_the_new_year() {
    let days = ["2026-12-31", "01-01", "01-02"];
    for text in [
        "2026年12月31日至2027年1月2日放假调休，共3天。",
        "2026年12月31日至1月2日放假",
        "12月31日至1月2日放假",
        "12月31日（周四）至1月2日（周六）放假",
    ] {
        gives(text, &days, &[]);
    }
    gives("2026年12月27日（星期日）上班。", &[], &["2026-12-27"]);
}

#[test]
fn what_is_not_said_is_not_understood() {
    gives_nothing("1月1日", &[Reason::Unsaid]);
    gives_nothing("1月1日调休", &[Reason::Unsaid]);
    gives_nothing("5月4日不放假", &[Reason::Unsaid]);
    gives_nothing("2月5日请年假", &[Reason::Unsaid]);
    gives_nothing("2月5日不放假，鼓励休年假", &[Reason::Unsaid]);
    gives_nothing("2月5日结合带薪年休假", &[Reason::Unsaid]);
    gives_nothing("2月30日放假", &[Reason::NoSuchDay]);
    gives_nothing("2月29日放假", &[Reason::NoSuchDay]);
    gives_nothing("13月1日放假", &[Reason::NoSuchDay]);
    gives_nothing("2028年1月1日放假", &[Reason::OtherYear]);
    gives_nothing("2026年11月30日放假", &[Reason::OtherYear]);
    gives_nothing("1月1日（周四）放假", &[Reason::Weekday]);
    gives_nothing("1月1日（周五）至3日（周六）放假", &[Reason::Weekday]);
    gives_nothing("自1月1日起放假3天", &[Reason::Since]);
    gives_nothing("安排职工在除夕（2月5日）休息", &[Reason::InBrackets]);
    gives_nothing("1月3日至1日放假", &[Reason::Range]);
    gives_nothing("1月1日至16日放假", &[Reason::Range]);
    gives_nothing("2月8日上班", &[Reason::MakeUpOnWeekday]);
    gives_nothing("2月6日至8日上班", &[Reason::MakeUpOnWeekday]);
}

#[test]
fn longest_break_is_still_read() {
    let (days_off, ..) = understood("1月1日至15日放假");
    assert_eq!(days_off.len(), 15);
}

#[test]
fn headings_hold_for_days_of_the_year_alone() {
    gives_nothing("放假通知\n4月5日", &[Reason::Unsaid]);
    gives_nothing("部分节假日安排\n4月5日", &[Reason::Unsaid]);
    let (off, _, reasons) = understood("放假：\n4月5日\n2026年12月8日");
    assert_eq!((off, reasons), (strings(&["04-05"]), vec![Reason::Unsaid]));
}

#[test]
fn contradictions_keep_the_first() {
    let (off, made_up, reasons) = understood("2月6日放假\n2月6日上班");
    assert_eq!((off, made_up, reasons), (strings(&["02-06"]), vec![], vec![Reason::Contradicts]));
}

#[test]
fn wrong_count_is_told_and_taken() {
    let (off, _, reasons) = understood("1月1日至3日放假，共4天。");
    assert_eq!((off.len(), reasons), (3, vec![Reason::Count(4, 3)]));
    gives("1月1日放假，与周末连休，共3天。", &["01-01"], &[]);
}

#[test]
fn bare_dates_are_what_is_assumed() {
    let pasted = read("2027-02-06\n2027-02-14", 2027, Some(DayKind::MadeUp));
    assert_eq!(pasted.calendar.make_up.iter().copied().collect::<Vec<_>>(), [date(2027, 2, 6), date(2027, 2, 14)]);
    assert_eq!(pasted.remarks, []);
}

#[test]
fn lines_are_numbered_as_pasted() {
    let pasted = read("\n通知如下：\n\n1月1日放假\r\n5月1日", 2027, None);
    assert_eq!(pasted.without_dates, [2]);
    assert_eq!(pasted.understood[0].line, 4);
    assert_eq!((pasted.remarks[0].line, &*pasted.remarks[0].text), (5, "5月1日"));
}

#[test]
fn part_of_a_notice_is_seen_to_be_part() {
    let pasted = read("国庆节：10月1日至7日放假调休，共7天。", 2027, None);
    let doubts = pasted.calendar.doubts(2027, &catalog().workdays.festivals);
    let missing: Vec<&str> =
        doubts.iter().map(|doubt| if let Doubt::Missing(festival) = doubt { &*festival.name } else { "" }).collect();
    assert_eq!(missing, ["元旦", "春节", "清明节", "劳动节", "端午节"]);
}

proptest::proptest! {
    #![proptest_config(crate::given::cases(400))]

    #[test]
    fn any_text_is_read_without_panic(text in "[0-9０-９年月日号天至、，。（）()周星期一二三四五六日放假休上班调不起自/.: \n-]{0,60}", year: i16) {
        let pasted = read(&text, year, None);
        for understood in &pasted.understood {
            proptest::prop_assert!(understood.first <= understood.last);
        }
        proptest::prop_assert!(pasted.calendar.days_off.is_disjoint(&pasted.calendar.make_up));
    }
}
