//! Every screen, empty and full, light and dark: nothing that keeps somebody out, nothing asked of the network.

use crate::evidence;
use e2e::{Journey, Page, Product, Result, Session, journey};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(empty_screens_are_accessible).in_both_colours(),
        journey!(full_screens_are_accessible).in_both_colours(),
        journey!(regulation_is_searched_and_linked),
        journey!(bar_has_room_for_all_it_tells),
        journey!(texts_have_room_and_no_screen_is_too_wide),
    ]
}

/// A route, and a heading that says that its screen is there.
pub const SCREENS: [(&str, &str); 29] = [
    ("/", "首页"),
    ("/eligibility", "资格自查"),
    ("/eligibility/loss", "资格自查"),
    ("/applicant/basic", "申报单位"),
    ("/applicant/economy", "主要经济指标"),
    ("/applicant/opinions", "意见栏"),
    ("/scoring/4.1.2", "4.1.2 高层领导的作用"),
    ("/scoring/4.7.4", "4.7.4 财务结果"),
    ("/scoring/2024/4.1.2", "4.1.2 高层领导的作用"),
    ("/years", "三年自评"),
    ("/indicators/4.7.4", "4.7.4 财务结果（80 分）"),
    ("/report/P.1a", "组织概述 · 组织的环境"),
    ("/report/4.5.3", "4.5.3 过程的实施与改进"),
    ("/evidence", "证实性材料"),
    ("/schedule", "申报日程"),
    ("/regulation", "评选办法"),
    ("/package", "申报材料"),
    ("/package/form", "官方表格"),
    ("/package/print/check-list", "打印：申报材料检查清单"),
    ("/why", "为什么是这个分"),
    ("/plan", "提分与改进"),
    ("/share", "成绩单"),
    ("/rehearsal", "单家模拟评审"),
    ("/cohort", "多家对比"),
    ("/consensus", "合议"),
    ("/review", "模拟评审"),
    ("/keeping", "保存与版本"),
    ("/privacy", "隐私"),
    ("/about", "关于"),
];

async fn visit(page: &Page<'_>) -> Result<()> {
    let mut problems = Vec::new();
    for (route, heading) in SCREENS {
        page.go_to_route(route).await?;
        page.heading(heading).wait().await?;
        problems.extend(page.axe().await?.into_iter().map(|problem| format!("{route}: {problem}")));
    }
    assert_eq!(problems, [""; 0]);
    assert_eq!(page.requests().await?, [""; 0]);
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

async fn empty_screens_are_accessible(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("新建").wait().await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("新建").click().await?;
    page.heading("资格自查").wait().await?;
    visit(&page).await
}

async fn full_screens_are_accessible(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    visit(&page).await
}

/// The buttons of the bar at the top that a pointer reaches, and whether whose application it is has room for some characters.
const REACHED: &str = "const reached = [...document.querySelectorAll('header.top :is(button, a.primary)')].filter(button => {
    const { left, right, top, bottom } = button.getBoundingClientRect();
    const points = [[left + 2, top + 2], [right - 2, bottom - 2]];
    return points.every(([x, y]) => button.contains(document.elementFromPoint(x, y)));
});
const name = document.querySelector('header.top .whose');
return [reached.map(button => button.textContent), name.clientWidth >= 80 && name.clientHeight > 10];";

/// The bar holds the name and all its buttons when it tells the most that there is to tell.
async fn bar_has_room_for_all_it_tells(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/evidence").await?;
    let file = evidence::keep(session, "公示.txt", "公示的证明".as_bytes())?;
    evidence::add(&page, "添加文件…", &[&file]).await?;
    page.wait_for_text("已登记 1 份").await?;
    page.go_to_route("/keeping").await?;
    page.button("现在备份").click().await?;
    page.wait_for_text("备份已交给浏览器下载").await?;
    page.button("另存为文件").click().await?;
    page.wait_for_text("文件 已交给浏览器下载").await?;
    page.go_to_route("/applicant/cover").await?;
    page.field("单位名称").fill("信阳市浉河区云雾山国家级生态茶业产业化股份有限公司").await?;
    page.wait_for_text("已下载，未核对，不含材料文件，之后又有改动").await?;
    bar_has_room(&page, "导出申报材料").await?;
    page.go_to_route("/consensus").await?;
    page.field("评审员姓名").fill("欧阳张专家").await?;
    page.button("新建评审员评分表").click().await?;
    page.wait_for_text("供一位评审员独立评分").await?;
    page.set_size(520, 768).await?;
    assert_eq!(page.execute(CRAMPED, vec![]).await?, serde_json::json!([]));
    bar_has_room(&page, "导出成绩单").await
}

async fn bar_has_room(page: &Page<'_>, export: &str) -> Result<()> {
    // 520 is as narrow as windows of every engine can be.
    let narrow: &[&str] = &["☰导航", "另存为文件", "撤销", "重做"];
    let wide: &[&str] = &["另存为文件", "撤销", "重做", export];
    for (width, buttons) in [(520, narrow), (900, narrow), (901, wide), (1024, wide), (1181, wide), (1366, wide)] {
        page.set_size(width, 768).await?;
        assert_eq!(page.execute(REACHED, vec![]).await?, serde_json::json!([buttons, true]), "at {width}");
    }
    Ok(())
}

/// What is wider than the screen, and texts in columns of a character or two, with all that folds away unfolded.
const CRAMPED: &str = "const main = document.querySelector('main'), texts = 'td, th, li, dd, p, label';
for (const details of main.querySelectorAll('details')) details.open = true;
const wide = main.scrollWidth > main.clientWidth + 1 ? ['wider than the screen'] : [];
const squeezed = [...main.querySelectorAll(texts)].filter(each => each.checkVisibility() && !each.querySelector(texts)
    && each.textContent.trim().length > 5 && each.clientWidth < 48 && each.clientHeight > 90);
return wide.concat(squeezed.map(each => each.textContent.trim().slice(0, 20)));";

async fn texts_have_room_and_no_screen_is_too_wide(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    let mut cramped = Vec::new();
    for width in [520, 1024, 1366] {
        page.set_size(width, 768).await?;
        for (route, heading) in SCREENS {
            page.go_to_route(route).await?;
            page.heading(heading).wait().await?;
            let found = page.execute(CRAMPED, vec![]).await?;
            cramped.extend((found != serde_json::json!([])).then(|| format!("{route} at {width}: {found}")));
        }
    }
    assert_eq!(cramped, [""; 0]);
    Ok(())
}

async fn regulation_is_searched_and_linked(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.go_to_route("/regulation").await?;
    page.wait_for_text("共 36 条").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.field("查找条款").fill("小巨人").await?;
    page.wait_for_text("共 1 条").await?;
    page.link("体系健全，推行卓越绩效，连续自评良好").click().await?;
    page.heading("体系健全，推行卓越绩效，连续自评良好").wait().await?;
    page.link("第十二条（二）").click().await?;
    page.wait_for_text("共 36 条").await?;
    page.field("查找条款").fill("没有这个词").await?;
    page.wait_for_text("没有找到。摘要里不一定有这个说法").await
}
