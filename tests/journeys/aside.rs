//! When the browser's storage is not as it should be: unreadable data stay and can be taken away, and the work goes on without
//! storage.

use e2e::{Context, Engine, Journey, Page, Product, Result, Session, journey};
use serde_json::{Value, json};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(unreadable_data_are_set_aside_and_exported),
        journey!(a_newer_database_stays_untouched),
        journey!(without_storage_the_work_goes_on),
        // Only the driver of Chromium clears the storage under an open page.
        journey!(a_cleared_database_is_written_anew).in_engines(&[Engine::Chromium]),
    ]
}

const NAME: &str = "单位名称";

/// Puts records into the database as some other version, or a fault, might have left them.
const PUT: &str = "const [records, done] = arguments;
const open = indexedDB.open('quality-award-kit');
open.onsuccess = () => {
    const change = open.result.transaction(['heads', 'parts'], 'readwrite');
    for (const [store, key, value] of records) change.objectStore(store).put(value, key);
    change.oncomplete = () => { open.result.close(); done(true); };
};";

/// Everything that lies in some stores, as text.
pub const DUMP: &str = "const done = arguments[0];
const open = indexedDB.open('quality-award-kit');
open.onsuccess = () => {
    const read = open.result.transaction(['heads', 'parts']);
    const all = ['heads', 'parts'].flatMap(name => ['getAllKeys', 'getAll'].map(get => read.objectStore(name)[get]()));
    read.oncomplete = () => { open.result.close(); done(JSON.stringify(all.map(each => each.result))); };
};";

async fn unreadable_data_are_set_aside_and_exported(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    let good = "{\"title\":\"完好的目录\",\"saved_at\":1793000000000,\"deleted_at\":null}";
    let good: Value = serde_json::from_str(good)?;
    let records = json!([
        ["heads", "newer", good],
        ["parts", ["newer", ""], "{\"format\":\"quality-award-kit\",\"version\":9}"],
        ["parts", ["newer", "fields"], "{\"org_name\":\"新版单位\"}"],
        ["heads", "torn", good],
        ["parts", ["torn", ""], "{\"format\":\"quality-award-kit\",\"version\":2}"],
        ["parts", ["torn", "about"], "{ not JSON"],
        ["heads", "odd", { "titel": "目录变了", "saved_at": "昨天" }],
        ["parts", ["odd", ""], "{\"format\":\"quality-award-kit\",\"version\":2}"],
        ["parts", ["orphan", "fields"], "{\"org_name\":\"没有目录\"}"],
        // The id of the sample: loading that must not overwrite it.
        ["heads", "sample-yunwu-tea", "no record"],
    ]);
    page.execute_async(PUT, vec![records]).await?;
    page.reload().await?;
    page.button("打开：完好的目录").click().await?;
    page.wait_for_text("这份申报打不开").await?;
    page.wait_for_text("由更新版本的工具保存（格式 9").await?;
    page.heading("打不开的数据").wait().await?;
    assert_eq!(page.button("原样导出：完好的目录").count().await?, 2);
    assert_eq!(page.button("原样导出：（没有名称）").count().await?, 3);
    assert_eq!(page.axe().await?, [""; 0]);
    let before = page.execute_async(DUMP, vec![]).await?;

    let texts = exported(session, &page, "原样导出：完好的目录").await?;
    assert!(texts.contains("新版单位") && texts.contains("\"version\\\":9"), "{texts}");

    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.wait_for_text("本浏览器 已存").await?;
    let after = page.execute_async(DUMP, vec![]).await?;
    let after = after.as_str().context("text")?.to_owned();
    for text in ["新版单位", "{ not JSON", "目录变了", "没有目录", "no record"] {
        assert!(before.as_str().context("text")?.contains(text) && after.contains(text), "{text} is gone");
    }
    Ok(())
}

/// The text of the file that the first of several buttons gives.
async fn exported(session: &Session, page: &Page<'_>, button: &str) -> Result<String> {
    let script =
        "[...document.querySelectorAll('button')].find(each => each.getAttribute('aria-label') === arguments[0]).click()";
    page.execute(script, vec![json!(button)]).await?;
    let saved = page.downloads(1).await?;
    assert!(saved[0].starts_with(session.downloads_folder()));
    Ok(std::fs::read_to_string(&saved[0])?)
}

/// A database that a later version of the product has written.
const NEWER: &str = "const open = indexedDB.open('quality-award-kit', 99);
    open.onupgradeneeded = () => ['heads', 'parts'].forEach(name => open.result.createObjectStore(name));
    open.onsuccess = () => {
        const write = open.result.transaction(['heads', 'parts'], 'readwrite');
        write.objectStore('heads').put({ title: '新库单位', saved_at: 1764000000000, deleted_at: null }, 'n');
        write.objectStore('parts').put('{\"org_name\":\"新库单位\"}', ['n', 'fields']);
        write.oncomplete = () => open.result.close();
    };";

async fn a_newer_database_stays_untouched(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(NEWER)?).await?;
    page.wait_for_text("本浏览器现在无法保存内容").await?;
    page.wait_for_text("由更新版本的本工具保存").await?;
    let text = exported(session, &page, "原样导出：新库单位").await?;
    assert!(text.contains("org_name"), "{text}");
    page.button("新建").click().await?;
    page.wait_for_text("本浏览器 无法保存").await
}

async fn without_storage_the_work_goes_on(session: &Session) -> Result<()> {
    let refuse = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });";
    let page = session.open(&Product::built()?.with_first_script(refuse)?).await?;
    page.wait_for_text("本浏览器现在无法保存内容").await?;
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("内存里的单位").await?;
    page.wait_for_text("本浏览器 无法保存，请另存为文件").await?;
    page.button("另存为文件").click().await?;
    let saved = page.downloads(1).await?;
    assert!(std::fs::read_to_string(&saved[0])?.contains("内存里的单位"));
    Ok(())
}

async fn a_cleared_database_is_written_anew(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.developer_tools("Storage.clearDataForOrigin", json!({ "origin": "file://", "storageTypes": "indexeddb" })).await?;
    page.wait_for_text("浏览器关闭或清除了存储").await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("清除之后").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.field(NAME).wait_for_value("清除之后").await?;
    page.go_to_route("/").await?;
    page.wait_for_text("可以申报").await
}
