//! Margins: documents are built for the usual ones and fitted to others.

use award::documents::Margin;

use super::{Block, Document, Orientation, Section};

impl Section {
    /// The width between the margins in millimetres.
    #[must_use]
    pub fn text_width(&self) -> u16 {
        self.orientation.paper().0 - 2 * u16::from(self.margin.millimetres())
    }

    /// The height between the margins in millimetres.
    #[must_use]
    pub fn text_height(&self) -> u16 {
        self.orientation.paper().1 - 2 * u16::from(self.margin.millimetres())
    }
}

impl Document {
    /// The same document between other margins: tables get wider or narrower, figures only narrower.
    #[must_use]
    pub fn with_margin(mut self, margin: Margin) -> Document {
        if margin == Margin::USUAL {
            return self;
        }
        let cover = Section { orientation: Orientation::Portrait, margin, blocks: Vec::new() };
        fit(&mut self.cover, Orientation::Portrait.text_width(), cover.text_width());
        for section in &mut self.sections {
            section.margin = margin;
            let width = section.text_width();
            fit(&mut section.blocks, section.orientation.text_width(), width);
        }
        self
    }
}

/// Fits blocks that were made for one width to another.
fn fit(blocks: &mut [Block], old: u16, new: u16) {
    for block in blocks {
        match block {
            Block::Table(table) => table.columns = scaled(&table.columns, old, new),
            Block::Figure(figure) if figure.width > new => {
                let height = u32::from(figure.height) * u32::from(new) / u32::from(figure.width);
                (figure.width, figure.height) = (new, height as u16);
            }
            _ => {}
        }
    }
}

/// Widths in proportion; rounding never adds up.
fn scaled(columns: &[u16], old: u16, new: u16) -> Vec<u16> {
    let scale = |sum: u32| (sum * u32::from(new) + u32::from(old) / 2) / u32::from(old);
    let (mut before, mut widths) = (0, Vec::with_capacity(columns.len()));
    for &column in columns {
        let after = before + u32::from(column);
        widths.push((scale(after) - scale(before)) as u16);
        before = after;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Lines, Table};

    fn table(columns: &[u16]) -> Block {
        Block::Table(Table { columns: columns.to_vec(), header_rows: 0, lines: Lines::Grid, rows: Vec::new() })
    }

    fn columns(block: &Block) -> &[u16] {
        match block {
            Block::Table(table) => &table.columns,
            _ => &[],
        }
    }

    #[test]
    fn full_tables_fill_the_width_between_every_margin() {
        for millimetres in Margin::RANGE {
            let margin = Margin::new(millimetres).expect("in range");
            let sections = vec![Section::portrait(vec![table(&[24, 36, 24, 76])]), Section::landscape(vec![table(&[15; 13])])];
            let document = Document {
                title: String::new(),
                subject: String::new(),
                author: String::new(),
                cover: vec![table(&[38, 8, 114])],
                sections,
            };
            let fitted = document.with_margin(margin);
            let width = 210 - 2 * u16::from(millimetres);
            assert_eq!(columns(&fitted.cover[0]).iter().sum::<u16>(), width);
            assert_eq!(columns(&fitted.sections[0].blocks[0]).iter().sum::<u16>(), width);
            let partial: u16 = columns(&fitted.sections[1].blocks[0]).iter().sum();
            assert!(partial <= fitted.sections[1].text_width());
        }
    }
}
