//! How far each part of the application is.

use award::overview::{Lengths, Overview, lengths};
use yew::{Html, component, html};

use super::OverviewProps;
use crate::components::RouteLink;
use crate::route::Route;
use crate::state::{use_assessment, use_catalog};

/// One part of the application.
struct Part {
    route: Route,
    done: usize,
    all: usize,
    remark: String,
}

/// The parts in the order in which they are usually worked through, each with a bar and what it still lacks.
#[component]
pub fn Completeness(props: &OverviewProps) -> Html {
    let catalog = use_catalog();
    let length = use_assessment().map(|open| lengths(catalog, &open)).unwrap_or_default();
    html! {
        <section class="completeness" aria-label="完成情况">
            { for parts(&props.overview, length).into_iter().map(|part| {
                let name = part.route.screen().name();
                html! {
                    <div class="card part">
                        <p class="card-head"><RouteLink to={part.route}>{ name }</RouteLink><span class="muted small">{ format!("{}/{}", part.done, part.all) }</span></p>
                        <progress max={part.all.to_string()} value={part.done.to_string()} aria-label={format!("{name} 完成情况")} />
                        <p class="muted small">{ part.remark }</p>
                    </div>
                }
            }) }
        </section>
    }
}

fn parts(overview: &Overview, length: Lengths) -> Vec<Part> {
    let (known, deciding) = overview.check.progress();
    let (form, total, report) = (overview.form, overview.totals.total, overview.report);
    let lacking = |count: usize, what: &str| if count == 0 { "完整".to_owned() } else { format!("{count} {what}") };
    vec![
        Part { route: Route::Eligibility, done: known, all: deciding, remark: lacking(deciding - known, "项没有结论") },
        Part {
            route: Route::Applicant,
            done: form.filled,
            all: form.entered,
            remark: match (form.required_missing, form.entered - form.filled) {
                (0, 0) => "完整".to_owned(),
                (0, optional) => format!("必填完整，选填还有 {optional} 个"),
                (required, _) => format!("{required} 个必填没填"),
            },
        },
        Part {
            route: Route::Scoring,
            done: total.scored,
            all: total.items,
            remark: lacking(total.items - total.scored, "项未评"),
        },
        Part {
            route: Route::Report,
            done: report.written,
            all: report.sections,
            remark: character_count(length.profile + length.report),
        },
    ]
}

/// A number of characters as offices say it: 2.1 万字.
fn character_count(count: usize) -> String {
    if count < 10_000 { format!("{count} 字") } else { format!("{}.{} 万字", count / 10_000, count % 10_000 / 1_000) }
}
