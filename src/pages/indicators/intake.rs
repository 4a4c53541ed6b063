//! Taking over cells from elsewhere: pasted, or out of a file; shown with what they would change before they do.

mod preview;

use std::rc::Rc;

use award::assessment::Action;
use award::catalog::Catalog;
use award::criteria::Item;
use award::indicator::{self, Mapping, Plan};
use award::{IndicatorId, ItemId};
use dossier::cells::{self, Block, Sheet, text::Encoding};
use wasm_bindgen_futures::spawn_local;
use yew::{
    AttrValue, Callback, Event, Html, Properties, UseStateHandle, component, html, use_effect_with, use_node_ref, use_state,
};

use self::preview::Preview;
use super::table::columns;
use crate::browser::files::{self, File};
use crate::browser::page::{self, TextField};
use crate::components::{Dropdown, TextBox};
use crate::state::{State, use_select, use_store};

/// The greatest size of a file that is read, in bytes.
const LARGEST: f64 = 40.0 * 1024.0 * 1024.0;

/// A block that was pasted into the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// Its cells.
    pub block: Block,
    /// Row and column of the cell that it was pasted into.
    pub cell: (usize, usize),
}

/// Properties of [`Intake`].
#[derive(Properties)]
pub struct IntakeProps {
    /// The item that the page shows; rows without an item belong to it.
    pub item: &'static Item,
    /// The fiscal years that the table shows.
    pub years: Vec<i16>,
    /// What was pasted into the table, if that opened the dialog.
    pub pasted: Option<Pasted>,
    /// Called when there is nothing more to do.
    pub on_close: Callback<()>,
}

impl PartialEq for IntakeProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.item, other.item) && self.years == other.years && self.pasted == other.pasted
    }
}

/// What there is to take over.
#[derive(Clone, Debug, Default, PartialEq)]
struct Source {
    /// The name of the file; empty for what was pasted.
    name: AttrValue,
    sheets: Rc<Vec<Sheet>>,
    /// Which of the sheets.
    chosen: usize,
    /// What its columns hold; `None` for a block that goes into the cells where it was pasted.
    mapping: Option<Mapping>,
    /// The cell of the table that it was pasted into.
    cell: Option<(usize, usize)>,
    /// Why a file could not be read.
    failure: Option<String>,
}

impl Source {
    fn of(catalog: &Catalog, latest: i16, name: AttrValue, sheets: Vec<Sheet>, cell: Option<(usize, usize)>) -> Source {
        let source = Source { name, sheets: Rc::new(sheets), cell, ..Source::default() };
        source.with_sheet(catalog, latest, 0)
    }

    /// The same with another sheet. A header tells what columns hold; without one, what was pasted into a cell goes there.
    fn with_sheet(mut self, catalog: &Catalog, latest: i16, chosen: usize) -> Source {
        self.chosen = chosen;
        let rows = self.block().map(|block| &*block.rows).unwrap_or_default();
        let told = Mapping::of(&catalog.indicators, rows);
        let guessed = || self.cell.is_none().then(|| Mapping::guess(rows, latest));
        self.mapping = told.or_else(guessed);
        self
    }

    fn block(&self) -> Option<&Block> {
        self.sheets.get(self.chosen).map(|sheet| &sheet.block)
    }

    /// What taking it over would change.
    fn plan(&self, state: &State, item: &ItemId, years: &[i16]) -> Plan {
        let (Some(open), Some(block)) = (state.assessment(), self.block()) else { return Plan::default() };
        match (&self.mapping, self.cell) {
            (Some(mapping), _) => indicator::plan(state.catalog, open, &block.rows, mapping, item),
            (None, Some((row, column))) => {
                let ids: Vec<IndicatorId> = indicator::by_item(open, item).map(|(id, _)| id.clone()).collect();
                let (ids, columns) = (ids.get(row..).unwrap_or_default(), columns(years));
                indicator::fill(state.catalog, open, &block.rows, (ids, columns.get(column..).unwrap_or_default()), item)
            }
            (None, None) => Plan::default(),
        }
    }
}

