//! The radar chart: one spoke per category, from 0 in the middle to 100 % at the rim.

use std::f32::consts::TAU;

use crate::measure;

use super::svg::{Anchor, Paint, Svg, colour};
use super::{Chart, Level};

/// One spoke of a radar chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoke {
    /// Its name at the rim.
    pub label: String,
    /// Its value.
    pub level: Level,
}

/// How large a radar chart is drawn; lengths in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    width: f32,
    height: f32,
    radius: f32,
    /// The size of the type and the distance of its lines.
    type_size: f32,
    line: f32,
    /// The width of a label in ems.
    label: f32,
    /// The gap between the rim and a label.
    gap: f32,
    /// Whether the rings carry their percent.
    has_scale: bool,
}

impl Frame {
    /// As wide as the text of a page.
    pub const PAGE: Frame =
        Frame { width: 520.0, height: 400.0, radius: 128.0, type_size: 13.0, line: 17.0, label: 8.2, gap: 14.0, has_scale: true };
    /// A column beside other things, for short labels.
    pub const COLUMN: Frame =
        Frame { width: 228.0, height: 200.0, radius: 60.0, type_size: 11.0, line: 14.0, label: 4.0, gap: 8.0, has_scale: false };

    /// The point on a spoke at that percent.
    fn point(self, (x, y): (f32, f32), percent: f32) -> (f32, f32) {
        let reach = self.radius * percent / 100.0;
        (self.width / 2.0 + x * reach, self.height / 2.0 + y * reach)
    }
}

/// Draws a radar chart. Known values are joined, and filled when all are known; an open one is a dashed range on its spoke.
#[must_use]
pub fn radar(title: &str, spokes: &[Spoke], frame: Frame) -> Chart {
    let mut svg = Svg::new(frame.width as u32, frame.height as u32, title);
    grid(&mut svg, spokes.len(), frame);
    values(&mut svg, spokes, frame);
    for (position, spoke) in spokes.iter().enumerate() {
        label(&mut svg, direction(position, spokes.len()), spoke, frame);
    }
    svg.finish()
}

/// One closed line of an overlay: a year, an applicant, a median.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Its name in the key.
    pub name: String,
    /// Its percent on each spoke, from 0 to 100; `None` where nothing is known.
    pub levels: Vec<Option<f32>>,
}

/// Draws several outlines over each other, the last one strongest, with a key below. They differ by their dashes, not by colour alone.
#[must_use]
pub fn overlay(title: &str, labels: &[String], outlines: &[Outline]) -> Chart {
    let frame = Frame::PAGE;
    let mut svg = Svg::new(frame.width as u32, (frame.height + KEY) as u32, title);
    grid(&mut svg, labels.len(), frame);
    for (position, outline) in outlines.iter().enumerate() {
        trace(&mut svg, outline, style(outlines.len() - 1 - position), frame);
    }
    for (position, name) in labels.iter().enumerate() {
        rim(&mut svg, direction(position, labels.len()), measure::wrap(name, frame.label, 2), ("label", colour::INK), frame);
    }
    key(&mut svg, outlines, frame);
    svg.finish()
}

/// The height of the key below an overlay.
const KEY: f32 = 26.0;

/// How an outline is drawn, by how many stronger ones there are.
fn style(rank: usize) -> Paint<'static> {
    match rank {
        0 => Paint::stroke("edge", colour::VALUE, "2.5"),
        1 => Paint { dashes: "6 3", ..Paint::stroke("edge-second", colour::SECOND, "2") },
        2 => Paint { dashes: "2 3", ..Paint::stroke("edge-third", colour::QUIET, "2") },
        _ => Paint { dashes: "1 5", ..Paint::stroke("edge-third", colour::QUIET, "1.5") },
    }
}

fn trace(svg: &mut Svg, outline: &Outline, paint: Paint, frame: Frame) {
    let count = outline.levels.len();
    let at = |position: usize| outline.levels[position].map(|percent| frame.point(direction(position, count), percent));
    let known: Vec<(f32, f32)> = (0..count).filter_map(at).collect();
    if known.len() == count {
        svg.path(&known, true, paint);
        return;
    }
    for position in 0..count {
        if let (Some(from), Some(to)) = (at(position), at((position + 1) % count)) {
            svg.line(from, to, paint);
        }
    }
}

fn key(svg: &mut Svg, outlines: &[Outline], frame: Frame) {
    const SAMPLE: f32 = 28.0;
    const GAP: f32 = 18.0;
    let width = |outline: &Outline| SAMPLE + 6.0 + measure::width(&outline.name) * 12.0 + GAP;
    let y = frame.height + KEY / 2.0;
    let mut x = (frame.width - outlines.iter().map(width).sum::<f32>() + GAP) / 2.0;
    for (position, outline) in outlines.iter().enumerate() {
        svg.line((x, y), (x + SAMPLE, y), style(outlines.len() - 1 - position));
        svg.text((x + SAMPLE + 6.0, y + 4.0), 12.0, Anchor::Start, ("label", colour::INK), &outline.name);
        x += width(outline);
    }
}

