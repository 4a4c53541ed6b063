//! What the figures of one indicator say: its level against the target, its trend, how it compares, what is missing.

use std::cmp::Ordering;

use super::entry::{Column, Direction, Indicator};
use super::figure::{figure, is_blank, read, years};
use super::library::Library;
use super::target::Target;
use crate::amount::Amount;
use crate::assessment::Assessment;
use crate::catalog::Catalog;

/// The number of fiscal years that make a trend.
const TREND: usize = 3;

/// What the figures of an indicator say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Its figures by fiscal year, the earliest first; `None` where there is no number.
    pub figures: Vec<(i16, Option<Amount>)>,
    /// The latest year against the target.
    pub level: Level,
    /// Where the figures go.
    pub trend: Trend,
    /// The latest year against others, as far as there are numbers.
    pub comparisons: Vec<(Against, Verdict)>,
    /// Whether it is written in full: figures of three years, a target, something to compare with, a source.
    pub is_complete: bool,
}

/// The latest year against the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// There is no target.
    NoTarget,
    /// It cannot be said: no figure of the latest year, a target that cannot be read, no direction.
    Unknown,
    /// Reached.
    Reached,
    /// Missed.
    Missed,
}

/// Where figures go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// Fewer than three years in a row up to the latest, or nothing that is better or worse.
    Unknown,
    /// Better in some years and worse in none.
    Improving,
    /// The same in all years, and as good as can be.
    Best,
    /// The same in all years.
    Steady,
    /// Better in some years and worse in others, better on the whole.
    UpAndDown,
    /// Better in some years and worse in others, no better on the whole.
    DownAndUp,
    /// Worse in some years and better in none.
    Worsening,
}

/// What an indicator is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// A competitor.
    Competitor,
    /// The average of the industry.
    Average,
    /// The benchmark.
    Benchmark,
}

/// How an indicator compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Better.
    Better,
    /// The same.
    Equal,
    /// Worse.
    Worse,
}

impl Level {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::NoTarget => "没有目标",
            Level::Unknown => "目标待定",
            Level::Reached => "达到目标",
            Level::Missed => "未达目标",
        }
    }
}

impl Trend {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Trend::Unknown => "趋势不明",
            Trend::Improving => "持续变好",
            Trend::Best => "保持最好",
            Trend::Steady => "持平",
            Trend::UpAndDown => "波动，总体变好",
            Trend::DownAndUp => "波动，没有变好",
            Trend::Worsening => "持续变差",
        }
    }

    /// Whether it speaks for the organisation.
    #[must_use]
    pub fn is_favourable(self) -> bool {
        matches!(self, Trend::Improving | Trend::Best | Trend::UpAndDown)
    }
}

impl Against {
    /// Everything that an indicator is compared with.
    pub const ALL: [Against; 3] = [Against::Competitor, Against::Average, Against::Benchmark];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Against::Competitor => "竞争对手",
            Against::Average => "行业平均",
            Against::Benchmark => "标杆",
        }
    }

    /// The text that holds its value.
    #[must_use]
    pub fn column(self) -> Column {
        match self {
            Against::Competitor => Column::CompetitorValue,
            Against::Average => Column::Average,
            Against::Benchmark => Column::Benchmark,
        }
    }
}

impl Verdict {
    /// Its name, to be followed by what it is compared with: 好于标杆.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Better => "好于",
            Verdict::Equal => "等于",
            Verdict::Worse => "不如",
        }
    }
}

/// A scale on which figures are compared.
#[derive(Clone, Copy)]
struct Scale {
    direction: Direction,
    target: Option<Target>,
}

impl Scale {
    /// Whether the first figure is better (greater), the same, or worse than the second; `None` if neither can be said.
    fn compare(self, first: Amount, second: Amount) -> Option<Ordering> {
        match self.direction {
            Direction::Higher => Some(first.cmp(&second)),
            Direction::Lower => Some(second.cmp(&first)),
            Direction::Range => Some(self.target?.distance(second)?.cmp(&self.target?.distance(first)?)),
            Direction::Text => None,
        }
    }

    fn reached(self, figure: Amount) -> Option<bool> {
        let target = self.target?;
        if self.direction == Direction::Range {
            return target.distance(figure).map(|distance| distance == Amount::whole(0));
        }
        let line = target.line(self.direction)?;
        self.compare(figure, line).map(Ordering::is_ge)
    }
}

