//! Who scored, under which name, and what is told.

use std::collections::BTreeSet;

use award::ItemId;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::scorecard::{Chosen, Role, Selection};
use yew::{AttrValue, Callback, Event, Html, html};

use super::Form;
use crate::browser::page::TextField;
use crate::components::{Dropdown, TextBox};

/// Year, role, name and alias.
pub(super) fn author_fields(form: &Form, set: &Callback<Form>, open: &Assessment) -> Html {
    let roles = Role::ALL.map(|role| (AttrValue::Static(role.key()), AttrValue::Static(role.name())));
    let years =
        open.years().iter().map(|year| (AttrValue::from(year.to_string()), format!("{year} 年").into())).collect::<Vec<_>>();
    let year = form.year.unwrap_or(open.head.year).to_string();
    let typed = |change: fn(&mut Form, String)| {
        let form = form.clone();
        set.reform(move |field: TextField| with(&form, |form| change(form, field.read())))
    };
    let chose = |change: fn(&mut Form, String)| {
        let form = form.clone();
        set.reform(move |value: String| with(&form, |form| change(form, value)))
    };
    html! {
        <div class="form-grid">
            <Dropdown id="share-year" label="评分年度" options={years} chosen={year} on_choose={chose(|form, value| form.year = value.parse().ok())} />
            <Dropdown id="share-role" label="评分性质" options={roles.to_vec()} chosen={form.role.key()}
                on_choose={chose(|form, value| form.role = Role::ALL.into_iter().find(|role| role.key() == value).unwrap_or(Role::Own))} />
            <TextBox id="share-author" label="评分人" value={form.author.clone()} on_type={typed(|form, text| form.author = text)}
                hint="评审员独立评分必填；自评可以不写。" />
            <div>
                { check("用化名代替单位名称", form.hides_name, form, set, |form| form.hides_name = !form.hides_name) }
                if form.hides_name {
                    <TextBox id="share-alias" label="化名" value={form.alias.clone()} on_type={typed(|form, text| form.alias = text)}
                        hint="文件里的单位编号也换成随机的，与名称没有联系。县区、行业和规模也可能认出单位，请看下面要不要放。" />
                }
            </div>
        </div>
    }
}

/// What of the applicant and of its factors is told.
pub(super) fn selection_fields(form: &Form, set: &Callback<Form>) -> Html {
    html! {
        <fieldset class="ticks">
            <legend>{ "除得分比例以外还放" }</legend>
            { check("所在县区", form.told.county, form, set, |form| form.told.county = !form.told.county) }
            { check("所属行业", form.told.industry, form, set, |form| form.told.industry = !form.told.industry) }
            { check("企业规模", form.told.size, form, set, |form| form.told.size = !form.told.size) }
            { check("要素评定", form.told.factors, form, set, |form| form.told.factors = !form.told.factors) }
        </fieldset>
    }
}

/// The lines of strengths and opportunities for improvement, each to be chosen.
pub(super) fn lines_to_tell(catalog: &'static Catalog, form: &Form, set: &Callback<Form>, open: &Assessment) -> Html {
    let card = open.card(form.year.unwrap_or(open.head.year));
    let kinds: [(&str, Texts); 2] = [("优势", |told| &mut told.strengths), ("改进空间", |told| &mut told.ofis)];
    let mut rows = Vec::new();
    for item in catalog.criteria.every_item() {
        let Some(record) = card.items.get(&item.id) else { continue };
        for ((kind, texts), text) in kinds.iter().zip([&record.texts.strengths, &record.texts.ofis]) {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate();
            rows.extend(
                lines.map(|(at, line)| {
                    line_check(form, set, *texts, format!("{} {kind}：{line}", item.id), (item.id.clone(), at))
                }),
            );
        }
    }
    let every = |chosen: fn() -> Chosen| {
        let form = form.clone();
        set.reform(move |_: yew::MouseEvent| with(&form, |form| (form.told.strengths, form.told.ofis) = (chosen(), chosen())))
    };
    html! {
        <details>
            <summary>{ format!("优势和改进空间（共 {} 条，默认都不放）", rows.len()) }</summary>
            <div class="actions">
                <button type="button" class="small" onclick={every(|| Chosen::Everything)}>{ "全选" }</button>
                <button type="button" class="small" onclick={every(|| Chosen::Nothing)}>{ "全不选" }</button>
            </div>
            <div class="ticks stacked">{ for rows }</div>
        </details>
    }
}

/// One of the two kinds of texts of a selection.
type Texts = fn(&mut Selection) -> &mut Chosen;

fn line_check(form: &Form, set: &Callback<Form>, texts: Texts, label: String, line: (ItemId, usize)) -> Html {
    let mut own = form.told.clone();
    let checked = match texts(&mut own) {
        Chosen::Nothing => false,
        Chosen::Everything => true,
        Chosen::Lines(lines) => lines.contains(&line),
    };
    let form = form.clone();
    let onchange = set.reform(move |_: Event| {
        with(&form, |form| {
            let chosen = texts(&mut form.told);
            let mut lines = match std::mem::take(chosen) {
                Chosen::Lines(lines) => lines,
                Chosen::Nothing | Chosen::Everything => BTreeSet::new(),
            };
            if !lines.remove(&line) {
                lines.insert(line.clone());
            }
            *chosen = Chosen::Lines(lines);
        })
    });
    html! { <label class="tick"><input type="checkbox" {checked} {onchange} />{ label }</label> }
}

fn check(label: &'static str, checked: bool, form: &Form, set: &Callback<Form>, change: fn(&mut Form)) -> Html {
    let form = form.clone();
    let onchange = set.reform(move |_: Event| with(&form, change));
    html! { <label class="tick"><input type="checkbox" {checked} {onchange} />{ label }</label> }
}

fn with(form: &Form, change: impl FnOnce(&mut Form)) -> Form {
    let mut next = Form { left_out: Vec::new(), ..form.clone() };
    change(&mut next);
    next
}
