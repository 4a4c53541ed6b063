use jiff::civil::date;

use super::*;

/// The place of a text: left, top, right, bottom, and what it says.
fn texts(chart: &Chart) -> Vec<(f32, f32, f32, f32, String)> {
    let pieces = chart.svg.split("<text").skip(1);
    let place = |piece: &str| {
        let number = |name: &str| -> f32 {
            let start = piece.split(&format!(" {name}=\"")).nth(1).expect("the attribute");
            start.split('"').next().and_then(|text| text.parse().ok()).expect("a number")
        };
        let words = piece.split('>').nth(1).and_then(|rest| rest.split('<').next()).expect("words").to_owned();
        let (x, y, size) = (number("x"), number("y"), number("font-size"));
        let wide = measure::width(&words) * size;
        let left = match piece {
            _ if piece.contains("text-anchor=\"middle\"") => x - wide / 2.0,
            _ if piece.contains("text-anchor=\"end\"") => x - wide,
            _ => x,
        };
        (left, y - size * 0.85, left + wide, y + size * 0.15, words)
    };
    pieces.map(place).collect()
}

fn lane(extent: Extent, message: &str) -> Lane {
    Lane {
        label: "一个有很长名字的环节：展示、陈述答辩和无记名投票".into(),
        detail: "第二十一条、第十八条、第二十条 · 评审委员会".into(),
        extent,
        value: "12月31日（推算）至1月15日（推算），10 个工作日（暂按周末推算）".into(),
        trouble: (!message.is_empty()).then(|| Trouble { is_breach: true, message: message.to_owned() }),
    }
}

/// Lanes of every kind from one day on, some with a message, over so many days.
fn lanes(first: Date, length: i32) -> Vec<Lane> {
    let day = |share: i32| first.saturating_add(jiff::Span::new().days(length * share / 10));
    let message = "受理名单公示是2026年3月7日（周六），应在申报材料提交截止之后；申报材料提交截止到2026年3月31日（周二）才结束。";
    let mut lanes: Vec<Lane> = (0..=10)
        .flat_map(|share| {
            let bar = Extent::Bar { from: day(share / 2), to: day(share), is_sure: share % 2 == 0, off: vec![day(share)] };
            [lane(Extent::Day { day: day(share), is_sure: share % 3 == 0 }, ""), lane(bar, message)]
        })
        .collect();
    for (from, to) in
        [(None, None), (Some(day(3)), None), (None, Some(day(7))), (Some(day(3)), Some(day(7))), (Some(day(9)), Some(day(1)))]
    {
        lanes.push(lane(Extent::Open(from, to), &message.repeat(4)));
    }
    lanes
}

fn every() -> Vec<Chart> {
    let mut charts = Vec::new();
    for width in [Width::PAGE, Width::SCREEN] {
        for length in [0, 1, 20, 57, 58, 200, 700, 1500, 4000, 36_000] {
            let first = date(2024, 2, 29);
            for today in [first, date(2024, 5, 20), date(2026, 11, 24)] {
                charts.push(timeline("时间线", &lanes(first, length), today, width));
            }
        }
    }
    charts
}

#[test]
fn texts_stay_inside_and_apart() {
    for chart in every() {
        let texts = texts(&chart);
        for (at, (left, top, right, bottom, words)) in texts.iter().enumerate() {
            assert!(*left >= 0.0 && *right <= chart.width as f32 + 0.5, "{words}: {left} to {right}");
            assert!(*top >= 0.0 && *bottom <= chart.height as f32, "{words}: {top} to {bottom}");
            for (other_left, other_top, other_right, other_bottom, other) in &texts[..at] {
                let apart = right <= other_left || other_right <= left || bottom <= other_top || other_bottom <= top;
                assert!(apart, "{words} over {other}");
            }
        }
    }
}

#[test]
fn names_and_messages_are_whole() {
    let chart = timeline("时间线", &lanes(date(2026, 3, 2), 90)[..2], date(2026, 3, 2), Width::PAGE);
    let all: String = texts(&chart).into_iter().map(|(.., words)| words).collect();
    for words in
        ["一个有很长名字的环节：展示、陈述答辩和无记名投票", "受理名单公示是2026年3月7日（周六），应在申报材料提交截止之后"]
    {
        assert!(all.contains(words), "{all}");
    }
}

#[test]
fn trouble_is_told_by_shape_and_words() {
    let draw = |is_breach| {
        let trouble = Some(Trouble { is_breach, message: "少 2 个工作日".into() });
        let lane = Lane { trouble, ..lane(Extent::Day { day: date(2026, 3, 2), is_sure: true }, "") };
        timeline("时间线", &[lane], date(2026, 3, 2), Width::PAGE).svg
    };
    assert!(draw(true).contains(">!</text>") && draw(true).contains("class=\"chart-breach\""));
    assert!(draw(false).contains(">?</text>") && draw(false).contains("<circle class=\"chart-doubt\""));
    assert!(draw(true).contains("少 2 个工作日"));
}

#[test]
fn present_day_is_drawn_if_near() {
    let has_today = |today| timeline("时间线", &lanes(date(2026, 3, 2), 90), today, Width::PAGE).svg.contains("今天");
    for (today, expected) in [
        (date(2026, 1, 1), true),
        (date(2025, 12, 31), false),
        (date(2026, 4, 1), true),
        (date(2026, 7, 30), true),
        (date(2026, 7, 31), false),
    ] {
        assert_eq!(has_today(today), expected, "{today}");
    }
}

#[test]
fn days_lie_in_order_on_the_axis() {
    let lanes = lanes(date(2026, 3, 2), 90);
    let axis = Axis::over(&lanes, date(2026, 3, 2), (100.0, 600.0)).expect("an axis");
    let days: Vec<Date> = date(2026, 3, 2).series(jiff::Span::new().days(1)).take(91).collect();
    for pair in days.windows(2) {
        assert!(axis.start(pair[0]) < axis.middle(pair[0]) && axis.middle(pair[0]) < axis.end(pair[0]));
        assert!((axis.end(pair[0]) - axis.start(pair[1])).abs() < 0.01);
    }
    assert!(axis.start(days[0]) > 100.0 && axis.end(days[90]) < 600.0);
}

#[test]
fn nothing_that_the_policy_blocks() {
    for chart in every() {
        for blocked in ["style=", "<style", "<script", "<image", "href", "url("] {
            assert!(!chart.svg.contains(blocked), "{blocked}");
        }
    }
}

#[test]
fn no_day_and_no_lane_are_no_panic() {
    for lanes in [vec![], vec![lane(Extent::Open(None, None), "")]] {
        assert!(timeline("", &lanes, date(2026, 3, 2), Width::PAGE).svg.ends_with("</svg>"));
    }
    let ends = [Extent::Day { day: Date::MIN, is_sure: true }, Extent::Day { day: Date::MAX, is_sure: false }];
    for extent in ends {
        assert!(timeline("", &[lane(extent, "")], Date::MAX, Width::SCREEN).svg.ends_with("</svg>"));
    }
}
