//! Two tabs: one writes, the other reads and can take over; two assessments do not touch each other; no edit is lost without
//! being told.

use e2e::{Engine, Journey, Page, Product, Result, Session, journey, wait_for};
use serde_json::{Value, json};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(second_tab_reads_and_takes_over).in_engines(TABS),
        journey!(take_over_while_both_type_loses_nothing).in_engines(TABS),
        journey!(two_assessments_in_two_tabs).in_engines(TABS),
        journey!(edits_of_a_tab_that_lost_its_turn_are_kept_beside),
        journey!(edits_of_a_tab_that_is_left_are_not_written_over_others),
        journey!(deleted_elsewhere_is_told).in_engines(TABS),
    ]
}

/// WebKit's driver draws nothing in a second window, so that nothing can be awaited there.
const TABS: &[Engine] = &[Engine::Chromium, Engine::Firefox];

const FOLLOWS: &str = "这份申报正在另一个标签页里编辑";
const NAME: &str = "单位名称";

async fn second_tab_reads_and_takes_over(session: &Session) -> Result<()> {
    let product = Product::built()?;
    let page = session.open(&product).await?;
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("甲公司").await?;
    page.wait_for_text("本浏览器 已存").await?;

    let page = session.open_tab(&product).await?;
    page.wait_for_text(FOLLOWS).await?;
    page.field(NAME).wait_for_value("甲公司").await?;
    assert!(!page.field(NAME).is_enabled().await?);
    assert_eq!(page.axe().await?, [""; 0]);

    session.go_to_tab(0).await?;
    page.field(NAME).fill("甲乙公司").await?;
    page.wait_for_text("本浏览器 已存").await?;
    session.go_to_tab(1).await?;
    page.field(NAME).wait_for_value("甲乙公司").await?;

    page.button("改在这里编辑").click().await?;
    page.wait_for_text("已改在这个标签页里编辑").await?;
    page.field(NAME).fill("甲乙丙公司").await?;
    page.wait_for_text("本浏览器 已存").await?;
    session.go_to_tab(0).await?;
    page.wait_for_text(FOLLOWS).await?;
    page.field(NAME).wait_for_value("甲乙丙公司").await?;

    // When the tab that writes is closed, the turn is free.
    session.go_to_tab(1).await?;
    session.close_tab().await?;
    page.button("改在这里编辑").click().await?;
    page.wait_for_text("已改在这个标签页里编辑").await?;
    page.field(NAME).fill("丁公司").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.field(NAME).wait_for_value("丁公司").await
}

/// Types a letter every few moments, as long as the field takes any.
const TYPE: &str = "const [field, letter] = arguments;
const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
window.typed = field.value;
window.typing = setInterval(() => {
    if (field.matches(':disabled')) return clearInterval(window.typing);
    window.typed += letter;
    set.call(field, window.typed);
    field.dispatchEvent(new Event('input', { bubbles: true }));
}, 20);";

async fn type_on(page: &Page<'_>, letter: &str) -> Result<()> {
    let before = page.field(NAME).value().await?;
    page.execute(TYPE, vec![page.field(NAME).find().await?.to_json()?, json!(letter)]).await?;
    wait_for("something to be typed", async || Ok((page.field(NAME).value().await? != before).then_some(()))).await
}

/// The tabs take the turn from each other while the one that has it types on.
async fn take_over_while_both_type_loses_nothing(session: &Session) -> Result<()> {
    let product = Product::built()?;
    let page = session.open(&product).await?;
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("甲").await?;
    page.wait_for_text("本浏览器 已存").await?;
    type_on(&page, "x").await?;

    let page = session.open_tab(&product).await?;
    for (takes, gives, letter) in [(1, 0, "y"), (0, 1, "z"), (1, 0, "w")] {
        session.go_to_tab(takes).await?;
        page.wait_for_text(FOLLOWS).await?;
        page.button("改在这里编辑").click().await?;
        page.wait_for_text("已改在这个标签页里编辑").await?;
        let taken = page.field(NAME).value().await?;
        session.go_to_tab(gives).await?;
        page.wait_for_text(FOLLOWS).await?;
        let typed = page.execute("return window.typed", vec![]).await?;
        assert_eq!(typed, json!(taken), "what was typed until the turn was given up is what was taken over");
        session.go_to_tab(takes).await?;
        type_on(&page, letter).await?;
    }
    page.execute("clearInterval(window.typing)", vec![]).await?;
    page.wait_for_text("本浏览器 已存").await?;
    let whole = page.field(NAME).value().await?;
    assert!(["x", "y", "z", "w"].iter().all(|letter| whole.contains(letter)), "{whole}");
    page.reload().await?;
    page.field(NAME).wait_for_value(&whole).await
}

