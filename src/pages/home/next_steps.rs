//! What to do next: each step with its clause and the button that leads there.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::eligibility::Missing;
use award::overview::Step;
use award::scheme::Requirement;
use award::{FieldId, GroupId, RequirementId};
use yew::{Html, component, html};

use super::OverviewProps;
use crate::components::RouteLink;
use crate::pages::eligibility::wanted;
use crate::route::Route;
use crate::state::{use_assessment, use_catalog};

/// How many steps are shown; the rest is counted.
const SHOWN: usize = 6;

/// The steps in the order in which they help most.
#[component]
pub fn NextSteps(props: &OverviewProps) -> Html {
    let (catalog, assessment) = (use_catalog(), use_assessment());
    let Some(assessment) = assessment else { return Html::default() };
    let steps = &props.overview.next;
    if steps.is_empty() {
        return html! {
            <section class="card"><h2>{ "接下来" }</h2>
                <p>{ "都完整了。可以" }<RouteLink to={Route::Package}>{ "导出申报材料" }</RouteLink>{ "，打印、盖章后按公告的时限提交。" }</p>
            </section>
        };
    }
    html! {
        <section class="card">
            <h2>{ "接下来" }</h2>
            <ol class="next">{ for steps.iter().take(SHOWN).map(|step| row(catalog, &assessment, step)) }</ol>
            if steps.len() > SHOWN {
                <details>
                    <summary class="muted small">{ format!("之后还有 {} 步", steps.len() - SHOWN) }</summary>
                    <ol class="next">{ for steps.iter().skip(SHOWN).map(|step| row(catalog, &assessment, step)) }</ol>
                </details>
            }
        </section>
    }
}

struct Advice {
    title: String,
    reason: String,
    button: &'static str,
    route: Route,
}

fn row(catalog: &'static Catalog, assessment: &Assessment, step: &Step) -> Html {
    let advice = advice(catalog, assessment, step);
    html! {
        <li>
            <span class="grow"><b>{ &advice.title }</b><span class="muted small block">{ advice.reason }</span></span>
            <RouteLink class="button" to={advice.route} label={format!("{}：{}", advice.button, advice.title)}>{ advice.button }</RouteLink>
        </li>
    }
}

fn requirement<'a>(catalog: &'a Catalog, id: &RequirementId) -> Option<&'a Requirement> {
    catalog.scheme.requirements.iter().find(|requirement| requirement.id == *id)
}

fn advice(catalog: &'static Catalog, assessment: &Assessment, step: &Step) -> Advice {
    match step {
        Step::Blocked(id) => on_requirement(catalog, id, "不得申报：", "去核对"),
        Step::Answer(id, missing) => missing_advice(catalog, assessment, id, missing),
        Step::Prepare(id) => on_requirement(catalog, id, "申报前要办：", "去确认"),
        Step::Fill(group, fields) => {
            let title = group_title(catalog, group);
            Advice {
                title: format!("填写“{title}”的 {} 个必填栏目", fields.len()),
                reason: labels(catalog, fields),
                button: "去填写",
                route: Route::Group(group.clone()),
            }
        }
        Step::Check(group, fields) => {
            let title = group_title(catalog, group);
            Advice {
                title: format!("核对“{title}”的 {} 处填写", fields.len()),
                reason: labels(catalog, fields),
                button: "去核对",
                route: Route::Group(group.clone()),
            }
        }
        Step::Score { first, count, open } => Advice {
            title: format!("给 {first} 等 {count} 个条款打分"),
            reason: format!("共 {open} 分未评，总分现在只是一个范围"),
            button: "去打分",
            route: Route::Item(first.clone()),
        },
        Step::Justify(item) => Advice {
            title: format!("写明 {item} 的评分理由"),
            reason: "评分与四个要素的建议不同，评审员会问为什么".to_owned(),
            button: "去说明",
            route: Route::Item(item.clone()),
        },
        Step::Write { section, item, count } => Advice {
            title: format!("写自评报告：还有 {count} 节没有内容"),
            reason: format!(
                "{}和 {} 个条款；评审按条款逐条评分（{}），空着的条款没有评审依据",
                catalog.criteria.profile.title, catalog.criteria.items, catalog.scheme.review.itemwise_clause
            ),
            button: "去撰写",
            route: section.clone().map(Route::Section).or(item.clone().map(Route::Narrative)).unwrap_or(Route::Report),
        },
    }
}

fn on_requirement(catalog: &Catalog, id: &RequirementId, prefix: &str, button: &'static str) -> Advice {
    let found = requirement(catalog, id);
    Advice {
        title: format!("{prefix}{}", found.map_or("", |requirement| &*requirement.subject)),
        reason: found.map(|requirement| format!("{}　{}", requirement.clause, requirement.meaning)).unwrap_or_default(),
        button,
        route: Route::Requirement(id.clone()),
    }
}

fn missing_advice(catalog: &Catalog, assessment: &Assessment, id: &RequirementId, missing: &Missing) -> Advice {
    let clause = requirement(catalog, id).map(|requirement| requirement.clause.to_string()).unwrap_or_default();
    let wanted = wanted(catalog, assessment, missing, id);
    let subject = requirement(catalog, id).map(|requirement| requirement.subject.to_string()).unwrap_or_default();
    Advice { title: wanted.text.to_string(), reason: format!("{clause}　{subject}"), button: "去回答", route: wanted.route }
}

fn group_title<'a>(catalog: &'a Catalog, id: &GroupId) -> &'a str {
    catalog.form.groups.iter().find(|group| group.id == *id).map_or("", |group| &*group.title)
}

fn labels(catalog: &Catalog, fields: &[FieldId]) -> String {
    let labels = fields.iter().filter_map(|id| catalog.form.field(id.as_str())).map(|field| &*field.label);
    labels.collect::<Vec<_>>().join("、")
}
