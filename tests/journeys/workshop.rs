//! Workshops: a consensus, and the whole review.

use e2e::{Journey, Key, Page, Product, Result, Session, journey};
use serde_json::{Value, json};
use std::path::PathBuf;

use crate::cohort::{card, written};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(examiner_scores_on_a_sheet_of_its_own),
        journey!(examiners_agree_item_by_item),
        journey!(review_is_played_through),
        journey!(room_of_forty_goes_into_the_review),
    ]
}

async fn room_of_forty_goes_into_the_review(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.link("多家对比").click().await?;
    page.button("载入示例（40 份）").click().await?;
    page.wait_for_text("40 份成绩单").await?;
    page.link("模拟评审").click().await?;
    page.button("建立模拟评审").click().await?;
    add(&page, "评审员姓名", "加入评审组", &EXAMINERS).await?;
    page.button("任组长：张专家").click().await?;
    page.button("加入多家对比里的 34 家").click().await?;
    page.button("撤下：云溪茶业（示例）").wait().await?;
    go_on(&page).await?;
    page.by_role(&["combobox"], "李专家与云溪茶业（示例）").choose("有，回避").await?;
    for (examiner, count) in [("张专家", 34), ("李专家", 33), ("王专家", 34)] {
        page.button(&format!("其余 {count} 家没有：{examiner}")).click().await?;
    }
    let note = page.field("李专家回避云溪茶业（示例），利害关系是");
    note.fill("曾任顾问").await?;
    note.press(Key::Tab).await?;
    page.wait_for_text("李专家与云溪茶业（示例）的利害关系：曾任顾问").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    go_on(&page).await?;
    for stage in ["材料评审", "现场评审"] {
        page.heading(stage).wait().await?;
        page.button("各家从多家对比读入").click().await?;
        page.wait_for_text(&format!("云溪茶业（示例）{stage}：从自评成绩单（2025 年）读入")).await?;
        if stage == "材料评审" {
            leave(&page).await?;
        }
        go_on(&page).await?;
    }
    page.heading("综合排名").wait().await?;
    page.wait_for_text("退出评审的单位（3 家）").await?;
    page.table("综合排名").wait_for_text("未入围").await?;
    page.button("撤销刚才这一项").click().await?;
    page.heading("现场评审").wait().await?;
    page.wait_for_text("撤销：进入：评审报告、综合排名和候选名单").await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

/// Those whose cards are not complete leave the review.
async fn leave(page: &Page<'_>) -> Result<()> {
    go_on(page).await?;
    page.only("alert").wait_for_text("条没有评分").await?;
    page.button("退出评审的单位（0 家）").click().await?;
    for (at, name) in UNFINISHED.into_iter().enumerate() {
        page.field("退出的单位").choose(name).await?;
        page.field("为什么退出").fill("材料不齐").await?;
        page.button("登记退出").click().await?;
        page.wait_for_text(&format!("退出评审的单位（{} 家）", at + 1)).await?;
    }
    assert_eq!(page.axe().await?, [""; 0]);
    Ok(())
}

async fn examiners_agree_item_by_item(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.link("合议").click().await?;
    page.field("申报单位").fill("甲茶业").await?;
    page.field("年度").fill("2025").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("建立合议").click().await?;
    page.field("记录人").fill("记录员").await?;
    for (name, percent) in [("张专家", 50), ("李专家", 70), ("王专家", 60)] {
        let path = written(session, &format!("{name}.json"), &card("a", "甲茶业", name, "examiner", percent))?;
        page.file_field("加入评审员成绩单…").upload(&path).await?;
        page.wait_for_text("评了 23 条").await?;
        page.wait_for_text(name).await?;
    }
    page.wait_for_text("公开之前，谁也看不到别人的评分").await?;
    page.button("公开各人评分").click().await?;
    page.wait_for_text("Krippendorff").await?;
    page.table("议程").wait_for_text("未定").await?;
    page.by_role(&["radio"], "60%").click().await?;
    page.button("定为合议结果").click().await?;
    page.wait_for_text("请写明为什么定这个比例").await?;
    page.field("理由").fill("现场核对了记录").await?;
    page.checkbox("李专家").click().await?;
    page.button("定为合议结果").click().await?;
    page.wait_for_text("已合议 1 / 23 条").await?;
    page.wait_for_text("同意：张专家、王专家").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("导出合议记录（Word）").click().await?;
    page.button("存成文件").click().await?;
    let kept = page.downloads(2).await?.into_iter().find(|path| path.extension().is_some_and(|end| end == "json"));
    page.wait_for_text("已存在本浏览器").await?;
    page.button("收起").click().await?;
    page.file_field("打开合议文件…").upload(&kept.expect("the file of the consensus")).await?;
    page.wait_for_text("已合议 1 / 23 条").await?;
    page.reload().await?;
    page.wait_for_text("已合议 1 / 23 条").await
}

/// Nothing of the application but its name is on the sheet, and nothing of the sheet in the application.
async fn examiner_scores_on_a_sheet_of_its_own(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/share").await?;
    page.field("评分性质").choose("评审员独立评分").await?;
    assert!(!page.button("另建评审员评分表").is_enabled().await?, "nobody scores without a name");
    page.field("评分人").fill("张专家").await?;
    page.button("另建评审员评分表").click().await?;
    page.wait_for_text("已评 0 / 23 条").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    let card = examined(&page).await?;
    let told = [&card["subject"]["applicant"], &card["subject"]["area"], &card["role"], &card["author"]];
    assert_eq!(told, [&json!("sample-yunwu-tea"), &Value::Null, &json!("examiner"), &json!("张专家")]);
    assert_eq!(card["items"], json!({ "4.1.2": { "percent": 45, "strengths": ["有愿景", "有台账"] } }));
    let saved = saved_sheet(&page).await?;

    // A room takes the sheet as it is.
    page.go_to_route("/cohort").await?;
    page.file_field("打开成绩单…").upload(&saved).await?;
    page.wait_for_text("1 份成绩单").await?;

    // The examiner's second way leads to the same sheet, and the application is as it was.
    page.go_to_route("/").await?;
    page.button("打开：信阳云雾茶业股份有限公司（示例）").click().await?;
    page.wait_for_text("全部条款已评").await?;
    page.go_to_route("/consensus").await?;
    page.field("评审员姓名").fill("张专家").await?;
    page.button("新建评审员评分表").click().await?;
    page.wait_for_text("已评 1 / 23 条").await?;
    page.go_to_route("/consensus").await?;
    page.field("评审员姓名").fill("张专家").await?;
    page.button("新建评审员评分表").click().await?;
    page.wait_for_text("已评 1 / 23 条").await?;
    page.go_to_route("/scoring/4.1.2").await?;
    assert!(page.field("优势").is_enabled().await?, "the sheet is still this page's to change");

    // A consensus begun here is about that applicant, and years are years.
    page.go_to_route("/consensus").await?;
    page.field("年度").fill("25").await?;
    assert!(!page.button("建立合议").is_enabled().await?);
    page.field("年度").fill("2025").await?;
    page.button("建立合议").click().await?;
    page.button("存成文件").click().await?;
    let is_consensus = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("合议-"));
    let consensus = page.downloads(3).await?.into_iter().find(is_consensus);
    let consensus: Value = serde_json::from_slice(&std::fs::read(consensus.expect("the file of the consensus"))?)?;
    assert_eq!(consensus["about"]["subject"]["applicant"], "sample-yunwu-tea");
    Ok(())
}