async fn two_assessments_in_two_tabs(session: &Session) -> Result<()> {
    let product = Product::built()?;
    let page = session.open(&product).await?;
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("第一家").await?;
    page.wait_for_text("本浏览器 已存").await?;

    let page = session.open_tab(&product).await?;
    page.wait_for_text(FOLLOWS).await?;
    page.go_to_route("/").await?;
    page.button("新建一份").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("第二家").await?;
    page.wait_for_text("本浏览器 已存").await?;

    session.go_to_tab(0).await?;
    page.field(NAME).fill("第一家改").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.field(NAME).wait_for_value("第一家改").await?;
    session.go_to_tab(1).await?;
    page.reload().await?;
    page.field(NAME).wait_for_value("第二家").await?;
    page.go_to_route("/").await?;
    page.button("打开：第一家改").wait().await
}

/// Takes every lock of a page that holds one, and claims its assessment as another page would: without asking.
const CLAIM: &str = "const done = arguments[0];
const open = indexedDB.open('quality-award-kit');
open.onsuccess = () => {
    const change = open.result.transaction('tenures', 'readwrite');
    const store = change.objectStore('tenures');
    const keys = store.getAllKeys();
    keys.onsuccess = () => keys.result.filter(key => typeof key === 'string').forEach(id => {
        const before = store.get(id);
        before.onsuccess = () => {
            store.delete([id, before.result, 1]);
            store.put({ tenure: [id, before.result] }, [id, before.result]);
            store.put('other', id);
        };
    });
    change.oncomplete = () => { open.result.close(); done(true); };
};";

/// A page that has written a name and then lost its turn without being told.
async fn lost(session: &Session) -> Result<Page<'_>> {
    let page = session.open(&Product::built()?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("甲公司").await?;
    page.wait_for_text("本浏览器 已存").await?;
    assert_eq!(page.execute_async(CLAIM, vec![]).await?, json!(true));
    Ok(page)
}

/// When a page is left, its writes are ended early, which some browsers treat in another way.
async fn edits_of_a_tab_that_is_left_are_not_written_over_others(session: &Session) -> Result<()> {
    let page = lost(session).await?;
    page.execute("window.dispatchEvent(new Event('pagehide'))", vec![]).await?;
    page.field(NAME).fill("没来得及存的名称").await?;
    page.wait_for_text(FOLLOWS).await?;
    page.field(NAME).wait_for_value("甲公司").await?;
    page.reload().await?;
    page.field(NAME).wait_for_value("甲公司").await
}

async fn edits_of_a_tab_that_lost_its_turn_are_kept_beside(session: &Session) -> Result<()> {
    let page = lost(session).await?;
    page.field(NAME).fill("没来得及存的名称").await?;
    page.wait_for_text("这里最后的改动没来得及存进去，已另存为").await?;
    page.wait_for_text(FOLLOWS).await?;
    page.field(NAME).wait_for_value("甲公司").await?;
    page.go_to_route("/").await?;
    let beside = page.button("打开：没来得及存的名称（另一个标签页没存上的改动）");
    page.button("关闭提示").click().await?;
    beside.click().await?;
    beside.wait_gone().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).wait_for_value("没来得及存的名称").await
}

async fn deleted_elsewhere_is_told(session: &Session) -> Result<()> {
    let product = Product::built()?;
    let page = session.open(&product).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    let page = session.open_tab(&product).await?;
    page.wait_for_text(FOLLOWS).await?;
    let delete = "删除：信阳云雾茶业股份有限公司（示例）";
    page.button(delete).click().await?;
    page.wait_for_text("它正在另一个标签页里编辑").await?;
    session.go_to_tab(0).await?;
    page.button(delete).click().await?;
    page.wait_for_text("已删除").await?;
    session.go_to_tab(1).await?;
    page.wait_for_text("另一个标签页删除了这份申报").await?;
    let errors = page.console_errors().await?;
    assert_eq!(json!(errors), Value::Array(Vec::new()));
    Ok(())
}
