//! A text as the report shows it.

use award::Text;
use award::prose::{self, Block, Span};
use yew::{Html, Properties, component, html};

use super::pictures::PictureView;
use crate::state::{use_assessment, use_catalog};

/// Properties of [`Preview`].
#[derive(Properties, PartialEq)]
pub(super) struct PreviewProps {
    /// The text.
    pub text: Text,
}

/// A text with its marks read.
#[component]
pub(super) fn Preview(props: &PreviewProps) -> Html {
    let catalog = use_catalog();
    let Some(open) = use_assessment() else { return Html::default() };
    let span = |span: Span| match span {
        Span::Text(text) => html! { { text } },
        Span::Strong(text) => html! { <b>{ text }</b> },
        Span::Reference(reference) => match reference.name(catalog, &open) {
            Some(name) => html! { <span class="reference">{ name }</span> },
            None => html! { <span class="reference" data-tone="open">{ "引用的内容已不在" }</span> },
        },
    };
    let spans = |spans: Vec<Span>| html! { { for spans.into_iter().map(span) } };
    let block = |block: Block| match block {
        Block::Heading(text) => html! { <p><b>{ text }</b></p> },
        Block::Paragraph(text) => html! { <p>{ spans(text) }</p> },
        Block::List { is_numbered: true, points } => {
            html! { <ol>{ for points.into_iter().map(|point| html! { <li>{ spans(point) }</li> }) }</ol> }
        }
        Block::List { points, .. } => {
            html! { <ul>{ for points.into_iter().map(|point| html! { <li>{ spans(point) }</li> }) }</ul> }
        }
        Block::Table { caption, rows } => {
            table(&caption, rows.into_iter().map(|row| row.into_iter().map(spans).collect()).collect())
        }
        Block::Picture { id, caption } => {
            let file = open.documents.pictures.get(&id).map(|picture| picture.file.clone());
            html! { <PictureView {file} caption={format!("图　{caption}")} key={id.to_string()} /> }
        }
    };
    html! { <section class="prose" aria-label="预览" tabindex="0">{ for prose::read(&props.text).into_iter().map(block) }</section> }
}

fn table(caption: &str, rows: Vec<Vec<Html>>) -> Html {
    let mut rows = rows.into_iter();
    let head = rows.next().unwrap_or_default();
    html! {
        <table>
            if !caption.is_empty() { <caption>{ format!("表　{caption}") }</caption> }
            <thead><tr>{ for head.into_iter().map(|cell| html! { <th scope="col">{ cell }</th> }) }</tr></thead>
            <tbody>{ for rows.map(|row| html! { <tr>{ for row.into_iter().map(|cell| html! { <td>{ cell }</td> }) }</tr> }) }</tbody>
        </table>
    }
}
