//! The means of the other journeys: that a thing is found by the name its user knows, and that acting on it does what a
//! user's hand would do. A page of its own has every kind of field.

use e2e::{Engine, Journey, Key, Product, Result, Session, journey};
use serde_json::json;

const FORM: &str = "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>表单</title><main>
<h1>表 单</h1>
<label>单位 名称<input value=旧></label>
<label for=t>说明</label><textarea id=t></textarea>
<span id=l>得分</span><input type=number aria-labelledby=l>
<label>成立日期<input type=date></label>
<label>县区<select><option>请选择<option>浉河区<option>平桥区</select></label>
<label>附件<input type=file hidden></label>
<fieldset><legend>是否上市</legend><label><input type=radio name=a>是</label><label><input type=radio name=a>否</label></fieldset>
<fieldset><legend>是否亏损</legend><label><input type=radio name=b>是</label><label><input type=radio name=b>否</label></fieldset>
<label><input type=checkbox>同意</label>
<button aria-label=关闭>×</button><button hidden>看不见</button><div aria-hidden=true><button>听不见</button></div>
<button onclick=\"document.querySelector('dialog').showModal()\">打开</button>
<a href='#/x'>第十二条</a>
<table><caption>指标</caption><tr><th>年份<th>数值<tr><td>2025<td>98</table>
<details><summary>更多</summary><p>细节</p></details>
<dialog aria-label=确认><button onclick=\"this.closest('dialog').close()\">关闭</button></dialog>
</main></html>";

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(things_are_found_by_name),
        journey!(fields_take_what_is_given),
        journey!(names_agree_with_the_browser).in_engines(&[Engine::Chromium]),
    ]
}

async fn things_are_found_by_name(session: &Session) -> Result<()> {
    let page = session.load(&Product::of_html(FORM)).await?;
    page.heading("表单").wait().await?;
    page.link("第十二条").wait().await?;
    page.row("2025 98").within(&page.table("指标")).wait().await?;
    assert_eq!(page.button("看不见").count().await?, 0);
    assert_eq!(page.button("听不见").count().await?, 0);
    assert_eq!(page.button("关闭").count().await?, 1);
    page.button("打开").click().await?;
    page.dialog("确认").wait().await?;
    assert_eq!(page.link("第十二条").count().await?, 0, "a modal dialog hides what is behind it");
    page.button("关闭").click().await?;
    page.dialog("确认").wait_gone().await?;
    page.button("更多").click().await?;
    page.wait_for_text("细节").await?;
    page.link("第十二条").click().await?;
    assert_eq!(page.execute("return location.hash", vec![]).await?, "#/x");
    page.set_size(1366, 768).await
}

async fn fields_take_what_is_given(session: &Session) -> Result<()> {
    let page = session.load(&Product::of_html(FORM)).await?;
    page.field("单位名称").fill("信阳市“毛尖”茶业有限公司").await?;
    page.field("单位名称").wait_for_value("信阳市“毛尖”茶业有限公司").await?;
    page.field("单位名称").fill("").await?;
    page.field("单位名称").wait_for_value("").await?;
    page.field("说明").fill("第一行").await?;
    page.field("说明").press(Key::Enter + "第二行").await?;
    page.field("说明").wait_for_value("第一行\n第二行").await?;
    page.field("得分").fill("45").await?;
    page.press(Key::Up).await?;
    page.field("得分").wait_for_value("46").await?;
    page.field("成立日期").fill("2001-02-03").await?;
    page.field("成立日期").wait_for_value("2001-02-03").await?;
    page.field("县区").choose("浉河区").await?;
    page.field("县区").wait_for_value("浉河区").await?;
    page.radio("是否上市", "否").click().await?;
    page.radio("是否亏损", "是").click().await?;
    assert!(page.radio("是否上市", "否").is_checked().await?);
    assert!(!page.radio("是否亏损", "否").is_checked().await?);
    page.checkbox("同意").click().await?;
    assert!(page.checkbox("同意").is_checked().await?);
    let file = session.folder().join("营业执照.txt");
    std::fs::write(&file, "信阳")?;
    page.file_field("附件").upload(&file).await?;
    let name = page.execute("return document.querySelector('[type=file]').files[0].name", vec![]).await?;
    assert_eq!(name, "营业执照.txt");
    Ok(())
}

/// The finder computes names by itself; the browser, which tells them to screen readers, must think the same.
async fn names_agree_with_the_browser(session: &Session) -> Result<()> {
    let page = session.load(&Product::of_html(FORM)).await?;
    for thing in [
        page.heading("表单"),
        page.field("单位名称"),
        page.field("说明"),
        page.field("得分"),
        page.radio("是否上市", "是"),
        page.checkbox("同意"),
        page.button("关闭"),
        page.region("是否亏损"),
        page.table("指标"),
    ] {
        let label = thing.accessible_name().await?.replace(char::is_whitespace, "");
        assert_eq!(json!(label), json!(thing.name().replace(char::is_whitespace, "")));
    }
    Ok(())
}
