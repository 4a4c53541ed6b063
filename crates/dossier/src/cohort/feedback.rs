//! What one applicant is told about its place among the others (对比反馈): never a name, and no number as that of one of them. A
//! median or quartile may be the number of one card; nothing says of which.

use award::cohort::{self, Position, Spread};
use award::criteria::Category;
use award::planner;
use award::points::{Percent, Points};
use award::scheme::Review;
use award::scoring::{Shortlist, Tally, shortlist};
use jiff::civil::Date;

use super::View;
use crate::chart::{self, Chart, Outline};
use crate::document::{
    Align, Block, Cell, Document, Figure, FigureId, Heading, Lines, Paragraph, Row, Section, Style, Table, Tone,
};
use crate::wording;

/// The picture of the document: the applicant over the quartiles of the group.
pub const PICTURE: FigureId = FigureId::new("cohort-overlay");

/// How many of the most rewarding items are named.
const NAMED: usize = 5;

/// The radar of a row over median and quartiles of all rows of a view; without those where too few are behind them.
#[must_use]
pub fn overlay(view: &View, chosen: &[usize]) -> Chart {
    let categories = &view.catalog.criteria.categories;
    let spreads = cohort::category_spread(view.table, view.rows, view.protection);
    let share = |quarters: cohort::Quarters, category: &Category| quarters.as_f64() as f32 / f32::from(category.points.max(1));
    let group = |name: &str, of: fn(&Spread) -> cohort::Quarters| {
        let levels =
            categories.iter().zip(&spreads).map(|(category, spread)| spread.shown().map(|spread| share(of(spread), category)));
        Outline { name: name.to_owned(), levels: levels.collect(), is_backdrop: true }
    };
    let mut outlines = vec![
        group("下四分位", |spread| spread.lower),
        group("上四分位", |spread| spread.upper),
        group("中位数", |spread| spread.median),
    ];
    outlines.retain(|outline| outline.levels.iter().any(Option::is_some));
    outlines.extend(chosen.iter().map(|&row| own(view, row)));
    let labels: Vec<String> = categories.iter().map(|category| category.short.to_string()).collect();
    chart::overlay(&format!("各类目得分率与{}比较", view.whole()), &labels, &outlines)
}

fn own(view: &View, row: usize) -> Outline {
    let level = |column: &cohort::CategoryColumn| {
        column.earned[row].map(|earned| earned.tenths_of(Points::whole(column.worth)) as f32 / 10.0)
    };
    Outline { name: view.name(row), levels: view.table.categories.iter().map(level).collect(), is_backdrop: false }
}

/// Builds the document about a row of a view.
#[must_use]
pub fn build(view: &View, row: usize, today: Date) -> Document {
    let card = &view.gathering.cards()[row];
    let title = format!("{}对比反馈", view.catalog.scheme.award);
    let whole = view.whole();
    let line = |text: String, style: Style| Block::Paragraph(Paragraph::new(style, text));
    let mut blocks = vec![
        line(title.clone(), Style::Title),
        line(format!("{}　{} 年　{}", view.name(row), card.subject.year, card.author.role.name()), Style::Subtitle),
        line(wording::day(today), Style::Right),
        Block::Heading(Heading::numbered(1, "一、", "总体位置")),
        line(place(view, row), Style::Body),
        Block::Figure(figure(view, row)),
        Block::Heading(Heading::numbered(1, "二、", format!("各条款与{whole}比较"))),
        line(format!("四分位按{whole}各份成绩单计算；不够设定家数的，以及会让人推算出别的单位的，不显示。"), Style::Remark),
        Block::Table(items(view, row)),
        Block::Heading(Heading::numbered(1, "三、", "哪些条款最能加分")),
    ];
    blocks.extend(gains(view, row));
    blocks.push(line(
        format!(
            "本反馈由{}成绩单与{whole}成绩单对比得出，供改进参考；评审结果以评审组和评委会的评审为准。",
            card.author.role.name()
        ),
        Style::Note,
    ));
    Document {
        title,
        subject: String::new(),
        author: String::new(),
        cover: Vec::new(),
        sections: vec![Section::portrait(blocks)],
    }
}

fn figure(view: &View, row: usize) -> Figure {
    const WIDTH: u16 = 120;
    let chart = overlay(view, &[row]);
    let height = (u32::from(WIDTH) * chart.height).div_ceil(chart.width) as u16;
    let whole = view.whole();
    let caption = format!("各类目得分率与{whole}比较");
    let alt = format!("雷达图：本单位各类目得分率，与{whole}中位数和上下四分位比较。数值见下表。");
    Figure { id: PICTURE, number: 1, caption, alt, width: WIDTH, height }
}

