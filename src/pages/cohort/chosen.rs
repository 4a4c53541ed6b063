//! The chosen cards over median and quartiles of all, and the feedback for each.

use std::collections::BTreeSet;

use award::CardId;
use award::catalog::Catalog;
use dossier::docx::{self, Properties};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, MouseEvent, component, html};

use super::Look;
use crate::browser::{clock, files, picture};
use crate::components::Drawing;
use crate::state::{Store, use_catalog, use_store};

/// How many pixels of a picture there are to one of the drawing.
const SCALE: u32 = 3;

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
            if rows.is_empty() { <p class="muted">{ "在得分表里选中一家或两家，这里显示它与全组中位数、上下四分位的比较，并可导出给这家的反馈。" }</p> }
            <div class="cohort-radar"><Drawing chart={dossier::cohort::overlay(&look.view(catalog), &rows)} /></div>
            { for rows.iter().map(|&row| deeds(&store, catalog, props, row)) }
        </section>
    }
}

fn deeds(store: &Store, catalog: &'static Catalog, props: &ChosenProps, row: usize) -> Html {
    let look = props.look.clone();
    let (name, id) = (look.names[row].to_string(), look.room.card(row).id.clone());
    let (feeding, removing, gone) = (store.clone(), store.clone(), id.clone());
    let feedback = Callback::from(move |_: MouseEvent| {
        let (store, look) = (feeding.clone(), look.clone());
        spawn_local(async move { hand_out(&store, catalog, &look, row).await });
    });
    let on_choose = props.on_choose.clone();
    let remove = Callback::from(move |_: MouseEvent| {
        on_choose.emit(gone.clone());
        removing.remove_card(&gone);
    });
    html! {
        <div class="actions" key={id.to_string()}>
            <b class="grow">{ name.clone() }</b>
            <button type="button" class="small" onclick={feedback} aria-label={format!("导出反馈（Word）：{name}")}>{ "导出反馈（Word）" }</button>
            <button type="button" class="small ghost" onclick={remove} aria-label={format!("从对比中去掉：{name}")}>{ "从对比中去掉" }</button>
        </div>
    }
}

async fn hand_out(store: &Store, catalog: &'static Catalog, look: &Look, row: usize) {
    let name = format!("对比反馈-{}.docx", dossier::archive::clean(&look.names[row]));
    let made = async {
        let view = look.view(catalog);
        let chart = dossier::cohort::overlay(&view, &[row]);
        let png = picture::png(&chart.svg, chart.width, chart.height, SCALE).await?;
        let document = dossier::cohort::feedback(&view, row, clock::today());
        let pictures = [(dossier::cohort::PICTURE, png)].into();
        let bytes = docx::write(&document, &pictures, Properties { created: clock::local(clock::now()) });
        files::download(&name, files::DOCUMENT, &bytes.map_err(|error| error.to_string())?)
    };
    match made.await {
        Ok(()) => store.say(format!("已交给浏览器下载：{name}")),
        Err(reason) => store.complain(format!("没有生成文件：{reason}。页面上的内容不受影响。")),
    }
}
