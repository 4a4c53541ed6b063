//! When the program fails: the user learns what is safe, takes the work away as a file and goes on.

use e2e::{Context, Engine, Journey, Page, Product, Result, Session, journey};
use serde_json::{Value, json};

/// Puts assessments into the browser as the app keeps them.
const PREPARE: &str = "const [heads, parts, done] = arguments;
const request = indexedDB.open('quality-award-kit');
request.onsuccess = () => {
    const change = request.result.transaction(['heads', 'parts'], 'readwrite');
    heads.forEach(([id, head]) => change.objectStore('heads').put(head, id));
    parts.forEach(([id, path, text]) => change.objectStore('parts').put(text, [id, path]));
    change.oncomplete = () => { request.result.close(); done(true); };
};";

/// A module of one function that does nothing but fail, called by the page itself.
const TRAP: &str = "window.trap = function () {
    const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11]);
    const module = new WebAssembly.Module(bytes);
    setTimeout(function () { new WebAssembly.Instance(module).exports.t(); });
};
window.qakPanicked = ";

const FAIL: &str = "window.qakPanicked('panicked at src/lib.rs:1:1')";

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(work_is_saved_to_a_file).in_both_colours(),
        journey!(empty_browser_is_told_the_truth),
        // WebKit tells pages from disk that an error happened, but not which.
        journey!(trap_is_caught).in_engines(&[Engine::Chromium, Engine::Firefox]),
    ]
}

async fn work_is_saved_to_a_file(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    prepare(&page).await?;
    page.execute(FAIL, vec![]).await?;
    page.heading("程序出错了").wait().await?;
    page.wait_for_text("您的内容是安全的：最后一次自动保存于").await?;
    page.wait_for_text("2026").await?;
    page.button("保存到文件：已删除").wait_gone().await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("保存到文件：信阳毛尖/集团").click().await?;
    let saved = page.downloads(1).await?;
    let path = saved.first().context("there is one download")?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    assert!(name.starts_with("信阳毛尖_集团-20") && name.ends_with(".json"), "{name}");
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    assert_eq!(
        file,
        json!({
            "format": "quality-award-kit",
            "items": { "4.1.1": { "percent": 45 }, "4.1.2": { "notes": "甲“乙”" } },
            "profile": "{ not JSON",
        })
    );
    page.wait_for_text("请在下载文件夹中确认").await?;
    page.button("重新打开").click().await?;
    page.wait_until_ready().await?;
    page.heading("程序出错了").wait_gone().await
}

/// The app has not run here, so there is no database, and looking for one must not make one.
async fn empty_browser_is_told_the_truth(session: &Session) -> Result<()> {
    let page = session.load(&Product::built()?.with_damaged_wasm()?).await?;
    page.heading("文件已损坏，请重新复制").wait().await?;
    page.execute(FAIL, vec![]).await?;
    page.wait_for_text("浏览器中没有找到自动保存的内容").await?;
    let left = "const done = arguments[0];
        const request = indexedDB.open('quality-award-kit');
        request.onupgradeneeded = (event) => { done(event.oldVersion); request.transaction.abort(); };
        request.onsuccess = () => done('a database was made');";
    assert_eq!(page.execute_async(left, vec![]).await?, 0);
    Ok(())
}

/// Memory that runs out, or a stack that does, ends the program without its own message.
async fn trap_is_caught(session: &Session) -> Result<()> {
    let product = Product::built()?.with_changed_script("window.qakPanicked = ", TRAP)?;
    let page = session.open(&product).await?;
    page.execute("window.trap()", vec![]).await?;
    page.heading("程序出错了").wait().await
}

async fn prepare(page: &Page<'_>) -> Result<()> {
    let heads = json!([
        ["a", { "title": "信阳毛尖/集团", "saved_at": 1_793_000_000_000_u64, "deleted_at": null }],
        ["b", { "title": "已删除", "saved_at": 1_792_000_000_000_u64, "deleted_at": 1_792_500_000_000_u64 }],
    ]);
    let parts = json!([
        ["a", "", "{\"format\":\"quality-award-kit\"}"],
        ["a", "items/4.1.1", "{\"percent\":45}"],
        ["a", "items/4.1.2", "{\"notes\":\"甲“乙”\"}"],
        ["a", "profile", "{ not JSON"],
        ["b", "", "{}"],
    ]);
    page.execute_async(PREPARE, vec![heads, parts]).await.map(|_| ())
}
