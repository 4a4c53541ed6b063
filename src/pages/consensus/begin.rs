//! Beginning a consensus, or opening one, and the sheets on which examiners score before it.

use std::ops::RangeInclusive;

use award::scorecard::{Role, Subject};
use yew::{AttrValue, Callback, Event, Html, MouseEvent, Properties, component, html, use_state_eq};

use crate::browser::{clock, files, page};
use crate::components::{Dropdown, entry};
use crate::state::{use_catalog, use_select, use_store};

/// The ways to begin.
#[component]
pub(super) fn Begin() -> Html {
    let catalog = use_catalog();
    // The name of what has a password is not proposed, because nothing that begins here has one.
    let own = use_select(move |state| {
        let open = state.assessment().filter(|_| !state.is_sealed());
        open.map(|open| Subject::of(catalog, open))
    });
    html! {
        <>
            <BeginConsensus own={own.clone()} />
            <BeginSheet {own} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct BeginProps {
    /// The applicant of what is open, which is proposed.
    own: Option<Subject>,
}

/// The form that begins a consensus.
#[component]
fn BeginConsensus(props: &BeginProps) -> Html {
    let store = use_store();
    let (name, year) = (use_state_eq(|| proposed_name(props)), use_state_eq(|| proposed_year(props)));
    let role = use_state_eq(|| Role::Document);
    let subject = subject(&name, &year, props.own.as_ref());
    let begin = {
        let (store, role, subject) = (store.clone(), *role, subject.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(subject) = subject.clone() {
                store.begin_consensus(subject, role);
            }
        })
    };
    let choose = {
        let role = role.clone();
        Callback::from(move |key: String| role.set(if key == Role::Site.key() { Role::Site } else { Role::Document }))
    };
    let open = Callback::from(move |event: Event| {
        if let Some(file) = files::chosen(&event).into_iter().next() {
            store.open_consensus(file);
        }
    });
    let roles = [Role::Document, Role::Site].map(|role| (AttrValue::Static(role.key()), AttrValue::Static(role.name())));
    html! {
        <section class="card">
            <h2>{ "开始合议" }</h2>
            <p>{ "每位评审员先各自打分、导出成绩单；然后在这里建立合议，把各人的成绩单一起打开。" }</p>
            <div class="form-grid">
                { entry("consensus-name", "申报单位", &name) }
                { entry("consensus-year", "年度", &year) }
                <Dropdown id="consensus-role" label="用于" options={roles.to_vec()} chosen={role.key()} on_choose={choose} />
            </div>
            <div class="actions">
                <button type="button" class="primary" disabled={subject.is_none()} onclick={begin}>{ "建立合议" }</button>
                <label class="button file-button"><input type="file" accept=".json,application/json" onchange={open} />{ "打开合议文件…" }</label>
            </div>
        </section>
    }
}

/// The form that begins an examiner's score sheet.
#[component]
fn BeginSheet(props: &BeginProps) -> Html {
    let (store, catalog) = (use_store(), use_catalog());
    let (name, year) = (use_state_eq(|| proposed_name(props)), use_state_eq(|| proposed_year(props)));
    let examiner = use_state_eq(String::new);
    let subject = subject(&name, &year, props.own.as_ref()).filter(|_| !examiner.trim().is_empty());
    let is_ready = subject.is_some();
    let begin = {
        let examiner = examiner.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(subject) = &subject {
                store.create_score_sheet(catalog, subject, &examiner);
            }
        })
    };
    html! {
        <section class="card">
            <h2>{ "独立评分" }</h2>
            <p>{ "评审员在自己的电脑上新建评分表，对照企业交来的申报材料打分：看不到别人的评分，也看不到企业的自评分。打完把成绩单交给合议的记录人。" }</p>
            <div class="form-grid">
                { entry("sheet-name", "评哪个单位", &name) }
                { entry("sheet-year", "评分年度", &year) }
                { entry("sheet-examiner", "评审员姓名", &examiner) }
            </div>
            <div class="actions">
                <button type="button" disabled={!is_ready} onclick={begin}>{ "新建评审员评分表" }</button>
            </div>
        </section>
    }
}

fn proposed_name(props: &BeginProps) -> String {
    props.own.as_ref().map(|own| own.name.to_string()).unwrap_or_default()
}

fn proposed_year(props: &BeginProps) -> String {
    props.own.as_ref().map_or_else(|| clock::today().year() - 1, |own| own.year).to_string()
}

/// The fiscal years that can be meant.
const YEARS: RangeInclusive<i16> = 2000..=2099;

/// The applicant as typed: that of what is open while name and year are its own, else one that nothing else knows.
fn subject(name: &str, year: &str, own: Option<&Subject>) -> Option<Subject> {
    let (name, year) = (name.trim(), year.trim().parse().ok().filter(|year| YEARS.contains(year))?);
    let known = own.filter(|own| own.name.trim() == name && own.year == year);
    let applicant = known.map_or_else(|| page::random_id().as_str().into(), |own| own.applicant.clone());
    let alias = known.is_some_and(|own| own.alias);
    let nothing = || "".into();
    let subject = Subject { applicant, name: name.into(), alias, county: nothing(), industry: nothing(), size: nothing(), year };
    (!name.is_empty()).then_some(subject)
}
