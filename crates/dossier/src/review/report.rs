//! The report of the examiners: who they are, who is recused, what each applicant scored, the ranking, the candidates, and
//! everything that happened.

use award::catalog::Catalog;
use award::criteria::Item;
use award::review::{Applicant, Mark, Ranked, Session, Stage};
use award::scheme::Phase;
use award::scoring::Shortlist;
use jiff::civil::Date;

use super::{centred, clauses, heading, line, readings, remark};
use crate::document::{Align, Block, Cell, Document, Heading, Lines, Row, Section, Style, Table, Tone};
use crate::wording;

/// The steps that it is about.
const STEPS: [Phase; 5] = [Phase::Team, Phase::Recusal, Phase::Documents, Phase::Site, Phase::Ranking];

/// Builds the report as far as the session has come.
#[must_use]
pub fn build(catalog: &Catalog, session: &Session, today: Date) -> Document {
    let mut blocks = vec![
        line(Style::Title, format!("{}评审报告", catalog.scheme.award)),
        line(Style::Subtitle, wording::one_line(&session.head.title)),
        line(Style::Right, wording::day(today)),
        remark(session),
    ];
    blocks.extend(team(catalog, session));
    blocks.extend(ranking(catalog, session));
    blocks.extend(candidates(catalog, session));
    for applicant in session.applicants.values() {
        blocks.extend(scores(catalog, session, applicant));
    }
    blocks.extend(record(session));
    blocks.extend(readings(catalog, session, &STEPS));
    Document {
        title: format!("{}评审报告", catalog.scheme.award),
        subject: wording::one_line(&session.head.title),
        author: String::new(),
        cover: Vec::new(),
        sections: vec![Section::portrait(blocks)],
    }
}

fn team(catalog: &Catalog, session: &Session) -> Vec<Block> {
    let name = |examiner: &award::review::Examiner| match examiner.leader {
        true => format!("{}（组长）", examiner.name),
        false => examiner.name.to_string(),
    };
    let names: Vec<String> = session.examiners.values().map(name).collect();
    let mut blocks = vec![
        heading("一、", &format!("评审组{}", clauses(catalog, Phase::Team))),
        line(Style::Body, format!("{} 人：{}。", names.len(), names.join("、"))),
        heading("二、", &format!("回避{}", clauses(catalog, Phase::Recusal))),
    ];
    let mut recused = Vec::new();
    for applicant in session.applicants.values() {
        for (examiner, declaration) in applicant.declarations.iter().filter(|(_, declaration)| declaration.conflict) {
            let name = session.examiners.get(examiner).map(|examiner| examiner.name.to_string()).unwrap_or_default();
            let note = declaration.note.trim();
            let note = if note.is_empty() { String::new() } else { format!("（{note}）") };
            recused.push(line(Style::Flush, format!("{name}回避{}{note}。", applicant.name)));
        }
    }
    if recused.is_empty() {
        recused.push(line(Style::Body, "没有人需要回避。"));
    }
    blocks.extend(recused);
    blocks.extend(session.remarks(catalog).iter().map(|remark| line(Style::Flush, remark.to_string())));
    blocks
}

fn ranking(catalog: &Catalog, session: &Session) -> Vec<Block> {
    let review = &catalog.scheme.review;
    let names = ["名次", "申报单位", "材料评审", "现场评审", "总得分", "入围"];
    let mut rows = vec![Row::new(names.map(Cell::label).to_vec())];
    rows.extend(session.ranking(catalog).iter().map(|ranked| ranked_row(catalog, session, ranked)));
    vec![
        heading("三、", &format!("综合排名{}", clauses(catalog, Phase::Ranking))),
        line(
            Style::Remark,
            format!(
                "材料评审占 {}%，现场评审占 {}%，{} 分及以上入围；总分相同的并列。",
                review.document_share, review.site_share, review.shortlist_points
            ),
        ),
        Block::Table(Table { columns: vec![24, 46, 23, 23, 24, 20], header_rows: 1, lines: Lines::Grid, rows }),
    ]
}