/// The dialog that takes cells over.
#[component]
pub fn Intake(props: &IntakeProps) -> Html {
    let store = use_store();
    let dialog = use_node_ref();
    let latest = props.years.last().copied().unwrap_or_default();
    let source = use_state(|| {
        let catalog = store.state().catalog;
        let pasted = props.pasted.clone().map(|pasted| (Sheet { name: String::new(), block: pasted.block }, pasted.cell));
        pasted.map_or_else(Source::default, |(sheet, cell)| Source::of(catalog, latest, "".into(), vec![sheet], Some(cell)))
    });
    let plan = {
        let (source, item, years) = ((*source).clone(), props.item, props.years.clone());
        use_select(move |state| source.plan(state, &item.id, &years))
    };
    use_effect_with(dialog.clone(), |dialog| {
        if let Some(element) = dialog.get() {
            page::open_dialog(&element);
        }
    });
    let take = {
        let (store, plan, on_close) = (store.clone(), plan.clone(), props.on_close.clone());
        Callback::from(move |_| {
            let action = store.state().assessment().map(|open| plan.action(open));
            if let Some(action) = action {
                store.act(&Action::Indicator(action));
                store.say(format!("已写入：{}。可以撤销。", preview::summary(&plan)));
            }
            on_close.emit(());
        })
    };
    let has_effect = plan.added() + plan.changed() > 0;
    html! {
        <dialog ref={dialog} class="dialog wide" aria-labelledby="intake-title" oncancel={props.on_close.reform(|_: Event| ())}>
            <h2 id="intake-title">{ "粘贴或导入表格" }</h2>
            <div class="intake">
                if props.pasted.is_none() { <Sources source={source.clone()} {latest} /> }
                if let Some(failure) = &source.failure { <p class="warning" role="alert">{ failure }</p> }
                if source.sheets.len() > 1 { <Sheets source={source.clone()} {latest} /> }
                if source.block().is_some() { <Preview {source} plan={plan.clone()} years={props.years.clone()} /> }
            </div>
            <div class="actions">
                <button type="button" class="primary" disabled={!has_effect} onclick={take}>{ "写入指标表" }</button>
                <button type="button" class="ghost" onclick={props.on_close.reform(|_: yew::MouseEvent| ())}>{ "取消" }</button>
            </div>
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
struct SourceProps {
    source: UseStateHandle<Source>,
    latest: i16,
}

/// Where cells come from: a field to paste into, or a file.
#[component]
fn Sources(props: &SourceProps) -> Html {
    let store = use_store();
    let text = use_state(AttrValue::default);
    let latest = props.latest;
    let paste = {
        let (store, source, text) = (store.clone(), props.source.clone(), text.clone());
        Callback::from(move |field: TextField| {
            let typed = field.read();
            let block = cells::text::read(&typed);
            let sheets = if block.is_empty() { Vec::new() } else { vec![Sheet { name: String::new(), block }] };
            source.set(Source::of(store.state().catalog, latest, "".into(), sheets, None));
            text.set(typed.into());
        })
    };
    let choose = {
        let source = props.source.clone();
        Callback::from(move |event: Event| {
            if let Some(file) = files::chosen(&event).into_iter().next() {
                let (catalog, source) = (store.state().catalog, source.clone());
                spawn_local(async move {
                    let name: AttrValue = file.name().into();
                    source.set(match read(&file).await {
                        Ok(sheets) => Source::of(catalog, latest, name, sheets, None),
                        Err(reason) => Source {
                            failure: Some(format!("没有读出“{name}”：{reason} 文件没有改动。")),
                            ..Source::default()
                        },
                    });
                });
            }
        })
    };
    html! {
        <>
            <TextBox id="intake-text" label="在这里粘贴从 Excel、WPS 复制的单元格" rows=4 value={(*text).clone()} on_type={paste}
                hint="第一行最好是表头：指标、单位、各年度、目标、行业平均……没有表头也可以，列的含义可以改。" />
            <div class="actions">
                <label class="button file-button">
                    <input type="file" accept=".xlsx,.csv,.tsv,.txt" onchange={choose} />
                    { "选择 .xlsx 或 .csv 文件…" }
                </label>
                if !props.source.name.is_empty() { <span class="muted">{ &props.source.name }</span> }
            </div>
        </>
    }
}

/// Reads the cells of a file: a workbook by its content, anything else as text.
async fn read(file: &File) -> Result<Vec<Sheet>, String> {
    if file.size() > LARGEST {
        return Err("文件超过 40 MB。".to_owned());
    }
    let bytes = files::read(file).await?;
    let is_workbook = bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    let sheets = if is_workbook {
        cells::read_workbook(&bytes).map_err(|problem| problem.to_string())?
    } else {
        let block = cells::text::read(&files::decode(&bytes, Encoding::of(&bytes).label())?);
        vec![Sheet { name: String::new(), block }]
    };
    let sheets: Vec<Sheet> = sheets.into_iter().filter(|sheet| !sheet.block.is_empty()).collect();
    if sheets.is_empty() { Err("里面没有填了内容的单元格。".to_owned()) } else { Ok(sheets) }
}

/// Which sheet of a workbook.
#[component]
fn Sheets(props: &SourceProps) -> Html {
    let store = use_store();
    let (source, latest) = (&props.source, props.latest);
    let options = source.sheets.iter().enumerate().map(|(at, sheet)| (at.to_string().into(), sheet.name.clone().into()));
    let options: Vec<(AttrValue, AttrValue)> = options.collect();
    let choose = {
        let source = source.clone();
        Callback::from(move |at: String| {
            if let Ok(at) = at.parse() {
                source.set((*source).clone().with_sheet(store.state().catalog, latest, at));
            }
        })
    };
    html! { <Dropdown id="intake-sheet" label="工作表" {options} chosen={source.chosen.to_string()} on_choose={choose} /> }
}
