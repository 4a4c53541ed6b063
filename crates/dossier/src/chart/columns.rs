//! Columns side by side: a group for each thing that is compared, in it a column for each year.

use crate::measure;

use super::Chart;
use super::svg::{Anchor, Paint, Svg, colour};

/// What is compared in a group of columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name.
    pub label: String,
    /// Its percent in each year, from 0 to 100; `None` where nothing is known.
    pub levels: Vec<Option<f32>>,
}

const WIDTH: f32 = 520.0;
const HEIGHT: f32 = 300.0;
const LEFT: f32 = 40.0;
const RIGHT: f32 = 12.0;
const TOP: f32 = 18.0;
/// The labels below, two lines, and the key.
const BOTTOM: f32 = 66.0;
const TYPE: f32 = 12.0;
const SMALL: f32 = 10.0;
/// The share of a group's width that its columns take.
const FILLED: f32 = 0.78;

/// Draws groups of columns with a key of their names, the last one strongest. What is not known has no column, but its place.
#[must_use]
pub fn columns(title: &str, names: &[String], groups: &[Group]) -> Chart {
    let mut svg = Svg::new(WIDTH as u32, HEIGHT as u32, title);
    let up = |percent: f32| HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * percent / 100.0;
    for percent in [0.0, 25.0, 50.0, 75.0, 100.0] {
        svg.line((LEFT, up(percent)), (WIDTH - RIGHT, up(percent)), Paint::stroke("grid", colour::GRID, "1"));
        svg.text((LEFT - 5.0, up(percent) + 4.0), SMALL, Anchor::End, ("scale", colour::QUIET), &format!("{percent}%"));
    }
    let width = (WIDTH - LEFT - RIGHT) / groups.len().max(1) as f32;
    let column = width * FILLED / names.len().max(1) as f32;
    for (at, group) in groups.iter().enumerate() {
        let left = LEFT + width * at as f32 + width * (1.0 - FILLED) / 2.0;
        for (position, level) in group.levels.iter().enumerate() {
            let x = left + column * position as f32;
            match level {
                Some(percent) => {
                    svg.rect((x, up(*percent)), (column - 2.0, up(0.0) - up(*percent)), paint(names.len() - 1 - position))
                }
                None => svg.line((x, up(0.0)), (x + column - 2.0, up(0.0)), Paint::open("open")),
            }
        }
        for (line, text) in measure::wrap(&group.label, width / TYPE, 2).iter().enumerate() {
            let place = (LEFT + width * (at as f32 + 0.5), up(0.0) + 16.0 + 14.0 * line as f32);
            svg.text(place, TYPE, Anchor::Middle, ("label", colour::INK), text);
        }
    }
    key(&mut svg, names);
    svg.finish()
}

/// How a column is drawn, by how many stronger ones there are; an outline tells them apart without colour.
fn paint(rank: usize) -> Paint<'static> {
    match rank {
        0 => Paint::fill("bar", colour::VALUE),
        1 => Paint::fill("bar-alternate", colour::SECOND),
        _ => Paint { fill: colour::BAND[0], ..Paint::stroke("column-early", colour::SECOND, "1") },
    }
}

fn key(svg: &mut Svg, names: &[String]) {
    let room = (WIDTH - LEFT - RIGHT) / names.len().max(1) as f32;
    for (at, name) in names.iter().enumerate() {
        let x = LEFT + room * at as f32;
        svg.rect((x, HEIGHT - 20.0), (12.0, 12.0), paint(names.len() - 1 - at));
        svg.text((x + 18.0, HEIGHT - 9.0), TYPE, Anchor::Start, ("label", colour::INK), name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(levels: &[Option<f32>]) -> Chart {
        let names: Vec<String> = (0..levels.len()).map(|at| format!("{} 年", 2023 + at)).collect();
        columns("各类目", &names, &vec![Group { label: "测量、分析与改进".into(), levels: levels.to_vec() }; 7])
    }

    #[test]
    fn there_is_a_column_for_what_is_known() {
        let chart = drawn(&[Some(10.0), None, Some(100.0)]);
        let columns = chart.svg.matches("<rect").count() - 3;
        assert_eq!((columns, chart.svg.matches("chart-open").count()), (14, 7));
        assert!(chart.svg.contains(r#"y="18""#), "a full one reaches the top: {}", chart.svg);
    }

    #[test]
    fn nothing_at_all_is_drawn_too() {
        for levels in [&[][..], &[None], &[Some(0.0)]] {
            assert!(!drawn(levels).svg.contains("NaN"));
        }
        assert!(!columns("空", &[], &[]).svg.contains("NaN"));
    }
}
