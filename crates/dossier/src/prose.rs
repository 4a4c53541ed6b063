//! Prose of the report as blocks of a document, its references by their current numbers.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::documents::Picture;
use award::prose::{self, Span};
use award::{PictureId, Text};

use crate::document::{Align, Block, Cell, Figure, FigureId, Inline, Lines, List, Paragraph, Row, Style, Table, TableCaption};
use crate::wording;

/// The width of the text in millimetres.
const WIDTH: u16 = 160;

/// The greatest height of a picture in millimetres.
const HEIGHT: u16 = 200;

/// The name of the pictures that texts hold.
const PICTURE: &str = "picture";

/// The pictures in the texts of an assessment: what documents call them, and their ids.
pub fn pictures(assessment: &Assessment) -> impl Iterator<Item = (FigureId, &PictureId, &Picture)> {
    let pictures = assessment.documents.pictures.iter().enumerate();
    pictures.map(|(at, (id, picture))| (FigureId::numbered(PICTURE, at as u16 + 1), id, picture))
}

/// The blocks of a text; a mark if nothing is written.
pub(crate) fn blocks(catalog: &Catalog, assessment: &Assessment, text: &Text) -> Vec<Block> {
    let writing = Writing { catalog, assessment };
    let mut blocks = Vec::new();
    for block in prose::read(text) {
        writing.block(block, &mut blocks);
    }
    if blocks.is_empty() {
        let missing = Paragraph { inlines: vec![Inline::missing(wording::MISSING)], style: Style::Body };
        blocks.push(Block::Paragraph(missing));
    }
    blocks
}

/// What references lead to.
struct Writing<'a> {
    catalog: &'a Catalog,
    assessment: &'a Assessment,
}

impl Writing<'_> {
    fn block(&self, block: prose::Block, blocks: &mut Vec<Block>) {
        match block {
            prose::Block::Heading(text) => blocks.push(Block::Paragraph(Paragraph::new(Style::Lead, text))),
            prose::Block::Paragraph(spans) => {
                blocks.push(Block::Paragraph(Paragraph { inlines: self.inlines(spans), style: Style::Body }));
            }
            prose::Block::List { is_numbered, points } => {
                let items = points.into_iter().map(|point| self.inlines(point)).collect();
                blocks.push(Block::List(List { is_numbered, items }));
            }
            prose::Block::Table { caption, rows } => {
                if !caption.is_empty() {
                    blocks.push(Block::TableCaption(TableCaption { number: 0, text: caption }));
                }
                blocks.push(Block::Table(self.table(rows)));
            }
            prose::Block::Picture { id, caption } => blocks.push(self.picture(&id, caption)),
        }
    }

    fn inlines(&self, spans: Vec<Span>) -> Vec<Inline> {
        let inline = |span| match span {
            Span::Text(text) => Inline::plain(text),
            Span::Strong(text) => Inline::strong(text),
            Span::Reference(reference) => match reference.name(self.catalog, self.assessment) {
                Some(name) => Inline::plain(wording::one_line(&name)),
                None => Inline::missing("〔引用的内容已不在〕"),
            },
        };
        spans.into_iter().map(inline).collect()
    }

    /// A table as wide as the text, its columns by the longest text in them.
    fn table(&self, rows: Vec<Vec<Vec<Span>>>) -> Table {
        let mut table = Table { columns: Vec::new(), header_rows: 1, lines: Lines::Grid, rows: Vec::new() };
        let mut lengths: Vec<u16> = Vec::new();
        for (at, row) in rows.into_iter().enumerate() {
            lengths.resize(row.len(), 0);
            let mut cells = Vec::with_capacity(row.len());
            for (column, spans) in row.into_iter().enumerate() {
                let paragraph = Paragraph { inlines: self.inlines(spans), style: Style::Cell };
                let length = paragraph.text().chars().count().min(usize::from(LONGEST)) as u16;
                lengths[column] = lengths[column].max(length);
                cells.push(if at == 0 { Cell::label(paragraph.text()) } else { cell(paragraph) });
            }
            table.rows.push(Row::new(cells));
        }
        table.columns = widths(&lengths);
        table
    }

    fn picture(&self, id: &PictureId, caption: String) -> Block {
        match pictures(self.assessment).find(|(_, known, _)| *known == id) {
            Some((figure, _, picture)) => {
                let (width, height) = size(picture);
                let alt = if caption.is_empty() { picture.file.name.to_string() } else { caption.clone() };
                Block::Figure(Figure { id: figure, number: 0, caption, alt, width, height })
            }
            None => {
                let missing = Inline::missing(format!("〔图已不在：{caption}〕"));
                Block::Paragraph(Paragraph { inlines: vec![missing], style: Style::Flush })
            }
        }
    }
}

/// The most characters of a cell that make its column wider.
const LONGEST: u16 = 24;

/// A cell; figures stand at the right.
fn cell(paragraph: Paragraph) -> Cell {
    let is_figure = award::amount::Amount::parse(paragraph.text().trim_end_matches('%')).is_some();
    Cell::paragraphs(vec![paragraph]).align(if is_figure { Align::Right } else { Align::Left })
}

/// Widths of columns that add up to the width of the text: a third of it shared alike, the rest by the longest text.
fn widths(lengths: &[u16]) -> Vec<u16> {
    let count = lengths.len().max(1) as u16;
    let (alike, sum) = (WIDTH / 3 / count, lengths.iter().sum::<u16>().max(1));
    let shared = WIDTH - alike * count;
    let mut widths: Vec<u16> = lengths.iter().map(|length| alike + shared * length / sum).collect();
    let rest = WIDTH.saturating_sub(widths.iter().sum());
    widths.iter_mut().take(1).for_each(|first| *first += rest);
    widths
}

/// The size of a picture on paper in millimetres: at 150 dots an inch, no larger than the page.
fn size(picture: &Picture) -> (u16, u16) {
    let (width, height) = (u64::from(picture.width), u64::from(picture.height));
    let natural = (width * 254 / 1500).clamp(20, u64::from(WIDTH));
    let by_height = u64::from(HEIGHT) * width / height.max(1);
    let wide = natural.min(by_height).max(1);
    (wide as u16, (wide * height / width.max(1)).clamp(1, u64::from(HEIGHT)) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width() {
        for lengths in [&[1, 24, 3][..], &[0, 0], &[24; 12], &[5]] {
            let widths = widths(lengths);
            assert_eq!(widths.iter().sum::<u16>(), WIDTH, "{lengths:?}");
            assert!(widths.iter().all(|&width| width >= WIDTH / 3 / lengths.len() as u16));
        }
    }
}