/// Scores an item of the sheet and gives out the card, after looking that the sheet has nothing of an application.
async fn examined(page: &Page<'_>) -> Result<Value> {
    for route in ["/", "/eligibility", "/years", "/schedule", "/package", "/package/form", "/package/print/check-list", "/why"] {
        page.go_to_route(route).await?;
        page.heading("评审员评分表").wait().await?;
        page.wait_for_text("已评 0 / 23 条").await?;
    }
    let navigation = page.by_role(&["navigation"], "主导航").text().await?;
    for absent in ["申报材料", "三年自评", "自评打分", "自评报告", "为什么"] {
        assert!(!navigation.contains(absent), "{absent} in {navigation}");
    }
    // A sheet has one year.
    page.go_to_route("/scoring/2024/4.1.2").await?;
    page.by_role(&["radio"], "45%").click().await?;
    page.field("优势").fill("有愿景\n有台账").await?;
    assert!(!page.text().await?.contains("离 600"), "nobody scores towards the line");
    page.link("成绩单").click().await?;
    page.wait_for_text("2025 年　评审员独立评分　评分人：张专家").await?;
    page.button("导出成绩单").click().await?;
    let path = page.downloads(1).await?.remove(0);
    Ok(serde_json::from_slice::<Value>(&std::fs::read(path)?)?["card"].take())
}

