//! The days of the round: entered, worked out, in conflict, with days off of one's own, handed out, and what rests on them.

use e2e::{Journey, Page, Product, Result, Session, journey};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(days_follow_from_what_is_announced),
        journey!(days_off_are_pasted_and_taken_back),
        journey!(days_answer_the_internal_notice),
        journey!(years_after_the_award_are_dated),
    ]
}

async fn started(session: &Session) -> Result<Page<'_>> {
    let page = session.open(&Product::built()?).await?;
    page.button("新建").click().await?;
    page.heading("资格自查").wait().await?;
    page.go_to_route("/schedule").await?;
    page.heading("申报日程").wait().await?;
    page.wait_for_text("还没有填写日期").await?;
    Ok(page)
}

async fn days_follow_from_what_is_announced(session: &Session) -> Result<()> {
    let page = started(session).await?;
    page.field("申报材料提交截止的日期").fill("2025-12-31").await?;
    // Wednesday 24 to Tuesday 30 December are five working days; they count from the day after the start.
    page.wait_for_text("内部公示最迟 2025-12-23 开始").await?;
    page.field("内部公示的第一天").fill("2025-12-24").await?;
    page.wait_for_text("1 处不合要求").await?;
    page.wait_for_text("申报前要完成内部公示").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.field("内部公示的第一天").fill("2025-12-23").await?;
    page.wait_for_text("没有发现冲突").await?;
    page.wait_for_text("5 个工作日").await?;

    page.button("下载日历文件（.ics）").click().await?;
    let file = &page.downloads(1).await?[0];
    let text = std::fs::read_to_string(file)?;
    assert!(file.to_string_lossy().ends_with(".ics") && text.starts_with("BEGIN:VCALENDAR\r\n"), "{text}");
    assert!(text.contains("DTSTART;VALUE=DATE:20251223") && text.contains("DTEND;VALUE=DATE:20251231"), "{text}");

    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.field("内部公示的第一天").wait_for_value("2025-12-23").await?;
    page.field("申报材料提交截止的日期").fill("2098-12-31").await?;
    page.go_to_route("/").await?;
    page.region("最近的期限").wait_for_text("申报材料提交截止").await
}

async fn days_off_are_pasted_and_taken_back(session: &Session) -> Result<()> {
    let page = started(session).await?;
    page.field("申报材料提交截止的日期").fill("2031-01-10").await?;
    page.wait_for_text("2031 年的放假安排还没有录入").await?;
    // By weekends alone: Thursday 9 January and the four working days before it.
    page.wait_for_text("内部公示最迟 2031-01-02 开始").await?;
    page.field("粘贴 2031 年的放假通知").fill("一、元旦：1月1日至3日放假，1月4日（周六）上班。\n二、某日也许放假").await?;
    page.wait_for_text("2031-01-01 至 2031-01-03 放假").await?;
    page.button("采用为 2031 年的放假安排").click().await?;
    page.wait_for_text("已采用 2031 年的放假安排：3 天放假、1 天上班").await?;
    page.wait_for_text("自行录入 3 天放假、1 天上班").await?;
    page.button("去掉 2031-01-04").click().await?;
    page.wait_for_text("自行录入 3 天放假、0 天上班").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("撤销").click().await?;
    page.wait_for_text("已撤销：2031 年的放假安排").await?;
    page.wait_for_text("自行录入 3 天放假、1 天上班").await?;
    page.button("撤销").click().await?;
    page.wait_for_text("2031 年的放假安排还没有录入").await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

async fn days_answer_the_internal_notice(session: &Session) -> Result<()> {
    let page = started(session).await?;
    page.field("内部公示的第一天").fill("2025-11-03").await?;
    page.wait_for_text("不填按 2025-11-10 推算").await?;
    page.go_to_route("/eligibility/internal_notice").await?;
    page.link("内部公示：2025-11-03 至 2025-11-10，5 个工作日").click().await?;
    page.field("内部公示的最后一天").fill("2025-11-07").await?;
    page.wait_for_text("内部公示只有 4 个工作日，应不少于 5 个，还差 1 个").await?;
    page.go_to_route("/eligibility/internal_notice").await?;
    page.link("内部公示：2025-11-03 至 2025-11-07，4 个工作日").wait().await?;
    assert_eq!(page.axe().await?, [""; 0]);
    Ok(())
}

async fn years_after_the_award_are_dated(session: &Session) -> Result<()> {
    let page = started(session).await?;
    page.field("市政府审定并公告的日期").fill("2024-02-29").await?;
    page.wait_for_text("2024-02-29 至 2027-02-28").await?;
    page.field("获奖之日的日期").fill("2024-03-01").await?;
    page.wait_for_text("2024-03-01 至 2027-03-01").await?;
    page.wait_for_text("奖金专用").await?;
    Ok(())
}
