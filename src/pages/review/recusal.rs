//! Conflicts of interest: every examiner about every applicant.

use award::review::{Declaration, Event as Happening};
use award::{ApplicantId, ExaminerId};
use yew::{Callback, Event, Html, component, html};

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
                <table aria-label="利害关系">
                    <thead><tr><th scope="col">{ "申报单位" }</th>{ for session.examiners.values().map(|examiner| html! { <th scope="col">{ &*examiner.name }</th> }) }</tr></thead>
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
            { for session.remarks(catalog).iter().map(|remark| html! { <p class="warning">{ remark.to_string() }</p> }) }
        </section>
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
