//! Earlier states: kept by themselves and by name, looked at, compared, brought back as a copy.

use e2e::{Context, Journey, Page, Product, Result, Session, journey, wait_for};
use serde_json::{Value, json};

use crate::copies::CLOCK;

const NAME: &str = "单位名称";

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(a_version_is_looked_at_compared_and_restored).in_both_colours(),
        journey!(a_version_is_kept_before_a_file_takes_its_place),
        journey!(a_clock_moved_back_loses_nothing),
    ]
}

/// What the buttons of the list do, in the order in which they stand.
pub async fn press_nth(page: &Page<'_>, word: &str, nth: usize) -> Result<()> {
    let script =
        "const all = [...document.querySelectorAll('.revisions button')].filter(each => each.textContent === arguments[0]);
        if (all.length <= arguments[1]) return false;
        all[arguments[1]].click();
        return true;";
    let pressed = page.execute(script, vec![json!(word), json!(nth)]).await?;
    assert_eq!(pressed, Value::Bool(true), "there is no button {word} number {nth}");
    Ok(())
}

async fn named(page: &Page<'_>, name: &str) -> Result<()> {
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill(name).await?;
    page.wait_for_text("本浏览器 已存").await
}

async fn a_version_is_looked_at_compared_and_restored(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(CLOCK)?).await?;
    page.button("新建").click().await?;
    named(&page, "甲公司").await?;
    page.execute("window.ahead = 61", vec![]).await?;
    named(&page, "乙公司").await?;
    page.go_to_route("/keeping").await?;
    page.wait_for_text("命名的版本一直保留").await?;
    page.field("给现在的内容起名").fill("初稿").await?;
    page.button("保留这个版本").click().await?;
    page.wait_for_text("已保留版本“初稿”").await?;
    page.wait_for_text("“初稿”").await?;
    assert_eq!(page.axe().await?, [""; 0]);

    // The latest first: the named one, then that of an hour ago.
    press_nth(&page, "比较", 0).await?;
    page.wait_for_text("与现在的内容相同").await?;
    press_nth(&page, "比较", 1).await?;
    page.wait_for_text("与现在的内容有 1 处不同").await?;
    page.row("单位名称 甲公司 乙公司").wait().await?;
    assert_eq!(page.axe().await?, [""; 0]);

    press_nth(&page, "看", 1).await?;
    page.wait_for_text("只能看，不影响现在的内容").await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).wait_for_value("甲公司").await?;
    assert!(!page.field(NAME).is_enabled().await?);
    page.button("回到现在的内容").click().await?;
    page.wait_for_text("保留这个版本").await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).wait_for_value("乙公司").await?;
    assert!(page.field(NAME).is_enabled().await?);

    page.go_to_route("/keeping").await?;
    page.wait_for_text("“初稿”").await?;
    press_nth(&page, "恢复成另一份", 1).await?;
    page.wait_for_text("已把这个版本恢复成另一份申报").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.button("打开：乙公司").wait().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).wait_for_value("甲公司").await
}

async fn a_version_is_kept_before_a_file_takes_its_place(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.button("另存为文件").click().await?;
    let file = page.downloads(1).await?.pop().context("a file")?;
    named(&page, "改过的名称").await?;
    page.go_to_route("/").await?;
    page.file_field("打开文件…").upload(&file).await?;
    page.button("用文件替换").click().await?;
    page.wait_for_text("文件 与打开时相同").await?;
    page.go_to_route("/keeping").await?;
    page.wait_for_text("用文件替换之前").await?;
    press_nth(&page, "比较", 0).await?;
    page.wait_for_text("改过的名称").await
}

/// The clock of the machine is set back by a year: what is typed is kept, and versions go on.
async fn a_clock_moved_back_loses_nothing(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(CLOCK)?).await?;
    page.button("新建").click().await?;
    named(&page, "甲公司").await?;
    page.execute("window.ahead = -60 * 24 * 365", vec![]).await?;
    named(&page, "乙公司").await?;
    page.go_to_route("/keeping").await?;
    let count = "return document.querySelectorAll('.revisions > li').length";
    wait_for("both versions", async || Ok((page.execute(count, vec![]).await? == json!(2)).then_some(()))).await?;
    page.reload().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).wait_for_value("乙公司").await
}
