//! A scheme file: refused with the place of what is wrong, loaded, in force on every screen, exported, brought along.

use std::path::PathBuf;

use e2e::{Journey, Page, Product, Result, Session, journey};

/// A scheme that was made up.
const FILE: &str = include_str!("../../crates/award/tests/schemes/qingshan-2025.json");

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(bad_scheme_file_is_refused_with_the_place),
        journey!(every_screen_works_by_another_scheme),
        journey!(package_brings_its_scheme_along),
        journey!(what_lies_on_the_desk_keeps_its_own_award),
    ]
}

fn keep(session: &Session, name: &str, text: &str) -> Result<PathBuf> {
    let path = session.folder().join(name);
    std::fs::write(&path, text)?;
    Ok(path)
}

async fn opened(session: &Session) -> Result<Page<'_>> {
    let page = session.open(&Product::built()?).await?;
    page.go_to_route("/regulation").await?;
    page.heading("评选办法").wait().await?;
    Ok(page)
}

async fn load(session: &Session, page: &Page<'_>, text: &str) -> Result<()> {
    page.file_field("载入办法文件…").upload(&keep(session, "青山.json", text)?).await
}

async fn bad_scheme_file_is_refused_with_the_place(session: &Session) -> Result<()> {
    let page = opened(session).await?;
    load(session, &page, &FILE.replacen("\"field\": \"opened\"", "\"field\": \"unit_kind\"", 1)).await?;
    let line = FILE[..FILE.find("\"id\": \"five_years\"").unwrap_or_default()].matches('\n').count() + 1;
    page.wait_for_text(&format!("第 {line} 行：requirement “five_years”：用到栏目“unit_kind”")).await?;
    assert_eq!(page.axe().await?, [""; 0]);
    load(session, &page, &FILE.replacen("\"quota\": 1", "\"quota\": \"一\"", 1)).await?;
    page.wait_for_text("应为 0 到 255 的整数，写的是文字").await?;
    load(session, &page, &FILE.replacen("qingshan-2025", "xinyang-2022", 1)).await?;
    page.wait_for_text("是内置办法的编号").await?;
    load(session, &page, "{").await?;
    page.wait_for_text("文件在这里中断了").await?;
    load(session, &page, FILE).await?;
    page.wait_for_text("已载入“青山").await?;
    Ok(())
}

/// The screens, and something on each that only this scheme has.
const SCREENS: [(&str, &str); 25] = [
    ("/", "申报资格"),
    ("/eligibility", "内部公示不少于 7 个工作日"),
    ("/applicant", "申报单位"),
    ("/scoring", "A.1"),
    ("/scoring/B.1", "B.1"),
    ("/years", "三年自评"),
    ("/indicators", "经营指标"),
    ("/report", "自评报告"),
    ("/evidence", "证实性材料"),
    ("/schedule", "区政府公布"),
    ("/package", "青山市质量创新奖"),
    ("/package/form", "官方表格"),
    ("/package/print/form", "打印：青山市质量创新奖"),
    ("/package/print/check-list", "打印：申报材料检查清单"),
    ("/keeping", "保存与版本"),
    ("/why", "为什么是这个分"),
    ("/plan", "提分与改进"),
    ("/share", "成绩单"),
    ("/rehearsal", "单家模拟评审"),
    ("/cohort", "多家对比"),
    ("/consensus", "合议"),
    ("/review", "模拟评审"),
    ("/privacy", "隐私"),
    ("/regulation", "青山"),
    ("/about", "关于"),
];

async fn begun(session: &Session) -> Result<Page<'_>> {
    let page = opened(session).await?;
    load(session, &page, FILE).await?;
    page.wait_for_text("已载入“青山").await?;
    page.by_role(&["button"], "新建一份：青山市质量创新奖管理办法（虚构）").click().await?;
    page.heading("资格自查").wait().await?;
    Ok(page)
}

