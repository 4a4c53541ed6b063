//! Copies outside of the browser: what the bar at the top says of the file and of the backup is true, also after a new start.

use e2e::{Context, Engine, Journey, Page, Product, Result, Session, journey, wait_for};
use serde_json::json;

use crate::evidence::{add, keep, started};

/// Ctrl+S, as WebDriver writes it; the null key lets go.
const SAVE: &str = "\u{E009}s\u{E000}";
const NAME: &str = "单位名称";

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(three_places_are_told_apart).in_both_colours(),
        // Only Chromium lets a page write to a place that was chosen.
        journey!(file_is_written_in_place_and_read_back).in_engines(&[Engine::Chromium]),
        journey!(work_without_copy_is_reminded_of),
        journey!(each_assessment_has_its_own_copies),
        journey!(what_cannot_be_read_of_copies_is_kept),
        journey!(a_copy_without_the_files_says_so),
        // Only in Chromium a copy can be known to be in a file.
        journey!(leaving_asks_while_no_file_holds_everything).in_engines(&[Engine::Chromium]),
    ]
}

/// Waits until the bar at the top says so of a place.
pub async fn line_says(page: &Page<'_>, place: &str, words: &str) -> Result<()> {
    let lines = "return [...document.querySelectorAll('.kept-places span')].map(each => each.textContent)";
    wait_for(&format!("the bar to say of {place} “{words}”"), async || {
        let lines: Vec<String> = serde_json::from_value(page.execute(lines, vec![]).await?)?;
        Ok(lines.iter().any(|line| line.starts_with(place) && line.contains(words)).then_some(()))
    })
    .await
}

/// Everything that is noted of copies, as text.
const NOTES: &str = "const done = arguments[0];
const open = indexedDB.open('quality-award-kit');
open.onsuccess = () => {
    const read = open.result.transaction('copies').objectStore('copies').getAll();
    read.onsuccess = () => { open.result.close(); done(JSON.stringify(read.result)); };
};";

async fn notes(page: &Page<'_>) -> Result<String> {
    Ok(page.execute_async(NOTES, vec![]).await?.as_str().context("text")?.to_owned())
}

/// Presses Ctrl+S, and waits until the bar says what came of it and that is noted for later visits, too.
async fn save(page: &Page<'_>, outcome: &str) -> Result<()> {
    let before = notes(page).await?;
    page.press(SAVE).await?;
    line_says(page, "文件", outcome).await?;
    wait_for("the file to be noted", async || Ok((notes(page).await? != before).then_some(()))).await
}

async fn three_places_are_told_apart(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.wait_for_text("文件 尚未另存").await?;
    page.wait_for_text("备份 还没有").await?;
    save(&page, "已交给浏览器下载").await?;
    page.go_to_route("/keeping").await?;
    page.wait_for_text("已下载，未核对").await?;
    page.button("现在备份").click().await?;
    page.wait_for_text("备份已交给浏览器下载").await?;
    assert_eq!(page.downloads(2).await?.len(), 2);
    assert_eq!(page.axe().await?, [""; 0]);

    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("改名").await?;
    let later = "已下载，未核对，之后又有改动";
    line_says(&page, "文件", later).await?;
    line_says(&page, "备份", later).await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    line_says(&page, "文件", later).await?;
    line_says(&page, "备份", later).await?;
    save(&page, "已交给浏览器下载").await?;
    page.reload().await?;
    line_says(&page, "备份", later).await?;
    page.wait_for_text("文件 已交给浏览器下载").await
}

/// What is known of a copy belongs to one assessment and stays with it; a copy of the page with the data inside is a backup.
async fn each_assessment_has_its_own_copies(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    save(&page, "已交给浏览器下载").await?;
    page.go_to_route("/").await?;
    page.button("新建一份").click().await?;
    page.wait_for_text("文件 尚未另存").await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("第二家").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.go_to_route("/keeping").await?;
    page.button("另存为离线副本").click().await?;
    page.wait_for_text("里面有这份申报的全部填写内容").await?;
    page.wait_for_text("已下载，未核对").await?;
    page.go_to_route("/").await?;
    page.button("打开：信阳云雾茶业股份有限公司（示例）").click().await?;
    page.wait_for_text("文件 已交给浏览器下载").await?;
    page.wait_for_text("备份 还没有").await?;
    page.reload().await?;
    page.wait_for_text("文件 已交给浏览器下载").await
}

