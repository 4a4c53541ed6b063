//! The record of a consensus (合议记录): what every examiner gave, how far they agree, what was agreed and why, and the ledger.

use award::catalog::Catalog;
use award::consensus::{Consensus, Decision, Entry, ItemCollation, Measure, Merged, Recorded, Undefined, agenda, meaning};
use award::points::{Percent, Points};
use jiff::civil::Date;

use crate::document::{
    Align, Block, Cell, Document, Heading, Inline, Lines, List, Orientation, Paragraph, Row, Section, Style, Table, Tone,
};
use crate::wording;

/// Builds the document; `None` until the cards are opened, because it would show them.
#[must_use]
pub fn build(catalog: &Catalog, consensus: &Consensus, today: Date) -> Option<Document> {
    let items = consensus.collation(catalog)?;
    let title = "合议记录".to_owned();
    Some(Document {
        subject: format!("{} {}", catalog.criteria.standard, catalog.criteria.title),
        author: String::new(),
        cover: Vec::new(),
        sections: vec![
            Section::portrait(summary(catalog, consensus, &title, today)),
            Section::landscape(collated(consensus, &items)),
            Section::portrait(decided(catalog, consensus, &items)),
        ],
        title,
    })
}

fn line(style: Style, text: impl Into<String>) -> Block {
    Block::Paragraph(Paragraph::new(style, text))
}

fn heading(number: &str, text: &str) -> Block {
    Block::Heading(Heading::numbered(1, number, text))
}

fn summary(catalog: &Catalog, consensus: &Consensus, title: &str, today: Date) -> Vec<Block> {
    let subject = &consensus.head.subject;
    let authors: Vec<&str> = consensus.cards.keys().map(|author| &**author).collect();
    let tally = consensus.tally(catalog);
    let open = tally.items - tally.scored;
    let agreed = match open {
        0 => format!("全部 {} 条达成合议，合议得分 {} 分。", tally.items, tally.earned),
        _ => format!("已合议 {} 条，还有 {open} 条没有合议，得分在 {} 分之间。", tally.scored, wording::earned(&tally)),
    };
    let mut blocks = vec![
        line(Style::Title, title),
        line(
            Style::Subtitle,
            format!("{}　{} 年　{}", wording::one_line(&subject.name), subject.year, consensus.head.role.name()),
        ),
        line(Style::Right, wording::day(today)),
        heading("一、", "结果"),
        line(Style::Body, agreed),
        line(
            Style::Body,
            format!("参加合议的评审员 {} 人：{}。合议比例由评审员商定，不是平均数。", authors.len(), authors.join("、")),
        ),
        heading("二、", "独立评分的一致性"),
    ];
    blocks.extend(agreement(catalog, consensus));
    blocks
}

fn agreement(catalog: &Catalog, consensus: &Consensus) -> Vec<Block> {
    let Some((alpha, icc)) = consensus.agreement(catalog) else { return Vec::new() };
    [(Measure::Alpha, alpha), (Measure::Icc, icc)]
        .into_iter()
        .map(|(measure, value)| line(Style::Flush, told(measure, value)))
        .collect()
}

/// A coefficient with its meaning in words.
#[must_use]
pub fn told(measure: Measure, value: Result<f64, Undefined>) -> String {
    match value {
        Ok(value) => format!("{}：{value:.3}，{}。", measure.name(), meaning(measure, value)),
        Err(undefined) => format!("{}：{}。", measure.name(), undefined.message()),
    }
}

/// Every item with the percents of all examiners, in the order in which to talk about them.
fn collated(consensus: &Consensus, items: &[ItemCollation]) -> Vec<Block> {
    let authors: Vec<&str> = consensus.cards.keys().map(|author| &**author).collect();
    let mut head = vec![Cell::label("条款"), Cell::label("名称")];
    head.extend(authors.iter().map(|author| Cell::label(*author)));
    head.extend(["极差", "标准差", "相差（分）", "合议"].map(Cell::label));
    let mut rows = vec![Row::new(head)];
    rows.extend(agenda(items).into_iter().map(|at| collated_row(&items[at])));
    let rest = Orientation::Landscape.text_width() - 16 - 44 - 4 * 20;
    let mut columns = vec![16, 44];
    columns.extend(vec![rest / authors.len().max(1) as u16; authors.len()]);
    columns.extend([20; 4]);
    vec![
        heading("三、", "各人评分（按分歧 × 分值从大到小）"),
        Block::Table(Table { columns, header_rows: 1, lines: Lines::Grid, rows }),
    ]
}

fn collated_row(item: &ItemCollation) -> Row {
    let centred = |text: String| Cell::text(text).align(Align::Center);
    let mut cells = vec![Cell::text(item.item.id.as_str()), Cell::text(&*item.item.title)];
    cells.extend(item.marks.iter().map(|mark| centred(percent_or_open(mark.percent))));
    let range = item.ends.map_or_else(String::new, |(least, most)| (most.value() - least.value()).to_string());
    let deviation = item.moments.deviation().map_or_else(String::new, |deviation| format!("{deviation:.1}"));
    let stake = if item.at_stake == Points::ZERO { String::new() } else { item.at_stake.to_string() };
    cells.extend([range, deviation, stake].map(centred));
    cells.push(centred(item.decision.map_or_else(|| "未定".to_owned(), |decision| decision.percent.to_string())));
    Row::new(cells)
}

