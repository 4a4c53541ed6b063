//! The chosen cards over median and quartiles of all, where their totals come from, and the feedback for each.

use std::collections::BTreeSet;

use award::CardId;
use award::catalog::Catalog;
use award::explain::explain;
use award::scorecard::Judgement;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, MouseEvent, component, html};

use super::feedback::{hand_out, hand_out_chain};
use super::{CHOSEN, Look};
use crate::components::Drawing;
use crate::pages::why::{chain, standing};
use crate::state::{Store, use_catalog, use_store};

/// Properties of [`Chosen`].
#[derive(yew::Properties, PartialEq)]
pub struct ChosenProps {
    /// What is looked at.
    pub look: Look,
    /// The chosen cards.
    pub chosen: BTreeSet<CardId>,
    /// Called with a card that is not chosen any more.
    pub on_choose: Callback<CardId>,
}

/// The radar, and what can be done with the chosen cards.
#[component]
pub fn Chosen(props: &ChosenProps) -> Html {
    let (store, catalog) = (use_store(), use_catalog());
    let look = &props.look;
    let rows: Vec<usize> = look.rows.iter().copied().filter(|&row| props.chosen.contains(&look.room.card(row).id)).collect();
    html! {
        <section class="card">
            <h2>{ "雷达图" }</h2>
            if rows.is_empty() { <p class="muted">{ format!("在得分表里选中几家（最多 {CHOSEN} 家），这里显示它们与表里各家的中位数、上下四分位的比较，并可导出给各家的反馈。") }</p> }
            <div class="cohort-radar"><Drawing chart={dossier::cohort::overlay(&look.view(catalog), &rows)} /></div>
            { for rows.iter().map(|&row| deeds(&store, catalog, props, row)) }
        </section>
    }
}

fn deeds(store: &Store, catalog: &'static Catalog, props: &ChosenProps, row: usize) -> Html {
    let look = props.look.clone();
    let (name, id) = (look.names[row].to_string(), look.room.card(row).id.clone());
    let (feeding, removing, gone) = (store.clone(), store.clone(), id.clone());
    let explained = explain(catalog, |item| look.room.card(row).items.get(item).map(Judgement::from));
    let (explaining, to_explain, to_tell) = (store.clone(), look.clone(), look.clone());
    let export = Callback::from(move |_: MouseEvent| hand_out_chain(&explaining, catalog, &to_explain, row));
    let feedback = Callback::from(move |_: MouseEvent| {
        let (store, look) = (feeding.clone(), to_tell.clone());
        spawn_local(async move { hand_out(&store, catalog, &look, row).await });
    });
    let on_choose = props.on_choose.clone();
    let remove = Callback::from(move |_: MouseEvent| {
        on_choose.emit(gone.clone());
        removing.remove_card(&gone);
        removing.say("已从对比中去掉这份成绩单；原文件没有改动，可以再打开。");
    });
    html! {
        <div key={id.to_string()}>
            <div class="actions">
                <b class="chosen-name">{ name.clone() }</b>
                <button type="button" class="small" onclick={feedback} aria-label={format!("导出反馈（Word）：{name}")}>{ "导出反馈（Word）" }</button>
                <button type="button" class="small" onclick={export} aria-label={format!("导出分数来历（Excel）：{name}")}>{ "导出分数来历（Excel）" }</button>
                <button type="button" class="small ghost" onclick={remove} aria-label={format!("从对比中去掉：{name}")}>{ "从对比中去掉" }</button>
            </div>
            <details>
                <summary>{ format!("为什么是这个分：{name}") }</summary>
                <p>{ standing(&explained) }</p>
                { chain(&explained, None) }
            </details>
        </div>
    }
}
