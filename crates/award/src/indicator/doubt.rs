//! What is doubtful about an indicator. Nothing is refused: a doubt is shown beside the field.

use super::entry::{Column, Direction, Indicator};
use super::figure::{Figure, Origin, Reading, computed, figure, is_blank, read, years};
use super::judgement::{Against, whole_of};
use super::library::Library;
use super::target::Target;
use crate::amount::Amount;
use crate::assessment::Assessment;
use crate::catalog::Catalog;

/// What is doubtful, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The text; `None` for the direction.
    pub column: Option<Column>,
    /// What is doubtful.
    pub problem: Problem,
}

/// What is doubtful about a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It has no name.
    NoName,
    /// Another one of the item has the same name.
    Twice,
    /// It is not said which way is better.
    NoDirection,
    /// It is no number.
    Unread,
    /// It has more than four places.
    TooFine,
    /// Other years have a figure, this one has none.
    MissingYear,
    /// A share of a whole that is larger than the whole.
    OverWhole(Amount),
    /// A share of a whole that is less than nothing.
    BelowNothing,
    /// It is so many times as large or small as its neighbour that the units are likely to differ.
    Jump(i64),
    /// The formula gives something else.
    Differs(Amount),
    /// The target asks for the opposite of what is better.
    TargetOpposite,
    /// The target is worse than every year was.
    TargetBehind,
    /// It must be a range.
    NotARange,
    /// A competitor's value without a name.
    Unnamed,
    /// Something to compare with, but no source.
    NoSource,
}

impl Problem {
    /// What is doubtful, in words.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Problem::NoName => "请写指标名称".to_owned(),
            Problem::Twice => "本条款里有两个同名指标".to_owned(),
            Problem::NoDirection => "请选越高越好还是越低越好".to_owned(),
            Problem::Unread => "不是数字，或单位与“单位”一栏不一致".to_owned(),
            Problem::TooFine => "小数最多四位，请四舍五入".to_owned(),
            Problem::MissingYear => "其他年度有数据，这一年没有".to_owned(),
            Problem::OverWhole(whole) => format!("超过 {whole}，请核对"),
            Problem::BelowNothing => "小于 0，请核对".to_owned(),
            Problem::Jump(times) => format!("相差 {times} 倍以上，单位可能不一致（如元与万元）"),
            Problem::Differs(amount) => format!("按公式算出 {amount}，请核对"),
            Problem::TargetOpposite => "目标的方向与“越高越好／越低越好”相反".to_owned(),
            Problem::TargetBehind => "目标比各年实际都差，请核对".to_owned(),
            Problem::NotARange => "请写成区间，如 40–60 或 ≤60".to_owned(),
            Problem::Unnamed => "请写竞争对手的名称（可用代号）".to_owned(),
            Problem::NoSource => "对比数据请写出处".to_owned(),
        }
    }
}

/// Everything that is doubtful about an indicator, in the order of its columns.
#[must_use]
pub fn doubts(catalog: &Catalog, assessment: &Assessment, indicator: &Indicator) -> Vec<Doubt> {
    let mut found = Found { doubts: Vec::new() };
    names(assessment, indicator, &mut found);
    if indicator.direction.is_none() {
        found.doubts.push(Doubt { column: None, problem: Problem::NoDirection });
    }
    if indicator.direction != Some(Direction::Text) {
        let figures = figures(catalog, assessment, indicator, &mut found);
        targets(indicator, &figures, &mut found);
        compared(&catalog.indicators, indicator, &figures, &mut found);
    }
    let is_compared = Against::ALL.iter().any(|against| !is_blank(&indicator.text(against.column())));
    if !is_blank(&indicator.lines.competitor_value) && indicator.lines.competitor.trim().is_empty() {
        found.add(Column::Competitor, Problem::Unnamed);
    }
    if is_compared && indicator.lines.source.trim().is_empty() {
        found.add(Column::Source, Problem::NoSource);
    }
    found.doubts
}

/// What is doubtful about the text of a formula's input.
#[must_use]
pub fn input_problem(text: &str, unit: &str) -> Option<Problem> {
    unread(read(text, unit))
}

struct Found {
    doubts: Vec<Doubt>,
}

impl Found {
    fn add(&mut self, column: Column, problem: Problem) {
        self.doubts.push(Doubt { column: Some(column), problem });
    }
}

fn names(assessment: &Assessment, indicator: &Indicator, found: &mut Found) {
    let name = indicator.name.trim();
    if name.is_empty() {
        return found.add(Column::Name, Problem::NoName);
    }
    let same = assessment.indicators.values().filter(|other| other.item == indicator.item && other.name.trim() == name);
    if same.count() > 1 {
        found.add(Column::Name, Problem::Twice);
    }
}

