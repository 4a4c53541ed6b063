//! What each applicant is told: its feedback as a document, of one or of all in a zip, and where its total comes from.

use std::cell::Cell;
use std::rc::Rc;

use award::catalog::Catalog;
use dossier::archive::{self, Entry};
use dossier::docx::{self, Properties};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, MouseEvent, UseStateHandle, component, html, use_state_eq};

use super::Look;
use super::files_out::LookProps;
use crate::browser::{clock, files, picture};
use crate::state::{Store, use_catalog, use_store};

/// How many pixels of a picture there are to one of the drawing.
const SCALE: u32 = 3;

/// For how many cards feedback is made at once; each takes a good part of a second.
const MOST: usize = 400;

/// How far the making is, and what stops it.
#[derive(Clone, PartialEq)]
struct Making {
    done: usize,
    is_cancelled: Rc<Cell<bool>>,
}

/// The button that makes the feedback for every card, and how far that is.
#[component]
pub fn EveryFeedback(props: &LookProps) -> Html {
    let (store, catalog) = (use_store(), use_catalog());
    let making = use_state_eq(|| None::<Making>);
    let of = props.look.rows.len();
    if let Some(Making { done, is_cancelled }) = (*making).clone() {
        let stop = Callback::from(move |_: MouseEvent| is_cancelled.set(true));
        return html! {
            <span class="export">
                <progress max={of.to_string()} value={done.to_string()} aria-label="反馈进度" />
                <span role="status">{ format!("已写 {done} / {of} 份反馈") }</span>
                <button type="button" onclick={stop}>{ "取消导出反馈" }</button>
            </span>
        };
    }
    let start = {
        let look = props.look.clone();
        Callback::from(move |_: MouseEvent| {
            let run = (store.clone(), look.clone(), making.clone());
            spawn_local(async move { hand_out_all(&run.0, catalog, &run.1, &run.2).await });
        })
    };
    let title = format!("每家一份 Word，装在一个 zip 里，不含别家的名称和分数；一次最多 {MOST} 份");
    html! { <button type="button" disabled={of > MOST} onclick={start} {title}>{ "导出各家反馈（Word）" }</button> }
}

async fn hand_out_all(store: &Store, catalog: &'static Catalog, look: &Look, making: &UseStateHandle<Option<Making>>) {
    let is_cancelled = Rc::new(Cell::new(false));
    let mut made = Vec::with_capacity(look.rows.len());
    for (done, &row) in look.rows.iter().enumerate() {
        making.set(Some(Making { done, is_cancelled: is_cancelled.clone() }));
        let outcome = feedback(catalog, look, row).await;
        match outcome {
            _ if is_cancelled.get() => {
                making.set(None);
                return store.say("已取消，没有导出反馈。");
            }
            Ok(bytes) => made.push((name(look, row), bytes)),
            Err(reason) => {
                making.set(None);
                return store.hand_out(&name(look, row), files::DOCUMENT, Err(reason));
            }
        }
    }
    making.set(None);
    let names = archive::unique(made.iter().map(|(name, _)| name.as_str()));
    let entries: Vec<Entry> = names.into_iter().zip(made).map(|(name, (_, bytes))| Entry { name, bytes }).collect();
    let zip = archive::write(&entries, clock::local(clock::now()));
    let file = format!("对比反馈-{}份-{}.zip", entries.len(), clock::today().strftime("%Y%m%d"));
    store.hand_out(&file, files::ARCHIVE, Ok(zip));
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
    format!("对比反馈-{}-{}.docx", archive::clean(&look.names[row]), look.room.card(row).subject.year)
}

async fn feedback(catalog: &'static Catalog, look: &Look, row: usize) -> Result<Vec<u8>, String> {
    let view = look.view(catalog);
    let chart = dossier::cohort::overlay(&view, &[row]);
    let png = picture::png(&chart.svg, chart.width, chart.height, SCALE).await?;
    let document = dossier::cohort::feedback(&view, row, clock::today());
    let pictures = [(dossier::cohort::PICTURE, png)].into();
    docx::write(&document, &pictures, Properties { created: clock::local(clock::now()) }).map_err(|error| error.to_string())
}
