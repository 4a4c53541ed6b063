//! One piece: its record, its file, its place.

use std::rc::Rc;

use award::EvidenceId;
use award::assessment::Action;
use award::evidence::{Doubt, Evidence, EvidenceAction, EvidenceText, doubts, register};
use yew::{AttrValue, Callback, Html, MouseEvent, Properties, component, html, use_effect_with};

use super::filter::day_of_application;
use super::links::Links;
use super::preview::Preview;
use super::register::file_line;
use crate::browser::{files, page};
use crate::components::{RouteLink, TextBox};
use crate::route::{Route, evidence_text_name};
use crate::state::{State, Whereabouts, use_catalog, use_select, use_store};

/// The id of the heading, where keyboards start.
const TITLE: &str = "piece-title";

/// Properties of [`Editor`].
#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// The piece.
    pub id: EvidenceId,
}

/// A piece as the editor knows it.
#[derive(Clone, PartialEq)]
struct Piece {
    number: AttrValue,
    evidence: Rc<Evidence>,
    whereabouts: Option<Whereabouts>,
    doubts: Vec<Doubt>,
    /// The pieces under the same heading in their order, and its place among them.
    heading: (Vec<EvidenceId>, usize),
}

/// One piece beside the register.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let id = props.id.clone();
    let piece = use_select(move |state| piece(state, &id));
    use_effect_with((), |()| page::focus(TITLE));
    let Some(piece) = piece else { return Html::default() };
    let box_of = |which: EvidenceText, hint: Option<&'static str>| html! { <EditorText id={props.id.clone()} piece={piece.clone()} {which} {hint} /> };
    html! {
        <section class="card piece" aria-label="材料">
            <div class="card-head">
                <h2 id={TITLE} tabindex="-1">{ format!("{} 的登记内容", piece.number) }</h2>
                <RouteLink class="button ghost" to={Route::Evidence} label="关闭登记内容">{ "✕" }</RouteLink>
            </div>
            <FilePart id={props.id.clone()} piece={piece.clone()} />
            { box_of(EvidenceText::Title, None) }
            <Links id={props.id.clone()} evidence={piece.evidence.clone()} />
            <div class="pair">{ box_of(EvidenceText::Issuer, None) }{ box_of(EvidenceText::Pages, None) }</div>
            <div class="pair">
                { box_of(EvidenceText::Dated, Some("如 2026-03-18")) }
                { box_of(EvidenceText::ValidUntil, Some("如 2027-03-17；没有期限的写“长期”")) }
            </div>
            <TradeSecret id={props.id.clone()} is_secret={piece.evidence.trade_secret} />
            { box_of(EvidenceText::Note, Some("只留在本工具里，不写进申报材料")) }
            <Place id={props.id.clone()} {piece} />
        </section>
    }
}

fn piece(state: &State, id: &EvidenceId) -> Option<Piece> {
    let open = state.assessment()?;
    let entries = register(state.catalog, open);
    let entry = entries.iter().find(|entry| entry.id == id)?;
    let under = entries.iter().filter(|other| other.number.shares_heading(&entry.number));
    let under: Vec<EvidenceId> = under.map(|other| other.id.clone()).collect();
    let at = under.iter().position(|other| other == id)?;
    Some(Piece {
        number: entry.number.to_string().into(),
        evidence: entry.evidence.clone(),
        whereabouts: state.whereabouts(entry.evidence),
        doubts: doubts(entry.evidence, state.today, day_of_application(state)),
        heading: (under, at),
    })
}

#[derive(Properties, PartialEq)]
struct EditorTextProps {
    id: EvidenceId,
    piece: Piece,
    which: EvidenceText,
    hint: Option<&'static str>,
}