/// What the figures of an indicator say.
#[must_use]
pub fn judge(catalog: &Catalog, assessment: &Assessment, indicator: &Indicator) -> Judgement {
    let texts: Vec<(i16, crate::Text)> =
        years(catalog, assessment).into_iter().map(|year| (year, figure(catalog, assessment, indicator, year).text)).collect();
    let figures: Vec<(i16, Option<Amount>)> =
        texts.iter().map(|(year, text)| (*year, read(text, &indicator.unit).number())).collect();
    let target = Target::read(&indicator.lines.target, &indicator.unit);
    let scale = indicator.direction.map(|direction| Scale { direction, target });
    let latest = figures.last().and_then(|(_, amount)| *amount);
    let comparisons = match (scale, latest) {
        (Some(scale), Some(latest)) => comparisons(indicator, scale, latest),
        _ => Vec::new(),
    };
    let is_said = |column: Column| !is_blank(&indicator.text(column));
    let filled = texts.iter().filter(|(_, text)| !is_blank(text)).count();
    Judgement {
        level: level(indicator, scale, latest),
        trend: scale.map_or(Trend::Unknown, |scale| trend(&catalog.indicators, indicator, scale, &figures)),
        is_complete: filled == texts.len()
            && is_said(Column::Target)
            && is_said(Column::Source)
            && Against::ALL.iter().any(|against| is_said(against.column())),
        comparisons,
        figures,
    }
}

fn level(indicator: &Indicator, scale: Option<Scale>, latest: Option<Amount>) -> Level {
    if is_blank(&indicator.lines.target) {
        return Level::NoTarget;
    }
    let reached = scale.zip(latest).and_then(|(scale, latest)| scale.reached(latest));
    reached.map_or(Level::Unknown, |reached| if reached { Level::Reached } else { Level::Missed })
}

fn comparisons(indicator: &Indicator, scale: Scale, latest: Amount) -> Vec<(Against, Verdict)> {
    let compared = |against: &Against| {
        let other = read(&indicator.text(against.column()), &indicator.unit).number()?;
        let verdict = match scale.compare(latest, other)? {
            Ordering::Greater => Verdict::Better,
            Ordering::Equal => Verdict::Equal,
            Ordering::Less => Verdict::Worse,
        };
        Some((*against, verdict))
    };
    Against::ALL.iter().filter_map(compared).collect()
}

fn trend(library: &Library, indicator: &Indicator, scale: Scale, figures: &[(i16, Option<Amount>)]) -> Trend {
    // The years in a row up to the latest.
    let mut run: Vec<Amount> = figures.iter().rev().map_while(|(_, amount)| *amount).collect();
    run.reverse();
    if run.len() < TREND {
        return Trend::Unknown;
    }
    let steps: Option<Vec<Ordering>> = run.windows(2).map(|pair| scale.compare(pair[1], pair[0])).collect();
    let Some(steps) = steps else { return Trend::Unknown };
    match (steps.contains(&Ordering::Greater), steps.contains(&Ordering::Less)) {
        (true, false) => Trend::Improving,
        (false, true) => Trend::Worsening,
        (false, false) if is_best(library, indicator, scale, run[0]) => Trend::Best,
        (false, false) => Trend::Steady,
        (true, true) => match scale.compare(run[run.len() - 1], run[0]) {
            Some(Ordering::Greater) => Trend::UpAndDown,
            _ => Trend::DownAndUp,
        },
    }
}

/// Whether a figure cannot be better: none of what should be few, all of a whole, within a range.
fn is_best(library: &Library, indicator: &Indicator, scale: Scale, figure: Amount) -> bool {
    match scale.direction {
        Direction::Lower => figure == Amount::whole(0),
        Direction::Higher => whole_of(library, indicator) == Some(figure),
        Direction::Range => scale.reached(figure) == Some(true),
        Direction::Text => false,
    }
}

/// The most that a share of a whole can be, in the unit of the indicator; `None` for what is no such share.
pub(super) fn whole_of(library: &Library, indicator: &Indicator) -> Option<Amount> {
    let whole = match indicator.unit.trim() {
        "%" | "％" => Amount::whole(100),
        "‰" => Amount::whole(1000),
        _ => return None,
    };
    let is_whole = match library.template_of(indicator) {
        Some(template) => template.whole,
        None => !library.unbounded.iter().any(|word| indicator.name.contains(&**word)),
    };
    is_whole.then_some(whole)
}
