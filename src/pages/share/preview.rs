//! Exactly what is in the file, how large it is, and what to leave out if it is too large.

use award::catalog::Catalog;
use award::scorecard::{self, LIMIT, Part, Scorecard, Weight, contents, weigh};
use yew::{Callback, Html, MouseEvent, html};

use super::Form;

/// The contents of the file and the button that hands it out.
pub(super) fn preview(
    catalog: &'static Catalog,
    form: &Form,
    set: &Callback<Form>,
    card: &Scorecard,
    save: Callback<MouseEvent>,
) -> Html {
    let weight = weigh(card);
    let problem = form.problem();
    let fits = weight.bytes <= LIMIT;
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "文件里就是这些" }</h2>
                <span class="muted small" role="status">{ format!("{} 字节，上限 {LIMIT}", weight.bytes) }</span></div>
            if card.items.is_empty() { <p class="warning">{ "这一年还没有评分。先打几条分。" }</p> }
            if let Some(problem) = problem { <p class="warning">{ problem }</p> }
            { too_large(form, set, &weight) }
            <div class="actions">
                <button type="button" class="primary" disabled={problem.is_some() || !fits || card.items.is_empty()} onclick={save}>{ "导出成绩单" }</button>
            </div>
            <table class="contents" aria-label="成绩单内容">
                <tbody>
                    { for contents(catalog, card).into_iter().map(|line| html! {
                        <tr><th scope="row">{ line.label }</th><td>{ for line.value.lines().map(|each| html! { <div>{ each.to_owned() }</div> }) }</td></tr>
                    }) }
                </tbody>
            </table>
            <details>
                <summary class="small">{ "文件原文" }</summary>
                <pre class="raw" tabindex="0">{ scorecard::write(card) }</pre>
            </details>
        </section>
    }
}

fn too_large(form: &Form, set: &Callback<Form>, weight: &Weight) -> Html {
    let needed = match weight.needed {
        Some(0) => return Html::default(),
        Some(needed) => needed,
        None => return html! { <p class="warning">{ "文件太大，把能省的都省掉也超过上限。请缩短单位名称等内容。" }</p> },
    };
    let parts: Vec<Part> = weight.savings.iter().take(needed).map(|saving| saving.part.clone()).collect();
    let names = parts.iter().map(name).collect::<Vec<_>>().join("、");
    let form = form.clone();
    let leave_out = set.reform(move |_: MouseEvent| {
        let left_out = form.left_out.iter().chain(&parts).cloned().collect();
        Form { left_out, ..form.clone() }
    });
    html! {
        <div class="warning">
            <p>{ format!("文件超过上限。去掉这些就放得下：{names}") }</p>
            <button type="button" class="small" onclick={leave_out}>{ "去掉这些" }</button>
        </div>
    }
}

fn name(part: &Part) -> String {
    match part {
        Part::Strengths(item) => format!("{item} 优势"),
        Part::Ofis(item) => format!("{item} 改进空间"),
        Part::Factors => "要素评定".to_owned(),
    }
}
