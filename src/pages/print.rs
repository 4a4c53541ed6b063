//! A document as it is printed: the same blocks as in Word, on pages of the same size.

mod blocks;

use dossier::package::{self, Circumstances, FormFilled, Step};
use yew::{Callback, Html, Properties, component, html};

use self::blocks::Blocks;
use crate::browser::page;
use crate::components::RouteLink;
use crate::route::Route;
use crate::state::{Issued, use_assessment, use_catalog, use_issued, use_select};

/// The documents that can be printed, by their names in the address.
pub const PAPERS: [(&str, Step); 8] = [
    ("form", Step::Form),
    ("report", Step::Report),
    ("catalogue", Step::Catalogue),
    ("trade-secrets", Step::TradeSecrets),
    ("commitment", Step::Commitment),
    ("notice", Step::Notice),
    ("check-list", Step::CheckList),
    ("recommendation", Step::Recommendation),
];

/// Properties of [`Print`].
#[derive(Properties, PartialEq)]
pub struct PrintProps {
    /// The document.
    pub step: Step,
}

/// A document, and nothing else of the page on paper.
#[component]
pub fn Print(props: &PrintProps) -> Html {
    let catalog = use_catalog();
    let today = use_select(|state| state.today);
    let issued = use_issued();
    let Some(open) = use_assessment() else { return Html::default() };
    // Only the check list tells of the form that the secretariat issued.
    let (filled, problem) = match &issued {
        Issued::Read(form) if props.step == Step::CheckList => match FormFilled::of(form, catalog, &open) {
            Ok((_, filled)) => (Some(filled), None),
            Err(reason) => (None, Some(format!("官方表格没有填：{reason}"))),
        },
        _ => (None, None),
    };
    let circumstances = Circumstances { today, form: filled.as_ref() };
    let Some(document) = package::document(catalog, &open, props.step, circumstances) else { return Html::default() };
    let print = Callback::from(|_| page::print());
    let margin = open.documents.margin().millimetres().to_string();
    let blocks = Blocks::new(catalog, &open, &document);
    html! {
        <div class="page print-page">
            <header class="page-head screen-only">
                <h1>{ format!("打印：{}", document.title) }</h1>
                <button type="button" class="primary" onclick={print}>{ "打印（Ctrl+P）" }</button>
                <RouteLink to={Route::Package}>{ "回到申报材料" }</RouteLink>
                <p class="muted small">{ "内容与 Word 文件相同，页码以 Word 文件为准；在打印窗口选“另存为 PDF”可得到 PDF。" }</p>
                if let Some(problem) = problem { <p class="warning" role="alert">{ problem }</p> }
            </header>
            <article class="paper" data-margin={margin} aria-label={document.title.clone()}>
                if !document.cover.is_empty() { <section class="leaf cover">{ blocks.draw(&document.cover) }</section> }
                { for document.sections.iter().map(|section| html! {
                    <section class="leaf" data-orientation={blocks::orientation(section)}>{ blocks.draw(&section.blocks) }</section>
                }) }
            </article>
        </div>
    }
}
