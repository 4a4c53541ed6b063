//! Choosing indicators from the library, several at once.

use std::collections::BTreeSet;
use std::rc::Rc;

use award::LibraryId;
use award::assessment::Action;
use award::criteria::{Item, ItemKind};
use award::indicator::{self, IndicatorAction, Template};
use award::order::{Gather, Order};
use yew::{Callback, Event, Html, Properties, component, html, use_effect_with, use_node_ref, use_state, use_state_eq};

use crate::browser::page::{self, TextField};
use crate::components::TextBox;
use crate::state::{use_catalog, use_select, use_store};

/// Properties of [`LibraryDialog`].
#[derive(Properties)]
pub struct LibraryDialogProps {
    /// The item that the page shows; its indicators stand first.
    pub item: &'static Item,
    /// Called when there is nothing more to do.
    pub on_close: Callback<()>,
}

impl PartialEq for LibraryDialogProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.item, other.item)
    }
}

/// The library to choose from.
#[component]
pub fn LibraryDialog(props: &LibraryDialogProps) -> Html {
    let store = use_store();
    let catalog = use_catalog();
    let dialog = use_node_ref();
    let sought = use_state_eq(String::new);
    let chosen = use_state(BTreeSet::<LibraryId>::new);
    let there = use_select(|state| -> BTreeSet<LibraryId> {
        state
            .assessment()
            .map(|open| open.indicators.values().filter_map(|each| each.library.clone()).into_set())
            .unwrap_or_default()
    });
    use_effect_with(dialog.clone(), |dialog| {
        if let Some(element) = dialog.get() {
            page::open_dialog(&element);
        }
    });
    let seek = {
        let sought = sought.clone();
        Callback::from(move |field: TextField| sought.set(field.read()))
    };
    let toggle = {
        let chosen = chosen.clone();
        Callback::from(move |id: LibraryId| {
            let mut next = (*chosen).clone();
            if !next.remove(&id) {
                next.insert(id);
            }
            chosen.set(next);
        })
    };
    let add = {
        let (chosen, on_close) = (chosen.clone(), props.on_close.clone());
        Callback::from(move |_| {
            let picked: Vec<&Template> = catalog.indicators.templates.iter().filter(|one| chosen.contains(&one.id)).collect();
            let ids = |at| store.state().assessment().map(|open| indicator::next_id(open, at));
            let added = picked.iter().enumerate().filter_map(|(at, one)| Some((ids(at)?, Rc::new(one.indicator())))).collect();
            store.act(&Action::Indicator(IndicatorAction::added(added)));
            store.say(format!("已添加 {} 项指标", picked.len()));
            on_close.emit(());
        })
    };
    let close = props.on_close.reform(|_: yew::MouseEvent| ());
    let cancel = props.on_close.reform(|_: Event| ());
    let mut items: Vec<&Item> = catalog.criteria.every_item().filter(|item| item.kind == ItemKind::Result).collect();
    items.order_by_key(|item| item.id != props.item.id);
    html! {
        <dialog ref={dialog} class="dialog wide" aria-labelledby="library-title" oncancel={cancel}>
            <h2 id="library-title">{ "从指标库添加" }</h2>
            <TextBox id="library-search" label="查找指标" kind="search" value={(*sought).clone()} on_type={seek} example="名称或计算方法，如 合格率、周转、满意" />
            <div class="library-list" tabindex="0" role="group" aria-label="指标库">
                { for items.into_iter().map(|item| group(item, &catalog.indicators.templates, &sought, &chosen, &there, &toggle)) }
            </div>
            <div class="actions">
                <button type="button" class="primary" disabled={chosen.is_empty()} onclick={add}>{ format!("添加选中的 {} 项", chosen.len()) }</button>
                <button type="button" class="ghost" onclick={close}>{ "取消" }</button>
            </div>
        </dialog>
    }
}

/// The indicators of an item that the search finds.
fn group(
    item: &Item,
    templates: &[Template],
    sought: &str,
    chosen: &BTreeSet<LibraryId>,
    there: &BTreeSet<LibraryId>,
    toggle: &Callback<LibraryId>,
) -> Html {
    let found: Vec<&Template> = templates.iter().filter(|one| one.item == item.id && finds(one, sought)).collect();
    if found.is_empty() {
        return Html::default();
    }
    html! {
        <fieldset class="library-group">
            <legend>{ format!("{} {}", item.id, item.title) }</legend>
            { for found.into_iter().map(|one| {
                let (is_there, id) = (there.contains(&one.id), one.id.clone());
                let onchange = toggle.reform(move |_: Event| id.clone());
                html! {
                    <label class="library-entry">
                        <input type="checkbox" aria-label={one.name.to_string()} checked={is_there || chosen.contains(&one.id)} disabled={is_there} {onchange} />
                        <span>
                            { &*one.name }
                            if !one.unit.is_empty() { <span class="muted">{ format!("（{}）", one.unit) }</span> }
                            if is_there { <span class="muted small">{ "　已添加" }</span> }
                            <span class="muted small block">{ &*one.formula }</span>
                        </span>
                    </label>
                }
            }) }
        </fieldset>
    }
}

/// Whether every word of a search stands in the name, the formula or another name.
fn finds(template: &Template, sought: &str) -> bool {
    let has = |word: &str| {
        let word = word.to_lowercase();
        let texts = [&template.name, &template.formula].into_iter().chain(&template.synonyms);
        texts.into_iter().any(|text| text.to_lowercase().contains(&word))
    };
    sought.split_whitespace().all(has)
}
