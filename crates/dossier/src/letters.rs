//! Letters (承诺书、公示、推荐意见): the wording of the scheme with what is particular to an application filled in.

pub mod commitment;
pub mod notice;
pub mod recommendation;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::scheme::{Letter, LetterKind};
use award::timeline::{Known, Origin, timeline_of};
use jiff::civil::Date;

use crate::document::{Block, Document, Heading, Inline, Paragraph, Section, Style, Table};
use crate::wording;

/// A day that is written by hand.
const BLANK_DAY: &str = "____年__月__日";

/// The letters of some kinds that an applicant needs.
fn needed<'a>(catalog: &'a Catalog, assessment: &Assessment, kinds: &[LetterKind]) -> impl Iterator<Item = &'a Letter> {
    let letters = catalog.scheme.materials.letters.iter();
    letters.filter(move |letter| kinds.contains(&letter.kind) && letter.applies(assessment))
}

/// A document of letters, one a page.
fn document<'a>(catalog: &Catalog, assessment: &Assessment, title: &str, letters: impl Iterator<Item = &'a Letter>) -> Document {
    let mut blocks = Vec::new();
    for letter in letters {
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.extend(page(catalog, assessment, letter));
    }
    Document {
        title: title.to_owned(),
        subject: format!("{} 申报材料", catalog.scheme.award),
        author: wording::one_line(&assessment.name()),
        cover: Vec::new(),
        sections: vec![Section::portrait(blocks)],
    }
}

fn page(catalog: &Catalog, assessment: &Assessment, letter: &Letter) -> Vec<Block> {
    let filling = Filling { catalog, assessment, letter };
    let basis = format!("《{}》{}", catalog.scheme.title, letter.clause);
    let mut blocks = vec![
        Block::Heading(Heading::new(1, filling.paragraph(&letter.title, Style::Title).text())),
        Block::Paragraph(Paragraph::new(Style::Note, format!("依据{basis}。本件是按条文自拟的样式，公告附有样式的以公告为准。"))),
    ];
    if assessment.head.sample {
        blocks.push(Block::Paragraph(Paragraph::new(Style::Note, wording::SAMPLE)));
    }
    blocks.extend(letter.to.iter().map(|to| Block::Paragraph(filling.paragraph(to, Style::Flush))));
    blocks.extend(letter.paragraphs.iter().map(|text| Block::Paragraph(filling.paragraph(text, Style::Body))));
    blocks.push(Block::Paragraph(Paragraph::new(Style::Body, "")));
    blocks.push(Block::Table(Table::to_sign(&letter.signatures)));
    blocks
}

/// What the blanks of a letter's wording become.
struct Filling<'a> {
    catalog: &'a Catalog,
    assessment: &'a Assessment,
    letter: &'a Letter,
}

impl Filling<'_> {
    fn paragraph(&self, text: &str, style: Style) -> Paragraph {
        let mut inlines = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            inlines.push(Inline::plain(before));
            inlines.push(self.blank(name));
            rest = after;
        }
        inlines.push(Inline::plain(rest));
        inlines.retain(|inline| !inline.text.is_empty());
        Paragraph { inlines, style }
    }

    fn blank(&self, name: &str) -> Inline {
        let scheme = &self.catalog.scheme;
        let day = |day: Option<Date>| Inline::plain(day.map_or_else(|| BLANK_DAY.to_owned(), wording::day));
        match name {
            "applicant" => wording::value(&wording::one_line(&self.assessment.name())),
            "award" => Inline::plain(&*scheme.award),
            "regulation" => Inline::plain(&*scheme.title),
            "document" => Inline::plain(&*scheme.document),
            "days" => Inline::plain(self.working_days()),
            "from" => day(self.period().0),
            "to" => day(self.period().1),
            _ => match name.strip_prefix('@').and_then(|id| self.catalog.form.field(id)) {
                Some(field) => wording::value(&wording::field(self.catalog, field, self.assessment)),
                None => Inline::plain(name),
            },
        }
    }

    /// The first and the last day of the period that the letter's clause asks the applicant to keep, as far as they are known
    /// for sure.
    fn period(&self) -> (Option<Date>, Option<Date>) {
        let round = timeline_of(self.catalog, self.assessment);
        let mut kept = round.to_keep(&self.catalog.scheme);
        let Some(stage) = kept.find(|stage| stage.milestone.clause.article == self.letter.clause.article) else {
            return (None, None);
        };
        let is_sure = |known: &Known| known.origin == Origin::Entered || stage.unannounced().is_empty();
        (stage.start.map(|known| known.day), stage.end.filter(is_sure).map(|known| known.day))
    }

    /// The working days that the letter's clause sets.
    fn working_days(&self) -> String {
        let window = self.catalog.scheme.windows.iter().find(|window| window.clause.article == self.letter.clause.article);
        window.map(|window| window.working_days.to_string()).unwrap_or_default()
    }
}
