//! The few SVG elements that charts are made of.

use crate::xml::Xml;

use super::Chart;

/// The face of all text: what Windows, macOS and Linux have for Chinese.
const FACE: &str = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif";

/// Colours; a style sheet can replace each through the class of the element.
pub(super) mod colour {
    pub const INK: &str = "#333333";
    pub const QUIET: &str = "#5f6b7a";
    pub const GRID: &str = "#cfd5dd";
    pub const BAND: [&str; 2] = ["#f6f8fa", "#eaeef3"];
    pub const VALUE: &str = "#2b65a8";
    pub const SECOND: &str = "#7d9cc4";
    pub const OPEN: &str = "#9a6700";
    pub const LINE: &str = "#b3261e";
}

/// Where a text stands to its point.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A picture under construction. `class` names what an element is; it is written as `chart-…`.
pub(super) struct Svg {
    xml: Xml,
    width: u32,
    height: u32,
}

/// How a shape is drawn.
#[derive(Clone, Copy)]
pub(super) struct Paint<'a> {
    pub class: &'a str,
    pub fill: &'a str,
    pub stroke: &'a str,
    /// The width of the stroke.
    pub weight: &'a str,
    /// The opacity of the filling.
    pub opacity: &'a str,
    /// The lengths of dashes and gaps; empty for an unbroken line.
    pub dashes: &'a str,
}

impl<'a> Paint<'a> {
    /// A filled shape without outline.
    pub(super) fn fill(class: &'a str, colour: &'a str) -> Paint<'a> {
        Paint { class, fill: colour, stroke: "none", weight: "0", opacity: "1", dashes: "" }
    }

    /// An outline.
    pub(super) fn stroke(class: &'a str, colour: &'a str, weight: &'a str) -> Paint<'a> {
        Paint { class, fill: "none", stroke: colour, weight, opacity: "1", dashes: "" }
    }

    /// A dashed outline, for what is open.
    pub(super) fn open(class: &'a str) -> Paint<'a> {
        Paint { dashes: "4 3", ..Paint::stroke(class, colour::OPEN, "1.5") }
    }
}

impl Svg {
    pub(super) fn new(width: u32, height: u32, title: &str) -> Svg {
        let mut xml = Xml::default();
        let (wide, high) = (width.to_string(), height.to_string());
        let attributes = [
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", "chart"),
            ("role", "img"),
            ("aria-label", title),
            ("width", &wide),
            ("height", &high),
            ("viewBox", &format!("0 0 {wide} {high}")),
            ("font-family", FACE),
        ];
        xml.open("svg", &attributes);
        Svg { xml, width, height }
    }

    pub(super) fn finish(mut self) -> Chart {
        self.xml.close("svg");
        Chart { svg: self.xml.finish(), width: self.width, height: self.height }
    }

    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), paint: Paint) {
        self.shape("line", &[("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1)], None, paint);
    }

    pub(super) fn rect(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), paint: Paint) {
        self.shape("rect", &[("x", x), ("y", y), ("width", width), ("height", height)], None, paint);
    }

    pub(super) fn circle(&mut self, (x, y): (f32, f32), radius: f32, paint: Paint) {
        self.shape("circle", &[("cx", x), ("cy", y), ("r", radius)], None, paint);
    }

    /// A shape through points, closed or not.
    pub(super) fn path(&mut self, points: &[(f32, f32)], is_closed: bool, paint: Paint) {
        let list: Vec<String> = points.iter().map(|&(x, y)| format!("{},{}", number(x), number(y))).collect();
        self.shape(if is_closed { "polygon" } else { "polyline" }, &[], Some(&list.join(" ")), paint);
    }

    pub(super) fn text(&mut self, (x, y): (f32, f32), size: f32, anchor: Anchor, (class, fill): (&str, &str), text: &str) {
        let class = format!("chart-{class}");
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (x, y, size) = (number(x), number(y), number(size));
        let attributes =
            [("class", &*class), ("x", &x), ("y", &y), ("font-size", &size), ("text-anchor", anchor), ("fill", fill)];
        self.xml.element("text", &attributes, |xml| xml.text(text));
    }

    fn shape(&mut self, name: &str, numbers: &[(&str, f32)], points: Option<&str>, paint: Paint) {
        let class = format!("chart-{}", paint.class);
        let values: Vec<String> = numbers.iter().map(|&(_, value)| number(value)).collect();
        let mut attributes = vec![("class", &*class)];
        attributes.extend(numbers.iter().zip(&values).map(|(&(name, _), value)| (name, &**value)));
        attributes.extend(points.map(|points| ("points", points)));
        attributes.push(("fill", paint.fill));
        if paint.opacity != "1" {
            attributes.push(("fill-opacity", paint.opacity));
        }
        if paint.stroke != "none" {
            attributes.extend([("stroke", paint.stroke), ("stroke-width", paint.weight)]);
        }
        if !paint.dashes.is_empty() {
            attributes.push(("stroke-dasharray", paint.dashes));
        }
        self.xml.empty(name, &attributes);
    }
}

/// A coordinate with one decimal, which is finer than a pixel.
fn number(value: f32) -> String {
    let tenths = (value * 10.0).round() as i32;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}
