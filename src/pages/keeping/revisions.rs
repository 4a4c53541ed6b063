//! Earlier states: the list, the rule by which it is pruned, and what differs.

use award::catalog::Catalog;
use award::revision::{self, Difference, Occasion, Revision, changed_part};
use yew::{Callback, Html, SubmitEvent, component, html, use_effect_with, use_state};

use crate::browser::clock;
use crate::browser::page::TextField;
use crate::components::TextBox;
use crate::route::place_name;
use crate::state::{Compared, Standing, Store, use_catalog, use_select, use_store};

/// The revisions of what is open.
#[component]
pub fn RevisionList() -> Html {
    let store = use_store();
    let (known, standing) = use_select(|state| (state.revisions.clone(), state.standing));
    let id = use_select(|state| state.assessment().map(|open| open.head.id.clone()));
    use_effect_with((id, standing == Standing::Edits), {
        let store = store.clone();
        move |_| store.know_revisions()
    });
    let edits = standing == Standing::Edits;
    let all: Vec<Revision> = known.all.iter().flatten().rev().cloned().collect();
    html! {
        <section class="card" aria-labelledby="revisions">
            <h2 id="revisions">{ "版本" }</h2>
            <p class="muted small">{ format!("有改动时每小时自动保留一个；用文件替换、关闭年度之前也各保留一个。{}", revision::RULE) }</p>
            if edits { <Naming /> }
            if all.is_empty() {
                <p class="muted">{ "还没有版本。继续填写，第一个版本会自动出现在这里。" }</p>
            } else {
                <ul class="rows revisions">{ for all.into_iter().map(|revision| entry(&store, revision, known.compared.as_ref(), edits)) }</ul>
            }
        </section>
    }
}

/// Keeps the state of now under a name.
#[component]
fn Naming() -> Html {
    let store = use_store();
    let name = use_state(String::new);
    let on_type = {
        let name = name.clone();
        Callback::from(move |field: TextField| name.set(field.read()))
    };
    let keep = {
        let name = name.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !name.trim().is_empty() {
                store.name_revision(name.trim().to_owned());
                name.set(String::new());
            }
        })
    };
    html! {
        <form class="naming" onsubmit={keep}>
            <TextBox id="revision-name" label="给现在的内容起名" value={(*name).clone()} {on_type} example="初稿、送审稿" />
            <button type="submit" disabled={name.trim().is_empty()}>{ "保留这个版本" }</button>
        </form>
    }
}

fn occasion(revision: &Revision) -> String {
    match revision.occasion {
        Occasion::Hourly => "自动".to_owned(),
        Occasion::BeforeImport => "用文件替换之前".to_owned(),
        Occasion::BeforeClosing => "关闭年度之前".to_owned(),
        Occasion::BeforeMigration => "转换格式之前".to_owned(),
        Occasion::Named => format!("“{}”", revision.name),
    }
}

fn entry(store: &Store, revision: Revision, compared: Option<&Compared>, edits: bool) -> Html {
    let when = clock::dated(revision.at);
    let on = |act: fn(&Store, Revision)| {
        let (store, revision) = (store.clone(), revision.clone());
        Callback::from(move |_: yew::MouseEvent| act(&store, revision.clone()))
    };
    let button = |word: &'static str, act: fn(&Store, Revision)| {
        html! { <button type="button" onclick={on(act)} aria-label={format!("{word}：{when}")}>{ word }</button> }
    };
    let compared = compared.filter(|compared| compared.id == revision.id);
    html! {
        <li key={revision.id.clone()}>
            <span class="grow"><b>{ &when }</b>{ "　" }{ occasion(&revision) }</span>
            { button("看", |store, revision| store.look_at_revision(revision)) }
            if edits {
                { button("比较", |store, revision| store.compare_revision(revision.id)) }
                { button("恢复成另一份", |store, revision| store.restore_revision(revision.id)) }
                { button("删除", |store, revision| store.forget_revision(revision.id)) }
            }
            if let Some(compared) = compared { <Differences compared={compared.clone()} /> }
        </li>
    }
}

#[derive(yew::Properties, PartialEq)]
struct DifferencesProps {
    compared: Compared,
}

/// What differs, place by place.
#[component]
fn Differences(props: &DifferencesProps) -> Html {
    let catalog = use_catalog();
    let differences = &props.compared.differences;
    if differences.is_empty() {
        return html! { <p class="compared">{ "与现在的内容相同。" }</p> };
    }
    html! {
        <div class="compared scroll">
            <table>
                <caption>{ format!("与现在的内容有 {} 处不同", differences.len()) }</caption>
                <thead><tr><th scope="col">{ "位置" }</th><th scope="col">{ "那时" }</th><th scope="col">{ "现在" }</th></tr></thead>
                <tbody>{ for differences.iter().map(|difference| difference_row(catalog, difference)) }</tbody>
            </table>
        </div>
    }
}

fn difference_row(catalog: &Catalog, difference: &Difference) -> Html {
    let (before, after) = changed_part(&difference.before, &difference.after);
    let is_told = !(difference.before.is_empty() && difference.after.is_empty());
    let cell = |text: String| match text.is_empty() {
        true => html! { <td class="muted">{ "（空）" }</td> },
        false => html! { <td>{ text }</td> },
    };
    html! {
        <tr>
            <th scope="row">{ place_name(catalog, &difference.place) }</th>
            if is_told { { cell(before) }{ cell(after) } } else { <td colspan="2" class="muted">{ "有改动" }</td> }
        </tr>
    }
}
