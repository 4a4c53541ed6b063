//! What each applicant is told: its feedback as a document, of one or of all in a zip, and where its total comes from.

use std::cell::Cell;

use award::catalog::Catalog;
use dossier::archive::{self, Entry};
use dossier::docx::{self, Properties};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, MouseEvent, component, html, use_effect_with, use_memo, use_state_eq};

use super::Look;
use super::files_out::LookProps;
use crate::browser::{clock, files, picture};
use crate::state::{Store, use_catalog, use_store};

/// How many pixels of a picture there are to one of the drawing.
const SCALE: u32 = 3;

/// For how many cards feedback is made at once; each takes a good part of a second.
const MOST: usize = 400;

/// How far the making is. Of how many is that of its beginning: what is looked at may change while it goes on.
#[derive(Clone, Copy, PartialEq)]
struct Making {
    done: usize,
    of: usize,
}

/// The button that makes the feedback for every card, and how far that is.
#[component]
pub fn EveryFeedback(props: &LookProps) -> Html {
    let (store, catalog) = (use_store(), use_catalog());
    let making = use_state_eq(|| None::<Making>);
    let is_cancelled = use_memo((), |()| Cell::new(false));
    {
        let is_cancelled = is_cancelled.clone();
        // What nobody can stop any more must not go on.
        use_effect_with((), move |()| move || is_cancelled.set(true));
    }
    if let Some(Making { done, of }) = *making {
        let stop = Callback::from(move |_: MouseEvent| is_cancelled.set(true));
        return html! {
            <span class="export">
                <progress max={of.to_string()} value={done.to_string()} aria-label="反馈进度" />
                <span role="status">{ format!("已写 {done} / {of} 份反馈") }</span>
                <button type="button" onclick={stop}>{ "取消导出反馈" }</button>
            </span>
        };
    }
    let of = props.look.rows.len();
    let start = {
        let look = props.look.clone();
        Callback::from(move |_: MouseEvent| {
            is_cancelled.set(false);
            let (store, look, making, is_cancelled) = (store.clone(), look.clone(), making.clone(), is_cancelled.clone());
            spawn_local(async move {
                let written = every(catalog, &look, &is_cancelled, |done| making.set(Some(Making { done, of }))).await;
                making.set(None);
                hand_out_all(&store, &look, written);
            });
        })
    };
    let title = format!("每份成绩单一份 Word，装在一个 zip 里，只有统计，不写别家的名称，也不单列别家的分数；一次最多 {MOST} 份");
    html! { <button type="button" disabled={of > MOST} onclick={start} {title}>{ "导出各家反馈（Word）" }</button> }
}

/// The feedback for every card under its name; `None` if that was cancelled. `on_step` is told how many are done.
///
/// # Errors
/// One could not be made; the message names it.
async fn every(
    catalog: &'static Catalog,
    look: &Look,
    is_cancelled: &Cell<bool>,
    on_step: impl Fn(usize),
) -> Result<Option<Vec<Entry>>, String> {
    let mut made = Vec::with_capacity(look.rows.len());
    for (done, &row) in look.rows.iter().enumerate() {
        on_step(done);
        let outcome = feedback(catalog, look, row).await;
        if is_cancelled.get() {
            return Ok(None);
        }
        let bytes = outcome.map_err(|reason| format!("{}：{reason}", look.label(row)))?;
        made.push(Entry { name: name(look, row), bytes });
    }
    Ok(Some(made))
}

/// Hands all feedback to the browser in one zip.
fn hand_out_all(store: &Store, look: &Look, written: Result<Option<Vec<Entry>>, String>) {
    let file = format!("对比反馈-{}-{}.zip", look.extent(), clock::today().strftime("%Y%m%d"));
    let zipped = |made: Vec<Entry>| {
        let names = archive::unique(made.iter().map(|entry| entry.name.as_str()));
        let entries: Vec<Entry> = names.into_iter().zip(made).map(|(name, entry)| Entry { name, ..entry }).collect();
        archive::write(&entries, clock::local(clock::now()))
    };
    match written {
        Ok(None) => store.say("已取消，没有导出反馈。"),
        Ok(Some(made)) => store.hand_out(&file, files::ARCHIVE, Ok(zipped(made))),
        Err(reason) => store.hand_out(&file, files::ARCHIVE, Err(reason)),
    }
}

/// Hands the feedback for a card to the browser.
pub async fn hand_out(store: &Store, catalog: &'static Catalog, look: &Look, row: usize) {
    store.hand_out(&name(look, row), files::DOCUMENT, feedback(catalog, look, row).await);
}

/// Hands to the browser where the total of a card comes from.
pub fn hand_out_chain(store: &Store, catalog: &'static Catalog, look: &Look, row: usize) {
    let (card, shown) = (look.room.card(row), &look.names[row]);
    let name = format!("分数来历-{}-{}.xlsx", archive::clean(shown), card.subject.year);
    let made = dossier::workbook::write_card(catalog, card, shown, clock::local(clock::now()));
    store.hand_out(&name, files::SPREADSHEET, made.map_err(|error| error.to_string()));
}

fn name(look: &Look, row: usize) -> String {
    let group = look.group.as_ref().map(|group| format!("-{}", archive::clean(group)));
    let (shown, year) = (archive::clean(&look.names[row]), look.room.card(row).subject.year);
    format!("对比反馈-{shown}-{year}{}.docx", group.unwrap_or_default())
}

async fn feedback(catalog: &'static Catalog, look: &Look, row: usize) -> Result<Vec<u8>, String> {
    let view = look.view(catalog);
    let chart = dossier::cohort::overlay(&view, &[row]);
    let png = picture::png(&chart.svg, chart.width, chart.height, SCALE).await?;
    let document = dossier::cohort::feedback(&view, row, clock::today());
    let pictures = [(dossier::cohort::PICTURE, png)].into();
    docx::write(&document, &pictures, Properties { created: clock::local(clock::now()) }).map_err(|error| error.to_string())
}
