//! Who scored, under which name, and what is told.

use std::rc::Rc;

use award::ItemId;
use award::assessment::{Assessment, ItemRecord};
use award::catalog::Catalog;
use award::scorecard::{Lines, Role, Selection, lines_of};
use yew::{AttrValue, Callback, Event, Html, MouseEvent, html};

use super::Form;
use crate::browser::page::TextField;
use crate::components::{Dropdown, TextBox};

/// Year, role, name and alias. `new_sheet` makes an examiner's score sheet. A score sheet itself knows all of that.
pub(super) fn author_fields(form: &Form, set: &Callback<Form>, open: &Assessment, new_sheet: Callback<MouseEvent>) -> Html {
    if open.is_score_sheet() {
        return html! { <p>{ format!("{} 年　{}　评分人：{}", open.head.year, form.role.name(), form.author) }</p> };
    }
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
            <Dropdown id="share-year" label="评分年度" options={years} chosen={year} on_choose={chose(choose_year)} />
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
            if form.role != Role::Own {
                <div class="warning small wide">
                    <p>{ "卡里的分数取自这份申报的“自评打分”，那是企业自己的。要独立评分，请写上评分人，另建一份空白的评审员评分表：里面只有单位名称、县区和行业，没有企业的任何评分。" }</p>
                    <button type="button" class="small" onclick={new_sheet} disabled={form.problem().is_some() || form.author.trim().is_empty()}>
                        { "另建评审员评分表" }</button>
                </div>
            }
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
    let rows: Vec<Row> =
        catalog.criteria.every_item().filter_map(|item| card.items.get_key_value(&item.id)).flat_map(rows).collect();
    let proposed = if open.is_score_sheet() { "默认都放" } else { "默认都不放" };
    let every = |told: bool| {
        let (form, rows) = (form.clone(), rows.clone());
        set.reform(move |_: yew::MouseEvent| with(&form, |form| tell_all(&mut form.told, if told { &rows } else { &[] })))
    };
    html! {
        <details>
            <summary>{ format!("优势和改进空间（共 {} 条，{proposed}）", rows.len()) }</summary>
            <div class="actions">
                <button type="button" class="small" onclick={every(true)}>{ "全选" }</button>
                <button type="button" class="small" onclick={every(false)}>{ "全不选" }</button>
            </div>
            <div class="ticks stacked">{ for rows.iter().map(|row| line_check(form, set, row)) }</div>
        </details>
    }
}

/// A line that may be told.
#[derive(Clone)]
struct Row {
    kind: Kind,
    item: ItemId,
    at: usize,
    line: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Strengths,
    Ofis,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Strengths => "优势",
            Kind::Ofis => "改进空间",
        }
    }

    fn told(self, selection: &mut Selection) -> &mut Lines {
        match self {
            Kind::Strengths => &mut selection.strengths,
            Kind::Ofis => &mut selection.ofis,
        }
    }
}

fn rows((item, record): (&ItemId, &Rc<ItemRecord>)) -> Vec<Row> {
    let texts = [(Kind::Strengths, &record.texts.strengths), (Kind::Ofis, &record.texts.ofis)];
    let lines = texts.into_iter().flat_map(|(kind, text)| lines_of(text).enumerate().map(move |(at, line)| (kind, at, line)));
    lines.map(|(kind, at, line)| Row { kind, item: item.clone(), at, line: line.to_owned() }).collect()
}

/// Lets a selection tell every line of the assessed year.
pub(super) fn tell_every_line(told: &mut Selection, open: &Assessment) {
    let card = open.card(open.head.year);
    tell_all(told, &card.items.iter().flat_map(rows).collect::<Vec<_>>());
}

fn tell_all(told: &mut Selection, rows: &[Row]) {
    for kind in [Kind::Strengths, Kind::Ofis] {
        *kind.told(told) = rows.iter().filter(|row| row.kind == kind).map(|row| (row.item.clone(), row.at)).collect();
    }
}

fn line_check(form: &Form, set: &Callback<Form>, row: &Row) -> Html {
    let checked = row.kind.told(&mut form.told.clone()).holds(&row.item, row.at);
    let label = format!("{} {}：{}", row.item, row.kind.name(), row.line);
    let (form, row) = (form.clone(), row.clone());
    let onchange = set.reform(move |_: Event| with(&form, |form| row.kind.told(&mut form.told).toggle(&row.item, row.at)));
    html! { <label class="tick"><input type="checkbox" {checked} {onchange} />{ label }</label> }
}

fn check(label: &'static str, checked: bool, form: &Form, set: &Callback<Form>, change: fn(&mut Form)) -> Html {
    let form = form.clone();
    let onchange = set.reform(move |_: Event| with(&form, change));
    html! { <label class="tick"><input type="checkbox" {checked} {onchange} />{ label }</label> }
}

/// Another year has other lines: none of them is told yet.
fn choose_year(form: &mut Form, year: String) {
    form.year = year.parse().ok();
    tell_all(&mut form.told, &[]);
}

fn with(form: &Form, change: impl FnOnce(&mut Form)) -> Form {
    let mut next = Form { left_out: Vec::new(), ..form.clone() };
    change(&mut next);
    next
}
