//! Prose (正文): the texts of the report with the few marks that such texts need, readable as they are typed.
//!
//! A line is a paragraph. `# ` starts a heading, `- ` a point of a list, `1. ` a point of a numbered one, `**` surrounds what is
//! bold. Lines with tabulators, as Excel and WPS put cells on the clipboard, are a table; `表：` before them is its caption.
//! `[[图:id|caption]]` on a line of its own is a picture, `[[材料:id]]` and `[[指标:id]]` refer to evidence and to an indicator by ids
//! that outlive every renumbering. What is no mark stays text.

use crate::assessment::Assessment;
use crate::catalog::Catalog;
use crate::criteria::{Criteria, Item};
use crate::evidence::register;
use crate::{EvidenceId, IndicatorId, PictureId};

/// A piece of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading inside an item.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list.
    List {
        /// Whether its points are numbered, from 1 on.
        is_numbered: bool,
        /// Its points.
        points: Vec<Vec<Span>>,
    },
    /// A table whose first row names the columns. Every row has the same number of cells.
    Table {
        /// What it shows; empty if nobody said it.
        caption: String,
        /// Its rows.
        rows: Vec<Vec<Vec<Span>>>,
    },
    /// A picture.
    Picture {
        /// Which.
        id: PictureId,
        /// What it shows; empty if nobody said it.
        caption: String,
    },
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// As it stands.
    Text(String),
    /// Bold.
    Strong(String),
    /// A reference.
    Reference(Reference),
}

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A piece of evidence, shown by its number.
    Evidence(EvidenceId),
    /// An indicator, shown by its item and its name.
    Indicator(IndicatorId),
}

/// The fewest lines with tabulators that are a table: names and one row.
const LEAST_ROWS: usize = 2;

/// The most columns of a table that a page holds.
const MOST_COLUMNS: usize = 12;

/// Reads prose. Blank lines only separate.
#[must_use]
pub fn read(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().map(without_blanks).filter(|line| !line.trim().is_empty()).collect();
    let (mut blocks, mut at, mut tables_from) = (Vec::new(), 0, 0);
    while at < lines.len() {
        let found = if at < tables_from { Err(1) } else { table(&lines[at..], &mut blocks) };
        if let Err(passed) = found {
            tables_from = tables_from.max(at + passed);
        }
        at += found.ok().or_else(|| numbered(&lines[at..], &mut blocks)).unwrap_or_else(|| line(lines[at].trim(), &mut blocks));
    }
    blocks
}

/// A line without what surrounds it; tabulators stay, because they are empty cells.
fn without_blanks(line: &str) -> &str {
    line.trim_matches(|character: char| character.is_whitespace() && character != '\t')
}

/// Takes a table with its caption; the number of lines that it takes, or of lines with which no table starts. A sheet that is
/// too wide for a page is looked at once, not again from each of its rows.
fn table(lines: &[&str], blocks: &mut Vec<Block>) -> Result<usize, usize> {
    let caption = ["表：", "表:"].iter().find_map(|mark| lines.first()?.trim().strip_prefix(mark));
    let skipped = usize::from(caption.is_some());
    let rows: Vec<&str> = lines[skipped..].iter().copied().take_while(|line| line.trim().contains('\t')).collect();
    let columns: Vec<usize> = rows.iter().map(|row| row.split('\t').count()).collect();
    if let Some(wide) = columns.iter().rposition(|columns| *columns > MOST_COLUMNS) {
        return Err(skipped + wide + 1);
    }
    let columns = columns.into_iter().max().filter(|_| rows.len() >= LEAST_ROWS).ok_or(1_usize)?;
    let cells = |row: &&str| {
        let mut cells: Vec<Vec<Span>> = row.split('\t').map(|cell| spans(cell.trim())).collect();
        cells.resize(columns, Vec::new());
        cells
    };
    blocks.push(Block::Table { caption: caption.unwrap_or_default().trim().to_owned(), rows: rows.iter().map(cells).collect() });
    Ok(skipped + rows.len())
}

/// Takes lines numbered 1, 2, 3 in a row; a single number, or one that starts elsewhere, was meant as text.
fn numbered(lines: &[&str], blocks: &mut Vec<Block>) -> Option<usize> {
    let point = |(at, line): (usize, &&str)| {
        let rest = line.trim().strip_prefix(&(at + 1).to_string())?;
        rest.strip_prefix(". ").or_else(|| rest.strip_prefix('、')).map(|rest| spans(rest.trim()))
    };
    let points: Vec<Vec<Span>> = lines.iter().enumerate().map_while(point).collect();
    let count = points.len();
    (count >= 2).then(|| {
        blocks.push(Block::List { is_numbered: true, points });
        count
    })
}

