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

const WIDTH: f32 = 520.0;
const HEIGHT: f32 = 400.0;
const RADIUS: f32 = 128.0;
const TYPE: f32 = 13.0;
const LINE: f32 = 17.0;
/// The width of a label in ems.
const LABEL: f32 = 8.2;

/// Draws a radar chart. Known values are joined, and filled when all are known; an open one is a dashed range on its spoke.
#[must_use]
pub fn radar(title: &str, spokes: &[Spoke]) -> Chart {
    let mut svg = Svg::new(WIDTH as u32, HEIGHT as u32, title);
    grid(&mut svg, spokes.len());
    values(&mut svg, spokes);
    for (position, spoke) in spokes.iter().enumerate() {
        label(&mut svg, direction(position, spokes.len()), spoke);
    }
    svg.finish()
}

/// The direction of a spoke as a unit vector; the first points up, the others follow clockwise.
fn direction(position: usize, count: usize) -> (f32, f32) {
    let angle = TAU * position as f32 / count.max(1) as f32;
    (angle.sin(), -angle.cos())
}

/// The point on a spoke at that percent.
fn point((x, y): (f32, f32), percent: f32) -> (f32, f32) {
    let reach = RADIUS * percent / 100.0;
    (WIDTH / 2.0 + x * reach, HEIGHT / 2.0 + y * reach)
}

fn grid(svg: &mut Svg, count: usize) {
    for ring in [20.0, 40.0, 60.0, 80.0, 100.0] {
        let corners: Vec<(f32, f32)> = (0..count).map(|position| point(direction(position, count), ring)).collect();
        svg.path(&corners, true, Paint::stroke("grid", colour::GRID, "1"));
    }
    for position in 0..count {
        let spoke = direction(position, count);
        svg.line(point(spoke, 0.0), point(spoke, 100.0), Paint::stroke("grid", colour::GRID, "1"));
    }
    for ring in [20.0, 40.0, 60.0, 80.0, 100.0] {
        let (x, y) = point((0.0, -1.0), ring);
        svg.text((x - 4.0, y + 4.0), 10.0, Anchor::End, ("scale", colour::QUIET), &format!("{ring}"));
    }
}

fn values(svg: &mut Svg, spokes: &[Spoke]) {
    let at = |position: usize| -> Option<(f32, f32)> {
        match spokes[position].level {
            Level::Known(percent) => Some(point(direction(position, spokes.len()), percent)),
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
            svg.line(point(towards, least), point(towards, most), Paint { weight: "3", ..Paint::open("open") });
            for end in [least, most] {
                let dot = Paint { fill: "#ffffff", ..Paint::stroke("open-end", colour::OPEN, "1.5") };
                svg.circle(point(towards, end), 3.0, dot);
            }
        }
    }
}

fn label(svg: &mut Svg, towards: (f32, f32), spoke: &Spoke) {
    let mut lines = measure::wrap(&spoke.label, LABEL, 2);
    let value = match spoke.level {
        Level::Known(percent) => format!("{}%", percent.round()),
        Level::Open(0.0, 100.0) => "未评".to_owned(),
        Level::Open(least, most) => format!("{}–{}%", least.round(), most.round()),
    };
    lines.push(value);
    let (x, y) = (WIDTH / 2.0 + towards.0 * (RADIUS + 14.0), HEIGHT / 2.0 + towards.1 * (RADIUS + 14.0));
    let anchor = match towards.0 {
        side if side > 0.1 => Anchor::Start,
        side if side < -0.1 => Anchor::End,
        _ => Anchor::Middle,
    };
    // The block of lines hangs from its point at the bottom of the chart and stands on it at the top.
    let block = LINE * lines.len() as f32;
    let top = y - block * (1.0 - towards.1) / 2.0;
    let last = lines.len() - 1;
    for (position, line) in lines.iter().enumerate() {
        let place = (x, top + LINE * (position as f32 + 0.75));
        let ink = if position == last { value_ink(spoke.level) } else { ("label", colour::INK) };
        svg.text(place, TYPE, anchor, ink, line);
    }
}

/// The class and colour of a value.
fn value_ink(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Known(_) => ("value", colour::VALUE),
        Level::Open(..) => ("open-value", colour::OPEN),
    }
}
