//! Events, certificates, readings and the what-if of the eligibility check.

use e2e::{Journey, Page, Product, Result, Session, journey};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![journey!(event_is_recorded_counted_and_taken_back), journey!(what_if_changes_nothing)]
}

async fn sample(session: &Session) -> Result<Page<'_>> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.heading("接下来").wait().await?;
    page.go_to_route("/eligibility/events").await?;
    page.heading("事件登记").wait().await?;
    page.wait_for_text("不再计入（计到 2024-08-01）").await?;
    Ok(page)
}

/// An accident that does not count any more is dated anew: it counts, against the answer, and says until when.
async fn event_is_recorded_counted_and_taken_back(session: &Session) -> Result<()> {
    let page = sample(session).await?;
    page.wait_for_text("可以申报").await?;
    page.field("登记一件").choose("出口产品国外索赔、退货、通报调查").await?;
    page.button("登记").within(&page.region("事件登记")).click().await?;
    page.wait_for_text("尚不能判断：缺日期").await?;
    page.field("发生日期").within(&page.region("出口产品国外索赔、退货、通报调查")).fill("2026-03-05").await?;
    page.wait_for_text("计入，到 2029-03-04 为止").await?;
    page.wait_for_text("不得申报").await?;
    page.wait_for_text("与登记的内容不一致").await?;
    page.button("删除：出口产品国外索赔、退货、通报调查").click().await?;
    page.wait_for_text("可以申报").await?;
    page.button("撤销").click().await?;
    page.wait_for_text("计入，到 2029-03-04 为止").await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

/// On the last day on which the old accident counts the application would not do; what was entered stays as it is.
async fn what_if_changes_nothing(session: &Session) -> Result<()> {
    let page = sample(session).await?;
    page.field("假设在这一天申报").fill("2024-08-01").await?;
    page.wait_for_text("如无其他变化，最早 2024-08-02 可以申报").await?;
    page.button("清除假设").click().await?;
    page.wait_for_text("这里显示结论会怎样变化").await?;
    assert!(!page.button("撤销").is_enabled().await?, "nothing was entered");
    Ok(())
}
