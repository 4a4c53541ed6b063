//! Beginning a consensus, or opening one.

use award::scorecard::{Role, Subject};
use yew::{AttrValue, Callback, Event, Html, MouseEvent, component, html, use_state_eq};

use crate::browser::{clock, files, page};
use crate::components::{Dropdown, entry};
use crate::state::{use_catalog, use_select, use_store};

/// The form that begins a consensus.
#[component]
pub(super) fn Begin() -> Html {
    let (store, catalog) = (use_store(), use_catalog());
    let own = use_select(move |state| state.assessment().map(|open| Subject::of(catalog, open)));
    let name = use_state_eq({
        let own = own.clone();
        move || own.map(|own| own.name.to_string()).unwrap_or_default()
    });
    let year = use_state_eq({
        let own = own.clone();
        move || own.map_or_else(|| clock::today().year() - 1, |own| own.year).to_string()
    });
    let role = use_state_eq(|| Role::Document);
    let subject = year.trim().parse().ok().filter(|_| !name.trim().is_empty()).map(|year| Subject {
        applicant: page::random_id().as_str().into(),
        name: name.trim().into(),
        alias: false,
        county: "".into(),
        industry: "".into(),
        size: "".into(),
        year,
    });
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
            <p>{ "先请每位评审员在自己的电脑上打开企业的数据文件，到“成绩单”选“评审员独立评分”，另建空白评分表，打完分导出成绩单；然后在这里建立合议，把各人的成绩单一起打开。" }</p>
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
