//! The blocks of a document as elements of a page.

use std::collections::BTreeMap;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::evidence::FileFacts;
use dossier::document::{
    Align, BlankBox, Block, Captioned, Cell, Contents, Document, Figure, FigureId, Heading, Inline, Lines, List, Mark,
    Orientation, Paragraph, Section, Style, Table, Tone,
};
use dossier::{package, prose};
use yew::{AttrValue, Html, html};

use crate::pages::report::PictureView;

/// How the paper of a section lies.
pub(super) fn orientation(section: &Section) -> &'static str {
    match section.orientation {
        Orientation::Portrait => "portrait",
        Orientation::Landscape => "landscape",
    }
}

/// What the blocks of a document need to be drawn.
pub(super) struct Blocks<'a> {
    document: &'a Document,
    drawings: BTreeMap<FigureId, String>,
    pictures: BTreeMap<FigureId, FileFacts>,
}

impl<'a> Blocks<'a> {
    /// The drawings and pictures of a document.
    pub fn new(catalog: &Catalog, assessment: &Assessment, document: &'a Document) -> Blocks<'a> {
        let has_figures = document.captions(Captioned::Figures).next().is_some();
        let figures = if has_figures { package::figures(catalog, assessment) } else { Vec::new() };
        Blocks {
            document,
            drawings: figures.into_iter().map(|figure| (figure.id, figure.svg)).collect(),
            pictures: prose::pictures(assessment).map(|(id, _, picture)| (id, picture.file.clone())).collect(),
        }
    }

    /// Blocks one below the other.
    pub fn draw(&self, blocks: &[Block]) -> Html {
        html! { { for blocks.iter().map(|block| self.block(block)) } }
    }

    fn block(&self, block: &Block) -> Html {
        match block {
            Block::Heading(heading) => head(heading),
            Block::Paragraph(text) => paragraph(text),
            Block::List(list) => points(list),
            Block::Table(each) => table(each),
            Block::Figure(figure) => self.figure(figure),
            Block::Contents(contents) => self.contents(contents),
            Block::CaptionList(list) => {
                let lines = self.document.captions(list.of).map(|(number, text)| list.of.line(number, text));
                listing(&list.title, lines.map(|line| (3, line)).collect())
            }
            Block::TableCaption(caption) => {
                html! { <p class="caption of-table">{ Captioned::Tables.line(caption.number, &caption.text) }</p> }
            }
            Block::Boxes(boxes) => html! { <table class="boxes"><tbody>{ for boxes.iter().map(blank_box) }</tbody></table> },
            Block::PageBreak => html! { <div class="page-break" /> },
        }
    }

    fn contents(&self, contents: &Contents) -> Html {
        let blocks = self.document.sections.iter().flat_map(|section| &section.blocks);
        let headings = blocks.filter_map(|block| match block {
            Block::Heading(heading) if heading.level <= contents.levels => Some((heading.level, heading.line())),
            _ => None,
        });
        listing(&contents.title, headings.collect())
    }

    fn figure(&self, figure: &Figure) -> Html {
        let caption = Captioned::Figures.line(figure.number, &figure.caption);
        if let Some(svg) = self.drawings.get(&figure.id) {
            return html! {
                <figure class="drawing">
                    { Html::from_html_unchecked(AttrValue::from(svg.clone())) }
                    <figcaption class="caption">{ caption }</figcaption>
                </figure>
            };
        }
        html! { <PictureView file={self.pictures.get(&figure.id).cloned()} {caption} /> }
    }
}

fn listing(title: &str, lines: Vec<(u8, String)>) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <p class="listing-title">{ title }</p>
            <ul class="listing">{ for lines.into_iter().map(|(level, line)| html! { <li data-level={level.to_string()}>{ line }</li> }) }</ul>
        </>
    }
}

fn head(heading: &Heading) -> Html {
    let line = heading.line();
    match heading.level {
        1 => html! { <h2 class="level-1">{ line }</h2> },
        2 => html! { <h3 class="level-2">{ line }</h3> },
        _ => html! { <h4 class="level-3">{ line }</h4> },
    }
}

fn paragraph(paragraph: &Paragraph) -> Html {
    let style = match paragraph.style {
        Style::Body => "body",
        Style::Flush => "flush",
        Style::Lead => "lead",
        Style::Note | Style::Remark => "note",
        Style::Title => "title",
        Style::Subtitle => "subtitle",
        Style::Right => "right",
        Style::Cell => "cell",
    };
    html! { <p data-style={style}>{ inlines(&paragraph.inlines) }</p> }
}

fn inlines(inlines: &[Inline]) -> Html {
    html! { { for inlines.iter().map(|inline| match inline.mark {
        Mark::Plain => html! { { &inline.text } },
        Mark::Strong => html! { <b>{ &inline.text }</b> },
        Mark::Missing => html! { <mark>{ &inline.text }</mark> },
    }) } }
}

fn points(list: &List) -> Html {
    let items = list.items.iter().map(|item| html! { <li>{ inlines(item) }</li> });
    if list.is_numbered {
        html! { <ol>{ for items }</ol> }
    } else {
        html! { <ul>{ for items }</ul> }
    }
}

fn table(table: &Table) -> Html {
    let sum = table.columns.iter().sum::<u16>().max(1);
    let lines = match table.lines {
        Lines::Grid => "ruled",
        Lines::Blanks => "blanks",
        Lines::Boxes => "boxes",
    };
    let (head, body) = table.rows.split_at(table.header_rows.min(table.rows.len()));
    let row = |row: &dossier::document::Row| html! { <tr>{ for row.cells.iter().map(cell) }</tr> };
    html! {
        <table class={lines}>
            <colgroup>{ for table.columns.iter().map(|column| html! {
                <col width={format!("{}%", u32::from(*column) * 100 / u32::from(sum))} />
            }) }</colgroup>
            <thead>{ for head.iter().map(row) }</thead>
            <tbody>{ for body.iter().map(row) }</tbody>
        </table>
    }
}

fn cell(cell: &Cell) -> Html {
    let align = match cell.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Spread => "spread",
    };
    let tone = match cell.tone {
        Tone::Plain => None,
        Tone::Label => Some("label"),
        Tone::Sum => Some("sum"),
    };
    html! {
        <td colspan={cell.span.to_string()} data-align={align} data-tone={tone}>{ for cell.paragraphs.iter().map(paragraph) }</td>
    }
}

fn blank_box(blank: &BlankBox) -> Html {
    html! {
        <tr>
            <td data-align="center" data-tone="label">
                <p>{ &blank.title }</p>
                if !blank.note.is_empty() { <p>{ format!("（{}）", blank.note) }</p> }
            </td>
            <td class="room">{ for blank.lines.iter().map(|line| html! { <p data-style="flush">{ line }</p> }) }</td>
        </tr>
    }
}
