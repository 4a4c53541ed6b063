//! The minutes of the vote: how many voted, the sums, who is proposed, what happened with notice and objections, what is paid.
//!
//! They name no voter beside a vote, and not even who handed a ballot in: sums in which all voted alike would tell.

use award::ApplicantId;
use award::catalog::Catalog;
use award::review::{BEHIND, Count, Objection, Payment, PrizeOutcome, Session, Tally};
use award::scheme::{Phase, Prize};
use jiff::civil::Date;

use super::{centred, clauses, heading, line, readings, remark};
use crate::document::{Block, Cell, Document, Lines, Row, Section, Style, Table};
use crate::wording;

/// Builds the minutes; `None` until there is a count.
#[must_use]
pub fn build(catalog: &Catalog, session: &Session, today: Date) -> Option<Document> {
    let (count, outcomes) = (session.count.as_ref()?, session.outcomes(catalog)?);
    let title = format!("{}投票纪要", catalog.scheme.award);
    let mut blocks = vec![
        line(Style::Title, title.clone()),
        line(Style::Subtitle, wording::one_line(&session.head.title)),
        line(Style::Right, wording::day(today)),
        remark(session),
        heading("一、", &format!("投票{}", clauses(catalog, Phase::Ballot))),
        line(Style::Body, turnout(catalog, session, count)),
        Block::Table(sums(catalog, session, count)),
        heading("二、", "拟奖名单"),
    ];
    blocks.extend(outcomes.iter().zip(&catalog.scheme.prizes).flat_map(|(outcome, prize)| proposed(session, outcome, prize)));
    blocks.extend(notice(catalog, session));
    blocks.extend(award(catalog, session));
    blocks.extend(readings(catalog, session, &[Phase::Ballot, Phase::Notice, Phase::Award]));
    blocks.push(line(Style::Body, ""));
    blocks.push(Block::Table(Table::to_sign(["主持人签字", "计票人签字", "监票人签字"])));
    Some(Document {
        title,
        subject: wording::one_line(&session.head.title),
        author: String::new(),
        cover: Vec::new(),
        sections: vec![Section::portrait(blocks)],
    })
}

fn turnout(catalog: &Catalog, session: &Session, count: &Count) -> String {
    format!(
        "无记名投票。有投票资格的 {} 人，收回选票 {} 张。{}。应当回避的委员不投相关单位的票。",
        session.voters.len(),
        count.handed.len(),
        session.pass_rule(&catalog.scheme.review)
    )
}

fn sums(catalog: &Catalog, session: &Session, count: &Count) -> Table {
    let names = ["候选单位", "奖项", "赞成", "反对", "弃权", "无效", "结果"];
    let mut rows = vec![Row::new(names.map(Cell::label).to_vec())];
    for (id, tally) in &count.tallies {
        let applicant = session.applicants.get(id);
        let prize = applicant.and_then(|applicant| catalog.scheme.prize(applicant.nominated.as_ref()?));
        let Tally { yes, no, abstain, invalid } = *tally;
        let passes = tally.passes(&catalog.scheme.review, session.readings.those_voting);
        let mut cells = vec![
            Cell::text(session.name(id).to_string()),
            centred(prize.map(|prize| prize.name.to_string()).unwrap_or_default()),
        ];
        cells.extend([yes, no, abstain, invalid].map(|votes| centred(votes.to_string())));
        cells.push(centred(if passes { "通过" } else { "未通过" }));
        rows.push(Row::new(cells));
    }
    Table { columns: vec![50, 34, 14, 14, 14, 14, 20], header_rows: 1, lines: Lines::Grid, rows }
}

fn proposed(session: &Session, outcome: &PrizeOutcome, prize: &Prize) -> Vec<Block> {
    let names = |ids: &[ApplicantId]| {
        let names: Vec<String> = ids.iter().map(|id| session.name(id).to_string()).collect();
        if names.is_empty() { "无".to_owned() } else { names.join("、") }
    };
    let mut blocks = vec![line(
        Style::Flush,
        format!("{}（名额 {}）：{}；空缺 {}。", prize.name, prize.quota, names(&outcome.proposed), outcome.vacant),
    )];
    if let Some(choice) = outcome.tie.as_ref().and_then(|tie| tie.choice.as_ref()) {
        let chosen: Vec<ApplicantId> = choice.chosen.iter().cloned().collect();
        blocks.push(line(Style::Flush, format!("末位并列，评委会选定：{}，理由：{}。", names(&chosen), choice.reason)));
    }
    if !outcome.behind.is_empty() {
        blocks.push(line(Style::Flush, format!("{}{}。", BEHIND, names(&outcome.behind))));
    }
    if !outcome.lost.is_empty() {
        blocks.push(line(Style::Flush, format!("其后失去资格：{}，不递补。", names(&outcome.lost))));
    }
    blocks
}

fn notice(catalog: &Catalog, session: &Session) -> Vec<Block> {
    let Some(notice) = &session.notice else { return Vec::new() };
    let mut blocks = vec![
        heading("三、", &format!("公示和异议{}", clauses(catalog, Phase::Notice))),
        line(
            Style::Body,
            format!(
                "{} 至 {} 公示，共 {} 个工作日{}。",
                wording::day(notice.from),
                wording::day(notice.to),
                notice.working_days.value,
                notice.working_days.proviso()
            ),
        ),
    ];
    if session.objections.is_empty() {
        blocks.push(line(Style::Body, "没有收到异议。"));
    }
    blocks.extend(session.objections.values().map(|objection| line(Style::Flush, objected(session, objection))));
    blocks
}

fn objected(session: &Session, objection: &Objection) -> String {
    let against = objection.against.as_ref().map(|id| format!("对{}", session.name(id))).unwrap_or_default();
    let answer = objection.answer.as_ref().map_or_else(
        || "还没有答复".to_owned(),
        |answer| {
            let verdict = if answer.upheld { "成立" } else { "不成立" };
            let days = &answer.working_days;
            let took = format!("用 {} 个工作日{}", days.value, days.proviso());
            format!("{} 书面答复，{took}：异议{verdict}。{}", wording::day(answer.on), answer.result)
        },
    );
    format!("{} 收到{}{against}的异议；{answer}", wording::day(objection.received), objection.from)
}

fn award(catalog: &Catalog, session: &Session) -> Vec<Block> {
    let (Some(on), Some(payments)) = (session.approved, session.payments(catalog)) else { return Vec::new() };
    let row = |payment: &Payment| {
        let prize = catalog.scheme.prize(&payment.prize).map(|prize| prize.name.to_string()).unwrap_or_default();
        let money = if payment.repeated { "再次获奖，不发奖金".to_owned() } else { format!("{} 万元", payment.money) };
        Row::new(vec![Cell::text(session.name(&payment.applicant).to_string()), centred(prize), centred(money)])
    };
    let mut rows = vec![Row::new(["获奖单位", "奖项", "奖金"].map(Cell::label).to_vec())];
    rows.extend(payments.iter().map(row));
    vec![
        heading("四、", &format!("审定和奖励{}", clauses(catalog, Phase::Award))),
        line(Style::Body, format!("{} 审定。", wording::day(on))),
        Block::Table(Table { columns: vec![70, 45, 45], header_rows: 1, lines: Lines::Grid, rows }),
    ]
}
