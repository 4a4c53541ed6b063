//! A room of many score cards: opened, compared, grouped, handed out, projected.

use std::io::Write;
use std::path::PathBuf;

use e2e::{Engine, Journey, Key, Product, Result, Session, journey, wait_for};
use serde_json::{Value, json};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(room_is_compared_grouped_and_projected),
        journey!(cards_of_every_kind_are_told_apart),
        journey!(many_cards_are_drawn_where_seen_and_can_be_given_up),
        journey!(folder_is_dropped_however_deep).in_engines(&[Engine::Chromium]),
    ]
}

/// The items of the bundled criteria.
const ITEMS: [&str; 23] = [
    "4.1.2", "4.1.3", "4.1.4", "4.2.2", "4.2.3", "4.3.2", "4.3.3", "4.4.2", "4.4.3", "4.4.4", "4.4.5", "4.4.6", "4.4.7", "4.5.2",
    "4.5.3", "4.6.2", "4.6.3", "4.7.2", "4.7.3", "4.7.4", "4.7.5", "4.7.6", "4.7.7",
];

/// A score card in which every item has one percent.
pub fn card(applicant: &str, name: &str, author: &str, role: &str, percent: u32) -> Value {
    let items: serde_json::Map<String, Value> =
        ITEMS.iter().map(|id| ((*id).to_owned(), json!({ "percent": percent }))).collect();
    json!({
        "format": "quality-award-scorecard",
        "version": 1,
        "card": {
            "id": format!("{applicant}/2025/{role}/{author}"),
            "revised": "2026-11-24T09:30:00",
            "scheme": "xinyang-2022",
            "criteria": "gbt19580-2012",
            "subject": { "applicant": applicant, "name": name, "year": 2025 },
            "role": role,
            "author": author,
            "items": items
        }
    })
}

/// A file of a journey.
pub fn written(session: &Session, name: &str, value: &Value) -> Result<PathBuf> {
    text(session, name, &value.to_string())
}

fn text(session: &Session, name: &str, text: &str) -> Result<PathBuf> {
    let path = session.folder().join(name);
    std::fs::write(&path, text)?;
    Ok(path)
}

/// A package that holds nothing but a save file.
fn package(session: &Session, name: &str, save_file: &str) -> Result<PathBuf> {
    let path = session.folder().join(name);
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path)?);
    zip.start_file("申报数据.json", zip::write::SimpleFileOptions::default())?;
    zip.write_all(save_file.as_bytes())?;
    zip.finish()?;
    Ok(path)
}

