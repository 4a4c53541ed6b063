//! The total as one bar: what each category earns, what is still open, and the line to reach.

use crate::measure;

use super::Chart;
use super::svg::{Anchor, Paint, Svg, colour};

/// The points of one category.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name.
    pub label: String,
    /// What it earns.
    pub earned: f32,
}

/// A total and what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// The categories in order.
    pub parts: Vec<Part>,
    /// What the unscored items may still earn.
    pub open: f32,
    /// What everything is worth; the end of the scale.
    pub worth: f32,
    /// The line to reach.
    pub line: f32,
    /// The name of the line.
    pub line_name: String,
}

const WIDTH: f32 = 640.0;
const HEIGHT: f32 = 116.0;
const SIDE: f32 = 20.0;
const TOP: f32 = 40.0;
const BAR: f32 = 36.0;
const TYPE: f32 = 12.0;

/// Draws a total.
#[must_use]
pub fn total(title: &str, total: &Total) -> Chart {
    let mut svg = Svg::new(WIDTH as u32, HEIGHT as u32, title);
    let across = |points: f32| SIDE + (WIDTH - 2.0 * SIDE) * points / total.worth.max(1.0);
    svg.rect((across(0.0), TOP), (across(total.worth) - across(0.0), BAR), Paint::fill("band", colour::BAND[0]));
    scale(&mut svg, total, across);
    let mut from = 0.0;
    for (position, part) in total.parts.iter().enumerate() {
        let tone = if position % 2 == 0 { ("bar", colour::VALUE) } else { ("bar-alternate", colour::SECOND) };
        segment(&mut svg, part, (across(from), across(from + part.earned)), across(total.line), tone);
        from += part.earned;
    }
    if total.open > 0.0 {
        open(&mut svg, total.open, (across(from), across(from + total.open)), across(total.line));
    }
    line(&mut svg, total, across(total.line));
    svg.finish()
}

fn scale(svg: &mut Svg, total: &Total, across: impl Fn(f32) -> f32) {
    for tenth in 0..=10_u8 {
        let points = total.worth * f32::from(tenth) / 10.0;
        let x = across(points);
        svg.line((x, TOP + BAR), (x, TOP + BAR + 5.0), Paint::stroke("grid", colour::GRID, "1"));
        svg.text((x, TOP + BAR + 18.0), 10.0, Anchor::Middle, ("scale", colour::QUIET), &format!("{points}"));
    }
}

fn segment(svg: &mut Svg, part: &Part, (left, right): (f32, f32), line: f32, (class, fill): (&str, &str)) {
    svg.rect((left, TOP), (right - left, BAR), Paint::fill(class, fill));
    let (left, right) = beside(line, (left, right));
    let room = (right - left - 4.0) / TYPE;
    let points = format!("{}", part.earned);
    let name = measure::wrap(&part.label, room, 1).concat();
    let middle = (left + right) / 2.0;
    if room >= 2.0 {
        svg.text((middle, TOP + 15.0), TYPE, Anchor::Middle, ("on-bar", "#ffffff"), &name);
    }
    if measure::width(&points) <= room {
        svg.text((middle, TOP + 30.0), TYPE, Anchor::Middle, ("on-bar", "#ffffff"), &points);
    }
}

/// The larger side of the line, if it lies between left and right.
fn beside(line: f32, (left, right): (f32, f32)) -> (f32, f32) {
    match line {
        line if line <= left || line >= right => (left, right),
        line if line - left > right - line => (left, line),
        line => (line, right),
    }
}

/// What is open, its name on the larger side of the line.
fn open(svg: &mut Svg, points: f32, (left, right): (f32, f32), line: f32) {
    svg.rect((left, TOP + 1.0), (right - left, BAR - 2.0), Paint::open("open"));
    let (from, to) = beside(line, (left, right));
    let name = format!("未评 {points}");
    if measure::width(&name) * TYPE + 8.0 < to - from {
        let place = ((from + to) / 2.0, TOP + BAR / 2.0 + 4.0);
        svg.text(place, TYPE, Anchor::Middle, ("open-value", colour::OPEN), &name);
    }
}

fn line(svg: &mut Svg, total: &Total, x: f32) {
    svg.line((x, TOP - 10.0), (x, TOP + BAR + 6.0), Paint::stroke("line", colour::LINE, "2"));
    let name = format!("{} {}", total.line_name, total.line);
    let half = measure::width(&name) * TYPE / 2.0;
    let place = (x.clamp(half + 2.0, WIDTH - half - 2.0), TOP - 16.0);
    svg.text(place, TYPE, Anchor::Middle, ("line-name", colour::LINE), &name);
}
