//! Totals, ranking with ties, candidates.

use award::ApplicantId;
use award::catalog::Catalog;
use award::review::{Event as Happening, Ranked, Stage};
use award::scoring::{Shortlist, Tally};
use yew::{Callback, Event, Html, component, html};

use super::{Desk, DeskProps};
use crate::browser::page;
use crate::components::{Tag, Tone};
use crate::state::use_catalog;

/// The fifth step.
#[component]
pub(super) fn Ranking(props: &DeskProps) -> Html {
    let catalog = use_catalog();
    let desk = &props.desk;
    let review = &catalog.scheme.review;
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "综合排名" }</h2>
                <span class="muted small">{ format!("材料 {}%，现场 {}%，{} 分及以上入围；总分相同的并列，不另排先后", review.document_share, review.site_share, review.shortlist_points) }</span></div>
            <div class="scroll" tabindex="0" role="group" aria-label="综合排名，可滚动">
                <table aria-label="综合排名">
                    <thead><tr><th scope="col" class="num">{ "名次" }</th><th scope="col">{ "申报单位" }</th><th scope="col" class="num">{ "材料评审" }</th>
                        <th scope="col" class="num">{ "现场评审" }</th><th scope="col" class="num">{ "总得分" }</th><th scope="col">{ "入围" }</th><th scope="col">{ "候选" }</th></tr></thead>
                    <tbody>{ for desk.session().ranking(catalog).iter().map(|ranked| row(catalog, desk, ranked)) }</tbody>
                </table>
            </div>
        </section>
    }
}

/// The points of a tally, or their range.
pub(in crate::pages) fn points(tally: &Tally) -> String {
    if tally.is_complete() { tally.earned.to_string() } else { format!("{}–{}", tally.least(), tally.most()) }
}

fn row(catalog: &'static Catalog, desk: &Desk, ranked: &Ranked) -> Html {
    let session = desk.session();
    let Some(applicant) = session.applicants.get(&ranked.applicant) else { return Html::default() };
    let [documents, site] = [Stage::Documents, Stage::Site].map(|stage| points(&applicant.tally(catalog, stage)));
    let (tone, word) = match ranked.shortlist {
        Shortlist::Reached => (Tone::Good, "入围"),
        Shortlist::Open => (Tone::Open, "待定"),
        Shortlist::Missed => (Tone::Plain, "未入围"),
    };
    let rank = ranked.rank.map_or_else(|| "—".to_owned(), |rank| format!("{rank}{}", if ranked.tied { "（并列）" } else { "" }));
    html! {
        <tr key={ranked.applicant.to_string()}>
            <td class="num">{ rank }</td><th scope="row">{ &*applicant.name }</th><td class="num">{ documents }</td><td class="num">{ site }</td>
            <td class="num"><b>{ ranked.total.to_string() }</b></td><td><Tag {tone}>{ word }</Tag></td>
            <td>{ nomination(catalog, desk, &ranked.applicant, ranked.shortlist == Shortlist::Reached) }</td>
        </tr>
    }
}

/// Which prize an applicant is a candidate for.
fn nomination(catalog: &'static Catalog, desk: &Desk, id: &ApplicantId, is_shortlisted: bool) -> Html {
    let Some(applicant) = desk.session().applicants.get(id) else { return Html::default() };
    let chosen = applicant.nominated.as_ref().map(ToString::to_string).unwrap_or_default();
    let (own, acting) = (id.clone(), desk.clone());
    let onchange = Callback::from(move |event: Event| {
        let value = page::choice_of(&event);
        let prize = (!value.is_empty()).then(|| value.as_str().into());
        acting.act(Happening::Nominated(own.clone(), prize));
    });
    html! {
        <select aria-label={format!("{} 候选奖项", applicant.name)} {onchange} disabled={!is_shortlisted && chosen.is_empty()} ~value={chosen.clone()}>
            <option value="" selected={chosen.is_empty()}>{ "不列为候选" }</option>
            { for catalog.scheme.prizes.iter().map(|prize| html! { <option value={prize.id.to_string()} selected={chosen == prize.id.as_str()}>{ &*prize.name }</option> }) }
        </select>
    }
}