async fn room_is_compared_grouped_and_projected(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.link("多家对比").click().await?;
    page.wait_for_text("打开它们不会改动任何人的申报").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("载入示例（40 份）").click().await?;
    page.wait_for_text("40 份成绩单").await?;
    page.wait_for_text("已存在本浏览器").await?;
    page.table("各条款分布").wait_for_text("4.1.2 高层领导的作用").await?;
    page.table("逐年变化").wait_for_text("2024 年").await?;
    page.field("少于几家不显示统计").choose("10 家").await?;
    page.table("分组统计").wait_for_text("家数太少，不显示").await?;
    page.field("少于几家不显示统计").choose("3 家").await?;
    page.checkbox("选中 云溪茶业（示例） 2025").click().await?;
    page.button("导出反馈（Word）：云溪茶业（示例）").click().await?;
    page.wait_for_text("已交给浏览器下载：对比反馈").await?;
    page.button("为什么是这个分：云溪茶业（示例）").click().await?;
    page.table("分数来历").wait_for_text("4.1 领导 小计").await?;
    page.button("导出分数来历（Excel）：云溪茶业（示例）").click().await?;
    page.button("导出 Excel").click().await?;
    page.button("导出 CSV").click().await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.field("按").choose("年度").await?;
    page.button("只看：2024").click().await?;
    page.wait_for_text("只看“年度：2024”的 6 份").await?;
    page.checkbox("选中 云溪机械（示例） 2025").wait_gone().await?;
    // Of one group: feedback for all forty takes longer than a journey waits.
    page.button("导出各家反馈（Word）").click().await?;
    page.wait_for_text("已交给浏览器下载：对比反馈-年度：2024-6份").await?;
    assert_eq!(page.downloads(5).await?.len(), 5);
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("显示全部").click().await?;
    page.checkbox("选中 云溪机械（示例） 2025").wait().await?;
    // A group that is too small by now is let go, and does not come back.
    page.button("只看：2024").click().await?;
    page.button("显示全部").wait().await?;
    page.field("少于几家不显示统计").choose("10 家").await?;
    page.wait_for_text("“年度：2024”的家数不够显示，改为看全部").await?;
    page.field("少于几家不显示统计").choose("3 家").await?;
    page.table("分组统计").wait_for_text("只看").await?;
    page.button("显示全部").wait_gone().await?;
    page.checkbox("用编号代替名称").click().await?;
    page.checkbox("选中 云溪茶业（示例） 2025").wait_gone().await?;
    // One code for all cards of an applicant: there are 34 of them, six with two years.
    page.table("逐年变化").wait_for_text("单位06").await?;
    assert!(!page.table("得分表").text().await?.contains("单位35"));

    page.link("投影").click().await?;
    wait_for("the projection to take the keys", async || {
        let focused = page.execute("return document.activeElement.id", vec![]).await?;
        Ok((focused == json!("projection")).then_some(()))
    })
    .await?;
    page.heading("40 份成绩单").wait().await?;
    for _ in 0..2 {
        page.press(Key::Right).await?;
    }
    page.heading("做得最好的条款").wait().await?;
    assert_eq!(page.axe().await?, [""; 0]);
    for _ in 0..3 {
        page.press(Key::Right).await?;
    }
    page.table("按县区分组").wait_for_text("总分中位数").await?;
    // The open application is no business of the room, and the page has all of the window.
    page.wait_for_text("结束投影").await?;
    assert!(!page.text().await?.contains("市长质量奖自评"));
    let fills = "return document.querySelector('.projection').getBoundingClientRect().height === innerHeight";
    assert_eq!(page.execute(fills, vec![]).await?, json!(true));
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("← 上一页").click().await?;
    page.heading("丢分最多的条款").wait().await?;
    page.link("结束投影（Esc）").click().await?;
    page.reload().await?;
    page.wait_for_text("40 份成绩单").await?;
    page.button("清空").click().await?;
    page.button("恢复：对比（40 份成绩单）").click().await?;
    page.wait_for_text("40 份成绩单").await?;
    assert_eq!(page.requests().await?, [""; 0]);
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

async fn cards_of_every_kind_are_told_apart(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    let mut newer = card("a", "甲茶业", "", "self", 60);
    newer["card"]["revised"] = json!("2026-11-25T09:30:00");
    let mut foreign = card("c", "丙米业", "", "self", 60);
    foreign["card"]["criteria"] = json!("gbt19580-2030");
    let files = [
        written(session, "甲.json", &card("a", "甲茶业", "", "self", 50))?,
        written(session, "甲新.json", &newer)?,
        written(session, "甲再.json", &newer)?,
        written(session, "丙.json", &foreign)?,
        text(session, "说明.txt", "不是成绩单")?,
        written(session, "别的.json", &json!({ "x": 1 }))?,
        package(session, "材料包.json", include_str!("../../samples/yunwu-tea.json"))?,
    ];
    page.go_to_route("/cohort").await?;
    let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    page.file_field("打开成绩单…").find().await?.send_keys(paths.join("\n")).await?;
    for told in [
        "比已有的一份新，已替换",
        "完全相同，没有重复加入",
        "准则版本是 gbt19580-2030",
        "说明.txt",
        "不是成绩单、数据文件或申报材料包",
    ] {
        page.wait_for_text(told).await?;
    }
    page.table("得分表").wait_for_text("信阳").await?;
    page.table("得分表").wait_for_text("甲茶业").await?;
    page.checkbox("用编号代替名称").click().await?;
    page.wait_for_text("里面有名称，用编号代替名称时不显示").await?;
    let text = page.execute("return document.querySelector('.cohort').textContent", vec![]).await?;
    assert!(text.as_str().is_some_and(|text| !text.contains("甲茶业") && !text.contains("甲再.json")), "{text}");
    page.link("首页").click().await?;
    page.button("载入示例").wait().await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

/// Hands many files to the field that opens cards, and gives up as soon as the page offers to.
const GIVE_UP: &str = "const field = document.querySelector('input[type=file][multiple]'), transfer = new DataTransfer();
for (const [name, text] of Object.entries(arguments[0])) transfer.items.add(new File([text], name));
new MutationObserver((_, observer) => {
    const cancel = [...document.querySelectorAll('button')].find((button) => button.textContent === '取消');
    if (cancel) { observer.disconnect(); cancel.click(); }
}).observe(document.body, { childList: true, subtree: true });
field.files = transfer.files;
field.dispatchEvent(new Event('change', { bubbles: true }));";

/// Drops files as a person does, as far as a script can.
const DROP: &str = "const transfer = new DataTransfer();
for (const [name, text] of Object.entries(arguments[0])) transfer.items.add(new File([text], name));
document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));";

