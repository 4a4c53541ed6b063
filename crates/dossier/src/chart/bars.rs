//! Bars lying on their side: one per item, over the bands of the rubric.

use crate::measure;

use super::svg::{Anchor, Paint, Svg, colour};
use super::{Chart, Level};

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Its name at the left.
    pub label: String,
    /// Its value.
    pub level: Level,
    /// Whether it is the first of a group, set off from the bar above.
    pub starts_group: bool,
}

const WIDTH: f32 = 640.0;
const LABELS: f32 = 196.0;
const VALUES: f32 = 52.0;
const ROW: f32 = 20.0;
const BAR: f32 = 12.0;
const GROUP: f32 = 8.0;
const TOP: f32 = 26.0;
const BOTTOM: f32 = 24.0;
const TYPE: f32 = 12.0;

/// The place of a percent between left and right.
fn across(percent: f32) -> f32 {
    LABELS + (WIDTH - LABELS - VALUES) * percent / 100.0
}

/// Draws bars over the bands of a rubric, given by their lowest and highest percent.
#[must_use]
pub fn bars(title: &str, bars: &[Bar], bands: &[(u8, u8)]) -> Chart {
    let gaps = bars.iter().skip(1).filter(|bar| bar.starts_group).count();
    let inner = ROW * bars.len() as f32 + GROUP * gaps as f32;
    let mut svg = Svg::new(WIDTH as u32, (TOP + inner + BOTTOM).ceil() as u32, title);
    background(&mut svg, bands, inner);
    let mut y = TOP;
    for (position, bar) in bars.iter().enumerate() {
        if position > 0 && bar.starts_group {
            y += GROUP;
        }
        draw(&mut svg, bar, y);
        y += ROW;
    }
    svg.finish()
}

fn background(svg: &mut Svg, bands: &[(u8, u8)], height: f32) {
    for (position, &(min, max)) in bands.iter().enumerate() {
        // A band ends half-way to the next, because percents come in steps of 5.
        let (from, to) = (across((f32::from(min) - 2.5).max(0.0)), across((f32::from(max) + 2.5).min(100.0)));
        svg.rect((from, TOP), (to - from, height), Paint::fill("band", colour::BAND[position % 2]));
        let name = format!("{min}–{max}");
        svg.text(((from + to) / 2.0, TOP - 8.0), 10.0, Anchor::Middle, ("scale", colour::QUIET), &name);
    }
    for tick in [0.0, 20.0, 40.0, 60.0, 80.0, 100.0] {
        svg.line((across(tick), TOP), (across(tick), TOP + height), Paint::stroke("grid", colour::GRID, "1"));
        let place = (across(tick), TOP + height + 15.0);
        svg.text(place, 10.0, Anchor::Middle, ("scale", colour::QUIET), &format!("{tick}%"));
    }
}

fn draw(svg: &mut Svg, bar: &Bar, y: f32) {
    let (top, base) = (y + (ROW - BAR) / 2.0, y + ROW / 2.0 + TYPE * 0.36);
    let lines = measure::wrap(&bar.label, (LABELS - 12.0) / TYPE, 1);
    svg.text((LABELS - 8.0, base), TYPE, Anchor::End, ("label", colour::INK), &lines.concat());
    let (value, ink, end) = match bar.level {
        Level::Known(percent) => {
            // A bar of nothing is still a line, so that it is seen to be scored.
            let width = (across(percent) - across(0.0)).max(1.5);
            svg.rect((across(0.0), top), (width, BAR), Paint::fill("bar", colour::VALUE));
            (format!("{}%", percent.round()), ("value", colour::VALUE), percent)
        }
        Level::Open(least, most) => {
            let width = across(most) - across(least);
            svg.rect((across(least), top), (width, BAR), Paint::open("open"));
            ("未评".to_owned(), ("open-value", colour::OPEN), most)
        }
    };
    svg.text((across(end) + 6.0, base), TYPE, Anchor::Start, ink, &value);
}
