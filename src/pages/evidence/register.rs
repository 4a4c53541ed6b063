//! The register as a table: a row for each piece that the filter shows.

use std::rc::Rc;

use award::EvidenceId;
use award::evidence::{Evidence, Validity, register, validity};
use yew::{AttrValue, Html, Properties, component, html};

use super::filter::{Filter, day_of_application};
use crate::components::{RouteLink, Tag, Tone, in_words};
use crate::route::Route;
use crate::state::{State, Whereabouts, use_catalog, use_select};

/// Properties of [`Register`].
#[derive(Properties, PartialEq)]
pub struct RegisterProps {
    /// What it shows.
    pub filter: Filter,
    /// The piece that is shown beside it.
    pub current: Option<EvidenceId>,
}

/// What a row shows.
#[derive(Clone, PartialEq)]
struct Shown {
    number: AttrValue,
    id: EvidenceId,
    evidence: Rc<Evidence>,
    /// The names of what it proves.
    proves: Vec<String>,
    whereabouts: Option<Whereabouts>,
    is_expired: bool,
}

/// The register.
#[component]
pub fn Register(props: &RegisterProps) -> Html {
    let filter = props.filter.clone();
    let (shown, all) = use_select(move |state| shown(state, &filter));
    if all == 0 {
        return html! { <p>{ "还没有登记材料。可以先从营业执照、认证证书、近三年审计报告、位次证明开始；也可以在各条款、各条件下直接添加。" }</p> };
    }
    if shown.is_empty() {
        return html! { <p>{ "没有这样的材料。" }</p> };
    }
    html! {
        <div class="scroll">
            <table class="register" aria-label="证实性材料">
                <thead><tr>
                    <th scope="col">{ "编号" }</th>
                    <th scope="col">{ "材料" }</th>
                    <th scope="col">{ "证明的内容" }</th>
                    <th scope="col" class="more">{ "出具单位" }</th>
                    <th scope="col" class="more">{ "日期" }</th>
                    <th scope="col">{ "有效期至" }</th>
                    <th scope="col" class="more num">{ "页数" }</th>
                </tr></thead>
                <tbody>{ for shown.into_iter().map(|shown| {
                    let (key, is_current) = (shown.id.to_string(), props.current.as_ref() == Some(&shown.id));
                    html! { <Row {key} {shown} {is_current} /> }
                }) }</tbody>
            </table>
        </div>
    }
}

/// The rows that a filter shows, and how much evidence there is.
fn shown(state: &State, filter: &Filter) -> (Vec<Shown>, usize) {
    let Some(open) = state.assessment() else { return (Vec::new(), 0) };
    let on = day_of_application(state);
    let entries = register(state.catalog, open);
    let rows = entries.iter().filter_map(|entry| {
        let whereabouts = state.whereabouts(entry.evidence);
        filter.shows(entry, whereabouts, on).then(|| Shown {
            number: entry.number.to_string().into(),
            id: entry.id.clone(),
            evidence: entry.evidence.clone(),
            proves: entry.evidence.links.iter().map(|link| link.name(state.catalog, open)).collect(),
            whereabouts,
            is_expired: award::evidence::expired(entry.evidence, on),
        })
    });
    (rows.collect(), entries.len())
}

#[derive(Properties, PartialEq)]
struct RowProps {
    shown: Shown,
    is_current: bool,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let catalog = use_catalog();
    let Shown { number, id, evidence, proves, is_expired, whereabouts } = &props.shown;
    let name = evidence.name();
    let name = if name.is_empty() { "（未命名）".into() } else { name };
    html! {
        <tr data-current={props.is_current.then_some("yes")}>
            <td class="number">{ number }</td>
            <th scope="row">
                <RouteLink to={Route::Piece(id.clone())} is_current={props.is_current}>{ &*name }</RouteLink>
                if evidence.trade_secret { <Tag>{ &*catalog.scheme.materials.trade_secret_mark }</Tag> }
                <small class="muted block">{ file_line(evidence, *whereabouts) }</small>
            </th>
            <td class="small">{ for proves.iter().map(|name| html! { <span class="block">{ name }</span> }) }
                if evidence.links.is_empty() { <Tag tone={Tone::Open}>{ "未关联" }</Tag> }</td>
            <td class="more">{ &*evidence.issuer }</td>
            <td class="more day">{ &*evidence.dated }</td>
            <td class="day">{ &*evidence.valid_until } if *is_expired { <Tag tone={Tone::Bad}>{ "已过期" }</Tag> } { unreadable(evidence) }</td>
            <td class="more num">{ &*evidence.pages }</td>
        </tr>
    }
}

fn unreadable(evidence: &Evidence) -> Html {
    if validity(evidence) == Validity::Unreadable {
        html! { <Tag tone={Tone::Open}>{ "不是日期" }</Tag> }
    } else {
        Html::default()
    }
}

/// The file of a piece and where it is, never more than is known.
pub(super) fn file_line(evidence: &Evidence, whereabouts: Option<Whereabouts>) -> String {
    match (&evidence.file, whereabouts) {
        (Some(file), Some(Whereabouts::Stored)) => format!("{}（{}）", file.name, in_words(file.size)),
        (Some(file), Some(Whereabouts::Passing)) => {
            format!("{}（{}）· 没有存进本浏览器，离开本页就没有了", file.name, in_words(file.size))
        }
        (Some(file), _) => format!("{}（{}）· 文件不在本浏览器", file.name, in_words(file.size)),
        (None, _) => "纸质材料，没有文件".to_owned(),
    }
}
