//! The axis of a timeline: days to pixels, and the marks of weeks, months or years.

use jiff::civil::{Date, Weekday};

use super::{Extent, Lane};
use crate::chart::svg::{Anchor, Paint, Svg, colour};
use crate::measure;
use crate::wording::day_of_year;

/// So many days beyond the lanes, the present day is still drawn.
const NEAR: i32 = 60;

/// The least distance between the names of two marks.
const APART: f32 = 14.0;

const TYPE: f32 = 10.0;

/// Days from left to right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    first: Date,
    last: Date,
    left: f32,
    right: f32,
}

impl Axis {
    /// The axis that holds every day of some lanes, and the present day if it lies near; `None` without any day.
    pub(super) fn over(lanes: &[Lane], today: Date, (left, right): (f32, f32)) -> Option<Axis> {
        let days: Vec<Date> = lanes.iter().flat_map(|lane| ends(&lane.extent)).flatten().collect();
        let (mut first, mut last) = (*days.iter().min()?, *days.iter().max()?);
        let is_near = days_between(today, first) <= NEAR && days_between(last, today) <= NEAR;
        if is_near {
            (first, last) = (first.min(today), last.max(today));
        }
        let margin = (days_between(first, last) / 30).max(3);
        for _ in 0..margin {
            (first, last) = (first.yesterday().unwrap_or(first), last.tomorrow().unwrap_or(last));
        }
        Some(Axis { first, last, left, right })
    }

    /// Where a day starts.
    pub(super) fn start(&self, day: Date) -> f32 {
        let share = days_between(self.first, day) as f32 / (days_between(self.first, self.last) + 1) as f32;
        (self.left + (self.right - self.left) * share).clamp(self.left, self.right)
    }

    /// Where a day ends.
    pub(super) fn end(&self, day: Date) -> f32 {
        day.tomorrow().map_or(self.right, |next| self.start(next))
    }

    /// The middle of a day.
    pub(super) fn middle(&self, day: Date) -> f32 {
        (self.start(day) + self.end(day)) / 2.0
    }

    /// Where it starts.
    pub(super) fn left(&self) -> f32 {
        self.left
    }

    /// Where it ends.
    pub(super) fn right(&self) -> f32 {
        self.right
    }

    /// Draws the marks with their names, and the present day.
    pub(super) fn draw(&self, svg: &mut Svg, today: Date, (top, bottom): (f32, f32)) {
        let (mut free, mut year) = (self.left, None);
        for day in self.marks() {
            let x = self.start(day);
            svg.line((x, top), (x, bottom), Paint::stroke("grid", colour::GRID, "1"));
            let name = self.name(day, year != Some(day.year()));
            let half = measure::width(&name) * TYPE / 2.0;
            let middle = x.clamp(self.left + half, self.right - half);
            if middle - half >= free {
                svg.text((middle, top - 6.0), TYPE, Anchor::Middle, ("scale", colour::QUIET), &name);
                (free, year) = (middle + half + APART, Some(day.year()));
            }
        }
        if let Some(x) = self.today(today) {
            let name = format!("今天 {}", day_of_year(today));
            let half = measure::width(&name) * TYPE / 2.0;
            let place = (x.clamp(self.left + half, self.right - half), top - 23.0);
            svg.text(place, TYPE, Anchor::Middle, ("label", colour::INK), &name);
        }
    }

    /// Draws a piece of the line of the present day. It leaves out the lines of text, which it would cross.
    pub(super) fn draw_today(&self, svg: &mut Svg, today: Date, (top, bottom): (f32, f32)) {
        if let Some(x) = self.today(today) {
            svg.line((x, top), (x, bottom), Paint::stroke("today", colour::INK, "1.5"));
        }
    }

    fn today(&self, today: Date) -> Option<f32> {
        (self.first..=self.last).contains(&today).then(|| self.middle(today))
    }

    /// The days to mark: Mondays, firsts of months or of years, by how many days there are.
    fn marks(&self) -> Vec<Date> {
        let is_marked = |day: &Date| match self.length() {
            ..=60 => day.weekday() == Weekday::Monday,
            61..=1500 => day.day() == 1,
            _ => day.day() == 1 && day.month() == 1,
        };
        award::calendar::days(self.first, self.last).filter(is_marked).collect()
    }

    fn name(&self, day: Date, has_year: bool) -> String {
        let year = if has_year { format!("{}年", day.year()) } else { String::new() };
        match self.length() {
            ..=60 => year + &day_of_year(day),
            61..=1500 => format!("{year}{}月", day.month()),
            _ => format!("{}年", day.year()),
        }
    }

    fn length(&self) -> i32 {
        days_between(self.first, self.last)
    }
}

/// The days that a mark reaches to.
fn ends(extent: &Extent) -> [Option<Date>; 2] {
    match extent {
        Extent::Day { day, .. } => [Some(*day), None],
        Extent::Bar { from, to, .. } => [Some(*from), Some(*to)],
        Extent::Open(from, to) => [*from, *to],
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}
