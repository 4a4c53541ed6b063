//! The places of a form one below the other: what goes there, why, and what else could.

use std::rc::Rc;

use dossier::form::{Draft, Line, Match, Standing};
use yew::{Callback, Html, Properties, component, html, use_state_eq};

use super::Known;
use super::chooser::Chooser;
use super::sheet::{mark, name};

/// Properties of [`Lines`].
#[derive(Properties)]
pub(super) struct LinesProps {
    /// The form.
    pub form: Known,
    /// What goes where.
    pub draft: Rc<Draft>,
    /// The place that is worked on.
    pub current: Option<usize>,
    /// Called with the place that is picked; nothing when the work on it is done.
    pub on_pick: Callback<Option<usize>>,
}

impl PartialEq for LinesProps {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form && self.draft.lines == other.draft.lines && self.current == other.current
    }
}

/// What the list can be narrowed to.
const STANDINGS: [(Standing, &str); 4] =
    [(Standing::Asked, "待定"), (Standing::Filled, "已填"), (Standing::Lacking, "没有数据"), (Standing::Left, "留空")];

/// The id of a line.
pub(super) fn line_id(place: usize) -> String {
    format!("line-{place}")
}

/// The places of a form in its order.
#[component]
pub(super) fn Lines(props: &LinesProps) -> Html {
    let narrowed = use_state_eq(|| None::<Standing>);
    let draft = &props.draft;
    let button = |standing: Option<Standing>, text: String| {
        let (narrowed, pressed) = (narrowed.clone(), *narrowed == standing);
        let onclick = Callback::from(move |_| narrowed.set(standing));
        html! { <button type="button" class="small" aria-pressed={pressed.to_string()} {onclick}>{ text }</button> }
    };
    let shown = |line: &&Line| narrowed.is_none_or(|only| line.standing() == only) || props.current == Some(line.place);
    html! {
        <section class="card" aria-label="要填的地方">
            <div class="actions">
                { button(None, format!("全部 {}", draft.lines.len())) }
                { for STANDINGS.iter().map(|&(standing, word)| button(Some(standing), format!("{word} {}", draft.count(standing)))) }
            </div>
            <p class="muted small">{ "点一处就能改。“待定”的不会填，先看看填什么；意见、签字、盖章和日期留给有关方面。" }</p>
            <ol class="rows places">{ for draft.lines.iter().filter(shown).map(|line| row(props, line)) }</ol>
        </section>
    }
}

fn row(props: &LinesProps, line: &Line) -> Html {
    let place = &props.form.0.places()[line.place];
    let is_current = props.current == Some(line.place);
    let next = (!is_current).then_some(line.place);
    let onclick = props.on_pick.reform(move |_| next);
    let (standing, text) = mark(line);
    let context = place.context.row.iter().chain(&place.context.column).next().filter(|_| place.label.is_empty());
    html! {
        <li id={line_id(line.place)} key={line.place} data-current={is_current.then_some("yes")}>
            if line.found == Match::Reserved {
                <div class="place-line"><span>{ name(&place.label) }</span><span class="blank" data-standing={standing}>{ text }</span></div>
            } else {
                <button type="button" class="ghost place-line" aria-expanded={is_current.to_string()} {onclick}>
                    <span>{ context.map_or_else(|| name(&place.label), String::as_str) }</span>
                    <span class="blank" data-standing={standing}>{ text }</span>
                </button>
            }
            if is_current { <Chooser form={props.form.clone()} line={line.clone()} /> }
        </li>
    }
}