async fn many_cards_are_drawn_where_seen_and_can_be_given_up(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.go_to_route("/cohort").await?;
    page.file_field("打开成绩单…").wait().await?;
    let name = |number: usize| format!("第{number:03}号企业");
    let files = |count: usize| -> Value {
        let files = (0..count).map(|number| {
            let one = card(&number.to_string(), &name(number), "", "self", (number as u32 % 21) * 5);
            (format!("{number:03}.json"), Value::from(one.to_string()))
        });
        Value::Object(files.collect())
    };
    page.execute(GIVE_UP, vec![files(400)]).await?;
    page.wait_for_text("已取消，没有加入成绩单").await?;
    page.wait_for_text("打开参加对比的成绩单").await?;
    page.execute(DROP, vec![files(300)]).await?;
    page.wait_for_text("300 份成绩单").await?;
    let drawn = "return document.querySelectorAll('table.grid tbody tr:not(.spacer)').length";
    let rows = page.execute(drawn, vec![]).await?.as_u64();
    assert!(rows.is_some_and(|rows| rows < 100), "no more rows than fit and a few: {rows:?}");
    page.table("得分表").wait_for_text(&name(20)).await?;
    page.execute("const box = document.querySelector('.grid-scroll'); box.scrollTop = box.scrollHeight", vec![]).await?;
    page.table("得分表").wait_for_text(&name(0)).await?;
    page.button("导出各家反馈（Word）").click().await?;
    page.wait_for_text("/ 300 份反馈").await?;
    // What cannot be cancelled any more ends by itself.
    page.link("首页").click().await?;
    page.wait_for_text("已取消，没有导出反馈").await?;
    page.link("多家对比").click().await?;
    page.button("导出各家反馈（Word）").click().await?;
    page.button("取消导出反馈").click().await?;
    page.button("导出各家反馈（Word）").wait().await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

async fn folder_is_dropped_however_deep(session: &Session) -> Result<()> {
    // Chromium without a window is tested as a browser that has no handles of files, and reads no folder for a page from disk.
    let session = Session::start_on_screen(session.engine, false).await?;
    let page = session.open(&Product::built()?).await?;
    page.go_to_route("/cohort").await?;
    page.file_field("打开成绩单…").wait().await?;
    let folder = session.folder().join("各家成绩单");
    std::fs::create_dir_all(folder.join("浉河区/茶业"))?;
    std::fs::write(folder.join("甲.json"), card("a", "甲茶业", "", "self", 50).to_string())?;
    std::fs::write(folder.join("浉河区/茶业/乙.json"), card("b", "乙茶业", "", "self", 60).to_string())?;
    std::fs::write(folder.join("浉河区/说明.txt"), "不是成绩单")?;
    let data = json!({ "items": [], "files": [folder], "dragOperationsMask": 1 });
    for kind in ["dragEnter", "dragOver", "drop"] {
        let event = json!({ "type": kind, "x": 500, "y": 300, "data": data });
        page.developer_tools("Input.dispatchDragEvent", event).await?;
    }
    page.wait_for_text("2 份成绩单").await?;
    page.wait_for_text("说明.txt").await?;
    page.table("得分表").wait_for_text("乙茶业").await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
    session.end().await
}