/// The direction of a spoke as a unit vector; the first points up, the others follow clockwise.
fn direction(position: usize, count: usize) -> (f32, f32) {
    let angle = TAU * position as f32 / count.max(1) as f32;
    (angle.sin(), -angle.cos())
}

fn grid(svg: &mut Svg, count: usize, frame: Frame) {
    for ring in [20.0, 40.0, 60.0, 80.0, 100.0] {
        let corners: Vec<(f32, f32)> = (0..count).map(|position| frame.point(direction(position, count), ring)).collect();
        svg.path(&corners, true, Paint::stroke("grid", colour::GRID, "1"));
    }
    for position in 0..count {
        let spoke = direction(position, count);
        svg.line(frame.point(spoke, 0.0), frame.point(spoke, 100.0), Paint::stroke("grid", colour::GRID, "1"));
    }
    for ring in [20.0, 40.0, 60.0, 80.0, 100.0].into_iter().filter(|_| frame.has_scale) {
        let (x, y) = frame.point((0.0, -1.0), ring);
        svg.text((x - 4.0, y + 4.0), 10.0, Anchor::End, ("scale", colour::QUIET), &format!("{ring}"));
    }
}

fn values(svg: &mut Svg, spokes: &[Spoke], frame: Frame) {
    let at = |position: usize| -> Option<(f32, f32)> {
        match spokes[position].level {
            Level::Known(percent) => Some(frame.point(direction(position, spokes.len()), percent)),
            Level::Open(..) => None,
        }
    };
    let known: Vec<(f32, f32)> = (0..spokes.len()).filter_map(at).collect();
    if known.len() == spokes.len() {
        let area = Paint { opacity: "0.18", ..Paint::stroke("area", colour::VALUE, "2") };
        svg.path(&known, true, Paint { fill: colour::VALUE, ..area });
    } else {
        for position in 0..spokes.len() {
            if let (Some(from), Some(to)) = (at(position), at((position + 1) % spokes.len())) {
                svg.line(from, to, Paint::stroke("edge", colour::VALUE, "2"));
            }
        }
    }
    for &place in &known {
        svg.circle(place, 3.5, Paint::fill("dot", colour::VALUE));
    }
    for (position, spoke) in spokes.iter().enumerate() {
        if let Level::Open(least, most) = spoke.level {
            let towards = direction(position, spokes.len());
            svg.line(frame.point(towards, least), frame.point(towards, most), Paint { weight: "3", ..Paint::open("open") });
            for end in [least, most] {
                let dot = Paint { fill: "#ffffff", ..Paint::stroke("open-end", colour::OPEN, "1.5") };
                svg.circle(frame.point(towards, end), 3.0, dot);
            }
        }
    }
}

fn label(svg: &mut Svg, towards: (f32, f32), spoke: &Spoke, frame: Frame) {
    let mut lines = measure::wrap(&spoke.label, frame.label, 2);
    let value = match spoke.level {
        Level::Known(percent) => format!("{}%", percent.round()),
        Level::Open(0.0, 100.0) => "未评".to_owned(),
        Level::Open(least, most) => format!("{}–{}%", least.round(), most.round()),
    };
    lines.push(value);
    rim(svg, towards, lines, value_ink(spoke.level), frame);
}

/// Lines of text outside the rim; the last one in an ink of its own.
fn rim(svg: &mut Svg, towards: (f32, f32), lines: Vec<String>, last_ink: (&str, &str), frame: Frame) {
    let (x, y) = frame.point(towards, 100.0 * (1.0 + frame.gap / frame.radius));
    let anchor = match towards.0 {
        side if side > 0.1 => Anchor::Start,
        side if side < -0.1 => Anchor::End,
        _ => Anchor::Middle,
    };
    // The block of lines hangs from its point at the bottom of the chart and stands on it at the top.
    let block = frame.line * lines.len() as f32;
    let top = y - block * (1.0 - towards.1) / 2.0;
    let last = lines.len() - 1;
    for (position, line) in lines.iter().enumerate() {
        let place = (x, top + frame.line * (position as f32 + 0.75));
        let ink = if position == last { last_ink } else { ("label", colour::INK) };
        svg.text(place, frame.type_size, anchor, ink, line);
    }
}

/// The class and colour of a value.
fn value_ink(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Known(_) => ("value", colour::VALUE),
        Level::Open(..) => ("open-value", colour::OPEN),
    }
}
