//! Trends over years: small pictures of one line each, side by side, so that figures of any unit can stand together.

use crate::measure;

use super::Chart;
use super::svg::{Anchor, Paint, Svg, colour};

/// The figures of one indicator over some years.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// Its name with its unit.
    pub label: String,
    /// Its figures, the earliest first.
    pub points: Vec<Point>,
    /// The target with its text.
    pub target: Option<(f32, String)>,
}

/// A figure of a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The year.
    pub year: String,
    /// The figure with its text; none where there is none.
    pub value: Option<(f32, String)>,
}

const COLUMNS: usize = 3;
const WIDTH: f32 = 640.0;
const GAP: f32 = 16.0;
const PANEL: f32 = (WIDTH - GAP * (COLUMNS as f32 + 1.0)) / COLUMNS as f32;
const HEIGHT: f32 = 136.0;
const HEAD: f32 = 20.0;
/// The line with the target.
const GOAL: f32 = 14.0;
const TYPE: f32 = 11.0;
const SMALL: f32 = 10.0;

/// Where lines are drawn: left and right, top and bottom.
#[derive(Clone, Copy)]
struct Frame {
    x: (f32, f32),
    y: (f32, f32),
}

/// Draws trends, three in a row.
#[must_use]
pub fn trends(title: &str, trends: &[Trend]) -> Chart {
    let rows = trends.len().div_ceil(COLUMNS).max(1);
    let mut svg = Svg::new(WIDTH as u32, (rows as f32 * (HEIGHT + GAP) + GAP).ceil() as u32, title);
    for (at, trend) in trends.iter().enumerate() {
        let left = GAP + (at % COLUMNS) as f32 * (PANEL + GAP);
        let top = GAP + (at / COLUMNS) as f32 * (HEIGHT + GAP);
        panel(&mut svg, trend, (left, top));
    }
    svg.finish()
}

/// Draws one trend as a line without words, to stand in a line of text.
#[must_use]
pub fn spark(title: &str, trend: &Trend) -> Chart {
    const SIZE: (f32, f32) = (96.0, 28.0);
    let mut svg = Svg::new(SIZE.0 as u32, SIZE.1 as u32, title);
    let frame = Frame { x: (5.0, SIZE.0 - 5.0), y: (5.0, SIZE.1 - 5.0) };
    goal(&mut svg, trend, frame);
    line(&mut svg, trend, frame);
    svg.finish()
}

fn panel(svg: &mut Svg, trend: &Trend, (left, top): (f32, f32)) {
    svg.rect((left, top), (PANEL, HEIGHT), Paint::stroke("grid", colour::GRID, "1"));
    let lines = measure::wrap(&trend.label, (PANEL - 12.0) / TYPE, 1);
    svg.text((left + 6.0, top + 15.0), TYPE, Anchor::Start, ("label", colour::INK), &lines.concat());
    let side = 24.0;
    let frame = Frame { x: (left + side, left + PANEL - side), y: (top + HEAD + GOAL + 16.0, top + HEIGHT - 26.0) };
    goal(svg, trend, frame);
    line(svg, trend, frame);
    for (at, point) in trend.points.iter().enumerate() {
        let x = across(trend, frame, at);
        svg.text((x, top + HEIGHT - 8.0), SMALL, Anchor::Middle, ("scale", colour::QUIET), &point.year);
        if let Some((value, text)) = &point.value {
            figure(svg, trend, at, (x, up(trend, frame, *value)), text);
        }
    }
    if let Some((_, text)) = &trend.target {
        let words = measure::wrap(&format!("目标 {text}"), (PANEL - 12.0) / SMALL, 1).concat();
        svg.text((left + 6.0, top + HEAD + 10.0), SMALL, Anchor::Start, ("goal-name", colour::LINE), &words);
    }
}

/// The text of a figure over its point, if it has room between its neighbours.
fn figure(svg: &mut Svg, trend: &Trend, at: usize, (x, y): (f32, f32), text: &str) {
    let room = (PANEL - 48.0) / (trend.points.len().max(2) - 1) as f32;
    let is_end = at == 0 || at + 1 == trend.points.len();
    let width = measure::width(text) * SMALL;
    if width <= room.min(46.0) || (is_end && width <= 46.0) {
        svg.text((x, y - 6.0), SMALL, Anchor::Middle, ("value", colour::VALUE), text);
    }
}

