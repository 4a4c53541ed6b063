//! How the documents are laid out and how long they may be: what a notice may ask for otherwise.

use award::assessment::Action;
use award::documents::{DocumentsAction, Margin};
use yew::{AttrValue, Callback, Html, component, html};

use crate::components::Dropdown;
use crate::state::{use_catalog, use_select, use_store};

/// The margins that are offered, in millimetres.
const MARGINS: [u32; 6] = [15, 20, 25, 28, 32, 37];

/// The limits of the profile that are offered, in characters.
const PROFILE: [u32; 3] = [2_000, 3_000, 5_000];

/// The limits of the report that are offered, in characters.
const REPORT: [u32; 3] = [30_000, 50_000, 60_000];

/// The settings of the documents.
#[component]
pub fn Layout() -> Html {
    let store = use_store();
    let criteria = &use_catalog().criteria;
    let documents = use_select(|state| state.assessment().map(|open| open.documents.clone())).unwrap_or_default();
    let choose = |action: fn(u32) -> DocumentsAction| {
        let store = store.clone();
        Callback::from(move |value: String| {
            if let Ok(value) = value.parse() {
                store.act(&Action::Documents(action(value)));
            }
        })
    };
    let margin = choose(|value| DocumentsAction::ChoseMargin(u8::try_from(value).ok().and_then(Margin::new)));
    let profile = choose(|value| DocumentsAction::ChoseProfileLimit(Some(value)));
    let report = choose(|value| DocumentsAction::ChoseReportLimit(Some(value)));
    html! {
        <section class="card">
            <h2>{ "版式和篇幅" }</h2>
            <p class="muted small">{ "公告另有要求的，在这里改；字数不计空格和图表，在写报告的页面随写随算。" }</p>
            <div class="pair">
                { setting("margin", "页边距", "毫米", &MARGINS, documents.margin().millimetres().into(), margin) }
                { setting("profile-limit", "组织概述上限", "字", &PROFILE, documents.profile_limit(criteria), profile) }
                { setting("report-limit", "自评报告上限", "字", &REPORT, documents.report_limit(), report) }
            </div>
        </section>
    }
}

/// A number out of few; one that a file brought is offered too.
fn setting(
    id: &'static str,
    label: &'static str,
    unit: &str,
    offered: &[u32],
    current: u32,
    on_choose: Callback<String>,
) -> Html {
    let mut numbers = offered.to_vec();
    if let Err(place) = numbers.binary_search(&current) {
        numbers.insert(place, current);
    }
    let option = |number: u32| (AttrValue::from(number.to_string()), AttrValue::from(format!("{number} {unit}")));
    html! {
        <Dropdown {id} {label} options={numbers.into_iter().map(option).collect::<Vec<_>>()} chosen={current.to_string()} {on_choose} />
    }
}