/// The total among those of the group, in words.
fn place(view: &View, row: usize) -> String {
    let tally = &view.table.totals[row];
    let own = match tally.is_complete() {
        true => format!("总分 {} 分", tally.earned),
        false => format!("已评 {} 条，总分在 {} 分之间", tally.scored, wording::earned(tally)),
    };
    let whole = view.whole();
    let group = match cohort::total_spread(view.table, view.rows, view.protection).told() {
        Ok(spread) => format!(
            "{whole} {} 份完整成绩单，总分中位数 {}，四分位 {}–{}。",
            spread.count,
            spread.median.points(),
            spread.lower.points(),
            spread.upper.points()
        ),
        Err(reason) => format!("{whole}总分完整的{reason}。"),
    };
    let among = match cohort::position(view.gathering, view.table, view.rows, row, view.protection).shown() {
        Some(Position { below, equal, above }) => {
            format!("其他单位各取最近年度的一份完整成绩单，{above} 家比本单位高，{equal} 家相同，{below} 家比本单位低。")
        }
        None => String::new(),
    };
    format!("{own}，{}。{group}{among}", to_line(&view.catalog.scheme.review, tally))
}

/// Where a total stands to the shortlist line, in words. What is not scored is not taken for nothing.
fn to_line(review: &Review, tally: &Tally) -> String {
    let line = review.shortlist_points;
    let lacks = tally.most().lacks(Points::whole(line));
    match shortlist(review, tally) {
        Shortlist::Reached => format!("达到 {line} 分"),
        Shortlist::Open => format!("能否达到 {line} 分取决于未评条款"),
        Shortlist::Missed if tally.is_complete() => format!("离 {line} 分差 {lacks} 分"),
        Shortlist::Missed => format!("未评条款即使得满分，离 {line} 分也差 {lacks} 分"),
    }
}

/// Own percents beside median and quartiles of the group.
fn items(view: &View, row: usize) -> Table {
    let whole = format!("{}中位数（四分位）", view.whole());
    let names = ["条款", "名称", "分值", "本单位", &whole, "比较"];
    let mut rows = vec![Row::new(names.map(Cell::label).to_vec())];
    let statistics = cohort::item_statistics(view.table, view.rows, view.protection);
    for ((item, column), statistic) in view.catalog.criteria.every_item().zip(&view.table.columns).zip(&statistics) {
        let own = column.percents[row];
        let spread = statistic.scores.shown().map(|(_, spread)| *spread);
        let centred = |text: String| Cell::text(text).align(Align::Center);
        rows.push(Row::new(vec![
            Cell::text(item.id.as_str()),
            Cell::text(&*item.title),
            Cell::text(item.points.to_string()).align(Align::Right),
            centred(own.map_or_else(|| wording::UNSCORED.to_owned(), |percent| percent.to_string())),
            centred(spread.map_or_else(|| "不显示".to_owned(), |spread| spread.to_string())),
            centred(compared(own, spread)).tone(Tone::Plain),
        ]));
    }
    Table { columns: vec![16, 46, 14, 20, 42, 22], header_rows: 1, lines: Lines::Grid, rows }
}

/// Where a percent stands to the quartiles, in words.
fn compared(own: Option<Percent>, spread: Option<Spread>) -> String {
    let Some((own, spread)) = own.zip(spread) else { return String::new() };
    let own = cohort::Quarters(u32::from(own.value()) * 4);
    let words = if own > spread.upper {
        "高于多数"
    } else if own < spread.lower {
        "低于多数"
    } else {
        "居中"
    };
    words.to_owned()
}

fn gains(view: &View, row: usize) -> Vec<Block> {
    let card = &view.gathering.cards()[row];
    let gains = planner::gains(&view.catalog.criteria, |item| card.percent(item));
    let told = gains.iter().filter(|gain| gain.step > Points::ZERO).take(NAMED).map(|gain| {
        let title = view.catalog.criteria.item(&gain.item).map(|item| &*item.title).unwrap_or_default();
        let now = gain.percent.map_or_else(|| wording::UNSCORED.to_owned(), |percent| percent.to_string());
        let text = format!("{} {title}：现在 {now}，每提高 5% 加 {} 分，最多还能加 {} 分。", gain.item, gain.step, gain.left);
        Block::Paragraph(Paragraph::new(Style::Flush, text))
    });
    told.collect()
}
