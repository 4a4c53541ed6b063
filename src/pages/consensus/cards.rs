//! The examiners' cards, before and after they are opened, and the files that a consensus makes.

use award::CardId;
use award::consensus::{Consensus, Event};
use dossier::docx::{self, Properties};
use yew::{Callback, Html, MouseEvent, Properties as YewProperties, component, html, use_state_eq};

use super::{Desk, calling};
use crate::browser::{clock, files};
use crate::components::{Tag, Tone, entry};
use crate::state::{Shared, Store, use_catalog};

/// Properties of [`Cards`].
#[derive(YewProperties, PartialEq)]
pub(super) struct CardsProps {
    pub consensus: Shared<Consensus>,
    pub desk: Desk,
}

/// The cards, and what can be done with all of them.
#[component]
pub(super) fn Cards(props: &CardsProps) -> Html {
    let catalog = use_catalog();
    let (consensus, desk) = (&props.consensus, &props.desk);
    let add = {
        let desk = desk.clone();
        Callback::from(move |event: yew::Event| desk.store.add_examiners(desk.by.to_string(), files::chosen(&event)))
    };
    let open = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| {
            desk.act(Event::Opened);
        })
    };
    let record = {
        let (store, consensus) = (desk.store.clone(), consensus.clone());
        Callback::from(move |_: MouseEvent| {
            let name = format!("合议记录-{}.docx", dossier::archive::clean(&consensus.head.subject.name));
            hand_out_record(&store, catalog, &consensus, &name);
        })
    };
    html! {
        <>
            <ul class="rows">
                { for consensus.cards.iter().map(|(author, card)| html! {
                    <li key={author.to_string()}><b class="grow">{ &**author }</b>
                        <span class="muted small">{ format!("评了 {} 条，{}", card.percents().len(), card.revised.strftime("%Y-%m-%d %H:%M")) }</span>
                        if consensus.strangers().contains(&author) { <Tag tone={Tone::Open}>{ "单位名称或年度与合议不同，请核对" }</Tag> }
                        <Removal id={card.id.clone()} author={author.to_string()} desk={desk.clone()} /></li>
                }) }
            </ul>
            if consensus.cards.is_empty() { <p class="muted">{ "还没有评审员的成绩单。" }</p> }
            if !consensus.opened { <p class="muted small">{ "公开之前，谁也看不到别人的评分。" }</p> }
            <div class="actions">
                <label class="button file-button"><input type="file" multiple=true accept=".json,application/json" onchange={add} />{ "加入评审员成绩单…" }</label>
                if !consensus.opened { <button type="button" class="primary" onclick={open}>{ "公开各人评分" }</button> }
                <button type="button" onclick={calling(&desk.store, Store::save_consensus)}>{ "存成文件" }</button>
                if consensus.opened {
                    <button type="button" onclick={record}>{ "导出合议记录（Word）" }</button>
                    <button type="button" onclick={calling(&desk.store, Store::save_agreed_card)} disabled={consensus.decisions.is_empty()}
                        title="交给模拟评审用">{ "导出合议成绩单" }</button>
                }
                <button type="button" class="ghost" onclick={calling(&desk.store, Store::close_consensus)}>{ "收起" }</button>
            </div>
            if consensus.opened && !consensus.decisions.is_empty() { <p class="muted small">{ held(catalog, consensus) }</p> }
        </>
    }
}

/// What the card of what was agreed holds so far.
fn held(catalog: &award::catalog::Catalog, consensus: &Consensus) -> String {
    let tally = consensus.tally(catalog);
    let stale = match consensus.stale().len() {
        0 => String::new(),
        stale => format!("，其中 {stale} 条合议之后换过成绩单"),
    };
    format!("合议成绩单里只有合议过的条款：现在 {} / {} 条{stale}。", tally.scored, tally.items)
}

fn hand_out_record(store: &Store, catalog: &'static award::catalog::Catalog, consensus: &Consensus, name: &str) {
    let Some(document) = dossier::consensus::build(catalog, consensus, clock::today()) else { return };
    let bytes = docx::write(&document, &docx::Pictures::new(), Properties { created: clock::local(clock::now()) });
    store.hand_out(name, files::DOCUMENT, bytes.map_err(|error| error.to_string()));
}

#[derive(YewProperties, PartialEq)]
struct RemovalProps {
    id: CardId,
    author: String,
    desk: Desk,
}

/// Takes a card out, for a reason.
#[component]
fn Removal(props: &RemovalProps) -> Html {
    let asked = use_state_eq(|| false);
    let reason = use_state_eq(String::new);
    let ask = {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(!*asked))
    };
    let remove = {
        let (desk, id, reason) = (props.desk.clone(), props.id.clone(), reason.clone());
        Callback::from(move |_: MouseEvent| {
            desk.act(Event::RemovedCard(id.clone(), reason.as_str().into()));
        })
    };
    html! {
        <>
            <button type="button" class="small ghost" onclick={ask} aria-label={format!("撤下：{}的成绩单", props.author)}>{ "撤下" }</button>
            if *asked {
                { entry(format!("remove-{}", props.author), "为什么撤下", &reason) }
                <button type="button" class="small" onclick={remove} aria-label={format!("确认：撤下{}的成绩单", props.author)}>{ "确认" }</button>
            }
        </>
    }
}
