//! A full disk: whatever is being written, it is said at once, what lay there before lies there still, and the work goes on.

use e2e::{Context, Engine, Journey, Page, Product, Result, Session, journey};
use serde_json::json;

use crate::aside::DUMP;
use crate::revisions::press_nth;

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(a_full_disk_is_said_at_once),
        journey!(every_request_of_a_write_can_fail).in_engines(&[Engine::Chromium, Engine::Firefox]),
        journey!(every_kind_of_write_is_refused_aloud),
    ]
}

const NAME: &str = "单位名称";

/// Lets writing fail, as on a full disk, from when `window.full` is set: the nth write, and all after it. With `window.late` it
/// is accepted first and given up when it should be on the disk.
const FULL: &str = "window.full = Infinity;
for (const name of ['put', 'add']) {
    const real = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...rest) {
        if (--window.full >= 0) return real.apply(this, rest);
        if (!window.late) throw new DOMException('The disk is full.', 'QuotaExceededError');
        const request = real.apply(this, rest);
        this.transaction.abort();
        return request;
    };
}";

async fn a_full_disk_is_said_at_once(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(FULL)?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("存上的").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.execute("window.full = 0", vec![]).await?;
    page.field(NAME).fill("没存上的").await?;
    page.wait_for_text("没有存进本浏览器（浏览器的存储空间不够）").await?;
    page.wait_for_text("本浏览器 没有存上，请另存为文件").await?;
    page.field(NAME).wait_for_value("没存上的").await?;
    page.button("另存为文件").click().await?;
    assert!(std::fs::read_to_string(&page.downloads(1).await?[0])?.contains("没存上的"));
    // When there is room again, it is written without being asked.
    page.execute("window.full = Infinity", vec![]).await?;
    page.field(NAME).fill("又存上了").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.field(NAME).wait_for_value("又存上了").await
}

/// Whichever request of a write fails, at once or late, nothing of it is there: what a new start would find is what was there
/// before.
async fn every_request_of_a_write_can_fail(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(FULL)?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.go_to_route("/applicant/cover").await?;
    for (nth, is_late) in (0..6).flat_map(|nth| [(nth, false), (nth, true)]) {
        let (before, text) = (page.field(NAME).value().await?, format!("第 {nth} 次 {is_late}"));
        page.execute("[window.full, window.late] = arguments", vec![json!(nth), json!(is_late)]).await?;
        page.field(NAME).fill(&text).await?;
        let failed = settled(&page).await?.contains("没有存上");
        page.execute("window.full = Infinity", vec![]).await?;
        if failed {
            let kept = dump(&page).await?;
            assert!(kept.contains(&before) && !kept.contains(&text), "write {nth} is half there");
            page.field(NAME).fill(&format!("再 {nth} 次 {is_late}")).await?;
            page.wait_for_text("本浏览器 已存").await?;
        }
    }
    Ok(())
}

/// What the bar at the top says once the write of what was typed has ended.
async fn settled(page: &Page<'_>) -> Result<String> {
    let status = "return [...document.querySelectorAll('.saved span')].map(each => each.textContent).join('|')";
    e2e::wait_for("the write to end", async || {
        let text = page.execute(status, vec![]).await?.as_str().unwrap_or_default().to_owned();
        Ok(["没有存上", "已存"].iter().any(|word| text.contains(word)).then_some(text))
    })
    .await
}

async fn dump(page: &Page<'_>) -> Result<String> {
    Ok(page.execute_async(DUMP, vec![]).await?.as_str().context("text")?.to_owned())
}

/// A version, a password, the bin, a file that takes the place of what is open, a note of a backup, a session of workshops, an
/// assessment of its own: none of them fails in silence.
async fn every_kind_of_write_is_refused_aloud(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(FULL)?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.go_to_route("/keeping").await?;
    name_version(&page, "初稿").await?;
    page.wait_for_text("已保留版本").await?;
    page.button("另存为文件").click().await?;
    let file = page.downloads(1).await?.pop().context("a file")?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("改过").await?;
    page.wait_for_text("本浏览器 已存").await?;
    let before = dump(&page).await?;

    page.execute("window.full = 0", vec![]).await?;
    page.go_to_route("/keeping").await?;
    name_version(&page, "二稿").await?;
    is_said(&page, "没有保留版本：浏览器的存储空间不够").await?;
    page.button("现在备份").click().await?;
    is_said(&page, "没能记下文件和备份的状态（浏览器的存储空间不够）").await?;
    page.field("新密码").fill("信阳毛尖 2026").await?;
    page.field("再输一次").fill("信阳毛尖 2026").await?;
    page.button("加密").click().await?;
    is_said(&page, "密码没有改变：浏览器的存储空间不够").await?;
    page.go_to_route("/").await?;
    page.button("删除：改过").click().await?;
    is_said(&page, "没有删除：浏览器的存储空间不够").await?;
    page.file_field("打开文件…").upload(&file).await?;
    page.button("用文件替换").click().await?;
    is_said(&page, "没有替换：替换前的内容没能作为版本保留（浏览器的存储空间不够）").await?;
    page.go_to_route("/cohort").await?;
    page.button("载入示例（40 家）").click().await?;
    page.wait_for_text("没有存进本浏览器：浏览器的存储空间不够").await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).wait_for_value("改过").await?;
    page.go_to_route("/keeping").await?;
    press_nth(&page, "恢复成另一份", 0).await?;
    page.wait_for_text("年度和申报日期").await?;
    page.wait_for_text("本浏览器 没有存上，请另存为文件").await?;
    assert_eq!(dump(&page).await?, before, "something of what was there has changed");

    // What is in the page alone is written as soon as there is room.
    page.execute("window.full = Infinity", vec![]).await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("另一份").await?;
    page.wait_for_text("本浏览器 已存").await?;
    assert!(!page.text().await?.contains("没有存进本浏览器"), "a message that is no longer true");
    page.go_to_route("/").await?;
    page.button("打开：改过").click().await?;
    page.button("打开：另一份").wait().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).wait_for_value("改过").await
}

/// Waits for a message and closes it, because it may lie over what is pressed next.
async fn is_said(page: &Page<'_>, text: &str) -> Result<()> {
    page.wait_for_text(text).await?;
    page.button("关闭提示").click().await
}

async fn name_version(page: &Page<'_>, name: &str) -> Result<()> {
    page.field("给现在的内容起名").fill(name).await?;
    page.button("保留这个版本").click().await
}
