//! The marks of a text at hand: headings, lists, bold, references, pictures, an outline.

use award::prose::{Reference, picture_mark};
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, Event, Html, MouseEvent, Properties, component, html};

use crate::browser::{files, page};
use crate::state::{State, use_select, use_store};

/// Properties of [`Marks`].
#[derive(Properties, PartialEq)]
pub(super) struct MarksProps {
    /// The id of the text area.
    pub id: String,
    /// An outline that is offered; none if empty.
    pub outline: String,
}

/// The marks that surround a selection: the name, what comes before and what after.
const MARKS: [(&str, &str, &str); 3] = [("小标题", "\n# ", "\n"), ("列表", "\n- ", ""), ("加粗", "**", "**")];

/// A row of buttons that write marks into the text area.
#[component]
pub(super) fn Marks(props: &MarksProps) -> Html {
    let write = |before: String, after: &'static str| {
        let id = props.id.clone();
        Callback::from(move |_: MouseEvent| page::write_around(&id, &before, after))
    };
    html! {
        <div class="marks" role="group" aria-label="排版">
            { for MARKS.iter().map(|&(name, before, after)| html! {
                <button type="button" class="small" onclick={write(before.to_owned(), after)}>{ name }</button>
            }) }
            <AddPicture id={props.id.clone()} />
            <Refer id={props.id.clone()} />
            if !props.outline.is_empty() {
                <button type="button" class="small" onclick={write(props.outline.clone(), "")}>{ "写入提纲" }</button>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct AreaProps {
    id: String,
}

/// Takes a picture in and writes its mark.
#[component]
fn AddPicture(props: &AreaProps) -> Html {
    let store = use_store();
    let id = props.id.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(file) = files::chosen(&event).into_iter().next() else { return };
        let (store, id) = (store.clone(), id.clone());
        spawn_local(async move {
            let name = file.name();
            let caption = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem).replace(['[', ']', '|'], " ");
            match store.take_picture(file).await {
                Ok(picture) => page::write_around(&id, &format!("\n{}\n", picture_mark(&picture, &caption)), ""),
                Err(reason) => store.complain(format!("没有插入“{name}”：{reason}")),
            }
        });
    });
    html! {
        <label class="button small file-button">
            <input type="file" accept="image/png,image/jpeg" {onchange} />
            { "插图…" }
        </label>
    }
}

/// Writes a reference to a piece of evidence or an indicator.
#[component]
fn Refer(props: &AreaProps) -> Html {
    let targets = use_select(targets);
    let id = props.id.clone();
    let onchange = Callback::from(move |event: Event| {
        let mark = page::choice_of(&event);
        if !mark.is_empty() {
            page::write_around(&id, &mark, "");
        }
    });
    html! {
        <>
            <label class="quiet" for="refer">{ "引用材料或指标" }</label>
            <select id="refer" {onchange} ~value={String::new()}>
                <option value="" selected=true>{ "引用材料或指标…" }</option>
                { for targets.into_iter().map(|(mark, name)| html! { <option value={mark}>{ name }</option> }) }
            </select>
        </>
    }
}

/// Everything that can be referred to: the mark and the name.
fn targets(state: &State) -> Vec<(AttrValue, AttrValue)> {
    let Some(open) = state.assessment() else { return Vec::new() };
    let evidence = award::evidence::register(state.catalog, open).into_iter().map(|entry| {
        let mark = Reference::Evidence(entry.id.clone()).mark();
        (AttrValue::from(mark), AttrValue::from(format!("{} {}", entry.number, entry.evidence.name())))
    });
    let indicators = open.indicators.iter().map(|(id, indicator)| {
        let mark = Reference::Indicator(id.clone()).mark();
        (AttrValue::from(mark), AttrValue::from(format!("{} 指标：{}", indicator.item, indicator.name)))
    });
    evidence.chain(indicators).collect()
}
