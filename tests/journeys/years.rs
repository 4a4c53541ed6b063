//! Self-assessments of three years: recorded elsewhere, copied, closed, opened again with a reason, compared, aimed beyond.

use e2e::{Journey, Page, Product, Result, Session, journey, wait_for};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![journey!(years_are_recorded_copied_and_closed), journey!(targets_show_what_is_lacking)]
}

async fn years_are_recorded_copied_and_closed(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/years").await?;
    let total = page.field("2023 年自评总分（在别处评的）");
    total.fill("一千").await?;
    page.wait_for_text("应为 0 到 1000 的分数").await?;
    total.fill("587.5").await?;
    page.wait_for_text("差 12.5 分到 600").await?;

    page.link("打分 2024 年").click().await?;
    page.heading("4.1.2 高层领导的作用").wait().await?;
    page.by_role(&["radio"], "65%").click().await?;
    page.link("比较").click().await?;
    page.button("从 2024 年复制").click().await?;
    page.link("2025 年 4.1.2 65%").click().await?;
    page.wait_for_text("2025 年总分").await?;
    page.wait_for_text("32.5 / 50 分").await?;

    page.go_to_route("/years").await?;
    close_and_open_again(&page).await
}

async fn close_and_open_again(page: &Page<'_>) -> Result<()> {
    page.button("锁定 2023 年").click().await?;
    page.field("2023 年自评总分（在别处评的）").wait_gone().await?;
    page.go_to_route("/scoring/2023/4.1.2").await?;
    page.wait_for_text("2023 年的自评已锁定").await?;
    assert!(!page.by_role(&["radio"], "50%").is_enabled().await?, "a closed year cannot be scored");
    page.go_to_route("/years").await?;
    page.button("重新打开 2023 年").click().await?;
    page.field("重新打开 2023 年的原因").fill("补录审计调整").await?;
    page.button("重新打开").click().await?;
    page.wait_for_text("重新打开过 1 次").await?;
    page.field("2023 年自评总分（在别处评的）").wait_for_value("587.5").await?;
    page.reload().await?;
    page.wait_for_text("重新打开过 1 次").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.go_to_route("/keeping").await?;
    let kept = "return document.querySelector('.revisions')?.innerText.includes('关闭年度之前') ?? false";
    wait_for("the version before closing", async || Ok((page.execute(kept, vec![]).await? == true).then_some(()))).await
}

async fn targets_show_what_is_lacking(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.go_to_route("/years").await?;
    page.wait_for_text("目标全部达到时总分").await?;
    page.by_role(&["combobox"], "4.7.2 目标").choose("75%").await?;
    page.wait_for_text("目标全部达到时总分 638").await?;
    page.button("撤销").click().await?;
    page.wait_for_text("已撤销：4.7.2 目标").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    Ok(())
}