/// A file of data holds no contents of evidence; a package does.
async fn a_copy_without_the_files_says_so(session: &Session) -> Result<()> {
    let page = started(session).await?;
    add(&page, "添加文件…", &[&keep(session, "营业执照.txt", b"x")?]).await?;
    page.wait_for_text("已登记 1 份").await?;
    page.go_to_route("/keeping").await?;
    page.button("现在备份").click().await?;
    line_says(&page, "备份", "已下载，未核对，不含材料文件").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    line_says(&page, "备份", "不含材料文件").await?;
    page.go_to_route("/package").await?;
    page.button("导出申报材料包").click().await?;
    page.wait_for_text("已生成并核对").await?;
    wait_for("the backup to be whole", async || {
        let says = page.execute("return document.querySelector('.kept-places').textContent", vec![]).await?;
        Ok((!says.as_str().context("text")?.contains("不含材料文件")).then_some(()))
    })
    .await
}

/// Stands for the part of Chromium that asks where to write: a browser without windows has no dialog.
const PLACE: &str = "window.place = { asked: 0, text: '' };
    const file = () => new File([place.text], '申报.json');
    window.showSaveFilePicker = async () => {
        place.asked += 1;
        return {
            name: '申报.json',
            requestPermission: async () => place.refused ? 'denied' : 'granted',
            createWritable: async () => {
                let written = '';
                return {
                    write: async (part) => { written += new TextDecoder().decode(part); },
                    close: async () => { place.text = place.spoilt ? 'x' : written; },
                    abort: async () => {},
                };
            },
            getFile: async () => file(),
        };
    };";

async fn file_is_written_in_place_and_read_back(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(PLACE)?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    for name in ["甲公司", "乙公司"] {
        page.field(NAME).fill(name).await?;
        save(&page, "已写入并核对").await?;
        let holds = "return [place.asked, place.text.includes(arguments[0])]";
        assert_eq!(page.execute(holds, vec![json!(name)]).await?, json!([1, true]));
    }
    // What was verified is still said to be after a new start, and what came after it, too.
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.wait_for_text("文件 已写入并核对").await?;
    page.field(NAME).fill("丁公司").await?;
    line_says(&page, "文件", "已核对，之后又有改动").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    line_says(&page, "文件", "已核对，之后又有改动").await?;
    page.press(SAVE).await?;
    page.wait_for_text("文件 已写入并核对").await?;
    page.field(NAME).fill("丙公司").await?;
    line_says(&page, "文件", "已核对，之后又有改动").await?;

    page.execute("place.refused = true", vec![]).await?;
    page.press(SAVE).await?;
    page.wait_for_text("浏览器没有得到写入许可").await?;
    page.execute("place.refused = false; place.text = '别人写的'", vec![]).await?;
    page.press(SAVE).await?;
    page.wait_for_text("文件在别处被改动过，没有覆盖它").await?;
    line_says(&page, "文件", "已核对，之后又有改动").await?;
    assert_eq!(page.execute("return place.text", vec![]).await?, json!("别人写的"));

    page.go_to_route("/keeping").await?;
    page.execute("place.spoilt = true", vec![]).await?;
    page.button("另存为新文件…").click().await?;
    page.wait_for_text("写完读回来的内容与写的不一样").await?;
    page.execute("place.spoilt = false", vec![]).await?;
    page.button("另存为新文件…").click().await?;
    page.wait_for_text("文件 已写入并核对").await?;
    page.wait_for_text("已核对").await
}

