//! 三年自评: the self-assessments of three years side by side, their closing, and the targets.

mod course;
mod year;

use award::years::{Comparison, compare};
use dossier::chart::{Outline, overlay};
use yew::{Html, Properties, component, html};

use self::course::Courses;
use self::year::YearRow;
use crate::components::Drawing;
use crate::state::{use_assessment, use_catalog};

/// 三年自评
#[component]
pub fn Years() -> Html {
    let catalog = use_catalog();
    let Some(open) = use_assessment() else { return Html::default() };
    let comparison = compare(&catalog.criteria, &open);
    html! {
        <div class="page">
            <header class="page-head"><h1>{ "三年自评" }</h1>
                <p class="muted">{ "第十二条（二）看最近几年的自评。往年在别处评过的，填总分即可；要逐条比较，就补上各条的百分比。" }</p></header>
            <section class="card">
                <h2>{ "各年度" }</h2>
                <div class="scroll">
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

/// The categories of each year over each other, once there are two years to compare.
#[component]
fn Outlines(props: &ComparisonProps) -> Html {
    let criteria = &use_catalog().criteria;
    let labels: Vec<String> = criteria.categories.iter().map(|category| category.short.to_string()).collect();
    let outlines: Vec<Outline> = props.comparison.years.iter().filter_map(outline).collect();
    if outlines.len() < 2 {
        return Html::default();
    }
    html! {
        <section class="card">
            <h2>{ "各类目得分比例" }</h2>
            <div class="years-radar"><Drawing chart={overlay("各年度各类目得分比例", &labels, &outlines)} /></div>
        </section>
    }
}

/// The outline of a year in which something was scored.
fn outline(year: &award::years::Year) -> Option<Outline> {
    let level = |tally: &award::scoring::Tally| tally.is_complete().then(|| tally.earned.tenths_of(tally.worth()) as f32 / 10.0);
    let levels: Vec<Option<f32>> = year.totals.categories.iter().map(|(_, tally)| level(tally)).collect();
    levels.iter().any(Option::is_some).then(|| Outline { name: format!("{} 年", year.year), levels })
}
