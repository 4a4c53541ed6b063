//! The effort × effect matrix: what to do first.

use award::assessment::ImprovementMap;
use award::planner::{Improvement, Level, Priority, matrix};
use yew::{Html, html};

/// The measures by effect and effort.
pub(super) fn matrix_table(plan: &ImprovementMap) -> Html {
    let entries: Vec<Improvement> = plan.values().map(|entry| (**entry).clone()).collect();
    let [low, medium, high] = Level::ALL;
    let rows = [high, medium, low].into_iter().zip(matrix(&entries));
    html! {
        <div class="scroll">
            <table class="matrix" aria-label="投入和效果">
                <thead><tr>
                    <th scope="col">{ "效果＼投入" }</th>
                    { for Level::ALL.map(|effort| html! { <th scope="col">{ format!("投入{}", effort.name()) }</th> }) }
                </tr></thead>
                <tbody>
                    { for rows.map(|(effect, cells)| html! {
                        <tr>
                            <th scope="row">{ format!("效果{}", effect.name()) }</th>
                            { for cells.iter().zip(Level::ALL).map(|(cell, effort)| html! { <td data-priority={key(effect, effort)}>{ listed(&entries, cell) }</td> }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn key(effect: Level, effort: Level) -> &'static str {
    match (Improvement { effect, effort, ..Improvement::default() }).priority() {
        Priority::First => "first",
        Priority::Planned => "planned",
        Priority::Later => "later",
    }
}

/// The measures of a cell by number and text; a finished one is struck out.
fn listed(entries: &[Improvement], cell: &[usize]) -> Html {
    html! {
        <ul class="plain">
            { for cell.iter().filter_map(|&at| Some((at, entries.get(at)?))).map(|(at, entry)| html! {
                <li data-done={entry.done.then_some("yes")}>{ format!("{} {}", at + 1, entry.text.lines().next().unwrap_or("（未写）")) }</li>
            }) }
        </ul>
    }
}
