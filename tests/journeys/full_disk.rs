//! A full disk: whatever is being written, it is said at once, what lay there before lies there still, and the work goes on.

use e2e::{Context, Journey, Page, Product, Result, Session, journey, wait_for};
use serde_json::json;

use crate::aside::DUMP;
use crate::revisions::press_nth;

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(a_full_disk_is_said_at_once),
        journey!(every_request_of_a_write_can_fail),
        journey!(every_kind_of_write_is_refused_aloud),
    ]
}

const NAME: &str = "单位名称";

/// Lets writing fail, as on a full disk, from when `window.full` is set: the nth request, and all after it. With `window.late`
/// it is accepted first and given up when it should be on the disk. `window.asked` counts the requests.
const FULL: &str = "window.full = Infinity;
window.asked = 0;
for (const name of ['put', 'add', 'delete']) {
    const real = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...rest) {
        window.asked += 1;
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
    // With the first change comes the version of this hour, which is a write of its own.
    put(&page, "起初").await?;
    for is_late in [false, true] {
        let mut refused = 0;
        while is_refused(&page, refused, is_late).await? {
            put(&page, &format!("又有地方了 {refused} {is_late}")).await?;
            refused += 1;
        }
        assert!(refused >= 3, "a write is a head, a part and a mark, and {refused} requests could fail");
    }
    Ok(())
}

/// Changes the name when only so many requests are left on the disk; tells whether the write was refused. Which of both it has
/// to be follows from how many requests it was.
async fn is_refused(page: &Page<'_>, left: usize, is_late: bool) -> Result<bool> {
    let (before, text) = (page.field(NAME).value().await?, format!("还剩 {left} 次 {is_late}"));
    page.execute("[window.full, window.late, window.asked] = [...arguments, 0]", vec![json!(left), json!(is_late)]).await?;
    set(page, &text).await?;
    let is_refused = wait_for("the write to end", async || {
        let is_kept = dump(page).await?.contains(&text);
        let is_refused = page.text().await?.contains("本浏览器 没有存上");
        Ok((is_kept || is_refused).then_some(is_refused))
    })
    .await?;
    let asked = page.execute("window.full = Infinity; return window.asked", vec![]).await?;
    assert_eq!(asked.as_u64().context("a number")? > left as u64, is_refused, "{asked} requests, and {left} were left");
    let kept = dump(page).await?;
    let (there, gone) = if is_refused { (&before, &text) } else { (&text, &before) };
    assert!(kept.contains(there) && !kept.contains(gone), "a write of {asked} requests is half there");
    Ok(is_refused)
}

/// Changes the name at once, because typing could be written in between.
async fn set(page: &Page<'_>, text: &str) -> Result<()> {
    let script = "const [field, text] = arguments;
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    let field = page.field(NAME).find().await?.to_json()?;
    page.execute(script, vec![field, json!(text)]).await.map(|_| ())
}

/// The same, and waits until it is kept.
async fn put(page: &Page<'_>, text: &str) -> Result<()> {
    set(page, text).await?;
    wait_for("the name to be kept", async || Ok(dump(page).await?.contains(text).then_some(()))).await?;
    page.wait_for_text("本浏览器 已存").await
}

async fn dump(page: &Page<'_>) -> Result<String> {
    Ok(page.execute_async(DUMP, vec![]).await?.as_str().context("text")?.to_owned())
}

/// A version, a password, the bin, what goes from there for good, a file that takes the place of what is open, a note of a
/// backup, a scheme, a session of workshops, an assessment of its own: none of them fails in silence.
async fn every_kind_of_write_is_refused_aloud(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(FULL)?).await?;
    page.button("新建").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.go_to_route("/").await?;
    page.button("删除：未命名单位").click().await?;
    is_said(&page, "已删除“未命名单位”").await?;
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
    page.by_role(&["button"], "已删除 1 份，30 天内可以恢复").click().await?;
    page.button("彻底删除：未命名单位").click().await?;
    is_said(&page, "没有删除：浏览器的存储空间不够").await?;
    page.file_field("打开文件…").upload(&file).await?;
    page.button("用文件替换").click().await?;
    is_said(&page, "没有替换：替换前的内容没能作为版本保留（浏览器的存储空间不够）").await?;
    page.go_to_route("/regulation").await?;
    let scheme = session.folder().join("青山.json");
    std::fs::write(&scheme, include_str!("../../crates/award/tests/schemes/qingshan-2025.json"))?;
    page.file_field("载入办法文件…").upload(&scheme).await?;
    is_said(&page, "，但没有存进本浏览器（浏览器的存储空间不够）").await?;
    page.go_to_route("/cohort").await?;
    page.button("载入示例（40 份）").click().await?;
    page.wait_for_text("没有存进本浏览器：对比（浏览器的存储空间不够）").await?;
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
