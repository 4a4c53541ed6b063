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
    /// What the latest figure is compared with.
    pub others: Vec<Other>,
}

/// What a figure is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// Its name; the first character stands beside its mark.
    pub name: &'static str,
    /// Its figure.
    pub value: f32,
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
const HEIGHT: f32 = 148.0;
const HEAD: f32 = 20.0;
/// The line with the target.
const GOAL: f32 = 14.0;
const TYPE: f32 = 11.0;
const SMALL: f32 = 10.0;
/// The distance of a figure from its point, and what stays free around it.
const CLEAR: f32 = 6.0;
/// The room below the lines: for figures that stand below their points, then for the years.
const FOOT: f32 = 36.0;
/// The room left and right of the lines.
const SIDE: f32 = 24.0;
/// The room that the marks of others take at the right, and how far apart their names stand.
const MARKS: f32 = 24.0;
const APART: f32 = 10.0;
/// The line below all trends that says what the marks are.
const LEGEND: f32 = 18.0;

/// Where lines are drawn: left and right, top and bottom, and the values at the bottom and the top.
#[derive(Clone, Copy)]
struct Frame {
    x: (f32, f32),
    y: (f32, f32),
    ends: (f32, f32),
}

impl Frame {
    fn new(x: (f32, f32), y: (f32, f32), values: impl Iterator<Item = f32> + Clone) -> Frame {
        let ends = (values.clone().fold(f32::INFINITY, f32::min), values.fold(f32::NEG_INFINITY, f32::max));
        Frame { x, y, ends }
    }

    /// The place of a value between bottom and top. All values fill the height; equal ones lie in the middle.
    fn up(&self, value: f32) -> f32 {
        let (least, most) = self.ends;
        let share = if most > least { (value - least) / (most - least) } else { 0.5 };
        self.y.1 - (self.y.1 - self.y.0) * share
    }
}

/// The figures and the target.
fn own(trend: &Trend) -> impl Iterator<Item = f32> + Clone {
    let figures = trend.points.iter().filter_map(|point| Some(point.value.as_ref()?.0));
    figures.chain(trend.target.as_ref().map(|(target, _)| *target))
}

/// Draws trends, three in a row; fewer stand in the middle.
#[must_use]
pub fn trends(title: &str, trends: &[Trend]) -> Chart {
    let rows = trends.len().div_ceil(COLUMNS).max(1);
    let inner = rows as f32 * (HEIGHT + GAP) + GAP;
    let others = named(trends);
    let legend = if others.is_empty() { 0.0 } else { LEGEND };
    let mut svg = Svg::new(WIDTH as u32, (inner + legend).ceil() as u32, title);
    let free = COLUMNS.saturating_sub(trends.len()) as f32 * (PANEL + GAP) / 2.0;
    for (at, trend) in trends.iter().enumerate() {
        let left = free + GAP + (at % COLUMNS) as f32 * (PANEL + GAP);
        let top = GAP + (at / COLUMNS) as f32 * (HEIGHT + GAP);
        panel(&mut svg, trend, (left, top));
    }
    if !others.is_empty() {
        let words: Vec<String> = others.iter().map(|name| format!("{} {name}", sign(name))).collect();
        let words = format!("右侧短线：{}", words.join("　"));
        svg.text((WIDTH / 2.0, inner + 6.0), SMALL, Anchor::Middle, ("scale", colour::QUIET), &words);
    }
    svg.finish()
}

/// What the figures of some trends are compared with, each once.
fn named(trends: &[Trend]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for other in trends.iter().flat_map(|trend| &trend.others) {
        if !names.contains(&other.name) {
            names.push(other.name);
        }
    }
    names
}

/// The character that stands for a name.
fn sign(name: &str) -> &str {
    name.char_indices().nth(1).map_or(name, |(end, _)| &name[..end])
}