/// The dashed line of the target.
fn goal(svg: &mut Svg, trend: &Trend, frame: Frame) {
    if let Some((target, _)) = &trend.target {
        let y = up(trend, frame, *target);
        let paint = Paint { dashes: "4 3", ..Paint::stroke("goal", colour::LINE, "1") };
        svg.line((frame.x.0 - 4.0, y), (frame.x.1 + 4.0, y), paint);
    }
}

/// The line through the figures, broken where there is none.
fn line(svg: &mut Svg, trend: &Trend, frame: Frame) {
    let place = |(at, point): (usize, &Point)| Some((across(trend, frame, at), up(trend, frame, point.value.as_ref()?.0)));
    let places: Vec<Option<(f32, f32)>> = trend.points.iter().enumerate().map(place).collect();
    for run in places.split(Option::is_none) {
        let run: Vec<(f32, f32)> = run.iter().flatten().copied().collect();
        if run.len() > 1 {
            svg.path(&run, false, Paint::stroke("edge", colour::VALUE, "2"));
        }
        for place in run {
            svg.circle(place, 2.5, Paint::fill("dot", colour::VALUE));
        }
    }
}

/// The place of a year between left and right; a single one stands in the middle.
fn across(trend: &Trend, frame: Frame, at: usize) -> f32 {
    let steps = trend.points.len().saturating_sub(1);
    let share = if steps == 0 { 0.5 } else { at as f32 / steps as f32 };
    frame.x.0 + (frame.x.1 - frame.x.0) * share
}

/// The place of a value between bottom and top. Figures and target together fill the height; equal ones lie in the middle.
fn up(trend: &Trend, frame: Frame, value: f32) -> f32 {
    let values = trend.points.iter().filter_map(|point| Some(point.value.as_ref()?.0));
    let all = || values.clone().chain(trend.target.as_ref().map(|(target, _)| *target));
    let (least, most) = (all().fold(f32::INFINITY, f32::min), all().fold(f32::NEG_INFINITY, f32::max));
    let share = if most > least { (value - least) / (most - least) } else { 0.5 };
    frame.y.1 - (frame.y.1 - frame.y.0) * share
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trend(values: &[Option<f32>], target: Option<f32>) -> Trend {
        let point = |(at, value): (usize, &Option<f32>)| Point {
            year: format!("{}", 2021 + at),
            value: value.map(|value| (value, value.to_string())),
        };
        let points = values.iter().enumerate().map(point).collect();
        Trend { label: "一次交验合格率（%）".into(), points, target: target.map(|target| (target, target.to_string())) }
    }

    #[test]
    fn lines_break_where_a_figure_is_missing() {
        let picture = trends("趋势", &[trend(&[Some(1.0), Some(2.0), None, Some(3.0), Some(4.0)], Some(5.0))]);
        assert_eq!(picture.svg.matches("<polyline").count(), 2);
        assert_eq!(picture.svg.matches("<circle").count(), 4);
        assert_eq!(picture.svg.matches("stroke-dasharray").count(), 1);
    }

    #[test]
    fn lines_rise_with_their_figures() {
        let picture = spark("趋势", &trend(&[Some(1.0), Some(3.0), Some(2.0)], None));
        assert!(picture.svg.contains(r#"points="5,23 48,5 91,14""#), "{}", picture.svg);
    }

    #[test]
    fn equal_figures_and_no_figures_are_drawn() {
        assert!(spark("趋势", &trend(&[Some(5.0), Some(5.0)], Some(5.0))).svg.contains("5,14 91,14"));
        for values in [&[][..], &[None], &[Some(1.0)]] {
            let picture = trends("趋势", &[trend(values, None)]);
            assert!(!picture.svg.contains("NaN") && !picture.svg.contains("inf"), "{}", picture.svg);
        }
    }
}