fn unread(reading: Reading) -> Option<Problem> {
    match reading {
        Reading::Unread => Some(Problem::Unread),
        Reading::TooFine => Some(Problem::TooFine),
        Reading::Blank | Reading::Number(_) => None,
    }
}

/// Looks at the figures of every year and returns the numbers.
fn figures(catalog: &Catalog, assessment: &Assessment, indicator: &Indicator, found: &mut Found) -> Vec<Amount> {
    let library = &catalog.indicators;
    let years = years(catalog, assessment);
    let all: Vec<(i16, Figure)> = years.iter().map(|&year| (year, figure(catalog, assessment, indicator, year))).collect();
    let has_some = all.iter().any(|(_, figure)| !is_blank(&figure.text));
    let mut numbers: Vec<Amount> = Vec::new();
    for (year, figure) in all {
        let column = Column::Year(year);
        match read(&figure.text, &indicator.unit) {
            Reading::Blank if has_some && figure.origin != Origin::Computed => found.add(column, Problem::MissingYear),
            Reading::Blank => {}
            Reading::Number(amount) => {
                share(library, indicator, column, amount, found);
                if let Some(times) = numbers.last().and_then(|last| jump(library, *last, amount)) {
                    found.add(column, Problem::Jump(times));
                }
                let formula = library.template_of(indicator).and_then(|template| computed(catalog, assessment, template, year));
                if let Some(result) =
                    formula.filter(|result| figure.origin != Origin::Computed && differs(&figure.text, amount, *result))
                {
                    found.add(column, Problem::Differs(result));
                }
                numbers.push(amount);
            }
            reading => found.doubts.extend(unread(reading).map(|problem| Doubt { column: Some(column), problem })),
        }
    }
    numbers
}

/// A share of a whole lies between nothing and everything.
fn share(library: &Library, indicator: &Indicator, column: Column, amount: Amount, found: &mut Found) {
    let Some(whole) = whole_of(library, indicator) else { return };
    if amount > whole {
        found.add(column, Problem::OverWhole(whole));
    }
    if amount.is_negative() {
        found.add(column, Problem::BelowNothing);
    }
}

/// How many times the one is of the other, if it is so many that the units are likely to differ.
fn jump(library: &Library, one: Amount, other: Amount) -> Option<i64> {
    let (small, large) = (one.absolute().min(other.absolute()), one.absolute().max(other.absolute()));
    let limit = i64::from(library.jump);
    let times = large.units().checked_div(small.units())?;
    (times >= limit).then_some(limit)
}

/// Whether a figure is off the result of its formula by more than one in its last written place.
pub(crate) fn differs(text: &str, figure: Amount, result: Amount) -> bool {
    let places =
        text.trim().chars().rev().take_while(|character| !matches!(character, '.' | '．')).filter(|c| c.is_numeric()).count();
    let places = if text.contains(['.', '．']) { places.min(4) as u32 } else { 0 };
    let last_place = Amount::of_units(10_i64.pow(4 - places));
    figure.minus(result).absolute() > last_place
}

fn targets(indicator: &Indicator, figures: &[Amount], found: &mut Found) {
    let text = &indicator.lines.target;
    let (Some(direction), false) = (indicator.direction, is_blank(text)) else { return };
    let Some(target) = Target::read(text, &indicator.unit) else {
        return found.add(Column::Target, if direction == Direction::Range { Problem::NotARange } else { Problem::Unread });
    };
    if direction == Direction::Range {
        if matches!(target, Target::Plain(_)) {
            found.add(Column::Target, Problem::NotARange);
        }
        return;
    }
    let Some(line) = target.line(direction) else { return found.add(Column::Target, Problem::TargetOpposite) };
    let is_behind = |figure: &Amount| if direction == Direction::Higher { *figure > line } else { *figure < line };
    if figures.len() > 1 && figures.iter().all(is_behind) {
        found.add(Column::Target, Problem::TargetBehind);
    }
}

fn compared(library: &Library, indicator: &Indicator, figures: &[Amount], found: &mut Found) {
    for column in Against::ALL.map(Against::column) {
        match read(&indicator.text(column), &indicator.unit) {
            Reading::Number(amount) => {
                share(library, indicator, column, amount, found);
                if let Some(times) = figures.last().and_then(|last| jump(library, *last, amount)) {
                    found.add(column, Problem::Jump(times));
                }
            }
            reading => found.doubts.extend(unread(reading).map(|problem| Doubt { column: Some(column), problem })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_may_be_off_by_one_in_its_last_place() {
        let amount = |text: &str| Amount::parse(text).expect("an amount");
        for (text, result, expected) in [
            ("112.92", "112.92", false),
            ("112.9", "112.92", false),
            ("113", "112.01", false),
            ("113", "111.99", true),
            ("112.92", "112.94", true),
            ("112.92", "112.93", false),
        ] {
            assert_eq!(differs(text, amount(text), amount(result)), expected, "{text} and {result}");
        }
    }
}