/// Draws one trend as a line without words, to stand in a line of text.
#[must_use]
pub fn spark(title: &str, trend: &Trend) -> Chart {
    const SIZE: (f32, f32) = (96.0, 28.0);
    let mut svg = Svg::new(SIZE.0 as u32, SIZE.1 as u32, title);
    let frame = Frame::new((5.0, SIZE.0 - 5.0), (5.0, SIZE.1 - 5.0), own(trend));
    target(&mut svg, trend, frame);
    line(&mut svg, trend, frame);
    svg.finish()
}

fn panel(svg: &mut Svg, trend: &Trend, (left, top): (f32, f32)) {
    svg.rect((left, top), (PANEL, HEIGHT), Paint::stroke("grid", colour::GRID, "1"));
    let lines = measure::wrap(&trend.label, (PANEL - 12.0) / TYPE, 1);
    svg.text((left + 6.0, top + 15.0), TYPE, Anchor::Start, ("label", colour::INK), &lines.concat());
    let right = left + PANEL - SIDE - if trend.others.is_empty() { 0.0 } else { MARKS };
    let values = own(trend).chain(trend.others.iter().map(|other| other.value));
    let frame = Frame::new((left + SIDE, right), (top + HEAD + GOAL + 16.0, top + HEIGHT - FOOT), values);
    target(svg, trend, frame);
    line(svg, trend, frame);
    let goal = trend.target.as_ref().map(|(target, _)| frame.up(*target));
    for (at, point) in trend.points.iter().enumerate() {
        let x = across(trend, frame, at);
        svg.text((x, top + HEIGHT - 8.0), SMALL, Anchor::Middle, ("scale", colour::QUIET), &point.year);
        if let Some((value, text)) = point.value.as_ref().filter(|(_, text)| has_room(trend, frame, at, text)) {
            let place = (x, foot(frame.up(*value), goal));
            svg.text(place, SMALL, Anchor::Middle, ("value", colour::VALUE), text);
        }
    }
    marks(svg, trend, frame, left + PANEL);
    if let Some((_, text)) = &trend.target {
        let words = measure::wrap(&format!("目标 {text}"), (PANEL - 12.0) / SMALL, 1).concat();
        svg.text((left + 6.0, top + HEAD + 10.0), SMALL, Anchor::Start, ("goal-name", colour::LINE), &words);
    }
}

/// Whether the text of a figure has room between its neighbours.
fn has_room(trend: &Trend, frame: Frame, at: usize, text: &str) -> bool {
    const MOST: f32 = 46.0;
    let room = (frame.x.1 - frame.x.0) / (trend.points.len().max(2) - 1) as f32;
    let is_end = at == 0 || at + 1 == trend.points.len();
    let width = measure::width(text) * SMALL;
    width <= room.min(MOST) || (is_end && width <= MOST)
}

/// What the latest figure is compared with: short lines at the right, their names far enough apart to be read.
fn marks(svg: &mut Svg, trend: &Trend, frame: Frame, right: f32) {
    let mut others: Vec<(f32, &str)> = trend.others.iter().map(|other| (frame.up(other.value), sign(other.name))).collect();
    others.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let mut free = f32::NEG_INFINITY;
    for (y, name) in others {
        svg.line((right - 22.0, y), (right - 15.0, y), Paint::stroke("other", colour::QUIET, "2"));
        let foot = (y + 3.5).max(free);
        svg.text((right - 13.0, foot), SMALL, Anchor::Start, ("scale", colour::QUIET), name);
        free = foot + APART;
    }
}

/// Where the text of a figure stands: over its point, or below it where it would lie on the line of the target.
fn foot(point: f32, goal: Option<f32>) -> f32 {
    let over = point - CLEAR;
    let is_struck = goal.is_some_and(|goal| goal > over - SMALL - 1.0 && goal < point - 1.0);
    if is_struck { point + CLEAR + SMALL * 0.8 } else { over }
}

