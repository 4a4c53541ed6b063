//! 管理办法: the regulation's structure, searchable, linked with the questions that cite it.

mod awards;

use award::scheme::{Chapter, Clause, Reading, Scheme};
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_state};

use self::awards::Awards;
use crate::browser::page;
use crate::components::{RouteLink, TextBox};
use crate::route::Route;
use crate::state::{use_assessment, use_catalog, use_select};

/// Properties of [`Regulation`].
#[derive(Properties, PartialEq)]
pub struct RegulationProps {
    /// The clause to show.
    #[prop_or_default]
    pub at: Option<u8>,
}

/// 管理办法
#[component]
pub fn Regulation(props: &RegulationProps) -> Html {
    let scheme = &use_catalog().scheme;
    let query = use_state(String::new);
    let at = props.at;
    use_effect_with(at, |at| {
        if let Some(number) = at {
            page::scroll_to(Some(&clause_id(*number)));
        }
    });
    let on_type = {
        let query = query.clone();
        Callback::from(move |field: page::TextField| query.set(field.read()))
    };
    let found = scheme.clauses.iter().filter(|clause| matches(clause, &query)).count();
    html! {
        <div class="page narrow">
            <header class="page-head">
                <h1>{ &*scheme.title }</h1>
                <p class="muted">{ format!("{}　{}，{} 签发。下面是本工具的摘要，便于查找和理解；一切以正式文本和当届公告为准。", scheme.document, scheme.issuer, scheme.issued) }</p>
            </header>
            <Awards />
            <Figures />
            <TextBox id="clause-search" label="查找条款" kind="search" value={(*query).clone()} {on_type} example="如：公示、奖金" />
            <p class="muted small" role="status">{ in_words(found) }</p>
            { for scheme.chapters.iter().map(|chapter| chapter_view(scheme, chapter, &query, at)) }
        </div>
    }
}

fn clause_id(number: u8) -> String {
    format!("clause-{number}")
}

/// How many clauses were found, and what helps if none was.
fn in_words(found: usize) -> String {
    match found {
        0 => "没有找到。摘要里不一定有这个说法：换一个词（如“公示”“奖金”），或清空后浏览全部条款。".to_owned(),
        found => format!("共 {found} 条"),
    }
}

/// Whether a clause holds every word of a query.
fn matches(clause: &Clause, query: &str) -> bool {
    let number = award::clause::ClauseRef { article: clause.number, paragraph: None }.to_string();
    let texts = [&clause.subject].into_iter().chain(&clause.summary).chain(&clause.paragraphs);
    let text: String = texts.map(|text| &**text).chain([number.as_str()]).collect::<Vec<_>>().join("\n").to_lowercase();
    query.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

fn chapter_view(scheme: &'static Scheme, chapter: &'static Chapter, query: &str, at: Option<u8>) -> Html {
    let clauses: Vec<&Clause> =
        scheme.clauses.iter().filter(|clause| clause.chapter == chapter.number && matches(clause, query)).collect();
    if clauses.is_empty() {
        return Html::default();
    }
    html! {
        <section class="chapter">
            <h2>{ format!("第{}章 {}", award::clause::chinese_number(chapter.number), chapter.title) }</h2>
            { for clauses.into_iter().map(|clause| clause_view(clause, at == Some(clause.number))) }
        </section>
    }
}

fn clause_view(clause: &'static Clause, is_target: bool) -> Html {
    let reference = award::clause::ClauseRef { article: clause.number, paragraph: None };
    html! {
        <article class="card clause-card" id={clause_id(clause.number)} data-target={is_target.then_some("yes")}>
            <h3><span class="clause">{ reference.to_string() }</span>{ format!("　{}", clause.subject) }</h3>
            { for clause.summary.iter().map(|text| html! { <p>{ &**text }</p> }) }
            if !clause.paragraphs.is_empty() {
                <ol class="paragraphs">{ for clause.paragraphs.iter().zip(1..).map(|(text, number)| html! {
                    <li><span>{ format!("（{}）", award::clause::chinese_number(number)) }</span>{ &**text }</li>
                }) }</ol>
            }
            <Open article={clause.number} />
            <Citing article={clause.number} />
        </article>
    }
}

/// What a clause leaves open, each point as it is read here.
#[component]
fn Open(props: &CitingProps) -> Html {
    let scheme = &use_catalog().scheme;
    let open = use_assessment();
    let readings: Vec<&Reading> = scheme.readings.iter().filter(|reading| reading.clause.article == props.article).collect();
    if readings.is_empty() {
        return Html::default();
    }
    let text = |reading: &Reading| {
        let switched = open.as_ref().and_then(|open| open.switched(&reading.id));
        match (&reading.number, reading.option(switched)) {
            (Some(number), _) => number.text.to_string(),
            (None, option) => option.map(|option| option.text.to_string()).unwrap_or_default(),
        }
    };
    html! {
        <details>
            <summary class="small">{ format!("口径（没有写明的地方，{} 处）", readings.len()) }</summary>
            <dl class="readings">{ for readings.iter().map(|reading| html! {
                <><dt>{ &*reading.point }</dt><dd>{ text(reading) }<span class="muted small">{ "以秘书处公告为准。" }</span></dd></>
            }) }</dl>
        </details>
    }
}

#[derive(Properties, PartialEq)]
struct CitingProps {
    article: u8,
}

/// The requirements that cite a clause, linked to where they are answered.
#[component]
fn Citing(props: &CitingProps) -> Html {
    let scheme = &use_catalog().scheme;
    let is_open = use_select(|state| state.open.is_some());
    let citing: Vec<_> = scheme.citing(props.article).collect();
    if citing.is_empty() || !is_open {
        return Html::default();
    }
    html! {
        <p class="small citing">{ "自查：" }
            { for citing.into_iter().map(|requirement| html! {
                <RouteLink to={Route::Requirement(requirement.id.clone())}>{ &*requirement.subject }</RouteLink>
            }) }
        </p>
    }
}

/// The numbers of the award at a glance.
#[component]
fn Figures() -> Html {
    let catalog = use_catalog();
    let scheme = &catalog.scheme;
    let review = &scheme.review;
    let prizes: Vec<String> =
        scheme.prizes.iter().map(|prize| format!("{}不超过 {} 个，奖金 {} 万元", prize.name, prize.quota, prize.money)).collect();
    let windows: Vec<String> = scheme
        .windows
        .iter()
        .map(|window| {
            format!("{}{} {} 个工作日", window.subject, if window.at_least { "不少于" } else { "不超过" }, window.working_days)
        })
        .collect();
    let rows = [
        ("评选", format!("每 {} 年一届", review.cycle_years)),
        ("奖项", prizes.join("；")),
        (
            "评分",
            format!(
                "总分 {}，材料 {}%、现场 {}%，{} 分（含）入围",
                catalog.criteria.points, review.document_share, review.site_share, review.shortlist_points
            ),
        ),
        ("投票", format!("无记名，得票达到投票人数的 {} 分之 {}（含）", review.ballot_share.1, review.ballot_share.0)),
        ("评审组", format!("{}–{} 名专家", review.examiners.0, review.examiners.1)),
        ("时限", windows.join("；")),
        (
            "获奖后",
            format!(
                "{} 年内出重大事故或严重违法，撤销称号；骗取奖项的 {} 年内不得再报",
                review.probation_years, review.ban_years
            ),
        ),
    ];
    html! {
        <section class="card"><h2>{ "要点" }</h2>
            <dl class="figures">{ for rows.into_iter().map(|(name, text)| html! { <><dt>{ name }</dt><dd>{ text }</dd></> }) }</dl>
        </section>
    }
}
