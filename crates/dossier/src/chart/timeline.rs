//! A timeline: a lane for each step, one below the other, over a common axis of days.
//!
//! Every lane has its own lines of text, so that long names never meet. What is sure is solid, what is worked out or open is
//! dashed; trouble has a sign of its own shape and its words, not only a colour.

mod axis;

use jiff::civil::Date;

use crate::measure;

use super::Chart;
use super::svg::{Anchor, Paint, Svg, colour};
use axis::Axis;

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Its name at the left.
    pub label: String,
    /// What stands below the name: the clause, who acts.
    pub detail: String,
    /// Its days.
    pub extent: Extent,
    /// Its days in words, below their mark.
    pub value: String,
    /// What is wrong or doubtful.
    pub trouble: Option<Trouble>,
}

/// The days of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Extent {
    /// One day.
    Day {
        /// The day.
        day: Date,
        /// Whether it was set, not worked out.
        is_sure: bool,
    },
    /// From one day to another, both included.
    Bar {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
        /// Whether both were set, not worked out.
        is_sure: bool,
        /// The days inside on which nobody works.
        off: Vec<Date>,
    },
    /// Not known, but not before the first and not after the second.
    Open(Option<Date>, Option<Date>),
}

/// A sign and words at a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// Whether it breaks a rule, and is not only worth a look.
    pub is_breach: bool,
    /// What it is.
    pub message: String,
}

/// How wide a timeline is drawn; lengths in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Width {
    whole: f32,
    labels: f32,
}

impl Width {
    /// As wide as the text of a page.
    pub const PAGE: Width = Width { whole: 640.0, labels: 176.0 };
    /// As wide as a usual screen leaves beside the navigation.
    pub const SCREEN: Width = Width { whole: 1040.0, labels: 250.0 };
}

const SIDE: f32 = 14.0;
const TOP: f32 = 38.0;
const BOTTOM: f32 = 30.0;
const TYPE: f32 = 12.0;
const SMALL: f32 = 10.5;
const LINE: f32 = 15.0;
const BAR: f32 = 12.0;
/// The space above and below what a lane holds.
const PAD: f32 = 6.0;

/// A lane with its lines of text broken to their place.
struct Row<'a> {
    lane: &'a Lane,
    label: Vec<String>,
    detail: Vec<String>,
    value: Vec<String>,
    trouble: Vec<String>,
}

impl Row<'_> {
    fn of(lane: &Lane, width: Width) -> Row<'_> {
        let (left, right) = ((width.labels - 12.0) / TYPE, (width.whole - width.labels - 2.0 * SIDE) / SMALL);
        let small = (width.labels - 12.0) / SMALL;
        let trouble = lane.trouble.as_ref();
        Row {
            lane,
            label: measure::wrap(&lane.label, left, 2),
            detail: measure::wrap(&lane.detail, small, 2),
            value: measure::wrap(&lane.value, right, 2),
            trouble: trouble.map(|trouble| measure::wrap(&trouble.message, right, 3)).unwrap_or_default(),
        }
    }

    fn height(&self) -> f32 {
        let left = LINE * (self.label.len() + self.detail.len()) as f32;
        let right = BAR + 3.0 + LINE * (self.value.len() + self.trouble.len()) as f32;
        left.max(right) + 2.0 * PAD
    }
}

/// Draws a timeline. `today` is marked if it lies near.
#[must_use]
pub fn timeline(title: &str, lanes: &[Lane], today: Date, width: Width) -> Chart {
    let rows: Vec<Row> = lanes.iter().map(|lane| Row::of(lane, width)).collect();
    let inner: f32 = rows.iter().map(Row::height).sum();
    let mut svg = Svg::new(width.whole as u32, (TOP + inner + BOTTOM).ceil() as u32, title);
    let axis = Axis::over(lanes, today, (width.labels + SIDE, width.whole - SIDE));
    let mut y = TOP;
    for (position, row) in rows.iter().enumerate() {
        let class = if position % 2 == 0 { "lane" } else { "lane-alternate" };
        svg.rect((0.0, y), (width.whole, row.height()), Paint::fill(class, colour::BAND[position % 2]));
        y += row.height();
    }
    if let Some(axis) = &axis {
        axis.draw(&mut svg, today, (TOP, TOP + inner));
    }
    y = TOP;
    for row in &rows {
        if let Some(axis) = &axis {
            axis.draw_today(&mut svg, today, (y, y + PAD + BAR));
        }
        draw_texts(&mut svg, row, y, width);
        draw_extent(&mut svg, row, axis.as_ref(), (y, width));
        y += row.height();
    }
    legend(&mut svg, (width.labels + SIDE, TOP + inner + 19.0));
    svg.finish()
}

fn draw_texts(svg: &mut Svg, row: &Row, top: f32, width: Width) {
    let mut y = top + PAD;
    for line in &row.label {
        svg.text((width.labels - 4.0, y + TYPE), TYPE, Anchor::End, ("label", colour::INK), line);
        y += LINE;
    }
    for line in &row.detail {
        svg.text((width.labels - 4.0, y + SMALL), SMALL, Anchor::End, ("scale", colour::QUIET), line);
        y += LINE;
    }
}

