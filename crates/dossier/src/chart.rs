//! Charts as SVG, for the documents and for the screen.
//!
//! Colours and sizes are presentation attributes, because the app's policy forbids `style="…"`; every element also has a
//! class, so that a style sheet can recolour it, for dark mode as an example. What is not scored is drawn as an open
//! range, never as zero.

mod bars;
mod columns;
mod course;
mod radar;
mod svg;
mod timeline;
mod total;
mod trends;

pub use bars::{Bar, bars};
pub use columns::{Group, columns};
pub use course::{Goal, Stop, course};
pub use radar::{Frame, MOST_OUTLINES, Outline, Spoke, overlay, radar};
pub use timeline::{Extent, Lane, Trouble, Width, timeline};
pub use total::{Part, Total, total};
pub use trends::{Other, Point, Trend, spark, trends};

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The SVG, with width, height and viewBox.
    pub svg: String,
    /// Its width in pixels at its natural size.
    pub width: u32,
    /// Its height in pixels at its natural size.
    pub height: u32,
}

/// A value in percent, from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Level {
    /// It is known.
    Known(f32),
    /// It is anything from the first to the second, because something is not scored.
    Open(f32, f32),
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABEL: &str = "测量、分析与改进的非常长的名称一二三四五六七";

    /// Every chart of scores, with the given levels.
    fn scores(levels: &[Level]) -> Vec<Chart> {
        let spokes: Vec<Spoke> = levels.iter().map(|&level| Spoke { label: LABEL.into(), level }).collect();
        let bar = |(at, &level): (usize, &Level)| Bar { label: format!("4.{at}.2 {LABEL}"), level, starts_group: at % 3 == 0 };
        let rows: Vec<Bar> = levels.iter().enumerate().map(bar).collect();
        let parts = levels.iter().map(|_| Part { label: LABEL.into(), earned: 30.0 }).collect();
        let sum = Total { parts, open: 500.0, worth: 1000.0, line: 600.0, line_name: "入围线".into() };
        let labels: Vec<String> = levels.iter().map(|_| LABEL.to_owned()).collect();
        let course = |level: &Level| match level {
            Level::Known(percent) => Some(*percent),
            Level::Open(..) => None,
        };
        let outline = |name: &str| Outline { name: name.into(), levels: levels.iter().map(course).collect(), is_backdrop: false };
        let years = overlay("三年", &labels, &[outline("2023 年"), outline("2024 年"), outline("2025 年")]);
        vec![
            years,
            radar("雷达图", &spokes, Frame::PAGE),
            bars("条形图", &rows, &[(0, 5), (10, 25), (30, 45)]),
            total("总分", &sum),
        ]
    }

    /// Every chart that the package uses, with the given levels.
    fn every(levels: &[Level]) -> Vec<Chart> {
        let mut charts = scores(levels);
        charts.push(trends("趋势", &lines(levels)));
        let stop = |level: &Level| Stop {
            name: "2025 年".into(),
            range: Some(match level {
                Level::Known(percent) => (percent * 10.0, percent * 10.0),
                Level::Open(least, most) => (least * 10.0, most * 10.0),
            }),
            text: "587.5".into(),
        };
        let stops: Vec<Stop> = levels.iter().map(stop).collect();
        charts.push(course("各年总分", &stops, 1000.0, &Goal { value: 600.0, name: "入围线 600".into() }));
        let known = |level: &Level| if let Level::Known(percent) = level { Some(*percent) } else { None };
        let group = Group { label: LABEL.into(), levels: levels.iter().map(known).take(3).collect() };
        let names = ["2023 年", "2024 年", "2025 年"].map(String::from);
        charts.push(columns("各类目", &names[..levels.len().min(3)], &vec![group; 7]));
        charts
    }

    /// A trend through the given levels as long as there are some, with a target beyond them.
    fn lines(levels: &[Level]) -> Vec<Trend> {
        let value = |level: &Level| match level {
            Level::Known(value) => Some((*value, format!("{}.1234", value * 1000.0))),
            Level::Open(..) => None,
        };
        let point = |level: &Level| Point { year: "2025".into(), value: value(level) };
        let points: Vec<Point> = levels.iter().map(point).collect();
        let target =
            points.iter().any(|point| point.value.is_some()).then(|| (120.0, "不低于一百二十万万万万万万万元".to_owned()));
        let others = levels.iter().map(|_| Other { name: "竞争对手", value: 120.0 }).collect();
        vec![Trend { label: LABEL.into(), points, target, others }; 4]
    }

    /// The numbers of the attributes of that name.
    fn numbers(svg: &str, name: &str) -> Vec<f32> {
        let start = format!(" {name}=\"");
        let pieces = svg.split(&*start).skip(1);
        pieces.filter_map(|piece| piece.split('"').next().and_then(|number| number.parse().ok())).collect()
    }

    #[test]
    fn labels_stay_inside_the_picture() {
        for chart in
            every(&[Level::Known(65.0), Level::Known(0.0), Level::Open(0.0, 100.0), Level::Known(100.0), Level::Open(20.0, 60.0)])
        {
            for text in chart.svg.split("<text").skip(1) {
                let x = numbers(text, "x")[0];
                let size = numbers(text, "font-size")[0];
                let words = text.split('>').nth(1).and_then(|rest| rest.split('<').next()).expect("a text");
                let width = crate::measure::width(words) * size;
                let left = match text {
                    _ if text.contains("text-anchor=\"middle\"") => x - width / 2.0,
                    _ if text.contains("text-anchor=\"end\"") => x - width,
                    _ => x,
                };
                assert!(left >= 0.0 && left + width <= chart.width as f32, "{words}: {left} to {}", left + width);
                let y = numbers(text, "y")[0];
                assert!(y >= size * 0.8 && y <= chart.height as f32 - 2.0, "{words}: {y}");
            }
        }
    }

    #[test]
    fn what_is_open_is_dashed_and_has_no_value() {
        for chart in scores(&[Level::Open(0.0, 100.0), Level::Open(0.0, 100.0), Level::Open(0.0, 100.0)]) {
            assert!(chart.svg.contains("stroke-dasharray"), "{}", chart.svg);
            assert!(!chart.svg.contains("class=\"chart-value\""), "{}", chart.svg);
        }
    }

    #[test]
    fn nothing_that_the_policy_blocks() {
        for chart in every(&[Level::Known(50.0); 7]) {
            for blocked in ["style=", "<style", "<script", "<image", "href", "url("] {
                assert!(!chart.svg.contains(blocked), "{blocked}");
            }
        }
    }

    #[test]
    fn no_data_is_no_panic() {
        for chart in every(&[]) {
            assert!(chart.svg.ends_with("</svg>"));
        }
    }
}
