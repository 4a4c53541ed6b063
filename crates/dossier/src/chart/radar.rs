//! The radar chart: one spoke per category, from 0 in the middle to 100 % at the rim.

use std::f32::consts::TAU;
use std::ops::Range;

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
    /// Whether it is only what others are compared with, and drawn thin.
    pub is_backdrop: bool,
}

/// How many outlines beside the backdrop can be told apart.
pub const MOST_OUTLINES: usize = OWN.len();

/// Draws several outlines over each other, the last one strongest, with a key below. They differ by their dashes and by the
/// marks at their points, not by colour alone.
#[must_use]
pub fn overlay(title: &str, labels: &[String], outlines: &[Outline]) -> Chart {
    let frame = Frame::PAGE;
    let rows = key_rows(outlines, frame);
    let height = frame.height + KEY + KEY_LINE * rows.len().saturating_sub(1) as f32;
    let mut svg = Svg::new(frame.width as u32, height as u32, title);
    grid(&mut svg, labels.len(), frame);
    for (position, outline) in outlines.iter().enumerate() {
        trace(&mut svg, outline, style(outlines, position), frame);
    }
    for (position, name) in labels.iter().enumerate() {
        rim(&mut svg, direction(position, labels.len()), measure::wrap(name, frame.label, 2), ("label", colour::INK), frame);
    }
    for (at, row) in rows.into_iter().enumerate() {
        key(&mut svg, outlines, row, frame.height + KEY / 2.0 + KEY_LINE * at as f32, frame);
    }
    svg.finish()
}

/// The height of a key of one line below an overlay.
const KEY: f32 = 26.0;

/// The height of every further line of it.
const KEY_LINE: f32 = 18.0;

/// The length of the sample of a stroke in the key.
const SAMPLE: f32 = 28.0;

/// The gap between two names in the key.
const GAP: f32 = 18.0;

/// How an outline is drawn: its stroke, and the corners of the mark at its points, which a backdrop has not.
type Style = (Paint<'static>, &'static [(f32, f32)]);

/// The outlines themselves, the strongest first.
const OWN: [Style; 5] = [
    (stroke("edge", colour::VALUE, "2.5", ""), &[(-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)]),
    (stroke("edge-second", colour::SECOND, "2", "6 3"), &[(0.0, -5.0), (4.5, 3.5), (-4.5, 3.5)]),
    (stroke("edge-third", colour::QUIET, "2", "2 3"), &[(0.0, -5.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0)]),
    (stroke("edge-fourth", colour::OPEN, "2", "10 3 2 3"), &[(0.0, 5.0), (4.5, -3.5), (-4.5, -3.5)]),
    (
        stroke("edge-fifth", colour::LINE, "2", "12 4"),
        &[(-4.0, -4.0), (0.0, 0.0), (4.0, -4.0), (0.0, 0.0), (0.0, 5.0), (0.0, 0.0)],
    ),
];

/// What they are compared with, the strongest first.
const BACKDROP: [Style; 3] = [
    (stroke("edge-group", colour::QUIET, "1.5", ""), &[]),
    (stroke("edge-group", colour::QUIET, "1.2", "4 4"), &[]),
    (stroke("edge-group", colour::QUIET, "1.2", "1 4"), &[]),
];

const fn stroke(class: &'static str, colour: &'static str, weight: &'static str, dashes: &'static str) -> Paint<'static> {
    Paint { class, fill: "none", stroke: colour, weight, opacity: "1", dashes }
}

/// How an outline is drawn, by how many stronger ones of its kind there are.
fn style(outlines: &[Outline], position: usize) -> Style {
    let is_backdrop = outlines[position].is_backdrop;
    let rank = outlines[position + 1..].iter().filter(|other| other.is_backdrop == is_backdrop).count();
    let styles: &[Style] = if is_backdrop { &BACKDROP } else { &OWN };
    styles[rank.min(styles.len() - 1)]
}

fn trace(svg: &mut Svg, outline: &Outline, (paint, corners): Style, frame: Frame) {
    let count = outline.levels.len();
    let at = |position: usize| outline.levels[position].map(|percent| frame.point(direction(position, count), percent));
    let known: Vec<(f32, f32)> = (0..count).filter_map(at).collect();
    for &place in &known {
        mark(svg, place, paint, corners);
    }
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

/// The mark of an outline at a point.
fn mark(svg: &mut Svg, (x, y): (f32, f32), paint: Paint, corners: &[(f32, f32)]) {
    if !corners.is_empty() {
        let corners: Vec<(f32, f32)> = corners.iter().map(|(right, down)| (x + right, y + down)).collect();
        svg.path(&corners, true, Paint { weight: "1.5", dashes: "", ..paint });
    }
}

/// The room that an outline takes in the key.
fn key_width(outline: &Outline) -> f32 {
    SAMPLE + 6.0 + measure::width(&outline.name) * 12.0 + GAP
}

/// The outlines that stand in each line of the key.
fn key_rows(outlines: &[Outline], frame: Frame) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut filled = 0.0;
    for (position, outline) in outlines.iter().enumerate() {
        let width = key_width(outline);
        match rows.last_mut() {
            Some(row) if filled + width - GAP <= frame.width => row.end = position + 1,
            _ => {
                rows.push(position..position + 1);
                filled = 0.0;
            }
        }
        filled += width;
    }
    rows
}

fn key(svg: &mut Svg, outlines: &[Outline], row: Range<usize>, y: f32, frame: Frame) {
    let mut x = (frame.width - outlines[row.clone()].iter().map(key_width).sum::<f32>() + GAP) / 2.0;
    for position in row {
        let (paint, corners) = style(outlines, position);
        svg.line((x, y), (x + SAMPLE, y), paint);
        mark(svg, (x + SAMPLE / 2.0, y), paint, corners);
        svg.text((x + SAMPLE + 6.0, y + 4.0), 12.0, Anchor::Start, ("label", colour::INK), &outlines[position].name);
        x += key_width(&outlines[position]);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(name: &str, is_backdrop: bool) -> Outline {
        Outline { name: name.into(), levels: vec![Some(50.0); 7], is_backdrop }
    }

    /// Three of a backdrop, and as many as can be told apart, with names as long as those of companies.
    fn full() -> Vec<Outline> {
        let own = (0..MOST_OUTLINES).map(|_| outline("信阳市云溪茶业有限责任公司", false));
        ["下四分位", "上四分位", "中位数"].map(|name| outline(name, true)).into_iter().chain(own).collect()
    }

    #[test]
    fn outlines_differ_by_more_than_colour() {
        let outlines = full();
        for one in 0..outlines.len() {
            for other in 0..one {
                let ((paint, corners), (second, marks)) = (style(&outlines, one), style(&outlines, other));
                assert!((paint.dashes, corners) != (second.dashes, marks), "{one} looks like {other}");
            }
        }
    }

    #[test]
    fn names_stand_within_the_picture() {
        let (outlines, frame) = (full(), Frame::PAGE);
        let rows = key_rows(&outlines, frame);
        assert_eq!(rows.iter().cloned().flatten().collect::<Vec<_>>(), (0..outlines.len()).collect::<Vec<_>>());
        for row in &rows {
            assert!(outlines[row.clone()].iter().map(key_width).sum::<f32>() - GAP <= frame.width, "{row:?}");
        }
        assert_eq!(overlay("全组", &vec![String::new(); 7], &outlines).height, 426 + 18 * (rows.len() as u32 - 1));
    }
}
