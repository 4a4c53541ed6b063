//! 证实性材料: taking files in, the register, one piece beside it, and what has nothing yet.

mod add;
mod editor;
mod filter;
mod gaps;
mod links;
mod preview;
mod register;
mod short_list;

use std::collections::BTreeSet;

use award::EvidenceId;
use yew::{Callback, Html, Properties, component, html, use_state_eq};

pub use self::short_list::ShortList;

use self::add::{AddFiles, Drop};
use self::editor::Editor;
use self::filter::{Filter, FilterList};
use self::gaps::GapsList;
use self::register::Register;
use crate::state::use_select;

/// Properties of [`Evidence`].
#[derive(Properties, PartialEq)]
pub struct EvidenceProps {
    /// The piece to show beside the register.
    #[prop_or_default]
    pub at: Option<EvidenceId>,
}

/// 证实性材料
#[component]
pub fn Evidence(props: &EvidenceProps) -> Html {
    let filter = use_state_eq(|| Filter::All);
    let at = props.at.clone();
    let is_there = {
        let at = at.clone();
        use_select(move |state| {
            let open = state.assessment();
            at.as_ref().is_some_and(|id| open.is_some_and(|open| open.evidence.contains_key(id)))
        })
    };
    let choose = {
        let filter = filter.clone();
        Callback::from(move |chosen| filter.set(chosen))
    };
    let shown = at.filter(|_| is_there);
    html! {
        <Drop links={BTreeSet::new()}>
            <div class="page evidence">
                <header class="page-head">
                    <h1>{ "证实性材料" }</h1>
                    <p class="muted">{ "证书、证明、报告等。编号按所证明的条款自动排，增减后自动重排；文件只存在本浏览器里。" }</p>
                </header>
                <AddFiles links={BTreeSet::new()} is_wide=true />
                <GapsList />
                <div class="evidence-parts" data-beside={shown.is_some().then_some("yes")}>
                    <section class="card" aria-label="登记表">
                        <FilterList chosen={(*filter).clone()} on_choose={choose} />
                        <Register filter={(*filter).clone()} current={shown.clone()} />
                    </section>
                    if let Some(id) = shown { <Editor id={id.clone()} key={id.to_string()} /> }
                </div>
            </div>
        </Drop>
    }
}
