//! Why a score is what it is, the way to a better one, and the score card that is passed on.

use e2e::{Journey, Locator, Product, Result, Session, journey, wait_for};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(score_is_explained_and_taken_along),
        journey!(plan_is_kept_with_the_assessment),
        journey!(card_tells_what_was_chosen_and_nothing_else),
        journey!(line_taken_out_of_all_is_the_only_one_that_stays_out),
        journey!(own_scores_are_played_through),
    ]
}

async fn score_is_explained_and_taken_along(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.link("为什么是这个分").click().await?;
    page.heading("为什么是这个分").wait().await?;
    page.wait_for_text("满分 1000").await?;
    page.table("分数来历").wait_for_text("4.1.2 高层领导的作用").await?;
    page.button("导出 Excel").click().await?;
    page.wait_for_text("已交给浏览器下载：得分与改进").await?;
    let bytes = std::fs::read(&page.downloads(1).await?[0])?;
    assert!(bytes.starts_with(b"PK"));
    page.link("4.1.2 高层领导的作用").click().await?;
    page.heading("4.1.2 高层领导的作用").wait().await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

async fn plan_is_kept_with_the_assessment(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.link("提分与改进").click().await?;
    page.table("各条款加分").wait().await?;
    page.by_role(&["combobox"], "4.7.2 目标").choose("80%").await?;
    page.button("添加措施").click().await?;
    page.field("措施 9 做什么").fill("返工率每周分析").await?;
    page.field("措施 9 责任人").fill("质量部 李工").await?;
    page.field("措施 9 完成期限").fill("2026-01-31").await?;
    page.wait_for_text("已到期").await?;
    page.by_role(&["combobox"], "措施 9 效果").choose("大").await?;
    page.by_role(&["combobox"], "措施 9 投入").choose("小").await?;
    page.table("投入和效果").wait_for_text("9 返工率每周分析").await?;
    page.checkbox("措施 9 写进自评报告").click().await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.checkbox("措施 9 已完成").click().await?;
    page.wait_for_text("9 项，完成 2 项").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.field("措施 9 做什么").wait_for_value("返工率每周分析").await?;
    page.button("删除：措施 9").click().await?;
    page.wait_for_text("8 项，完成 1 项").await?;
    page.button("撤销").click().await?;
    page.field("措施 9 责任人").wait_for_value("质量部 李工").await
}

async fn card_tells_what_was_chosen_and_nothing_else(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.link("成绩单").click().await?;
    page.table("成绩单内容").wait_for_text("信阳").await?;
    page.checkbox("用化名代替单位名称").click().await?;
    page.wait_for_text("请写化名").await?;
    page.field("化名").fill("甲号企业").await?;
    page.checkbox("所在县区").click().await?;
    page.table("成绩单内容").wait_for_text("甲号企业").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("导出成绩单").click().await?;
    let text = std::fs::read_to_string(&page.downloads(1).await?[0])?;
    assert!(text.len() <= 20 * 1024 && text.contains("甲号企业"));
    for hidden in ["sample-yunwu-tea", "云雾", "浉河区", "strengths"] {
        assert!(!text.contains(hidden), "{hidden} is in the card");
    }
    // Who has hidden the name once is not to pass it on because of having looked at another screen.
    page.link("首页").click().await?;
    page.wait_for_text("可以申报").await?;
    page.link("成绩单").click().await?;
    page.table("成绩单内容").wait_for_text("甲号企业").await?;
    page.field("化名").wait_for_value("甲号企业").await
}

async fn line_taken_out_of_all_is_the_only_one_that_stays_out(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.link("成绩单").click().await?;
    let contents = page.table("成绩单内容");
    contents.wait_for_text("信阳").await?;
    page.execute("document.querySelector('.share details').open = true", vec![]).await?;
    page.button("全选").click().await?;
    contents.wait_for_text("碳排放核算只覆盖工厂").await?;
    page.checkbox("4.1.4 改进空间：碳排放核算只覆盖工厂，茶园和运输未纳入。").click().await?;
    without(&contents, "碳排放核算只覆盖工厂").await?;
    for told in ["道德行为主要看举报和履约", "农残、氮氧化物、包装空隙率", "没有反映补救效果的结果"]
    {
        contents.wait_for_text(told).await?;
    }
    // What was chosen of one year is not chosen of another.
    page.field("评分年度").choose("2024 年").await?;
    without(&contents, "农残、氮氧化物").await?;
    page.field("评分年度").choose("2025 年").await?;
    contents.wait_for_text("信阳").await?;
    without(&contents, "农残、氮氧化物").await
}

async fn without(place: &Locator<'_>, text: &str) -> Result<()> {
    wait_for(&format!("{text} to go"), async || Ok((!place.text().await?.contains(text)).then_some(()))).await
}

async fn own_scores_are_played_through(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.link("单家模拟评审").click().await?;
    page.button("材料评审从自评分数开始").click().await?;
    page.button("现场评审从自评分数开始").click().await?;
    page.table("总得分").wait_for_text("30%").await?;
    page.by_role(&["combobox"], "4.7.2 现场评审").choose("0%").await?;
    page.table("总得分").wait_for_text("600 分入围线").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    Ok(())
}
