//! The application form (申报表).
//!
//! It follows the catalog's form and nothing else: the first group of fields is the cover, groups whose fields are all
//! blank become opinion boxes at the end, fields with a value per year become the table of indicators, and every other
//! group becomes a grid of labels and values.

mod eligibility;
mod fields;

pub(crate) use eligibility::outcome_cell;

use award::applicant;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::clause::chinese_number;
use award::form::{FieldKind, Group};
use jiff::civil::Date;

use crate::document::{
    Align, BlankBox, Block, Cell, Contents, Document, Heading, Inline, Lines, List, Paragraph, Row, Section, Style, Table,
};
use crate::{scores, wording};

/// Builds the form. `today` is the day of the eligibility check unless the assessment names an application date.
#[must_use]
pub fn build(catalog: &Catalog, assessment: &Assessment, today: Date) -> Document {
    let groups = catalog.form.groups.as_slice();
    let (cover, rest) = groups.split_first().map_or((None, groups), |(cover, rest)| (Some(cover), rest));
    let is_opinions = |group: &&Group| group.fields.iter().all(|field| field.kind == FieldKind::Blank);
    let mut numbers = Numbers(0);
    let mut blocks = notes(catalog, assessment);
    blocks.extend(statement());
    blocks.push(Block::PageBreak);
    for group in rest.iter().filter(|group| !is_opinions(group)) {
        blocks.push(numbers.heading(&group.title));
        blocks.extend(fields::blocks(catalog, group, assessment));
    }
    blocks.push(numbers.heading("申报条件自查"));
    blocks.extend(eligibility::blocks(catalog, assessment, today));
    blocks.push(numbers.heading("自评结果"));
    blocks.extend(self_assessment(catalog, assessment));
    for group in rest.iter().filter(is_opinions) {
        // Boxes do not break, and all of a group fit on one page.
        blocks.push(Block::PageBreak);
        blocks.push(numbers.heading(&group.title));
        blocks.push(Block::Boxes(boxes(group)));
    }
    Document {
        title: title(catalog),
        subject: format!("{} 申报材料", catalog.scheme.award),
        author: wording::one_line(&assessment.name()),
        cover: cover.map(|group| cover_blocks(catalog, group, assessment)).unwrap_or_default(),
        sections: vec![
            Section::portrait(vec![Block::Contents(Contents { title: "目　录".into(), levels: 2 })]),
            Section::portrait(blocks),
        ],
    }
}

/// The title of the form: 信阳市市长质量奖申报表.
#[must_use]
pub fn title(catalog: &Catalog) -> String {
    format!("{}申报表", catalog.scheme.award)
}

/// Numbers the parts 一、二、三 in the order in which they are asked for.
struct Numbers(u8);

impl Numbers {
    fn heading(&mut self, text: &str) -> Block {
        self.0 += 1;
        Block::Heading(Heading::numbered(2, format!("{}、", chinese_number(self.0)), text))
    }
}

fn cover_blocks(catalog: &Catalog, group: &Group, assessment: &Assessment) -> Vec<Block> {
    let line = |text: &str, style: Style| Block::Paragraph(Paragraph::new(style, text));
    let mut blocks = vec![line("", Style::Subtitle); 3];
    blocks.push(line(&catalog.scheme.award, Style::Title));
    blocks.push(line("申　报　表", Style::Title));
    blocks.push(line(if assessment.head.sample { wording::SAMPLE } else { "（自拟样式）" }, Style::Subtitle));
    blocks.extend(vec![line("", Style::Subtitle); 4]);
    let rows = group.fields.iter().map(|field| {
        let value = fields::value(field, &wording::field(catalog, field, assessment));
        Row::tall(14, vec![Cell::text(&*field.label).align(Align::Spread), Cell::text("："), value])
    });
    let table = Table { columns: vec![38, 8, 114], header_rows: 0, lines: Lines::Blanks, rows: rows.collect() };
    blocks.push(Block::Table(table));
    blocks
}

fn notes(catalog: &Catalog, assessment: &Assessment) -> Vec<Block> {
    let (scheme, criteria, years) = (&catalog.scheme, &catalog.criteria, assessment.years());
    let notes = [
        format!(
            "本表按《{}》（{}）自拟样式，不是秘书处发布的表格；公告附有表格的，请将内容誊入官方表格。",
            scheme.title, scheme.document
        ),
        format!("年度数据为 {}、{}、{} 三个会计年度，应与审计报告和统计报表一致。", years[0], years[1], years[2]),
        format!(
            "标有“{}”的必填栏目还没有填写，打印前请逐项补齐；选填栏目没有内容的留空，指标没有数据的写“—”。",
            wording::MISSING
        ),
        "由秘书处、主管部门和县（区）填写的栏目、意见栏、印章和签字处一律留空。".to_owned(),
        format!("自评得分按《{}》（{}）计算，只反映申报单位的自我评价。", criteria.title, criteria.standard),
        "申报材料不得涉及国家安全和国家秘密；涉及商业秘密的内容应当注明。".to_owned(),
    ];
    let items = notes.into_iter().map(|note| vec![Inline::plain(note)]).collect();
    vec![Block::Heading(Heading::new(1, "填报说明")), Block::List(List { is_numbered: true, items })]
}

fn statement() -> Vec<Block> {
    let line = |label: &str, value: &str| {
        Row::tall(14, vec![Cell::text(""), Cell::text(label).align(Align::Right), Cell::text(value).align(Align::Right)])
    };
    let rows = vec![line("法定代表人（签字）：", ""), line("申报单位（盖章）：", ""), line("日期：", "年　　月　　日")];
    vec![
        Block::PageBreak,
        Block::Heading(Heading::new(1, "申报单位承诺")),
        Block::Paragraph(Paragraph::new(Style::Body, applicant::COMMITMENT)),
        Block::Paragraph(Paragraph::new(Style::Body, "")),
        Block::Table(Table { columns: vec![30, 66, 64], header_rows: 0, lines: Lines::Blanks, rows }),
    ]
}

fn self_assessment(catalog: &Catalog, assessment: &Assessment) -> Vec<Block> {
    let totals = award::scoring::totals(&catalog.criteria, assessment);
    vec![
        Block::Paragraph(Paragraph::new(Style::Remark, wording::standing(catalog, &totals.total))),
        Block::Table(scores::table(catalog, assessment)),
    ]
}

fn boxes(group: &Group) -> Vec<BlankBox> {
    let blank = |field: &award::form::Field| BlankBox {
        title: field.label.to_string(),
        note: field.hint.as_deref().unwrap_or_default().to_owned(),
        lines: vec![format!("　负责人（签字）：{}单位（盖章）：", "　".repeat(10)), format!("{}年　　月　　日", "　".repeat(22))],
        height: 42,
    };
    group.fields.iter().map(blank).collect()
}
