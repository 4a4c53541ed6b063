//! Conflicts of interest: every examiner about every applicant.

use award::review::{Declaration, Event as Happening};
use award::{ApplicantId, ExaminerId};
use yew::{Callback, Event, Html, MouseEvent, component, html};

use super::{Desk, DeskProps};
use crate::browser::page;
use crate::state::use_catalog;

/// The second step.
#[component]
pub(super) fn Recusal(props: &DeskProps) -> Html {
    let catalog = use_catalog();
    let desk = &props.desk;
    let session = desk.session();
    html! {
        <section class="card">
            <h2>{ "利害关系" }</h2>
            <div class="scroll">
                <table class="conflicts" aria-label="利害关系">
                    <thead><tr><th scope="col">{ "申报单位" }</th>{ for session.examiners.iter().map(|(id, examiner)| html! { <th scope="col">{ &*examiner.name }{ the_rest(desk, id, &examiner.name) }</th> }) }</tr></thead>
                    <tbody>
                        { for session.present().map(|(id, applicant)| html! {
                            <tr key={id.to_string()}><th scope="row">{ &*applicant.name }</th>
                                { for session.examiners.iter().map(|(examiner, known)| {
                                    let declared = applicant.declarations.get(examiner).map(|declaration| declaration.conflict);
                                    html! { <td>{ choice(desk, examiner, id, format!("{}与{}", known.name, applicant.name), declared) }</td> }
                                }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
            { notes(desk) }
            { for session.remarks(catalog).iter().map(|remark| html! { <p class="warning">{ remark.to_string() }</p> }) }
        </section>
    }
}

/// Declares for an examiner that there is no conflict with those about whom nothing is declared.
fn the_rest(desk: &Desk, id: &ExaminerId, name: &str) -> Html {
    let open = desk.session().undeclared(id);
    if open.is_empty() {
        return Html::default();
    }
    let (acting, text) = (desk.clone(), format!("其余 {} 家没有", open.len()));
    let onclick = Callback::from(move |_: MouseEvent| acting.act_all(open.clone()));
    html! { <>{ " " }<button type="button" class="small" {onclick} aria-label={format!("{text}：{name}")}>{ text.clone() }</button></> }
}

/// Every conflict with what it is, to be written down.
fn notes(desk: &Desk) -> Html {
    let session = desk.session();
    let conflicts = session.present().flat_map(|(id, applicant)| {
        let declared = applicant.declarations.iter().filter(|(_, declaration)| declaration.conflict);
        declared.filter_map(move |(examiner, declaration)| {
            let label = format!("{}回避{}，利害关系是", session.examiners.get(examiner)?.name, applicant.name);
            Some(note(desk, (examiner, id), label, declaration))
        })
    });
    html! { <ul class="rows">{ for conflicts }</ul> }
}

/// What a conflict is. It is recorded when the field is left, so that nothing typed is lost with the step, and shows what is
/// recorded, also after that was taken back.
fn note(desk: &Desk, (examiner, id): (&ExaminerId, &ApplicantId), label: String, declaration: &Declaration) -> Html {
    let field = format!("conflict-{id}-{examiner}");
    let (desk, id, examiner) = (desk.clone(), id.clone(), examiner.clone());
    let onchange = Callback::from(move |event: Event| {
        let note = page::choice_of(&event).trim().into();
        desk.act(Happening::Declared(examiner.clone(), id.clone(), Declaration { conflict: true, note }));
    });
    html! {
        <li key={field.clone()}><div class="field grow"><label for={field.clone()}>{ label }</label>
            <input type="text" id={field} value={declaration.note.to_string()} {onchange} /></div></li>
    }
}

/// What an examiner declares about an applicant.
fn choice(desk: &Desk, examiner: &ExaminerId, applicant: &ApplicantId, label: String, declared: Option<bool>) -> Html {
    let (desk, examiner, applicant) = (desk.clone(), examiner.clone(), applicant.clone());
    let value = match declared {
        None => "",
        Some(false) => "free",
        Some(true) => "conflict",
    };
    let onchange = Callback::from(move |event: Event| {
        let conflict = match page::choice_of(&event).as_str() {
            "free" => false,
            "conflict" => true,
            _ => return,
        };
        let declaration = Declaration { conflict, note: "".into() };
        desk.act(Happening::Declared(examiner.clone(), applicant.clone(), declaration));
    });
    html! {
        <select aria-label={label} {onchange} ~value={value}>
            <option value="" selected={declared.is_none()} disabled=true>{ "未申报" }</option>
            <option value="free" selected={declared == Some(false)}>{ "没有" }</option>
            <option value="conflict" selected={declared == Some(true)}>{ "有，回避" }</option>
        </select>
    }
}
