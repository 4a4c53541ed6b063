//! The sheet of one item: rubric, percent, strengths, improvements, notes.

use std::rc::Rc;

use award::assessment::{Action, CardAction, ItemRecord, ItemText};
use award::criteria::{Item, ItemKind};
use award::evidence::Link;
use award::points::{Percent, Points};
use award::scoring::{Found, Suggestion, is_override, suggestion};
use award::{BandId, FactorId};
use yew::{AttrValue, Callback, Html, Properties, component, html, use_memo};

use super::neighbours;
use crate::browser::page;
use crate::components::{PercentScale, RouteLink, Rubric, SupportPanel, Tag, TextBox, Tone, step_id};
use crate::pages::evidence::ShortList;
use crate::route::{Route, text_name};
use crate::state::{use_catalog, use_is_score_sheet, use_select, use_store};

/// The id of the heading, where keyboards start on each sheet.
const TITLE: &str = "sheet-title";

fn scale_name(item: &Item) -> String {
    format!("percent-{}", item.id)
}

/// Properties of [`ItemSheet`].
#[derive(Properties)]
pub struct ItemSheetProps {
    /// The item.
    pub item: &'static Item,
    /// The fiscal year that is scored.
    pub year: i16,
}

impl PartialEq for ItemSheetProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.item, other.item) && self.year == other.year
    }
}