/// The save file of the sheet, which holds no other words about the application than its name, county and industry.
async fn saved_sheet(page: &Page<'_>) -> Result<PathBuf> {
    page.button("另存为文件").click().await?;
    let paths = page.downloads(2).await?;
    let saved = paths.into_iter().find(|path| path.to_string_lossy().contains("-评审员评分表-张专家-"));
    let saved = saved.expect("the file of the sheet");
    let file: Value = serde_json::from_slice(&std::fs::read(&saved)?)?;
    let parts = file.as_object().into_iter().flatten().filter(|(_, part)| **part != json!({}));
    assert_eq!(parts.map(|(part, _)| part.as_str()).collect::<Vec<_>>(), ["format", "version", "about", "fields", "cards"]);
    let fields: Vec<&str> = file["fields"].as_object().into_iter().flatten().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["area", "industry", "org_name"]);
    Ok(saved)
}

/// Goes on to the next step.
async fn go_on(page: &Page<'_>) -> Result<()> {
    page.button("进入下一步").click().await
}

async fn add(page: &Page<'_>, field: &str, button: &str, names: &[&str]) -> Result<()> {
    for name in names {
        page.field(field).fill(name).await?;
        page.button(button).click().await?;
        page.field(field).wait_for_value("").await?;
    }
    Ok(())
}

const EXAMINERS: [&str; 3] = ["张专家", "李专家", "王专家"];
/// The applicants of the sample room whose latest cards are not complete.
const UNFINISHED: [&str; 3] = ["南湾机械（示例）", "龙潭建材（示例）", "石桥机械（示例）"];
const APPLICANTS: [(&str, u32); 3] = [("甲茶业", 70), ("乙机械", 65), ("丙米业", 50)];
const VOTERS: [&str; 4] = ["赵委员", "钱委员", "孙委员", "周委员"];

async fn review_is_played_through(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.link("模拟评审").click().await?;
    page.button("建立模拟评审").click().await?;
    add(&page, "评审员姓名", "加入评审组", &EXAMINERS[..2]).await?;
    go_on(&page).await?;
    page.wait_for_text("评审组由 3–7 人组成，现有 2 人").await?;
    add(&page, "评审员姓名", "加入评审组", &EXAMINERS[2..]).await?;
    page.button("任组长：张专家").click().await?;
    add(&page, "申报单位名称", "加入申报单位", &APPLICANTS.map(|(name, _)| name)).await?;
    assert_eq!(page.axe().await?, [""; 0]);
    go_on(&page).await?;
    for examiner in EXAMINERS {
        for (applicant, _) in APPLICANTS {
            let is_recused = (examiner, applicant) == ("李专家", "乙机械");
            let answer = if is_recused { "有，回避" } else { "没有" };
            page.by_role(&["combobox"], &format!("{examiner}与{applicant}")).choose(answer).await?;
        }
    }
    assert_eq!(page.axe().await?, [""; 0]);
    go_on(&page).await?;
    score(session, &page, ("材料评审", "document"), 0).await?;
    score(session, &page, ("现场评审", "site"), 5).await?;
    rank(&page).await?;
    vote(&page).await?;
    finish(&page).await
}

/// Reads a card for every applicant.
async fn score(session: &Session, page: &Page<'_>, (stage, role): (&str, &str), more: u32) -> Result<()> {
    page.heading(stage).wait().await?;
    let single = written(session, &format!("张专家-{stage}.json"), &card("x", APPLICANTS[0].0, "张专家", "examiner", 90))?;
    page.file_field("从合议成绩单读入…").upload(&single).await?;
    page.wait_for_text(&format!("没有读入“张专家-{stage}.json”：这是评审员成绩单（2025 年），是张专家一个人的评分")).await?;
    for (name, percent) in APPLICANTS {
        page.field("申报单位").choose(&format!("{name}（0/23）")).await?;
        let path = written(session, &format!("{name}-{stage}.json"), &card("x", name, "合议", role, percent + more))?;
        page.file_field("从合议成绩单读入…").upload(&path).await?;
        page.table(&format!("{name}{stage}")).wait_for_text(&format!("{}%", percent + more)).await?;
    }
    if stage == "材料评审" {
        page.field("申报单位").choose("乙机械（23/23）").await?;
        page.checkbox("张专家").wait().await?;
        page.checkbox("李专家").wait_gone().await?;
    }
    assert_eq!(page.axe().await?, [""; 0]);
    go_on(page).await
}