fn ranked_row(catalog: &Catalog, session: &Session, ranked: &Ranked) -> Row {
    let tallies = session
        .applicants
        .get(&ranked.applicant)
        .map(|applicant| [Stage::Documents, Stage::Site].map(|stage| applicant.tally(catalog, stage)));
    let rank = match (ranked.rank, ranked.tied) {
        (Some(rank), true) => format!("{rank}（并列）"),
        (Some(rank), false) => rank.to_string(),
        (None, _) => "—".to_owned(),
    };
    let mut cells = vec![centred(rank), Cell::text(session.name(&ranked.applicant).to_string())];
    match tallies {
        Some(tallies) => {
            cells.extend(tallies.map(|tally| wording::tally_cell(&tally, wording::earned(&tally)).align(Align::Center)))
        }
        None => cells.extend([centred(""), centred("")]),
    }
    cells.push(centred(ranked.total.to_string()));
    cells.push(centred(match ranked.shortlist {
        Shortlist::Reached => "入围",
        Shortlist::Open => "待定",
        Shortlist::Missed => "未入围",
    }));
    Row::new(cells)
}

fn candidates(catalog: &Catalog, session: &Session) -> Vec<Block> {
    let mut blocks = vec![heading("四、", "候选单位和退出单位")];
    for prize in &catalog.scheme.prizes {
        let names: Vec<&str> = session.candidates(&prize.id).map(|(_, applicant)| &*applicant.name).collect();
        let names = if names.is_empty() { "无".to_owned() } else { names.join("、") };
        blocks.push(line(Style::Flush, format!("{}候选：{names}。", prize.name)));
    }
    for applicant in session.applicants.values() {
        if let Some(reason) = &applicant.withdrawn {
            blocks.push(line(Style::Flush, format!("{}退出评审：{reason}。", applicant.name)));
        }
    }
    blocks
}

/// The item-by-item scores of an applicant.
fn scores(catalog: &Catalog, session: &Session, applicant: &Applicant) -> Vec<Block> {
    let names = ["条款", "名称", "分值", "材料评审", "现场评审"];
    let mut rows = vec![Row::new(names.map(Cell::label).to_vec())];
    for item in catalog.criteria.every_item() {
        rows.push(score_row(item, applicant));
    }
    let mut sum = vec![Cell::text("合计").span(3).align(Align::Center)];
    sum.extend([Stage::Documents, Stage::Site].map(|stage| centred(wording::earned(&applicant.tally(catalog, stage)))));
    rows.push(Row::new(sum.into_iter().map(|cell| cell.tone(Tone::Sum)).collect()));
    let scored_by = [Stage::Documents, Stage::Site].map(|stage| {
        let names = session.names(&applicant.scored_by(stage));
        format!("{}评分人：{}", stage.name(), if names.is_empty() { "无" } else { &names })
    });
    let sources = [Stage::Documents, Stage::Site].into_iter().filter_map(|stage| applicant.sources_told(stage));
    let told: Vec<String> = scored_by.into_iter().chain(sources).collect();
    vec![
        Block::Heading(Heading::new(2, format!("{}逐条评分", applicant.name))),
        line(Style::Remark, format!("{}。总得分 {}。", told.join("；"), applicant.total(catalog))),
        Block::Table(Table { columns: vec![18, 66, 20, 28, 28], header_rows: 1, lines: Lines::Grid, rows }),
    ]
}

fn score_row(item: &Item, applicant: &Applicant) -> Row {
    let mark = |mark: Option<&Mark>| mark.map_or_else(|| wording::UNSCORED.to_owned(), |mark| mark.percent.to_string());
    Row::new(vec![
        Cell::text(item.id.as_str()),
        Cell::text(&*item.title),
        Cell::text(item.points.to_string()).align(Align::Right),
        centred(mark(applicant.documents.get(&item.id))),
        centred(mark(applicant.site.get(&item.id))),
    ])
}

fn record(session: &Session) -> Vec<Block> {
    let mut rows = vec![Row::new(["时间", "条款", "记录"].map(Cell::label).to_vec())];
    rows.extend(session.record.iter().map(|record| {
        let clause = record.clause.map(|clause| clause.to_string()).unwrap_or_default();
        Row::new(vec![
            centred(record.at.strftime("%Y-%m-%d %H:%M").to_string()),
            centred(clause),
            Cell::text(record.text.to_string()),
        ])
    }));
    vec![
        heading("五、", "过程记录"),
        Block::Table(Table { columns: vec![34, 26, 100], header_rows: 1, lines: Lines::Grid, rows }),
    ]
}
