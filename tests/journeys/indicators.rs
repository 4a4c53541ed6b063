//! Indicators of the result items: chosen, typed, pasted, imported, and what they say beside the score.

use e2e::{Engine, Journey, Key, Page, Product, Result, Session, journey};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(indicators_are_added_from_the_library),
        journey!(keys_walk_through_the_table),
        // The driver of WebKit has no clipboard.
        journey!(block_is_pasted_into_the_table).in_engines(&[Engine::Chromium, Engine::Firefox]),
        journey!(file_is_imported_with_a_mapping),
        journey!(exported_file_comes_back),
        journey!(hint_stands_beside_the_score),
    ]
}

/// A .csv in GB 18030, as Chinese Excel saves it: 服务及时率 and 营业收入 with figures of two years.
const CSV: &[u8] = b"\xd6\xb8\xb1\xea\xc3\xfb\xb3\xc6,\xbc\xc6\xc1\xbf\xb5\xa5\xce\xbb,2024\xc4\xea,2025\xc4\xea,\xd0\xd0\xd2\xb5\xc6\xbd\xbe\xf9\n\xb7\xfe\xce\xf1\xbc\xb0\xca\xb1\xc2\xca,%,97.5,98.2,96\n\xd3\xaa\xd2\xb5\xca\xd5\xc8\xeb,\xcd\xf2\xd4\xaa,24930,28640,\n";

async fn open_item(page: &Page<'_>, heading: &str) -> Result<()> {
    page.link("经营指标").click().await?;
    page.heading("经营指标").wait().await?;
    page.heading(heading).wait().await
}

async fn indicators_are_added_from_the_library(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("新建").click().await?;
    page.heading("资格自查").wait().await?;
    open_item(&page, "4.7.2 产品和服务结果（80 分）").await?;
    page.wait_for_text("这一条还没有指标").await?;
    page.button("从指标库添加…").click().await?;
    page.dialog("从指标库添加").wait().await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.field("查找指标").fill("交验").await?;
    page.checkbox("一次交验合格率").click().await?;
    page.checkbox("返修（返工）率").wait_gone().await?;
    page.field("查找指标").fill("抽查").await?;
    page.checkbox("监督抽查合格率").click().await?;
    page.button("添加选中的 2 项").click().await?;
    page.dialog("从指标库添加").wait_gone().await?;
    page.field("一次交验合格率 2025 年").fill("101").await?;
    page.wait_for_text("超过 100，请核对").await?;
    page.field("一次交验合格率 2025 年").fill("98.88").await?;
    page.field("一次交验合格率 目标").fill("98.8").await?;
    page.wait_for_text("达到目标").await?;
    page.button("更多：一次交验合格率").click().await?;
    page.table("一次交验合格率的计算数据").wait().await?;
    page.wait_for_text("一次交验合格率 ＝ 一次交验合格数量 ÷ 一次交验总数量 × 100").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("删除这项指标：一次交验合格率").click().await?;
    page.field("一次交验合格率 2025 年").wait_gone().await?;
    page.button("撤销").click().await?;
    page.field("一次交验合格率 2025 年").wait_for_value("98.88").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.field("一次交验合格率 2025 年").wait_for_value("98.88").await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

async fn keys_walk_through_the_table(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/indicators/4.7.3").await?;
    let first = page.field("顾客满意度（总体） 2025 年");
    first.fill("90").await?;
    first.press(Key::Enter).await?;
    page.press(Key::Control + "a").await?;
    page.press("53").await?;
    page.press(Key::Tab + "54").await?;
    page.field("会员年复购率 2025 年").wait_for_value("53").await?;
    page.field("会员年复购率 目标").wait_for_value("54").await?;
    page.press(Key::Up).await?;
    page.press(Key::Control + "a").await?;
    page.press("91").await?;
    page.field("顾客满意度（总体） 目标").wait_for_value("91").await?;
    page.wait_for_text("未达目标").await
}

/// Copies a text by selecting it in the dialog's field.
async fn copy(page: &Page<'_>, text: &str) -> Result<()> {
    page.button("粘贴或导入表格…").click().await?;
    let field = page.field("在这里粘贴从 Excel、WPS 复制的单元格");
    field.fill(text).await?;
    field.press(Key::Control + "a").await?;
    field.press(Key::Control + "c").await?;
    page.button("取消").click().await
}

async fn block_is_pasted_into_the_table(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/indicators/4.7.2").await?;
    page.heading("4.7.2 产品和服务结果（80 分）").wait().await?;
    copy(&page, "98.95\n2.2").await?;
    page.field("一次交验合格率 2025 年").press(Key::Control + "v").await?;
    page.dialog("粘贴或导入表格").wait().await?;
    page.wait_for_text("将更新 2 项，替换 2 处已有内容").await?;
    page.wait_for_text("2025 年 98.95（原 98.88）").await?;
    page.field("一次交验合格率 2025 年").wait_gone().await?;
    page.button("写入指标表").click().await?;
    page.field("碎末率 2025 年").wait_for_value("2.2").await?;
    page.button("撤销").click().await?;
    page.field("碎末率 2025 年").wait_for_value("2.3").await?;
    page.field("一次交验合格率 2025 年").wait_for_value("98.88").await
}

async fn file_is_imported_with_a_mapping(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("新建").click().await?;
    page.heading("资格自查").wait().await?;
    open_item(&page, "4.7.2 产品和服务结果（80 分）").await?;
    let path = session.folder().join("指标 2025.csv");
    std::fs::write(&path, CSV)?;
    page.button("粘贴或导入表格…").click().await?;
    page.file_field("选择 .xlsx 或 .csv 文件…").upload(&path).await?;
    page.wait_for_text("将新增 2 项").await?;
    page.field("第 5 列是").wait_for_value("行业平均").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.field("第 5 列是").choose("标杆").await?;
    page.wait_for_text("标杆 96").await?;
    page.button("写入指标表").click().await?;
    page.field("服务及时率 2025 年").wait_for_value("98.2").await?;
    page.field("服务及时率 标杆").wait_for_value("96").await?;
    page.link("4.7.4 财务结果").click().await?;
    page.field("营业收入 2024 年").wait_for_value("24930").await?;
    page.go_to_route("/applicant/economy").await?;
    page.field("营业收入 2024 年").wait_for_value("24930").await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

async fn exported_file_comes_back(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/indicators/4.7.6").await?;
    page.button("导出 Excel").click().await?;
    page.wait_for_text("20 项指标已交给浏览器下载").await?;
    let files = page.downloads(1).await?;
    page.button("粘贴或导入表格…").click().await?;
    page.file_field("选择 .xlsx 或 .csv 文件…").upload(&files[0]).await?;
    page.wait_for_text("将没有变化").await?;
    page.field("工作表").choose("指标数据").await?;
    page.wait_for_text("将略过").await
}

async fn hint_stands_beside_the_score(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/scoring/4.7.2").await?;
    page.heading("4.7.2 产品和服务结果").wait().await?;
    let hint = page.region("指标数据支持什么");
    hint.wait_for_text("4 个指标，3 个有目标，3 个达到").await?;
    page.wait_for_text("52 / 80 分").await?;
    page.link("看这一条的指标").click().await?;
    page.field("一次交验合格率 目标").fill("99.5").await?;
    page.wait_for_text("未达目标").await?;
    page.go_to_route("/scoring/4.7.2").await?;
    page.heading("4.7.2 产品和服务结果").wait().await?;
    hint.wait_for_text("3 个有目标，2 个达到；未达目标 1 个：“一次交验合格率”").await?;
    page.wait_for_text("52 / 80 分").await
}
