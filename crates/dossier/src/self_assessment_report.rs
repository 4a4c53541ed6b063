//! The self-assessment report (自评报告): organisational profile, the items in the standard's order, and the scores.

mod indicators;
mod items;
mod summary;

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::clause::chinese_number;
use jiff::civil::Date;

use crate::document::{Block, CaptionList, Captioned, Contents, Document, Figure, Heading, Paragraph, Section, Style};
use crate::package::figures;
use crate::{prose, wording};

/// Builds the report. `today` is the date on the cover.
#[must_use]
pub fn build(catalog: &Catalog, assessment: &Assessment, today: Date) -> Document {
    let pictures = pictures(catalog, assessment);
    let mut text = profile(catalog, assessment);
    text.push(Block::PageBreak);
    text.extend(items::blocks(catalog, assessment, &pictures));
    text.push(Block::PageBreak);
    text.extend(summary::overview(catalog, assessment, &pictures));
    let mut wide = summary::details(catalog, assessment);
    wide.extend(summary::plan(assessment, today));
    Document {
        title: title(catalog),
        subject: format!("{} {}", catalog.criteria.standard, catalog.criteria.title),
        author: wording::one_line(&assessment.name()),
        cover: cover(catalog, assessment, today),
        sections: vec![
            Section::portrait(vec![
                Block::Contents(Contents { title: "目　录".into(), levels: 3 }),
                Block::CaptionList(CaptionList { title: "图目录".into(), of: Captioned::Figures }),
                Block::CaptionList(CaptionList { title: "表目录".into(), of: Captioned::Tables }),
            ]),
            Section::portrait(text),
            Section::landscape(wide),
        ],
    }
    .numbered()
}

/// The title of the report: 信阳市市长质量奖自评报告.
#[must_use]
pub fn title(catalog: &Catalog) -> String {
    format!("{}自评报告", catalog.scheme.award)
}

/// Every picture that is drawn for the report, in the order in which they stand there.
fn pictures(catalog: &Catalog, assessment: &Assessment) -> Vec<Figure> {
    let figure = |each: figures::Figure| Figure {
        id: each.id,
        number: 0,
        width: each.width_mm,
        height: each.height_mm(),
        caption: each.title,
        alt: each.alt,
    };
    figures::figures(catalog, assessment).into_iter().map(figure).collect()
}

fn cover(catalog: &Catalog, assessment: &Assessment, today: Date) -> Vec<Block> {
    let line = |text: &str, style: Style| Block::Paragraph(Paragraph::new(style, text));
    let name = Paragraph { inlines: vec![wording::value(&wording::one_line(&assessment.name()))], style: Style::Subtitle };
    let years = assessment.years();
    let mut blocks = vec![line("", Style::Subtitle); 3];
    blocks.push(line(&catalog.scheme.award, Style::Title));
    blocks.push(line("自 评 报 告", Style::Title));
    blocks.push(line(&format!("依据 {}《{}》", catalog.criteria.standard, catalog.criteria.title), Style::Subtitle));
    blocks.push(line(if assessment.head.sample { wording::SAMPLE } else { "" }, Style::Subtitle));
    blocks.extend(vec![line("", Style::Subtitle); 4]);
    blocks.push(Block::Paragraph(name));
    blocks.push(line(&format!("数据年度：{}–{}", years[0], years[2]), Style::Subtitle));
    blocks.push(line(&wording::day(today), Style::Subtitle));
    blocks
}

/// Part one: the organisational profile.
fn profile(catalog: &Catalog, assessment: &Assessment) -> Vec<Block> {
    let profile = &catalog.criteria.profile;
    let mut blocks = vec![Block::Heading(Heading::numbered(1, "第一部分　", &*profile.title))];
    let (mut part, mut parts, mut sections) = ("", 0, 0);
    for section in &profile.sections {
        if part != &*section.part {
            (part, parts, sections) = (&section.part, parts + 1, 0);
            blocks.push(Block::Heading(Heading::numbered(2, format!("{}、", chinese_number(parts)), part)));
        }
        sections += 1;
        blocks.push(Block::Heading(Heading::numbered(3, format!("（{}）", chinese_number(sections)), &*section.title)));
        blocks.extend(prose::blocks(catalog, assessment, &assessment.section(&section.id)));
    }
    blocks
}
