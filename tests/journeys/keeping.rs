//! What was entered stays: reload, undo, place.

use e2e::{Journey, Product, Result, Session, journey, wait_for};

use crate::copies::{CLOCK, line_says};

/// Ctrl, as WebDriver writes it; the null key lets it go.
const CTRL: &str = "\u{E009}";
const RELEASE: &str = "\u{E000}";

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(reload_keeps_text_and_place),
        journey!(undo_reaches_across_screens),
        journey!(save_file_by_key),
        journey!(bin_gives_back_and_forgets),
        journey!(bin_forgets_by_itself_after_thirty_days),
    ]
}

async fn reload_keeps_text_and_place(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/scoring/4.2.3").await?;
    let text = "目标逐级分解到 26 个班组㐂䶮，<b>月度</b>检查\n第二行";
    page.field("改进空间").fill(text).await?;
    page.field("改进空间").wait_for_value(text).await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.heading("4.2.3 战略部署").wait().await?;
    page.field("改进空间").wait_for_value(text).await?;
    // The double click on the file names no place; the app remembers it.
    let page = session.open(&Product::built()?).await?;
    page.heading("4.2.3 战略部署").wait().await?;
    page.field("改进空间").wait_for_value(text).await
}

async fn undo_reaches_across_screens(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/scoring/4.1.2").await?;
    page.by_role(&["radio"], "65%").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field("单位名称").fill("甲公司").await?;
    page.field("单位名称").press(format!("{CTRL}z{RELEASE}")).await?;
    page.field("单位名称").wait_for_value("").await?;
    page.wait_for_text("已撤销：单位名称").await?;
    page.press(format!("{CTRL}z{RELEASE}")).await?;
    page.heading("4.1.2 高层领导的作用").wait().await?;
    page.wait_for_text("已撤销：2025 年 4.1.2 评分").await?;
    page.press(format!("{CTRL}y{RELEASE}")).await?;
    page.wait_for_text("32.5 / 50 分").await?;
    page.press(format!("{CTRL}y{RELEASE}")).await?;
    page.field("单位名称").wait_for_value("甲公司").await
}

async fn save_file_by_key(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("文件 尚未另存").await?;
    page.press(format!("{CTRL}s{RELEASE}")).await?;
    page.wait_for_text("已交给浏览器下载").await?;
    let saved = page.downloads(1).await?;
    let sample = include_str!("../../samples/yunwu-tea.json");
    assert_eq!(std::fs::read_to_string(&saved[0])?, sample);
    page.go_to_route("/applicant/cover").await?;
    page.field("单位名称").fill("改名").await?;
    line_says(&page, "文件", "已下载，未核对，之后又有改动").await
}

async fn bin_gives_back_and_forgets(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    let delete = "删除：信阳云雾茶业股份有限公司（示例）";
    page.button(delete).click().await?;
    page.button("撤销删除").click().await?;
    page.wait_for_text("可以申报").await?;

    page.button(delete).click().await?;
    page.wait_for_text("已删除 1 份").await?;
    page.reload().await?;
    page.by_role(&["button"], "已删除 1 份，30 天内可以恢复").click().await?;
    page.button("彻底删除：信阳云雾茶业股份有限公司（示例）").click().await?;
    page.wait_for_text("本浏览器里不再有它的内容").await?;
    assert_eq!(page.execute_async(COUNT, vec![]).await?, serde_json::json!(0));
    Ok(())
}

/// How many parts of assessments the browser holds.
const COUNT: &str = "const done = arguments[0];
    const open = indexedDB.open('quality-award-kit');
    open.onsuccess = () => {
        const parts = open.result.transaction('parts').objectStore('parts').count();
        parts.onsuccess = () => { open.result.close(); done(parts.result); };
    };";

async fn bin_forgets_by_itself_after_thirty_days(session: &Session) -> Result<()> {
    const IN_BIN: &str = "已删除 1 份，30 天内可以恢复";
    let minutes_later =
        |minutes: u32| Product::built()?.with_first_script(&CLOCK.replace("ahead = 0", &format!("ahead = {minutes}")));
    let page = session.open(&minutes_later(0)?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.button("删除：信阳云雾茶业股份有限公司（示例）").click().await?;
    page.by_role(&["button"], IN_BIN).wait().await?;
    let month = 30 * 24 * 60;
    let page = session.open(&minutes_later(month - 30)?).await?;
    page.by_role(&["button"], IN_BIN).wait().await?;
    assert_ne!(page.execute_async(COUNT, vec![]).await?, serde_json::json!(0));
    let page = session.open(&minutes_later(month)?).await?;
    page.by_role(&["button"], IN_BIN).wait_gone().await?;
    wait_for("the database to forget it", async || {
        Ok((page.execute_async(COUNT, vec![]).await? == serde_json::json!(0)).then_some(()))
    })
    .await
}