/// The dashed line of the target.
fn target(svg: &mut Svg, trend: &Trend, frame: Frame) {
    if let Some((target, _)) = &trend.target {
        let y = frame.up(*target);
        let paint = Paint { dashes: "4 3", ..Paint::stroke("goal", colour::LINE, "1") };
        svg.line((frame.x.0 - 4.0, y), (frame.x.1 + 4.0, y), paint);
    }
}

/// The line through the figures, broken where there is none.
fn line(svg: &mut Svg, trend: &Trend, frame: Frame) {
    let place = |(at, point): (usize, &Point)| Some((across(trend, frame, at), frame.up(point.value.as_ref()?.0)));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn trend(values: &[Option<f32>], target: Option<f32>) -> Trend {
        let point = |(at, value): (usize, &Option<f32>)| Point {
            year: format!("{}", 2021 + at),
            value: value.map(|value| (value, value.to_string())),
        };
        let points = values.iter().enumerate().map(point).collect();
        Trend {
            label: "一次交验合格率（%）".into(),
            points,
            target: target.map(|target| (target, target.to_string())),
            others: Vec::new(),
        }
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
    fn figures_do_not_lie_on_the_line_of_the_target() {
        for target in 0..=40 {
            let picture = trends("趋势", &[trend(&[Some(10.0), Some(20.0), Some(30.0)], Some(target as f32))]).svg;
            let number = |text: &str, name: &str| -> f32 {
                text.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()?.parse().ok()).expect(name)
            };
            let goal = picture.split("class=\"chart-goal\"").nth(1).map(|line| number(line, "y1")).expect("the target");
            let figures: Vec<f32> = picture.split("class=\"chart-value\"").skip(1).map(|text| number(text, "y")).collect();
            assert_eq!(figures.len(), 3);
            for foot in figures {
                assert!(goal <= foot - SMALL * 0.8 || goal >= foot + 1.0, "target {target}: line at {goal}, figure at {foot}");
            }
        }
    }

    #[test]
    fn others_stand_beside_the_lines_and_are_named_once() {
        let others = vec![Other { name: "标杆", value: 4.0 }, Other { name: "行业平均", value: 1.0 }];
        let compared = Trend { others, ..trend(&[Some(1.0), Some(2.0), Some(3.0)], None) };
        let picture = trends("趋势", &[compared.clone(), compared.clone()]).svg;
        assert_eq!(picture.matches("chart-other").count(), 4);
        assert_eq!(picture.matches("右侧短线：标 标杆　行 行业平均").count(), 1);
        let alone = trend(&[Some(1.0), Some(2.0), Some(3.0)], None);
        assert_eq!(spark("趋势", &compared), spark("趋势", &alone));
        assert!(!trends("趋势", &[alone]).svg.contains("右侧短线"));
    }

    #[test]
    fn names_of_equal_others_do_not_cover_each_other() {
        let others = ["竞争对手", "行业平均", "标杆"].map(|name| Other { name, value: 2.0 }).to_vec();
        let picture = trends("趋势", &[Trend { others, ..trend(&[Some(1.0), Some(3.0)], None) }]).svg;
        let feet: Vec<f32> = picture
            .split("<text")
            .filter(|text| ["竞", "行", "标"].iter().any(|sign| text.contains(&format!(">{sign}</text>"))))
            .filter_map(|text| text.split(" y=\"").nth(1)?.split('"').next()?.parse().ok())
            .collect();
        assert!(feet.len() == 3 && feet.windows(2).all(|pair| pair[1] - pair[0] >= APART), "{feet:?}");
    }

    #[test]
    fn few_trends_stand_in_the_middle() {
        for (count, first) in [(1, 224), (2, 120), (3, 16), (4, 16)] {
            let picture = trends("趋势", &vec![trend(&[Some(1.0), Some(2.0)], None); count]);
            assert!(picture.svg.contains(&format!("<rect class=\"chart-grid\" x=\"{first}\"")), "{count}: {}", picture.svg);
        }
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
