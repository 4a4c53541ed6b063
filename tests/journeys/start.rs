//! From the double click to the first screen, and what the user sees when that does not work.

use e2e::{Journey, Page, Product, Result, Session, journey, wait_for};

const TOO_OLD: &str = "此浏览器太旧，无法运行本工具";
const DAMAGED: &str = "文件已损坏，请重新复制";

/// Notes what the policy blocks, from before the first script of the page.
const WATCH_FROM_START: &str = "window.blocked = [];
addEventListener('securitypolicyviolation', (event) => blocked.push(event.violatedDirective + ' ' + event.blockedURI));";

/// What a page could try in order to reach the network. The port is closed, so nothing answers if the policy fails.
const REACH_OUT: &str = "const done = arguments[0];
const url = 'http://127.0.0.1:9/';
const wait = (target, names) => new Promise((resolve) => names.forEach((name) => { target[name] = () => resolve(name); }));
const image = new Image();
const picture = wait(image, ['onload', 'onerror']);
image.src = url + 'image';
const request = new XMLHttpRequest();
const xhr = wait(request, ['onload', 'onerror']);
request.open('GET', url + 'xhr');
request.send();
const fetched = fetch(url + 'fetch').then(() => 'onload', () => 'onerror');
Promise.all([picture, xhr, fetched]).then(done);";

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(opens_from_disk).in_both_colours(),
        journey!(asks_for_nothing_and_may_not),
        journey!(notice_comes_before_the_app),
        journey!(damaged_copies_do_not_start),
        journey!(unfit_browser_is_told),
        journey!(saved_page_starts_clean),
    ]
}

async fn opens_from_disk(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.only("main").wait().await?;
    assert_eq!(page.axe().await?, [""; 0]);
    assert_eq!(page.console_errors().await?, [""; 0]);
    page.reload().await?;
    page.only("main").wait().await?;
    assert_eq!(page.requests().await?, [""; 0]);
    Ok(())
}

async fn asks_for_nothing_and_may_not(session: &Session) -> Result<()> {
    let product = Product::built()?.with_first_script(WATCH_FROM_START)?;
    let page = session.open(&product).await?;
    let blocked = page.execute("return window.blocked", vec![]).await?;
    assert_eq!(blocked, serde_json::json!([]));
    assert_eq!(page.requests().await?, [""; 0]);

    let outcomes = page.execute_async(REACH_OUT, vec![]).await?;
    assert_eq!(outcomes, serde_json::json!(["onerror", "onerror", "onerror"]));
    let blocked = page.requests().await?;
    for attempt in ["image", "xhr", "fetch"] {
        let seen = |line: &String| line.starts_with("blocked: ") && line.contains(attempt);
        assert!(blocked.iter().any(seen), "{attempt} was not blocked by the policy: {blocked:?}");
    }
    Ok(())
}

/// A script that was damaged does not run, and cannot say so.
async fn notice_comes_before_the_app(session: &Session) -> Result<()> {
    let product = Product::built()?.with_replaced("const TITLE = ", "const  TITLE = ")?;
    let page = session.load(&product).await?;
    page.only("status").wait_for_text("正在启动…").await?;
    page.wait_for_text("如果这里一直没有变化").await
}

async fn damaged_copies_do_not_start(session: &Session) -> Result<()> {
    let built = Product::built()?;
    let other_sum = format!("WASM_SHA256 = \"{}\";//", "0".repeat(64));
    let other_program = built.with_changed_script("WASM_SHA256 = ", &other_sum)?;
    for copy in [built.with_damaged_wasm()?, other_program, built.cut_off_at(30), built.cut_off_at(99)] {
        says(&session.load(&copy).await?, DAMAGED).await?;
    }
    Ok(())
}

async fn unfit_browser_is_told(session: &Session) -> Result<()> {
    let built = Product::built()?;
    for lack in [
        "delete window.WebAssembly",
        "delete window.DecompressionStream",
        "delete window.CSSLayerBlockRule",
        "CSS.supports = (condition) => !condition.includes(':has')",
    ] {
        let product = built.with_first_script(lack)?;
        let page = session.load(&product).await?;
        says(&page, TOO_OLD).await?;
        page.wait_for_text("极速模式").await?;
    }
    let unreadable = built.with_changed_script("let wasm_bindgen=", "let wasm_bindgen=? ")?;
    says(&session.load(&unreadable).await?, TOO_OLD).await?;

    let failing = "let wasm_bindgen=() => Promise.reject(Error('no memory')); let replaced=";
    let failing = built.with_changed_script("let wasm_bindgen=", failing)?;
    let page = session.load(&failing).await?;
    says(&page, "本工具未能启动").await?;
    page.button("重新打开").wait().await
}

/// What is on the screen is in a page that the browser saved, and so are attributes.
async fn saved_page_starts_clean(session: &Session) -> Result<()> {
    let product = Product::built()?
        .with_replaced("<html lang=\"zh-CN\">", "<html lang=\"zh-CN\" data-theme=\"old\">")?
        .with_replaced("<body>", "<body class=\"old\"><dialog open>旧对话框</dialog>")?
        .with_replaced("正在启动…</p>", "</p><h1>旧标题</h1>")?;
    let page = session.open(&product).await?;
    page.heading("旧标题").wait_gone().await?;
    page.dialog("").wait_gone().await?;
    let left = page.execute("return document.querySelectorAll('[data-theme], body[class]').length", vec![]).await?;
    assert_eq!(left, 0);
    Ok(())
}

/// Waits for a page that stands in for the app, and for its words to be accessible.
async fn says(page: &Page<'_>, title: &str) -> Result<()> {
    wait_for(title, async || Ok((page.heading(title).count().await? == 1).then_some(()))).await?;
    assert_eq!(page.axe().await?, [""; 0]);
    Ok(())
}
