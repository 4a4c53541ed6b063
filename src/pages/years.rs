//! 三年自评: the self-assessments of three years side by side, their closing, and the targets.

mod items;
mod year;

use award::points::Points;
use award::scheme::{Requirement, Rule};
use award::years::{Comparison, compare};
use dossier::chart::{Goal, Group, Outline, Stop, columns, course, overlay};
use yew::{Html, Properties, component, html};

use self::items::Courses;
use self::year::YearRow;
use crate::components::{ClauseLink, Drawing};
use crate::state::{use_assessment, use_catalog};

/// 三年自评
#[component]
pub fn Years() -> Html {
    let catalog = use_catalog();
    let Some(open) = use_assessment() else { return Html::default() };
    let comparison = compare(&catalog.criteria, &open);
    let looks_at_years = |requirement: &&Requirement| {
        requirement.rule.leaves().iter().any(|leaf| matches!(leaf, Rule::ConsecutiveGoodYears { .. }))
    };
    let clause = catalog.scheme.requirements.iter().find(looks_at_years).map(|requirement| requirement.clause);
    html! {
        <div class="page">
            <header class="page-head"><h1>{ "三年自评" }</h1>
                <p class="muted">
                    if let Some(clause) = clause { <ClauseLink {clause} />{ "看最近几年的自评。" } }
                    { "往年在别处评过的，填总分即可；要逐条比较，就补上各条的百分比。" }</p></header>
            <section class="card">
                <h2>{ "各年度" }</h2>
                <div class="scroll" tabindex="0" role="group" aria-label="各年，可滚动">
                    <table class="years">
                        <thead><tr>
                            <th scope="col">{ "年度" }</th><th scope="col">{ "自评总分" }</th><th scope="col">{ "本单位评定为良好" }</th>
                            <th scope="col">{ "状态" }</th><th scope="col"><span class="quiet">{ "操作" }</span></th>
                        </tr></thead>
                        <tbody>
                            { for comparison.years.iter().enumerate().map(|(position, year)| html! {
                                <YearRow key={year.year} year={year.clone()} before={position.checked_sub(1).map(|before| comparison.years[before].clone())} />
                            }) }
                        </tbody>
                    </table>
                </div>
            </section>
            <Totals comparison={comparison.clone()} />
            <Outlines comparison={comparison.clone()} />
            <Courses {comparison} />
        </div>
    }
}

/// Properties of what shows a comparison.
#[derive(Properties, PartialEq)]
pub struct ComparisonProps {
    /// The comparison.
    pub comparison: Comparison<'static>,
}

/// The total of each year against the line, once there is one.
#[component]
fn Totals(props: &ComparisonProps) -> Html {
    let catalog = use_catalog();
    let (line, worth) = (catalog.scheme.review.shortlist_points, catalog.criteria.points);
    let stops: Vec<Stop> = props.comparison.years.iter().map(stop).collect();
    if stops.iter().all(|stop| stop.range.is_none()) {
        return Html::default();
    }
    let goal = Goal { value: f32::from(line), name: format!("入围线 {line}") };
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "总分趋势" }</h2><p class="muted small">{ trend(&props.comparison.years, line) }</p></div>
            <div class="years-chart"><Drawing chart={course("各年度自评总分与入围线", &stops, f32::from(worth), &goal)} /></div>
        </section>
    }
}

fn stop(year: &award::years::Year) -> Stop {
    let points = |points: Points| points.hundredths() as f32 / 100.0;
    let text = match (year.reached.total(), year.reached.range()) {
        (Some(total), _) => total.to_string(),
        (None, Some((least, most))) => format!("{least}–{most}"),
        (None, None) => "未评".to_owned(),
    };
    Stop {
        name: format!("{} 年", year.year),
        range: year.reached.range().map(|(least, most)| (points(least), points(most))),
        text,
    }
}

/// How the totals move, and where the last one stands to the line, in words.
fn trend(years: &[award::years::Year], line: u16) -> String {
    let known: Vec<(i16, Points)> = years.iter().filter_map(|year| Some((year.year, year.reached.total()?))).collect();
    let (Some((first, earliest)), Some((last, latest))) = (known.first(), known.last()) else {
        return "各条款评完或填了总分，才有确定的点。".to_owned();
    };
    let line = Points::whole(line);
    let standing = if *latest >= line {
        format!("{last} 年达到入围线。")
    } else {
        format!("{last} 年离入围线还差 {} 分。", latest.lacks(line))
    };
    match earliest.cmp(latest) {
        _ if first == last => standing,
        std::cmp::Ordering::Less => format!("{first} 到 {last} 年上升 {} 分；{standing}", earliest.lacks(*latest)),
        std::cmp::Ordering::Greater => format!("{first} 到 {last} 年下降 {} 分；{standing}", latest.lacks(*earliest)),
        std::cmp::Ordering::Equal => format!("{first} 到 {last} 年持平；{standing}"),
    }
}

/// The categories of each year over each other and side by side, once there are two years to compare.
#[component]
fn Outlines(props: &ComparisonProps) -> Html {
    let criteria = &use_catalog().criteria;
    let labels: Vec<String> = criteria.categories.iter().map(|category| category.short.to_string()).collect();
    let outlines: Vec<Outline> = props.comparison.years.iter().filter_map(outline).collect();
    if outlines.len() < 2 {
        return Html::default();
    }
    let names: Vec<String> = outlines.iter().map(|outline| outline.name.clone()).collect();
    let group = |(at, label): (usize, &String)| Group {
        label: label.clone(),
        levels: outlines.iter().map(|outline| outline.levels[at]).collect(),
    };
    let groups: Vec<Group> = labels.iter().enumerate().map(group).collect();
    html! {
        <section class="card">
            <h2>{ "各类目得分比例" }</h2>
            <div class="years-charts">
                <Drawing chart={overlay("各年度各类目得分比例（雷达图）", &labels, &outlines)} />
                <Drawing chart={columns("各年度各类目得分比例（柱形图）", &names, &groups)} />
            </div>
        </section>
    }
}

/// The outline of a year in which something was scored.
fn outline(year: &award::years::Year) -> Option<Outline> {
    let level = |tally: &award::scoring::Tally| tally.is_complete().then(|| tally.earned.tenths_of(tally.worth()) as f32 / 10.0);
    let levels: Vec<Option<f32>> = year.totals.categories.iter().map(|(_, tally)| level(tally)).collect();
    levels.iter().any(Option::is_some).then(|| Outline { name: format!("{} 年", year.year), levels, is_backdrop: false })
}
