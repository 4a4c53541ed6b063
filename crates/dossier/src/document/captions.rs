//! Captions: figures and tables are numbered in the order in which they stand.

use super::{Block, Document};

/// The caption of the table that follows it, kept with it.
#[derive(Clone, Debug, PartialEq)]
pub struct TableCaption {
    /// Its number in the document, from 1.
    pub number: u16,
    /// What the table shows.
    pub text: String,
}

/// A list of all captions of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct CaptionList {
    /// What stands over it.
    pub title: String,
    /// Which it lists.
    pub of: Captioned,
}

/// What has captions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Captioned {
    /// Figures.
    Figures,
    /// Tables.
    Tables,
}

impl Captioned {
    /// The word before the number: 图.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Captioned::Figures => "图",
            Captioned::Tables => "表",
        }
    }

    /// The number and the text of a block's caption, if it has one of this kind.
    #[must_use]
    pub fn caption(self, block: &Block) -> Option<(u16, &str)> {
        match (self, block) {
            (Captioned::Figures, Block::Figure(figure)) => Some((figure.number, &figure.caption)),
            (Captioned::Tables, Block::TableCaption(caption)) => Some((caption.number, &caption.text)),
            _ => None,
        }
    }

    /// The line of a caption: 图 3　总分构成.
    #[must_use]
    pub fn line(self, number: u16, text: &str) -> String {
        format!("{} {number}　{text}", self.word())
    }
}

impl Document {
    /// The captions of a kind in their order.
    pub fn captions(&self, of: Captioned) -> impl Iterator<Item = (u16, &str)> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(move |block| of.caption(block))
    }

    /// The same document with its figures and tables numbered as they stand.
    #[must_use]
    pub fn numbered(mut self) -> Document {
        let (mut figures, mut tables) = (0, 0);
        for block in self.sections.iter_mut().flat_map(|section| &mut section.blocks) {
            match block {
                Block::Figure(figure) => {
                    figures += 1;
                    figure.number = figures;
                }
                Block::TableCaption(caption) => {
                    tables += 1;
                    caption.number = tables;
                }
                _ => {}
            }
        }
        self
    }
}
