//! The course of totals over the years, against a line that should be reached.

use crate::measure;

use super::Chart;
use super::svg::{Anchor, Paint, Svg, colour};

/// A year and what it reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Its name: 2025 年.
    pub name: String,
    /// The least and the greatest total that are possible, equal once it is certain; `None` if nothing is known.
    pub range: Option<(f32, f32)>,
    /// The total in words.
    pub text: String,
}

/// A line that should be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Its height.
    pub value: f32,
    /// Its name: 入围线 600.
    pub name: String,
}

const WIDTH: f32 = 520.0;
const HEIGHT: f32 = 300.0;
const LEFT: f32 = 48.0;
const RIGHT: f32 = 20.0;
const TOP: f32 = 24.0;
const BOTTOM: f32 = 36.0;
const TYPE: f32 = 13.0;
const SMALL: f32 = 11.0;
/// How far an open range reaches to both sides.
const CAP: f32 = 8.0;

/// Draws totals from 0 to `worth`. Certain ones are joined; an open one is a dashed range, never a point.
#[must_use]
pub fn course(title: &str, stops: &[Stop], worth: f32, goal: &Goal) -> Chart {
    let mut svg = Svg::new(WIDTH as u32, HEIGHT as u32, title);
    let up = |value: f32| HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / worth.max(1.0);
    let across = |at: usize| LEFT + (WIDTH - LEFT - RIGHT) * (at as f32 + 0.5) / stops.len().max(1) as f32;
    scale(&mut svg, worth, up);
    let certain =
        |(at, stop): (usize, &Stop)| stop.range.filter(|(least, most)| least == most).map(|(value, _)| (across(at), up(value)));
    let points: Vec<Option<(f32, f32)>> = stops.iter().enumerate().map(certain).collect();
    // A value stands above its point: the name makes way for the first.
    let is_under = points.first().copied().flatten().is_some_and(|(_, y)| y <= up(goal.value));
    line(&mut svg, goal, up(goal.value), is_under);
    for run in points.split(Option::is_none).filter(|run| run.len() > 1) {
        let run: Vec<(f32, f32)> = run.iter().flatten().copied().collect();
        svg.path(&run, false, Paint::stroke("edge", colour::VALUE, "2"));
    }
    for (at, stop) in stops.iter().enumerate() {
        let x = across(at);
        svg.text((x, HEIGHT - 14.0), TYPE, Anchor::Middle, ("label", colour::INK), &stop.name);
        match stop.range {
            None => svg.text((x, HEIGHT - BOTTOM - 8.0), SMALL, Anchor::Middle, ("scale", colour::QUIET), &stop.text),
            Some((least, most)) if least == most => point(&mut svg, (x, up(most)), &stop.text),
            Some((least, most)) => range(&mut svg, x, (up(most), up(least)), &stop.text),
        }
    }
    svg.finish()
}

fn scale(svg: &mut Svg, worth: f32, up: impl Fn(f32) -> f32) {
    for fifth in 0..=5_u8 {
        let value = worth * f32::from(fifth) / 5.0;
        svg.line((LEFT, up(value)), (WIDTH - RIGHT, up(value)), Paint::stroke("grid", colour::GRID, "1"));
        svg.text((LEFT - 6.0, up(value) + 4.0), SMALL, Anchor::End, ("scale", colour::QUIET), &format!("{value}"));
    }
}

fn line(svg: &mut Svg, goal: &Goal, y: f32, is_under: bool) {
    let paint = Paint { dashes: "6 3", ..Paint::stroke("line", colour::LINE, "1.5") };
    svg.line((LEFT, y), (WIDTH - RIGHT, y), paint);
    let name = measure::wrap(&goal.name, (WIDTH - LEFT - RIGHT) / SMALL, 1).concat();
    let foot = if is_under { y + SMALL + 1.0 } else { y - 4.0 };
    svg.text((LEFT + 4.0, foot), SMALL, Anchor::Start, ("line-name", colour::LINE), &name);
}

fn point(svg: &mut Svg, (x, y): (f32, f32), text: &str) {
    svg.circle((x, y), 4.0, Paint::fill("dot", colour::VALUE));
    svg.text((x, y - 10.0), TYPE, Anchor::Middle, ("value", colour::VALUE), text);
}

fn range(svg: &mut Svg, x: f32, (top, bottom): (f32, f32), text: &str) {
    svg.line((x, top), (x, bottom), Paint::open("open"));
    for y in [top, bottom] {
        svg.line((x - CAP, y), (x + CAP, y), Paint::stroke("open", colour::OPEN, "1.5"));
    }
    svg.text((x, (top - 8.0).max(SMALL)), SMALL, Anchor::Middle, ("open-value", colour::OPEN), text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(ranges: &[Option<(f32, f32)>]) -> Chart {
        let stop = |range: &Option<(f32, f32)>| Stop { name: "2025 年".into(), range: *range, text: "587.5".into() };
        let stops: Vec<Stop> = ranges.iter().map(stop).collect();
        course("各年总分", &stops, 1000.0, &Goal { value: 600.0, name: "入围线 600".into() })
    }

    #[test]
    fn certain_totals_are_joined_and_open_ones_are_not() {
        let all = drawn(&[Some((500.0, 500.0)), Some((550.0, 550.0)), Some((610.0, 610.0))]);
        assert_eq!((all.svg.matches("<circle").count(), all.svg.matches("<polyline").count()), (3, 1));
        let gap = drawn(&[Some((500.0, 500.0)), Some((200.0, 900.0)), Some((610.0, 610.0))]);
        assert_eq!((gap.svg.matches("<circle").count(), gap.svg.matches("<polyline").count()), (2, 0));
        assert!(gap.svg.contains("chart-open-value"));
    }

    #[test]
    fn a_higher_total_stands_higher_than_the_line() {
        let chart = drawn(&[Some((1000.0, 1000.0))]);
        // The line lies at three fifths of the height between bottom and top, the total at the top.
        assert!(chart.svg.contains(r#"y1="120" "#) && chart.svg.contains(r#"cy="24""#), "{}", chart.svg);
    }

    #[test]
    fn texts_stay_inside() {
        for ranges in [&[][..], &[None], &[Some((0.0, 1000.0))], &[Some((0.0, 0.0))], &[Some((1000.0, 1000.0))]] {
            let chart = drawn(ranges);
            assert!(!chart.svg.contains("NaN") && !chart.svg.contains(r#"y="-"#), "{}", chart.svg);
        }
    }
}