/// The mark of a lane, and below it its days and its trouble, as near to the mark as they fit.
fn draw_extent(svg: &mut Svg, row: &Row, axis: Option<&Axis>, (top, width): (f32, Width)) {
    let (left, right) = (width.labels + SIDE, width.whole - SIDE);
    let middle = top + PAD + BAR / 2.0;
    let at = axis.and_then(|axis| mark(svg, &row.lane.extent, axis, middle)).unwrap_or(left);
    if let Some(trouble) = &row.lane.trouble {
        sign(svg, trouble, (at - 13.0, middle));
    }
    let value = if matches!(row.lane.extent, Extent::Open(..)) { ("open-value", colour::OPEN) } else { ("value", colour::VALUE) };
    let ink = row.lane.trouble.as_ref().map_or(value, trouble_ink);
    let mut y = top + PAD + BAR + 3.0;
    for (lines, ink) in [(&row.value, value), (&row.trouble, ink)] {
        let widest = lines.iter().map(|line| measure::width(line) * SMALL).fold(0.0, f32::max);
        let x = at.min(right - widest).max(left);
        for line in lines {
            svg.text((x, y + SMALL), SMALL, Anchor::Start, ink, line);
            y += LINE;
        }
    }
}

/// Draws the mark of a lane and says where it starts.
fn mark(svg: &mut Svg, extent: &Extent, axis: &Axis, y: f32) -> Option<f32> {
    match extent {
        Extent::Day { day, is_sure } => {
            let x = axis.middle(*day);
            let corners = [(x, y - 7.0), (x + 7.0, y), (x, y + 7.0), (x - 7.0, y)];
            svg.path(&corners, true, if *is_sure { Paint::fill("bar", colour::VALUE) } else { worked_out() });
            Some(x - 7.0)
        }
        Extent::Bar { from, to, is_sure, off } => {
            let (start, end) = (axis.start(*from), axis.end(*to));
            let paint = if *is_sure { Paint::fill("bar", colour::VALUE) } else { worked_out() };
            svg.rect((start, y - BAR / 2.0), ((end - start).max(2.0), BAR), paint);
            for day in off {
                let (left, right) = (axis.start(*day), axis.end(*day));
                let idle = if *is_sure { idle() } else { Paint::fill("idle-outline", colour::GRID) };
                svg.rect((left, y - BAR / 2.0 + 1.0), (right - left, BAR - 2.0), idle);
            }
            Some(start)
        }
        Extent::Open(None, None) => None,
        Extent::Open(from, to) => {
            let start = from.map_or(axis.left(), |day| axis.start(day));
            let end = to.map_or(axis.right(), |day| axis.end(day)).max(start);
            svg.line((start, y), (end, y), Paint { weight: "2", ..Paint::open("open") });
            for bound in [from.map(|_| start), to.map(|_| end)].into_iter().flatten() {
                svg.line((bound, y - BAR / 2.0), (bound, y + BAR / 2.0), Paint::stroke("open", colour::OPEN, "2"));
            }
            Some(if from.is_some() { start } else { end })
        }
    }
}

/// What is not set but follows: an outline.
fn worked_out() -> Paint<'static> {
    Paint { fill: "#ffffff", stroke: colour::VALUE, ..Paint::open("worked-out") }
}

/// A day off on a bar.
fn idle() -> Paint<'static> {
    Paint { opacity: "0.65", ..Paint::fill("idle", "#ffffff") }
}

/// A triangle with an exclamation mark for a breach, a circle with a question mark for a doubt.
fn sign(svg: &mut Svg, trouble: &Trouble, (x, y): (f32, f32)) {
    let (class, ink) = trouble_ink(trouble);
    let shape = if trouble.is_breach { "breach" } else { "doubt" };
    let paint = Paint { fill: "#ffffff", ..Paint::stroke(shape, ink, "1.5") };
    let text = if trouble.is_breach {
        svg.path(&[(x, y - 8.0), (x + 8.0, y + 6.0), (x - 8.0, y + 6.0)], true, paint);
        "!"
    } else {
        svg.circle((x, y), 6.5, paint);
        "?"
    };
    svg.text((x, y + 4.0), SMALL, Anchor::Middle, (class, ink), text);
}

fn trouble_ink(trouble: &Trouble) -> (&'static str, &'static str) {
    if trouble.is_breach { ("line-name", colour::LINE) } else { ("open-value", colour::OPEN) }
}

/// What the marks mean.
fn legend(svg: &mut Svg, (mut x, y): (f32, f32)) {
    let entries: [(&str, &[Paint]); 4] = [
        ("已定", &[Paint::fill("bar", colour::VALUE)]),
        ("推算", &[worked_out()]),
        ("其中的休息日", &[Paint::fill("bar", colour::VALUE), idle()]),
        ("未定", &[]),
    ];
    for (name, paints) in entries {
        for paint in paints {
            svg.rect((x, y - 9.0), (18.0, 9.0), *paint);
        }
        if paints.is_empty() {
            svg.line((x, y - 4.5), (x + 18.0, y - 4.5), Paint { weight: "2", ..Paint::open("open") });
        }
        svg.text((x + 23.0, y), SMALL, Anchor::Start, ("scale", colour::QUIET), name);
        x += 37.0 + measure::width(name) * SMALL;
    }
}

#[cfg(test)]
mod tests;
