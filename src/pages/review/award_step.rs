//! The government decides, prizes are paid.

use award::review::Event as Happening;
use yew::{Callback, Html, MouseEvent, component, html, use_state_eq};

use super::DeskProps;
use super::outcome::Outcomes;
use super::team::former_prizes;
use crate::browser::clock;
use crate::components::day_entry;
use crate::state::use_catalog;

/// The last step.
#[component]
pub(super) fn Award(props: &DeskProps) -> Html {
    let catalog = use_catalog();
    let desk = &props.desk;
    let on = use_state_eq(|| clock::today().to_string());
    let approve = {
        let (desk, on) = (desk.clone(), on.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(on) = award::applicant::date(&on) {
                desk.act(Happening::Approved(on));
            }
        })
    };
    let form = html! {
        <div class="inline-form">{ day_entry("award-on", "审定日期", &on) }<button type="button" onclick={approve}>{ "登记审定" }</button></div>
    };
    let session = desk.session();
    let payments = session.payments(catalog).unwrap_or_default();
    let sum: u32 = payments.iter().map(|payment| u32::from(payment.money)).sum();
    html! {
        <>
            <section class="card">
                <h2>{ "审定" }</h2>
                if let Some(on) = session.approved {
                    <p role="status">{ format!("{on} 审定") }</p>
                    <details><summary class="small">{ "改审定日期" }</summary>{ form }</details>
                } else { { form } }
            </section>
            <section class="card">
                <div class="card-head"><h2>{ "奖金" }</h2><span class="muted small">{ format!("合计 {sum} 万元") }</span></div>
                <table aria-label="奖金">
                    <thead><tr><th scope="col">{ "获奖单位" }</th><th scope="col">{ "以前获奖" }</th><th scope="col">{ "奖项" }</th><th scope="col" class="num">{ "奖金" }</th></tr></thead>
                    <tbody>
                        { for payments.iter().map(|payment| html! {
                            <tr><th scope="row">{ &*session.name(&payment.applicant) }</th>
                                <td>{ former_prizes(&catalog.scheme, desk, &payment.applicant) }</td>
                                <td>{ catalog.scheme.prize(&payment.prize).map(|prize| prize.name.to_string()).unwrap_or_default() }</td>
                                <td class="num">{ if payment.repeated { "再次获奖，不发".to_owned() } else { format!("{} 万元", payment.money) } }</td></tr>
                        }) }
                    </tbody>
                </table>
            </section>
            <Outcomes desk={desk.clone()} />
        </>
    }
}