/// Whether the page asks before it is left.
async fn asks(page: &Page<'_>) -> Result<bool> {
    let leave = "const leave = new Event('beforeunload', { cancelable: true });
        window.dispatchEvent(leave);
        return leave.defaultPrevented";
    page.execute(leave, vec![]).await?.as_bool().context("no answer")
}

async fn leaving_asks_while_no_file_holds_everything(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(PLACE)?).await?;
    page.button("阅后即清：这次什么都不存").click().await?;
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("甲公司").await?;
    page.wait_for_text("本浏览器 什么都不存").await?;
    assert!(asks(&page).await?, "what was entered is nowhere else");
    page.press(SAVE).await?;
    page.wait_for_text("文件 已写入并核对").await?;
    assert!(!asks(&page).await?, "the file holds everything");
    page.go_to_route("/evidence").await?;
    add(&page, "添加文件…", &[&keep(session, "营业执照.txt", b"x")?]).await?;
    page.wait_for_text("已登记 1 份").await?;
    page.press(SAVE).await?;
    line_says(&page, "文件", "已写入并核对").await?;
    line_says(&page, "文件", "不含材料文件").await?;
    assert!(asks(&page).await?, "the contents of the evidence are nowhere else");
    Ok(())
}

/// Lets the clock of the page run ahead by so many minutes.
pub const CLOCK: &str = "window.ahead = 0;
    const RealDate = Date;
    window.Date = class extends RealDate {
        constructor(...given) { if (given.length) super(...given); else super(Date.now()); }
        static now() { return RealDate.now() + window.ahead * 60000; }
    };";

async fn work_without_copy_is_reminded_of(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(CLOCK)?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("甲公司").await?;
    page.wait_for_text("本浏览器 已存").await?;
    assert!(!page.text().await?.contains("还没有文件副本"));
    page.execute("window.ahead = 16", vec![]).await?;
    page.field(NAME).fill("乙公司").await?;
    page.wait_for_text("这份申报只在本浏览器里，还没有文件副本").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("现在存一份").click().await?;
    page.wait_for_text("文件 已交给浏览器下载").await?;
    page.button("现在存一份").wait_gone().await
}

/// Lets the first reading of what is noted of copies fail after a start, as long as `sessionStorage.unreadable` is set.
const UNREADABLE: &str = "if (sessionStorage.unreadable) {
    const real = IDBObjectStore.prototype.get;
    let left = 1;
    IDBObjectStore.prototype.get = function (...rest) {
        if (this.name !== 'copies' || --left < 0) return real.apply(this, rest);
        throw new DOMException('It cannot be read.', 'UnknownError');
    };
}";

/// What is noted and cannot be read is said to be so and reminded of, and a backup made meanwhile leaves it where it is.
async fn what_cannot_be_read_of_copies_is_kept(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(&format!("{CLOCK}{UNREADABLE}"))?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("甲公司").await?;
    page.wait_for_text("本浏览器 已存").await?;
    save(&page, "已交给浏览器下载").await?;
    page.execute("sessionStorage.unreadable = 'yes'", vec![]).await?;
    page.reload().await?;
    page.wait_for_text("本浏览器记下的文件和备份读不出来").await?;
    line_says(&page, "文件", "记录读不出来").await?;
    line_says(&page, "备份", "记录读不出来").await?;
    page.execute("window.ahead = 16", vec![]).await?;
    page.field(NAME).fill("乙公司").await?;
    page.wait_for_text("不知道这份申报有没有文件副本").await?;
    page.go_to_route("/keeping").await?;
    page.wait_for_text("再存一份就有新的记录").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    let before = notes(&page).await?;
    page.button("现在备份").click().await?;
    line_says(&page, "备份", "已下载，未核对").await?;
    wait_for("the backup to be noted", async || Ok((notes(&page).await? != before).then_some(()))).await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.execute("sessionStorage.removeItem('unreadable')", vec![]).await?;
    page.reload().await?;
    line_says(&page, "文件", "已下载，未核对，之后又有改动").await?;
    line_says(&page, "备份", "已下载，未核对").await
}