#[component]
fn EditorText(props: &EditorTextProps) -> Html {
    let store = use_store();
    let (which, id) = (props.which, props.id.clone());
    let on_type = store.typing(move |text| Action::Evidence(EvidenceAction::Edited(id.clone(), which, text)));
    let problem = props.piece.doubts.iter().find(|doubt| doubt.text() == which).map(|doubt| AttrValue::from(doubt.message()));
    let rows = if which == EvidenceText::Note { 2 } else { 1 };
    let label = evidence_text_name(which);
    html! {
        <TextBox id={format!("piece-{which:?}")} {label} value={props.piece.evidence.text(which).clone()} {on_type} {rows} {problem}
            hint={props.hint.map(AttrValue::Static)} keyboard={(which == EvidenceText::Pages).then_some(AttrValue::Static("numeric"))} />
    }
}

#[derive(Properties, PartialEq)]
struct PieceProps {
    id: EvidenceId,
    piece: Piece,
}

/// The file, and what can be done with it.
#[component]
fn FilePart(props: &PieceProps) -> Html {
    let store = use_store();
    let Piece { evidence, whereabouts, number, .. } = &props.piece;
    let take = {
        let (store, evidence, number) = (store.clone(), evidence.clone(), number.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(file) = &evidence.file {
                store.give_out(&file.sha256, &format!("{number} {}", file.name), &file.media_type);
            }
        })
    };
    let attach = {
        let (store, id) = (store.clone(), props.id.clone());
        Callback::from(move |event: yew::Event| {
            if let Some(file) = files::chosen(&event).into_iter().next() {
                store.offer_file_of(id.clone(), file);
            }
        })
    };
    let is_here = whereabouts.is_some_and(|where_| where_ != Whereabouts::Missing);
    html! {
        <div class="piece-file">
            <p class="small">{ file_line(evidence, *whereabouts) }</p>
            <div class="actions">
                if is_here { <button type="button" onclick={take}>{ "下载" }</button> }
                <label class="button file-button">
                    <input type="file" onchange={attach} />
                    { if evidence.file.is_some() { "换文件…" } else { "附上文件…" } }
                </label>
            </div>
            if let (Some(file), true) = (&evidence.file, is_here) { <Preview file={file.clone()} key={file.sha256.to_string()} /> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct TradeSecretProps {
    id: EvidenceId,
    is_secret: bool,
}

#[component]
fn TradeSecret(props: &TradeSecretProps) -> Html {
    let store = use_store();
    let materials = &use_catalog().scheme.materials;
    let action = Action::Evidence(EvidenceAction::MarkedTradeSecret(props.id.clone(), !props.is_secret));
    let onchange = Callback::from(move |_: yew::Event| store.act(&action));
    html! {
        <label class="check">
            <input type="checkbox" checked={props.is_secret} {onchange} />
            { format!("涉及{}（{}，导出时列入标注清单）", materials.trade_secret_mark, materials.clause) }
        </label>
    }
}

/// Its place among its neighbours, and its removal.
#[component]
fn Place(props: &PieceProps) -> Html {
    let store = use_store();
    let (under, at) = &props.piece.heading;
    let swap = |label: &'static str, sign: &'static str, other: Option<usize>| {
        let other = other.filter(|&other| other < under.len());
        let (store, mut order) = (store.clone(), under.clone());
        if let Some(other) = other {
            order.swap(*at, other);
        }
        let action = Action::Evidence(EvidenceAction::Ordered(order));
        let onclick = Callback::from(move |_: MouseEvent| store.act(&action));
        html! { <button type="button" class="ghost" disabled={other.is_none()} {onclick} aria-label={label}>{ sign }</button> }
    };
    let remove = {
        let (store, id, name) = (store.clone(), props.id.clone(), props.piece.evidence.name());
        Callback::from(move |_: MouseEvent| {
            store.act(&Action::Evidence(EvidenceAction::Removed(id.clone())));
            store.say(format!("已移除“{name}”，点“撤销”可以恢复"));
            Route::Evidence.go();
        })
    };
    html! {
        <div class="actions spread">
            <div class="actions">{ swap("上移", "↑ 上移", at.checked_sub(1)) }{ swap("下移", "↓ 下移", at.checked_add(1)) }</div>
            <button type="button" class="ghost" onclick={remove}>{ "移除这份材料" }</button>
        </div>
    }
}