/// What was agreed about each item and what the examiners wrote, then the ledger.
fn decided(catalog: &Catalog, consensus: &Consensus, items: &[ItemCollation]) -> Vec<Block> {
    let mut blocks = vec![heading("四、", "合议意见")];
    for item in items {
        let name = format!("{} {}", item.item.id, item.item.title);
        blocks.push(Block::Heading(Heading::new(2, name)));
        blocks.push(line(Style::Body, decision(consensus, item)));
        blocks.extend(merged("优势", &item.strengths));
        blocks.extend(merged("改进空间", &item.ofis));
    }
    blocks.push(heading("五、", "台账"));
    let mut rows = vec![Row::new(["时间", "记录人", "内容"].map(Cell::label).to_vec())];
    rows.extend(consensus.ledger.iter().map(|entry| ledger_row(catalog, entry)));
    blocks.push(Block::Table(Table { columns: vec![34, 26, 100], header_rows: 1, lines: Lines::Grid, rows }));
    blocks.push(line(Style::Body, ""));
    blocks.push(Block::Table(Table::to_sign(consensus.cards.keys().map(|name| format!("{name}签字")))));
    blocks
}

fn decision(consensus: &Consensus, item: &ItemCollation) -> String {
    let Some(decision) = item.decision else { return "还没有合议。".to_owned() };
    let agreed: Vec<&str> = decision.agreed.iter().map(|name| &**name).collect();
    let not: Vec<&str> = consensus.cards.keys().filter(|name| !decision.agreed.contains(*name)).map(|name| &**name).collect();
    let reason = decision.reason.trim();
    let reason = if reason.is_empty() { "各人评分相同。".to_owned() } else { format!("理由：{reason}。") };
    let not = if not.is_empty() { String::new() } else { format!("没有同意：{}。", not.join("、")) };
    let points = Points::earned(item.item.points, decision.percent);
    let stale = if consensus.stale().contains(&&item.item.id) { given(decision) } else { String::new() };
    format!("合议比例 {}，{points} 分。{reason}同意：{}。{not}{stale}", decision.percent, agreed.join("、"))
}

/// What each examiner had given when it was agreed, where cards have changed since.
fn given(decision: &Decision) -> String {
    let given = decision.basis.iter().map(|(name, percent)| format!("{name} {}", percent_or_open(*percent)));
    format!("合议之后换过成绩单，商定时各人给的是：{}。", given.collect::<Vec<_>>().join("、"))
}

fn percent_or_open(percent: Option<Percent>) -> String {
    percent.map_or_else(|| wording::UNSCORED.to_owned(), |percent| percent.to_string())
}

fn merged(name: &str, texts: &[Merged]) -> Vec<Block> {
    if texts.is_empty() {
        return Vec::new();
    }
    let items = texts.iter().map(|text| {
        let authors: Vec<&str> = text.authors.iter().map(|author| &***author).collect();
        vec![Inline::plain(format!("{}（{}）", wording::one_line(text.text), authors.join("、")))]
    });
    vec![line(Style::Lead, name), Block::List(List { is_numbered: false, items: items.collect() })]
}

fn ledger_row(catalog: &Catalog, entry: &Entry) -> Row {
    let at = entry.at.strftime("%Y-%m-%d %H:%M").to_string();
    Row::new(vec![
        Cell::text(at),
        Cell::text(wording::one_line(&entry.by)),
        Cell::text(recorded(catalog, &entry.what)).tone(Tone::Plain),
    ])
}

/// A line of the ledger in words.
#[must_use]
pub fn recorded(catalog: &Catalog, what: &Recorded) -> String {
    let name =
        |id: &award::ItemId| catalog.criteria.item(id).map_or_else(|| id.to_string(), |item| format!("{id} {}", item.title));
    match what {
        Recorded::AddedCard(author, true) => format!("换上{author}更新的成绩单"),
        Recorded::AddedCard(author, false) => format!("加入{author}的成绩单"),
        Recorded::RemovedCard(author, reason) => format!("撤下{author}的成绩单：{reason}"),
        Recorded::Opened => "公开各人评分".to_owned(),
        Recorded::Decided { item, before, percent, reason, agreed } => {
            let agreed: Vec<&str> = agreed.iter().map(|name| &**name).collect();
            let before = before.map_or_else(String::new, |before| format!("由 {before} 改为"));
            let reason = if reason.is_empty() { String::new() } else { format!("，理由：{reason}") };
            format!("{} 合议 {before}{percent}，同意：{}{reason}", name(item), agreed.join("、"))
        }
        Recorded::Reopened(item, percent, reason) => format!("{} 撤回合议结果 {percent}：{reason}", name(item)),
    }
}
