//! Every item over the years: percents, what rose and fell, target and gap.

use award::points::signed;
use award::years::{Comparison, ItemCourse};
use yew::{Html, Properties, component, html};

use super::ComparisonProps;
use crate::components::{RouteLink, Target, percent_words};
use crate::route::Route;
use crate::state::use_catalog;

/// The table of items.
#[component]
pub fn Courses(props: &ComparisonProps) -> Html {
    let comparison = &props.comparison;
    let criteria = &use_catalog().criteria;
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "各条款" }</h2><p class="muted small">{ summary(comparison) }</p></div>
            <div class="scroll" tabindex="0" role="group" aria-label="三年对比，可滚动">
                <table class="courses">
                    <thead><tr>
                        <th scope="col">{ "条款" }</th><th scope="col" class="num">{ "分值" }</th>
                        { for comparison.years.iter().map(|year| html! { <th scope="col" class="num">{ format!("{} 年", year.year) }</th> }) }
                        <th scope="col" class="num">{ "比上年（分）" }</th><th scope="col">{ "目标" }</th><th scope="col" class="num">{ "离目标（分）" }</th>
                    </tr></thead>
                    { for criteria.categories.iter().map(|category| html! {
                        <tbody>
                            <tr><th scope="rowgroup" colspan={(comparison.years.len() + 5).to_string()}>{ format!("{} {}", category.id, category.title) }</th></tr>
                            { for comparison.items.iter().filter(|course| category.items.iter().any(|item| item.id == course.item.id)).map(|course| html! {
                                <CourseRow key={course.item.id.to_string()} course={course.clone()} years={comparison.years.iter().map(|year| year.year).collect::<Vec<_>>()} />
                            }) }
                        </tbody>
                    }) }
                </table>
            </div>
        </section>
    }
}

/// What rose and fell, and what the targets amount to.
fn summary(comparison: &Comparison) -> String {
    let count = |wanted: fn(i32) -> bool| comparison.items.iter().filter(|course| course.change.is_some_and(wanted)).count();
    let (up, down) = (count(|change| change > 0), count(|change| change < 0));
    let changes = if comparison.items.iter().any(|course| course.change.is_some()) {
        format!("比上年上升 {up} 条，下降 {down} 条。")
    } else {
        String::new()
    };
    match (comparison.aimed_total, comparison.items.iter().any(|course| course.target.is_some())) {
        (Some(total), true) => format!("{changes}目标全部达到时总分 {total}。"),
        _ => changes,
    }
}

#[derive(Properties, PartialEq)]
struct CourseRowProps {
    course: ItemCourse<'static>,
    years: Vec<i16>,
}

#[component]
fn CourseRow(props: &CourseRowProps) -> Html {
    let course = &props.course;
    let item = course.item;
    html! {
        <tr>
            <th scope="row">{ format!("{} {}", item.id, item.title) }</th>
            <td class="num">{ item.points }</td>
            { for props.years.iter().zip(&course.percents).map(|(year, percent)| html! {
                <td class="num">
                    <RouteLink to={Route::CardItem(*year, item.id.clone())} label={format!("{year} 年 {} {}", item.id, percent_words(*percent))}>{ percent_words(*percent) }</RouteLink>
                </td>
            }) }
            <td class="num" data-change={course.change.map(direction)}>{ course.change.map_or_else(|| "—".to_owned(), change) }</td>
            <td><Target item={item.id.clone()} chosen={course.target} /></td>
            <td class="num">{ course.gap.map_or_else(|| "—".to_owned(), |gap| gap.to_string()) }</td>
        </tr>
    }
}

fn direction(change: i32) -> &'static str {
    match change {
        0 => "same",
        ..0 => "down",
        _ => "up",
    }
}

/// A change in points with its sign; an arrow tells the direction without colour.
fn change(hundredths: i32) -> String {
    let points = signed(hundredths.into());
    match hundredths {
        0 => points,
        ..0 => format!("▼ {points}"),
        _ => format!("▲ {points}"),
    }
}