/// The sheet of one item.
#[component]
pub fn ItemSheet(props: &ItemSheetProps) -> Html {
    let (item, year) = (props.item, props.year);
    let criteria = &use_catalog().criteria;
    yew::use_effect_with(item.id.clone(), |_| {
        page::scroll_to(None);
        page::focus(TITLE);
    });
    let is_sheet = use_is_score_sheet();
    let (before, after) = neighbours(criteria, &item.id);
    let is_closed = use_select(move |state| state.assessment().is_some_and(|open| open.card(year).closed.is_some()));
    let go_on = {
        let after = after.clone();
        Callback::from(move |event: yew::KeyboardEvent| {
            if let (true, Some(id)) = (page::is_go_on(&event), &after) {
                event.prevent_default();
                Route::CardItem(year, id.clone()).go();
            }
        })
    };
    html! {
        <div class="sheet" onkeydown={go_on}>
            <ItemHead {item} {year} />
            if is_closed { <Closed {year} /> }
            <fieldset class="sheet-entries" disabled={is_closed}>
                <Rating {item} {year} />
                <Scale {item} {year} />
                if item.kind == ItemKind::Result && !is_sheet { <SupportPanel {item} has_link=true /> }
                <div class="pair">
                    <ItemTextBox {item} {year} which={ItemText::Strengths} rows=4 hint="一行一条，写具体做法和数据" />
                    <ItemTextBox {item} {year} which={ItemText::Ofis} rows=4 hint="一行一条，写缺什么、差在哪里" />
                </div>
                <Notes {item} {year} />
            </fieldset>
            if !is_sheet { <ShortList link={Link::Item(item.id.clone())} /> }
            <div class="actions spread sheet-foot">
                if let Some(id) = before { <RouteLink class="button" to={Route::CardItem(year, id.clone())}>{ format!("← {id}") }</RouteLink> } else { <span /> }
                if !is_sheet { <RouteLink class="button" to={Route::Narrative(item.id.clone())}>{ "写这一条的报告正文" }</RouteLink> }
                if let Some(id) = after { <RouteLink class="button primary" to={Route::CardItem(year, id.clone())} title="Ctrl+回车">{ format!("{id} →") }</RouteLink> } else { <span /> }
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ClosedProps {
    year: i16,
}

/// Says that the year is closed, and where it can be opened again.
#[component]
fn Closed(props: &ClosedProps) -> Html {
    html! {
        <p class="warning" role="status">
            { format!("{} 年的自评已锁定，这里只能看。要修改，请到", props.year) }
            <RouteLink to={Route::Years}>{ "三年自评" }</RouteLink>{ "重新打开并写明原因。" }
        </p>
    }
}

/// Notes fold away while there are none.
#[component]
fn Notes(props: &ItemSheetProps) -> Html {
    let (item, year) = (props.item, props.year);
    let store = use_store();
    // Only as it is first shown: notes that become empty must not fold away under the fingers.
    let has_notes = use_memo((), |()| {
        let state = store.state();
        state.assessment().is_some_and(|open| !open.card(year).item(&item.id).texts.notes.is_empty())
    });
    html! {
        <details open={*has_notes}>
            <summary>{ "备注（只留在本工具里，不写进导出的材料）" }</summary>
            <ItemTextBox {item} {year} which={ItemText::Notes} rows=2 quiet_label=true />
        </details>
    }
}

#[yew::hook]
fn use_record(item: &'static Item, year: i16) -> Rc<ItemRecord> {
    use_select(move |state| state.assessment().map(|open| open.card(year).item(&item.id)).unwrap_or_default())
}

/// The percent and ratings of an item; typing in its texts does not touch them.
#[yew::hook]
fn use_marks(item: &'static Item, year: i16) -> (Option<Percent>, std::collections::BTreeMap<FactorId, BandId>) {
    use_select(move |state| {
        let record = state.assessment().map(|open| open.card(year).item(&item.id)).unwrap_or_default();
        (record.percent, record.factors.clone())
    })
}

#[component]
fn ItemHead(props: &ItemSheetProps) -> Html {
    let (item, year) = (props.item, props.year);
    let (percent, _) = use_marks(item, year);
    let kind = match item.kind {
        ItemKind::Process => "过程条款",
        ItemKind::Result => "结果条款",
    };
    html! {
        <header class="sheet-head">
            <div class="card-head">
                <h1 id={TITLE} tabindex="-1">{ format!("{} {}", item.id, item.title) }</h1>
                <p class="sheet-points">
                    if let Some(percent) = percent { <b>{ Points::earned(item.points, percent).to_string() }</b> } else { <Tag tone={Tone::Open}>{ "未评" }</Tag> }
                    <span class="muted">{ format!(" / {} 分 · {kind}", item.points) }</span>
                </p>
            </div>
            <details class="guide">
                <summary>
                    <span class="muted">{ "评审员看：" }{ item.key_points.join(" · ") }</span>
                    <span class="clause">{ format!("　引导问题 {} 个", item.questions.len()) }</span>
                </summary>
                <ol>{ for item.questions.iter().map(|question| html! { <li>{ &**question }</li> }) }</ol>
            </details>
        </header>
    }
}

#[component]
fn Rating(props: &ItemSheetProps) -> Html {
    let (item, year) = (props.item, props.year);
    let store = use_store();
    let criteria = &use_catalog().criteria;
    let (percent, ratings) = use_marks(item, year);
    let band = percent.and_then(|percent| criteria.band_of(percent)).map(|band| band.id.clone());
    let rate = {
        let store = store.clone();
        Callback::from(move |(factor, band)| {
            store.act(&Action::Card(year, CardAction::RatedFactor(item.id.clone(), factor, Some(band))))
        })
    };
    let clear = {
        let rated: Vec<FactorId> = ratings.keys().cloned().collect();
        Callback::from(move |_| {
            rated
                .iter()
                .for_each(|factor| store.act(&Action::Card(year, CardAction::RatedFactor(item.id.clone(), factor.clone(), None))))
        })
    };
    let is_rated = !ratings.is_empty();
    html! {
        <>
            <Rubric {criteria} {item} {ratings} {band} on_rate={rate} />
            if is_rated { <p class="rubric-foot"><button type="button" class="ghost small" onclick={clear}>{ "清除要素评定" }</button></p> }
        </>
    }
}

#[component]
fn Scale(props: &ItemSheetProps) -> Html {
    let (item, year) = (props.item, props.year);
    let store = use_store();
    let criteria = &use_catalog().criteria;
    let record = use_record(item, year);
    let advice = suggestion(criteria, item, &record);
    let suggested = match &advice {
        Suggestion::Found(found) => Some(found.percent),
        Suggestion::Missing(_) => None,
    };
    let near = record.percent.and_then(|percent| criteria.band_of(percent)).map(|band| (band.min, band.max));
    let choose = {
        let store = store.clone();
        Callback::from(move |percent| store.act(&Action::Card(year, CardAction::Scored(item.id.clone(), Some(percent)))))
    };
    let clear = Callback::from(move |_| store.act(&Action::Card(year, CardAction::Scored(item.id.clone(), None))));
    html! {
        <section class="scoring-percent" aria-label="评分">
            <div class="scale-row">
                <h2>{ "评分" }</h2>
                <PercentScale name={scale_name(item)} label={format!("{} 评分", item.id)} percent={record.percent} {suggested} band={near} on_choose={choose} />
                <button type="button" class="ghost small" onclick={clear} disabled={record.percent.is_none()}>{ "改回未评" }</button>
            </div>
            <Advice {item} {year} {advice} overridden={is_override(criteria, item, &record)} percent={record.percent} />
            if is_override(criteria, item, &record) {
                <ItemTextBox {item} {year} which={ItemText::Reason} rows=1 hint="写明为什么与建议不同，可引用佐证编号" />
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct AdviceProps {
    item: &'static Item,
    year: i16,
    advice: Suggestion<'static>,
    overridden: bool,
    percent: Option<Percent>,
}

/// What the ratings suggest and why; with a button to take it.
#[component]
fn Advice(props: &AdviceProps) -> Html {
    let store = use_store();
    let (item, year) = (props.item, props.year);
    match &props.advice {
        Suggestion::Missing(names) => html! {
            <p class="muted small">{ format!("在表中为每个要素选一格，这里会给出建议百分比；还差：{}。也可以直接评分。", names.join("、")) }</p>
        },
        Suggestion::Found(found) => {
            let percent = found.percent;
            let take = Callback::from(move |_| {
                store.act(&Action::Card(year, CardAction::Scored(item.id.clone(), Some(percent))));
                // The button goes away; the hands stay at the scale.
                page::focus(&step_id(&scale_name(item), percent));
            });
            html! {
                <p class="advice small">
                    if props.percent.is_none() { <Tag tone={Tone::Open}>{ "尚未评分" }</Tag> }
                    if props.overridden { <Tag tone={Tone::Open}>{ "与建议不同" }</Tag> }
                    <b>{ format!("建议 {percent}") }</b>
                    <span class="muted">{ reason(found) }</span>
                    if props.percent != Some(percent) { <button type="button" class="small primary" onclick={take}>{ format!("采用 {percent}") }</button> }
                </p>
            }
        }
    }
}

/// How a suggestion was found, in a sentence.
fn reason(found: &Found) -> String {
    let ratings: Vec<String> = found.ratings.iter().map(|(name, band)| format!("{name} {}", band.range())).collect();
    let mean = f64::from(found.mean) / 100.0;
    let limit =
        found.limited_by.map(|band| format!("，但最弱的要素限制在高一段以内（不超过 {}%）", band.max)).unwrap_or_default();
    format!(
        "{}，段中值平均 {mean:.1}%，取最近的 5 的倍数（正中取低）{limit}。本工具的参考算法，以整体判断为准。",
        ratings.join("、")
    )
}

/// Properties of [`ItemTextBox`].
#[derive(Properties)]
pub struct ItemTextBoxProps {
    /// The item.
    pub item: &'static Item,
    /// The fiscal year.
    pub year: i16,
    /// Which of its texts.
    pub which: ItemText,
    /// The number of lines.
    pub rows: u32,
    /// What to write.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Whether the label is for screen readers only.
    #[prop_or_default]
    pub quiet_label: bool,
}

impl PartialEq for ItemTextBoxProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.item, other.item)
            && self.year == other.year
            && self.which == other.which
            && self.rows == other.rows
            && self.hint == other.hint
    }
}

/// One of the texts of an item, bound to the open assessment.
#[component]
pub fn ItemTextBox(props: &ItemTextBoxProps) -> Html {
    let (item, year, which) = (props.item, props.year, props.which);
    let store = use_store();
    let value = use_select(move |state| {
        state.assessment().map(|open| open.card(year).item(&item.id).texts.get(which).clone()).unwrap_or_default()
    });
    let on_type = store.typing(move |text| Action::Card(year, CardAction::EditedItem(item.id.clone(), which, text)));
    html! {
        <TextBox id={format!("text-{}-{}", item.id, text_key(which))} label={text_name(which)} {value} {on_type} rows={props.rows} example={props.hint.clone()}
            quiet_label={props.quiet_label} />
    }
}

fn text_key(which: ItemText) -> &'static str {
    match which {
        ItemText::Strengths => "strengths",
        ItemText::Ofis => "ofis",
        ItemText::Reason => "reason",
        ItemText::Notes => "notes",
    }
}
