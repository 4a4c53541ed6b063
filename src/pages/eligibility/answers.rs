//! Questions with the answers yes, no and not sure, here and in the form.

use award::assessment::{Action, Choice};
use award::scheme::Question;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_memo};

use crate::components::{ChoiceButtons, TextBox};
use crate::state::{use_assessment, use_select, use_store};

/// Properties of [`Ask`].
#[derive(Properties)]
pub struct AskProps {
    /// The question.
    pub question: &'static Question,
    /// Whether its answer could decide something.
    pub matters: bool,
}

impl PartialEq for AskProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.question, other.question) && self.matters == other.matters
    }
}

/// A question with its answer and its note.
#[component]
pub fn Ask(props: &AskProps) -> Html {
    let store = use_store();
    let question = props.question;
    let answer = use_select(move |state| state.assessment().map(|open| open.answer(question.id.as_str())).unwrap_or_default());
    let choose = {
        let store = store.clone();
        Callback::from(move |value: Option<&'static str>| {
            store.act(&Action::Answered(question.id.clone(), value.and_then(choice_of)))
        })
    };
    let note = store.typing(move |text| Action::NotedAnswer(question.id.clone(), text));
    // Only as it is first shown: a note that becomes empty must not fold away under the fingers.
    let has_note = *use_memo((), |()| !answer.note.is_empty());
    // What was answered is never called idle: it may be what decides.
    let idle = !props.matters && !matches!(answer.choice, Some(Choice::Yes | Choice::No));
    html! {
        <div class="question" data-idle={idle.then_some("yes")}>
            <div class="question-row">
                <div class="grow">
                    <span>{ &*question.text }</span>
                    if idle { <span class="muted small">{ "　这一项已有结论，可以不答" }</span> }
                    if let Some(hint) = &question.hint { <span class="muted small block">{ &**hint }</span> }
                </div>
                <AnswerButtons name={format!("answer-{}", question.id)} label={AttrValue::from(question.text.clone())} choice={answer.choice} {choose} />
            </div>
            <details class="note" open={has_note}>
                <summary>{ "备注" }</summary>
                <TextBox id={format!("note-{}", question.id)} label={format!("备注：{}", question.text)} quiet_label=true
                    value={answer.note.clone()} on_type={note} example="依据、文件名称、经办人（写进申报表的资格自查表）" />
            </details>
        </div>
    }
}

/// Properties of [`AnswerButtons`].
#[derive(Properties, PartialEq)]
pub struct AnswerButtonsProps {
    /// The name of the group, unique in the page.
    pub name: AttrValue,
    /// The question.
    pub label: AttrValue,
    /// The choice.
    pub choice: Option<Choice>,
    /// Called with the value that is chosen.
    pub choose: Callback<Option<&'static str>>,
}

/// 是, 否, 不确定.
#[component]
pub fn AnswerButtons(props: &AnswerButtonsProps) -> Html {
    let options = vec![("yes", "是"), ("no", "否"), ("unsure", "不确定")];
    let chosen = match props.choice {
        Some(Choice::Yes) => "yes",
        Some(Choice::No) => "no",
        Some(Choice::Unsure) => "unsure",
        None => "",
    };
    html! { <ChoiceButtons name={&props.name} label={&props.label} {options} {chosen} on_choose={&props.choose} /> }
}

/// The choice behind the value of a button.
pub fn choice_of(value: &'static str) -> Option<Choice> {
    match value {
        "yes" => Some(Choice::Yes),
        "no" => Some(Choice::No),
        "unsure" => Some(Choice::Unsure),
        _ => None,
    }
}

/// The open assessment's answer can be given in the form as well.
#[derive(Properties, PartialEq)]
pub struct AnswerFieldProps {
    /// The question whose answer it is.
    pub answer: award::AnswerId,
    /// The label of the field.
    pub label: AttrValue,
}

/// A yes-or-no fact of the form: the same answer as in the eligibility check.
#[component]
pub fn AnswerField(props: &AnswerFieldProps) -> Html {
    let store = use_store();
    let choice = use_assessment().and_then(|open| open.answer(props.answer.as_str()).choice);
    let answer = props.answer.clone();
    let choose = Callback::from(move |value: Option<&'static str>| {
        store.act(&Action::Answered(answer.clone(), value.and_then(choice_of)))
    });
    html! {
        <div class="field">
            <span class="label">{ &props.label }</span>
            <AnswerButtons name={format!("form-answer-{}", props.answer)} label={&props.label} {choice} {choose} />
        </div>
    }
}
