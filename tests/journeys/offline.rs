//! Copies of the page: with data or without, with a password or not; a copy of a copy; what browsers save by themselves.

use std::path::Path;

use e2e::{Context, Engine, Journey, Page, Product, Result, Session, journey};
use serde_json::json;

const NAME: &str = "单位名称";
const OWNER: &str = "甲</script><b>公司";

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(copy_without_data_is_the_product),
        journey!(copy_with_data_asks_and_opens),
        journey!(copy_with_a_password_tells_nothing),
        journey!(rendered_page_starts_clean_and_keeps_its_data).in_engines(&[Engine::Chromium]),
    ]
}

async fn begin(page: &Page<'_>) -> Result<()> {
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill(OWNER).await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.go_to_route("/keeping").await
}

/// Empties the browser, so that it is that of another machine.
const FORGET: &str = "const done = arguments[0];
localStorage.clear();
sessionStorage.clear();
const gone = indexedDB.deleteDatabase('quality-award-kit');
gone.onsuccess = () => done(true);";

/// Opens a copy as on another machine.
async fn on_another_machine<'s>(session: &'s Session, page: Page<'s>, copy: &Path) -> Result<Page<'s>> {
    // From a page that keeps nothing open.
    session.load(&Product::of_html("<!doctype html><title>x</title>")).await?;
    assert_eq!(page.execute_async(FORGET, vec![]).await?, json!(true));
    let html = std::fs::read_to_string(copy)?;
    session.open(&Product::of_html(&html)).await
}

async fn copy_without_data_is_the_product(session: &Session) -> Result<()> {
    let product = Product::built()?;
    let page = session.open(&product).await?;
    begin(&page).await?;
    page.field("副本里").choose("不带内容").await?;
    page.button("另存为离线副本").click().await?;
    page.wait_for_text("里面没有任何填写内容").await?;
    let copy = page.downloads(1).await?.pop().context("a copy")?;
    assert!(copy.ends_with("市长质量奖自评.html"), "{}", copy.display());
    assert!(std::fs::read_to_string(copy)? == product.html(), "not the bytes that were built");
    Ok(())
}

async fn copy_with_data_asks_and_opens(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    begin(&page).await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("另存为离线副本").click().await?;
    page.wait_for_text("里面有这份申报的全部填写内容").await?;
    let first = page.downloads(1).await?.pop().context("a copy")?;

    let page = on_another_machine(session, page, &first).await?;
    page.wait_for_text(&format!("里面是“{OWNER}”的申报")).await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("先不打开").click().await?;
    page.wait_for_text("准备申报").await?;
    page.reload().await?;
    page.button("打开副本里的内容").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).wait_for_value(OWNER).await?;

    // What this browser has is not mixed with what the copy has.
    page.field(NAME).fill("在这里改过").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.button("打开副本里的内容").click().await?;
    page.wait_for_text("本浏览器里已有同一份申报").await?;
    page.button("取消").click().await?;
    page.field(NAME).wait_for_value("在这里改过").await?;

    // A copy of the copy carries what is open, not what the copy carried.
    page.go_to_route("/keeping").await?;
    page.button("另存为离线副本").click().await?;
    page.wait_for_text("离线副本生成后核对过").await?;
    let second = page.downloads(2).await?.into_iter().find(|path| *path != first).context("a second copy")?;
    let page = on_another_machine(session, page, &second).await?;
    page.wait_for_text("里面是“在这里改过”的申报").await
}

async fn copy_with_a_password_tells_nothing(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    begin(&page).await?;
    page.field("密码（可不设）").fill("毛尖").await?;
    page.button("另存为离线副本").click().await?;
    page.wait_for_text("离线副本生成后核对过").await?;
    let copy = page.downloads(1).await?.pop().context("a copy")?;
    let html = std::fs::read_to_string(&copy)?;
    assert!(!html.contains("甲\\u003c") && !html.contains(OWNER), "the name is in the open");
    let page = on_another_machine(session, page, &copy).await?;
    page.wait_for_text("里面有一份加密的申报").await?;
    page.field("密码").fill("毛").await?;
    page.button("打开副本里的内容").click().await?;
    page.wait_for_text("密码不对").await?;
    page.field("密码").fill("毛尖").await?;
    page.button("打开副本里的内容").click().await?;
    page.wait_for_text("已从“离线副本”打开").await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).wait_for_value(OWNER).await
}

/// What a browser's own 'complete' saving makes: the elements as they stand, with what is on the screen.
async fn rendered_page_starts_clean_and_keeps_its_data(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    begin(&page).await?;
    page.button("另存为离线副本").click().await?;
    page.wait_for_text("离线副本生成后核对过").await?;
    let copy = page.downloads(1).await?.pop().context("a copy")?;
    let page = on_another_machine(session, page, &copy).await?;
    page.wait_for_text("这个文件里带着内容").await?;
    let rendered = page.execute("return '<!doctype html>' + document.documentElement.outerHTML", vec![]).await?;
    let rendered = rendered.as_str().context("text")?.to_owned();
    let saved = session.folder().join("saved.html");
    std::fs::write(&saved, rendered)?;
    let page = on_another_machine(session, page, &saved).await?;
    page.wait_for_text(&format!("里面是“{OWNER}”的申报")).await?;
    page.button("打开副本里的内容").click().await?;
    page.wait_for_text("已从“离线副本”打开").await?;
    page.go_to_route("/keeping").await?;
    page.field("副本里").choose("不带内容").await?;
    page.button("另存为离线副本").click().await?;
    page.wait_for_text("里面没有任何填写内容").await?;
    let empty = page.downloads(2).await?.into_iter().find(|path| path.ends_with("市长质量奖自评.html")).context("a copy")?;
    assert!(std::fs::read_to_string(empty)? == Product::built()?.html(), "not the bytes that were built");
    Ok(())
}