async fn every_screen_works_by_another_scheme(session: &Session) -> Result<()> {
    let page = begun(session).await?;
    let mut problems = Vec::new();
    for (route, text) in SCREENS {
        page.go_to_route(route).await?;
        page.wait_for_text(text).await?;
        let shown = page.text().await?;
        if route != "/regulation" && (shown.contains("信阳") || shown.contains("市长质量奖")) {
            problems.push(format!("{route}: speaks of the bundled award"));
        }
        problems.extend(page.axe().await?.into_iter().map(|problem| format!("{route}: {problem}")));
    }
    assert_eq!(problems, [""; 0]);
    assert_eq!(page.console_errors().await?, [""; 0]);

    page.go_to_route("/schedule").await?;
    page.field("申报材料提交截止的日期").fill("2025-12-31").await?;
    page.wait_for_text("内部公示最迟 2025-12-19 开始").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.wait_for_text("内部公示最迟 2025-12-19 开始").await?;

    // The sample is of the bundled award: everything follows it.
    page.go_to_route("/").await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/regulation").await?;
    page.wait_for_text("共 36 条").await?;
    page.button("移除：青山市质量创新奖管理办法（虚构）").click().await?;
    page.wait_for_text("没有移除：本浏览器里有 1 份申报").await
}

async fn package_brings_its_scheme_along(session: &Session) -> Result<()> {
    let page = begun(session).await?;
    page.go_to_route("/package").await?;
    page.button("导出申报材料包").click().await?;
    page.wait_for_text("已生成并核对").await?;
    let package = page.downloads(1).await?[0].clone();
    // Another browser: nothing of the scheme is there.
    page.go_to_route("/").await?;
    page.button("删除：未命名单位").click().await?;
    page.by_role(&["button"], "已删除 1 份，30 天内可以恢复").click().await?;
    page.button("彻底删除：未命名单位").click().await?;
    page.wait_for_text("本浏览器里不再有它的内容").await?;
    page.go_to_route("/regulation").await?;
    page.button("移除：青山市质量创新奖管理办法（虚构）").click().await?;
    page.wait_for_text("已移除“青山").await?;
    page.wait_for_text("共 36 条").await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
    page.reload().await?;
    page.go_to_route("/").await?;
    page.file_field("打开文件…").upload(&package).await?;
    page.wait_for_text("有 1 处请留意").await?;
    page.wait_for_text("已一并载入").await?;
    page.go_to_route("/schedule").await?;
    page.wait_for_text("区政府公布").await?;
    page.reload().await?;
    page.wait_for_text("区政府公布").await
}

async fn what_lies_on_the_desk_keeps_its_own_award(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.go_to_route("/cohort").await?;
    page.button("载入示例（40 份）").click().await?;
    page.wait_for_text("现有 40 份").await?;
    page.wait_for_text("已存在本浏览器，与申报分开存放").await?;
    page.go_to_route("/regulation").await?;
    load(session, &page, FILE).await?;
    page.wait_for_text("已载入“青山").await?;
    page.by_role(&["button"], "新建一份：青山市质量创新奖管理办法（虚构）").click().await?;
    page.heading("资格自查").wait().await?;
    page.wait_for_text("本浏览器 已存").await?;
    for _ in 0..2 {
        page.go_to_route("/cohort").await?;
        page.wait_for_text("这里按“信阳市市长质量奖管理办法”评分").await?;
        page.checkbox("选中 云溪茶业（示例） 2025").wait().await?;
        assert_eq!(page.axe().await?, [""; 0]);
        page.reload().await?;
    }
    // A review of what is open takes nobody from a room of another award.
    page.go_to_route("/review").await?;
    page.button("建立模拟评审").click().await?;
    page.button("加入申报单位").wait().await?;
    page.button("加入多家对比里的 34 家").wait_gone().await?;
    // An empty desk is judged by what is open.
    page.go_to_route("/cohort").await?;
    page.button("清空").click().await?;
    page.button("载入示例（40 份）").click().await?;
    page.wait_for_text("现有 40 份").await?;
    let shown = page.text().await?;
    assert!(shown.contains("A.1") && !shown.contains("这里按"), "{shown}");
    page.go_to_route("/review").await?;
    page.button("加入多家对比里的 34 家").wait().await?;
    page.go_to_route("/regulation").await?;
    page.button("移除：青山市质量创新奖管理办法（虚构）").click().await?;
    page.wait_for_text("没有移除：“研讨和评审”里的内容按").await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}
