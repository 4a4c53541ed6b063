//! Certificates, licences and titles with their validity on the day of the application.

use award::CertificateId;
use award::assessment::Action;
use award::assessment::events::{CertificateChange, CertificateText, free_id};
use award::eligibility::{application_day, is_valid};
use award::order::Order;
use award::truth::Truth;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_state_eq};

use super::RecordList;
use super::events::ListProps;
use crate::components::{Dropdown, Tag, TextBox, Tone};
use crate::pages::form_field::{date_kind, date_problem};
use crate::state::{use_catalog, use_select, use_store};

/// The list of certificates with the way to add one.
#[component]
pub fn Certificates(props: &ListProps) -> Html {
    let ids = use_select(|state| {
        let open = state.assessment();
        let mut ids: Vec<CertificateId> = open.map(|open| open.certificates.keys().cloned().collect()).unwrap_or_default();
        ids.order_by_key(|id| (id.as_str().len(), id.clone()));
        ids
    });
    html! {
        <section class="card records" id={RecordList::Certificates.id()} aria-label="证书和称号" data-target={props.is_target.then_some("yes")}>
            <div class="card-head">
                <h2>{ "证书和称号" }</h2>
                <span class="muted small">{ "“小巨人”、管理体系、许可和资质；是否有效按申报日计算" }</span>
            </div>
            if ids.is_empty() { <p class="muted">{ "没有登记。按“小巨人”两年申报的，必须登记证书有效期。" }</p> }
            { for ids.iter().map(|id| html! { <CertificateRow key={id.as_str()} id={id.clone()} /> }) }
            <AddCertificate />
        </section>
    }
}

#[component]
fn AddCertificate() -> Html {
    let (store, catalog) = (use_store(), use_catalog());
    let kinds = &catalog.scheme.certificate_kinds;
    let first = kinds.first().map(|kind| kind.id.to_string()).unwrap_or_default();
    let chosen = use_state_eq(|| AttrValue::from(first));
    let options = kinds.iter().map(|kind| (kind.id.to_string().into(), AttrValue::Static(&kind.name))).collect::<Vec<_>>();
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |value: String| chosen.set(value.into()))
    };
    let add = {
        let chosen = chosen.clone();
        Callback::from(move |_| {
            let id = store.state().assessment().map(|open| free_id(&open.certificates, "c"));
            if let Some(id) = id {
                store.act(&Action::ChangedCertificate(id, CertificateChange::Recorded((&**chosen).into())));
            }
        })
    };
    html! {
        <div class="add-record">
            <Dropdown id="add-certificate-kind" label="登记一张" {options} chosen={(*chosen).clone()} on_choose={choose} />
            <button type="button" onclick={add}>{ "登记" }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct CertificateRowProps {
    id: CertificateId,
}

/// The texts of a certificate with their labels, and whether they are dates.
const TEXTS: [(CertificateText, &str, bool); 5] = [
    (CertificateText::Number, "证书编号", false),
    (CertificateText::IssuedBy, "发证单位", false),
    (CertificateText::ValidFrom, "有效期自", true),
    (CertificateText::ValidUntil, "有效期至", true),
    (CertificateText::Note, "备注", false),
];

#[component]
fn CertificateRow(props: &CertificateRowProps) -> Html {
    let (store, catalog, id) = (use_store(), use_catalog(), props.id.clone());
    let shown = use_select(move |state| {
        let open = state.assessment()?;
        let certificate = open.certificates.get(&id)?.clone();
        let valid = is_valid(&certificate, application_day(open, state.today));
        Some((certificate, valid))
    });
    let Some((certificate, valid)) = shown else { return Html::default() };
    let kind = catalog.scheme.certificate_kind(&certificate.kind);
    let name = kind.map_or_else(|| certificate.kind.to_string(), |kind| kind.name.to_string());
    let remove = {
        let (store, id, name) = (store.clone(), props.id.clone(), name.clone());
        Callback::from(move |_| {
            store.act(&Action::ChangedCertificate(id.clone(), CertificateChange::Removed));
            store.say(format!("已删除“{name}”，可以用“撤销”恢复"));
        })
    };
    let text = |(which, label, is_date): (CertificateText, &'static str, bool)| {
        let (id, value) = (props.id.clone(), certificate.text(which).clone());
        let kind = if is_date { date_kind(&value) } else { "text" };
        // The end of a validity lies ahead by its nature: only that it is no date is worth saying.
        let problem =
            (is_date && date_problem(&value, jiff::civil::Date::MAX).is_some()).then_some("请写成年月日，如 2027-06-30");
        let on_type = store.typing(move |text| Action::ChangedCertificate(id.clone(), CertificateChange::Edited(which, text)));
        html! {
            <TextBox id={format!("certificate-{}-{which:?}", props.id)} {label} {value} {on_type} {kind} problem={problem.map(AttrValue::Static)} />
        }
    };
    html! {
        <article class="record">
            <div class="card-head">
                <h3>{ &name }</h3>
                { validity(valid) }
                <button type="button" class="ghost small" onclick={remove} aria-label={format!("删除：{name}")}>{ "删除" }</button>
            </div>
            if let Some(hint) = kind.and_then(|kind| kind.hint.as_deref()) { <p class="muted small">{ hint }</p> }
            <div class="record-fields">{ for TEXTS.into_iter().map(text) }</div>
        </article>
    }
}

fn validity(valid: Truth) -> Html {
    let (tone, text) = match valid {
        Truth::True => (Tone::Good, "申报日有效"),
        Truth::False => (Tone::Bad, "申报日无效"),
        Truth::Unknown => (Tone::Open, "缺有效期"),
    };
    html! { <Tag {tone}>{ text }</Tag> }
}