async fn rank(page: &Page<'_>) -> Result<()> {
    page.table("综合排名").wait_for_text("735").await?;
    page.table("综合排名").wait_for_text("未入围").await?;
    page.by_role(&["combobox"], "甲茶业 候选奖项").choose("市长质量奖").await?;
    page.by_role(&["combobox"], "乙机械 候选奖项").choose("市长质量奖").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    go_on(page).await?;
    page.checkbox("甲茶业已展示和答辩").click().await?;
    page.checkbox("乙机械已展示和答辩").click().await?;
    add(page, "委员姓名", "列入名单", &VOTERS).await?;
    go_on(page).await
}

async fn vote(page: &Page<'_>) -> Result<()> {
    page.button("开始投票").click().await?;
    for (at, voter) in VOTERS.into_iter().enumerate() {
        page.field("现在投票的委员").choose(voter).await?;
        page.by_role(&["combobox"], "甲茶业 选票").choose("赞成").await?;
        page.by_role(&["combobox"], "乙机械 选票").choose(if at < 2 { "赞成" } else { "反对" }).await?;
        page.button("投入票箱").click().await?;
        page.wait_for_text(&format!("已收回选票 {} 张", at + 1)).await?;
        if at == 0 {
            page.button("结束投票并计票").click().await?;
            page.wait_for_text("这样的票数会暴露各人的票").await?;
        }
    }
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("结束投票并计票").click().await?;
    page.table("计票结果").wait_for_text("未通过").await?;
    page.wait_for_text("交了票的都是投票人，弃权票、无效票也计入").await?;
    page.wait_for_text("口径：达到三分之二的多于名额（第五条）").await?;
    page.wait_for_text("空缺 1").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    go_on(page).await
}

async fn finish(page: &Page<'_>) -> Result<()> {
    page.field("公示开始").fill("2026-03-02").await?;
    page.field("公示结束").fill("2026-03-04").await?;
    page.button("登记公示期").click().await?;
    page.wait_for_text("公示只有 2 个工作日").await?;
    page.field("公示结束").fill("2026-03-20").await?;
    page.button("登记公示期").click().await?;
    page.wait_for_text("2026-03-02 至 2026-03-20 公示").await?;
    go_on(page).await?;
    page.table("奖金").wait_for_text("甲茶业").await?;
    page.checkbox("曾获市长质量奖：甲茶业").click().await?;
    page.table("奖金").wait_for_text("再次获奖，不发").await?;
    page.button("撤销刚才这一项").click().await?;
    page.table("奖金").wait_for_text("30 万元").await?;
    page.field("审定日期").fill("2026-03-20").await?;
    page.button("登记审定").click().await?;
    page.wait_for_text("公示到 2026-03-20 全天结束，次日起才能审定").await?;
    page.field("审定日期").fill("2026-04-01").await?;
    page.button("登记审定").click().await?;
    page.wait_for_text("2026-04-01 审定").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("导出评审报告（Word）").click().await?;
    page.button("导出投票纪要（Word）").click().await?;
    page.button("存成文件").click().await?;
    let files = page.downloads(3).await?;
    let kept = files.iter().find(|path| path.extension().is_some_and(|end| end == "json")).expect("the session's file");
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(kept)?)?;
    let parts: Vec<&String> = kept["count"].as_object().map(|count| count.keys().collect()).unwrap_or_default();
    assert_eq!(parts, ["handed", "tallies"], "who has voted and the sums, and nothing that ties the two");
    for tally in kept["count"]["tallies"].as_object().expect("sums").values() {
        assert!(tally.as_object().is_some_and(|sums| sums.values().all(Value::is_number)), "{tally}");
    }
    page.wait_for_text("已存在本浏览器").await?;
    page.reload().await?;
    page.table("奖金").wait_for_text("甲茶业").await?;
    page.button("退回上一步…").click().await?;
    page.field("为什么退回上一步").fill("补登异议").await?;
    page.button("退回").click().await?;
    page.wait_for_text("退回：拟奖公示和异议处理").await?;
    assert_eq!(page.requests().await?, [""; 0]);
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}
