//! Copies outside of the browser: what the bar at the top says of the file and of the backup is true, also after a new start.

use e2e::{Engine, Journey, Product, Result, Session, journey};
use serde_json::json;

/// Ctrl+S, as WebDriver writes it; the null key lets go.
const SAVE: &str = "\u{E009}s\u{E000}";
const NAME: &str = "单位名称";

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(three_places_are_told_apart).in_both_colours(),
        journey!(file_is_written_in_place_and_read_back).in_engines(&[Engine::Chromium]),
        journey!(work_without_copy_is_reminded_of),
        journey!(each_assessment_has_its_own_copies),
    ]
}

async fn three_places_are_told_apart(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.wait_for_text("文件 尚未另存").await?;
    page.wait_for_text("备份 还没有").await?;
    page.press(SAVE).await?;
    page.wait_for_text("文件 已交给浏览器下载").await?;
    page.go_to_route("/keeping").await?;
    page.wait_for_text("已下载，未核对").await?;
    page.button("现在备份").click().await?;
    page.wait_for_text("备份已交给浏览器下载").await?;
    assert_eq!(page.downloads(2).await?.len(), 2);
    assert_eq!(page.axe().await?, [""; 0]);

    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("改名").await?;
    page.wait_for_text("文件 之后又有改动").await?;
    page.wait_for_text("，之后有改动").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.wait_for_text("文件 之后又有改动（").await?;
    page.wait_for_text("已下载，未核对，之后有改动").await?;
    page.press(SAVE).await?;
    page.wait_for_text("文件 已交给浏览器下载").await?;
    page.reload().await?;
    page.wait_for_text("文件 已交给浏览器下载").await
}

/// What is known of a copy belongs to one assessment and stays with it; a copy of the page with the data inside is a backup.
async fn each_assessment_has_its_own_copies(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.press(SAVE).await?;
    page.wait_for_text("文件 已交给浏览器下载").await?;
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
        page.press(SAVE).await?;
        page.wait_for_text("文件 已写入并核对").await?;
        let holds = "return [place.asked, place.text.includes(arguments[0])]";
        assert_eq!(page.execute(holds, vec![json!(name)]).await?, json!([1, true]));
    }
    // What was verified is still said to be after a new start, and what came after it, too.
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.wait_for_text("文件 已写入并核对").await?;
    page.field(NAME).fill("丁公司").await?;
    page.wait_for_text("文件 之后又有改动（").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.wait_for_text("已核对）").await?;
    page.press(SAVE).await?;
    page.wait_for_text("文件 已写入并核对").await?;
    page.field(NAME).fill("丙公司").await?;
    page.wait_for_text("文件 之后又有改动").await?;

    page.execute("place.refused = true", vec![]).await?;
    page.press(SAVE).await?;
    page.wait_for_text("浏览器没有得到写入许可").await?;
    page.execute("place.refused = false; place.text = '别人写的'", vec![]).await?;
    page.press(SAVE).await?;
    page.wait_for_text("文件在别处被改动过，没有覆盖它").await?;
    page.wait_for_text("文件 之后又有改动").await?;
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
