//! Year over year: what rose and fell from one card of an applicant to the next.

use award::cohort::{self, History};
use award::points::signed;
use yew::{Html, component, html};

use super::Look;
use super::files_out::LookProps;

/// How many applicants are listed; more than that nobody reads.
const LISTED: usize = 200;

/// How many items that rose or fell most are named.
const NAMED: usize = 3;

/// The applicants with cards of several years.
#[component]
pub fn YearByYear(props: &LookProps) -> Html {
    let look = &props.look;
    let histories: Vec<History> = cohort::histories(&look.room.gathering).into_iter().filter(|one| one.rows.len() > 1).collect();
    if histories.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "逐年变化" }</h2><span class="muted small">{ format!("{} 家有几个年度的成绩单", histories.len()) }</span></div>
            <div class="scroll" tabindex="0" role="group" aria-label="逐年变化，可滚动">
                <table aria-label="逐年变化">
                    <thead><tr><th scope="col">{ "单位" }</th><th scope="col">{ "各年总分" }</th><th scope="col" class="num">{ "比上次" }</th><th scope="col">{ "变化最大的条款" }</th></tr></thead>
                    <tbody>{ for histories.iter().take(LISTED).filter_map(|history| row(look, history)) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(look: &Look, history: &History) -> Option<Html> {
    let &[.., before, last] = history.rows.as_slice() else { return None };
    let change = cohort::change(&look.room.table, before, last);
    let totals: Vec<String> =
        history.rows.iter().map(|&row| format!("{} 年 {}", look.room.card(row).subject.year, look.total(row))).collect();
    let mut items: Vec<(String, i16)> = change
        .items
        .iter()
        .filter_map(|(id, change)| Some((id.to_string(), (*change)?)))
        .filter(|(_, change)| *change != 0)
        .collect();
    items.sort_by_key(|(_, change)| std::cmp::Reverse(change.unsigned_abs()));
    let items: Vec<String> = items.into_iter().take(NAMED).map(|(id, change)| format!("{id} {change:+}%")).collect();
    Some(html! {
        <tr key={last}>
            <th scope="row">{ &*look.names[last] }<span class="muted small">{ format!(" {}", history.role.name()) }</span></th>
            <td>{ totals.join(" → ") }</td>
            <td class="num">{ change.total.map_or_else(|| "未评完".to_owned(), signed) }</td>
            <td>{ items.join("，") }</td>
        </tr>
    })
}
