//! The browser's own Save As, through its own dialog: what it writes opens in every engine and starts clean.

use std::path::PathBuf;

use e2e::{Colours, Context, Engine, Journey, Product, Result, Session, journey, wait_for};

const NAME: &str = "单位名称";
const OWNER: &str = "甲公司";

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![journey!(saved_html_only).in_engines(WITH_DIALOGS), journey!(saved_complete).in_engines(WITH_DIALOGS)]
}

/// The test browser of WebKit has no Save As.
const WITH_DIALOGS: &[Engine] = &[Engine::Chromium, Engine::Firefox];

async fn saved_html_only(session: &Session) -> Result<()> {
    let saved = save(session.engine, false).await?;
    assert!(saved == Product::built()?.html(), "HTML only is the file as it was");
    starts_everywhere(&saved).await
}

async fn saved_complete(session: &Session) -> Result<()> {
    let saved = save(session.engine, true).await?;
    assert!(saved.contains(OWNER), "what is on the screen is in the file, as the interface says");
    starts_everywhere(&saved).await
}

/// Saves the product by the browser's own means, with an assessment on the screen.
async fn save(engine: Engine, complete: bool) -> Result<String> {
    let session = Session::start_on_screen(engine, complete).await?;
    let page = session.open(&Product::built()?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill(OWNER).await?;
    page.wait_for_text("本浏览器 已存").await?;
    let target: PathBuf = session.folder().join("saved.html");
    // From the address bar, because in the page the app answers to the same keys.
    session.press_on_screen(&["ctrl+l", "ctrl+s"])?;
    session.answer_file_dialog(&target).await?;
    let saved = wait_for("the saved page", async || {
        let there = std::fs::read_to_string(&target).unwrap_or_default();
        Ok(there.trim_end().ends_with("</html>").then_some(there))
    });
    let saved = saved.await?;
    session.end().await?;
    Ok(saved)
}

async fn starts_everywhere(html: &str) -> Result<()> {
    for engine in Engine::ALL {
        let session = Session::start(engine, Colours::Light).await?;
        let page = session.open(&Product::of_html(html)).await.with_context(|| format!("{engine:?} does not start it"))?;
        page.wait_for_text("准备申报").await?;
        assert!(!page.text().await?.contains(OWNER), "{engine:?} shows what was on the screen");
        session.end().await?;
    }
    Ok(())
}