/// Takes one line; the number of lines, for the caller's sum.
fn line(line: &str, blocks: &mut Vec<Block>) -> usize {
    let heading = line.trim_start_matches('#');
    let point = ["- ", "• ", "· ", "* "].iter().find_map(|mark| line.strip_prefix(mark));
    match (point, blocks.last_mut()) {
        _ if heading.len() < line.len() && heading.starts_with(' ') && !heading.trim().is_empty() => {
            blocks.push(Block::Heading(heading.trim().to_owned()));
        }
        (Some(point), Some(Block::List { is_numbered: false, points })) => points.push(spans(point)),
        (Some(point), _) => blocks.push(Block::List { is_numbered: false, points: vec![spans(point)] }),
        (None, _) => blocks.push(picture(line).unwrap_or_else(|| Block::Paragraph(spans(line)))),
    }
    1
}

fn picture(line: &str) -> Option<Block> {
    let inner = line.strip_prefix("[[图:")?.strip_suffix("]]")?;
    let (id, caption) = inner.split_once('|').unwrap_or((inner, ""));
    let is_one = !id.is_empty() && !inner.contains("]]");
    is_one.then(|| Block::Picture { id: id.into(), caption: caption.trim().to_owned() })
}

/// The runs of a line.
fn spans(text: &str) -> Vec<Span> {
    let (mut spans, mut plain, mut rest) = (Vec::new(), String::new(), text);
    while let Some(next) = rest.find(['*', '[']) {
        plain.push_str(&rest[..next]);
        rest = &rest[next..];
        match strong(rest).or_else(|| reference(rest)) {
            Some((span, after)) => {
                spans.extend((!plain.is_empty()).then(|| Span::Text(std::mem::take(&mut plain))));
                spans.push(span);
                rest = after;
            }
            None => {
                plain.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    spans.extend((!plain.is_empty()).then_some(Span::Text(plain)));
    spans
}

fn strong(text: &str) -> Option<(Span, &str)> {
    let (inner, after) = text.strip_prefix("**")?.split_once("**")?;
    (!inner.trim().is_empty()).then(|| (Span::Strong(inner.to_owned()), after))
}

fn reference(text: &str) -> Option<(Span, &str)> {
    let evidence = text.strip_prefix("[[材料:");
    let (id, after) = closed(evidence.or_else(|| text.strip_prefix("[[指标:"))?)?;
    let reference = if evidence.is_some() { Reference::Evidence(id.into()) } else { Reference::Indicator(id.into()) };
    Some((Span::Reference(reference), after))
}

/// The id up to the brackets that close a reference, and what follows them. Where others open first the reference was not
/// finished; nothing is searched beyond them, so that a text of nothing but such beginnings is read in one pass.
fn closed(text: &str) -> Option<(&str, &str)> {
    let end = text.as_bytes().windows(2).position(|pair| matches!(pair, b"]]" | b"[["))?;
    let after = text[end..].strip_prefix("]]")?;
    (end > 0).then_some((&text[..end], after))
}

impl Reference {
    /// The mark that stands for it in a text.
    #[must_use]
    pub fn mark(&self) -> String {
        match self {
            Reference::Evidence(id) => format!("[[材料:{id}]]"),
            Reference::Indicator(id) => format!("[[指标:{id}]]"),
        }
    }

    /// What it is shown as; `None` if what it leads to is not there.
    #[must_use]
    pub fn name(&self, catalog: &Catalog, assessment: &Assessment) -> Option<String> {
        match self {
            Reference::Evidence(id) => {
                let entries = register(catalog, assessment);
                entries.iter().find(|entry| entry.id == id).map(|entry| entry.number.to_string())
            }
            Reference::Indicator(id) => {
                let indicator = assessment.indicators.get(id)?;
                Some(format!("{}“{}”", indicator.item, indicator.name.trim()))
            }
        }
    }
}

/// The mark of a picture.
#[must_use]
pub fn picture_mark(id: &PictureId, caption: &str) -> String {
    format!("[[图:{id}|{caption}]]")
}

/// The characters of prose as its reader sees them: without blanks and marks. A reference counts as one.
#[must_use]
pub fn characters(text: &str) -> usize {
    read(text).iter().map(of_block).sum()
}

fn of_block(block: &Block) -> usize {
    match block {
        Block::Heading(text) | Block::Picture { caption: text, .. } => visible(text),
        Block::Paragraph(spans) => of_spans(spans),
        Block::List { points, .. } => points.iter().map(|point| of_spans(point)).sum(),
        Block::Table { caption, rows } => visible(caption) + rows.iter().flatten().map(|cell| of_spans(cell)).sum::<usize>(),
    }
}

fn of_spans(spans: &[Span]) -> usize {
    let count = |span: &Span| match span {
        Span::Text(text) | Span::Strong(text) => visible(text),
        Span::Reference(_) => 1,
    };
    spans.iter().map(count).sum()
}

fn visible(text: &str) -> usize {
    text.chars().filter(|character| !character.is_whitespace()).count()
}

/// An outline for the text of an item, to be written into: a heading for each factor that it is weighed by, and what that asks.
#[must_use]
pub fn outline(criteria: &Criteria, item: &Item) -> String {
    let factors = criteria.factors(item.kind).iter();
    factors.map(|factor| format!("# {}\n（{}）\n", factor.name, factor.meaning)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Span {
        Span::Text(text.to_owned())
    }

    #[test]
    fn lines_are_paragraphs_headings_and_lists() {
        let found = read("# 方法\r\n　　第一段\r\n\r\n- 甲\n- **乙**丙\n1. 一\n2. 二\n3.5 亿元\n#标签\n#");
        let list = |is_numbered, points: &[&[Span]]| Block::List {
            is_numbered,
            points: points.iter().map(|each| each.to_vec()).collect(),
        };
        assert_eq!(
            found,
            [
                Block::Heading("方法".into()),
                Block::Paragraph(vec![text("第一段")]),
                list(false, &[&[text("甲")], &[Span::Strong("乙".into()), text("丙")]]),
                list(true, &[&[text("一")], &[text("二")]]),
                Block::Paragraph(vec![text("3.5 亿元")]),
                Block::Paragraph(vec![text("#标签")]),
                Block::Paragraph(vec![text("#")]),
            ]
        );
    }

    #[test]
    fn cells_of_the_clipboard_are_a_table() {
        let found = read("表：产量\n年份\t产量\t备注\n2024\t12\n\t13\t估计\n后文\n单独\t一行");
        let row = |cells: [&str; 3]| cells.map(|cell| if cell.is_empty() { vec![] } else { vec![text(cell)] }).to_vec();
        assert_eq!(
            found,
            [
                Block::Table {
                    caption: "产量".into(),
                    rows: vec![row(["年份", "产量", "备注"]), row(["2024", "12", ""]), row(["", "13", "估计"])],
                },
                Block::Paragraph(vec![text("后文")]),
                Block::Paragraph(vec![text("单独\t一行")]),
            ]
        );
        assert_eq!(read("表：没有表").len(), 1, "a caption without a table is text");
    }

    #[test]
    fn references_and_pictures_are_known_by_their_ids() {
        let evidence = Reference::Evidence("e1".into());
        assert_eq!(
            read(&format!("见{}。", evidence.mark()))[0],
            Block::Paragraph(vec![text("见"), Span::Reference(evidence), text("。")])
        );
        let found = read(&picture_mark(&"p1".into(), "生产线"));
        assert_eq!(found, [Block::Picture { id: "p1".into(), caption: "生产线".into() }]);
    }

    #[test]
    fn what_is_no_mark_stays_text() {
        for line in [
            "**",
            "****",
            "a**b",
            "[[",
            "[[材料:]]",
            "[[别的:x]]",
            "[[图:]]",
            "[x]",
            "2 * 3 * 4",
            "[[图:p|a]] 后文",
            "1. 只有一条",
        ] {
            let found = read(line);
            assert_eq!(found, [Block::Paragraph(vec![text(line)])], "{line}");
        }
    }

    #[test]
    fn a_sheet_too_wide_for_a_page_is_text() {
        let wide = "甲\t".repeat(MOST_COLUMNS) + "乙";
        let found = read(&format!("表：宽\na\tb\n{wide}\na\tb\nc\td"));
        assert_eq!(found.len(), 4);
        assert!(matches!(&found[3], Block::Table { rows, .. } if rows.len() == 2), "what follows the wide row is a table");
    }

    /// Reading them again from each line or each mark would take minutes.
    #[test]
    fn long_texts_are_read_in_one_pass() {
        let wide = "1\t".repeat(20) + "\n";
        assert_eq!(read(&wide.repeat(10_000)).len(), 10_000);
        assert_eq!(read(&format!("{}{}", "a\tb\n".repeat(50_000), "1\t".repeat(20) + "2")).len(), 50_001);
        for mark in ["[[", "[[材料:", "[[材料:a:[[指标:", "**", "** "] {
            assert!(characters(&mark.repeat(50_000)) > 0, "{mark}");
        }
        assert_eq!(read("[[材料:a[[材料:b]]").len(), 1);
    }

    #[test]
    fn marks_are_not_counted() {
        assert_eq!(characters("# 方法\n**很 好**，见[[材料:abcdef]]\n[[图:p1|图样]]"), 2 + 3 + 1 + 1 + 2);
        assert_eq!(characters("信阳 毛尖\n"), 4);
    }
}
