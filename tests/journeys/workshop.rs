//! Workshops: a room of many cards, a consensus, and the whole review.

use std::path::PathBuf;

use e2e::{Engine, Journey, Key, Page, Product, Result, Session, journey};
use serde_json::{Value, json};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(room_is_compared_grouped_and_projected).in_engines(GRID),
        journey!(cards_of_every_kind_are_told_apart).in_engines(GRID),
        journey!(examiners_agree_item_by_item),
        journey!(review_is_played_through),
    ]
}

/// Where the cells of the grid, which scrolls both ways, can be asked: the driver of WebKit holds them for hidden although
/// they are on the screen.
const GRID: &[Engine] = &[Engine::Chromium, Engine::Firefox];

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

fn written(session: &Session, name: &str, value: &Value) -> Result<PathBuf> {
    let path = session.folder().join(name);
    std::fs::write(&path, value.to_string())?;
    Ok(path)
}

async fn room_is_compared_grouped_and_projected(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.link("多家对比").click().await?;
    page.wait_for_text("打开它们不会改动任何人的申报").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("载入示例（40 家）").click().await?;
    page.wait_for_text("40 份成绩单").await?;
    page.wait_for_text("已存在本浏览器").await?;
    page.table("各条款分布").wait_for_text("4.1.2 高层领导的作用").await?;
    page.table("逐年变化").wait_for_text("2024 年").await?;
    page.table("分组统计").wait_for_text("份数太少，不显示").await?;
    page.checkbox("选中 云溪茶业（示例） 2025").click().await?;
    page.button("导出反馈（Word）：云溪茶业（示例）").click().await?;
    page.wait_for_text("已交给浏览器下载：对比反馈").await?;
    page.button("导出 Excel").click().await?;
    page.button("导出 CSV").click().await?;
    assert_eq!(page.downloads(3).await?.len(), 3);
    assert_eq!(page.axe().await?, [""; 0]);
    page.checkbox("用编号代替名称").click().await?;
    page.checkbox("选中 云溪茶业（示例） 2025").wait_gone().await?;

    page.link("投影").click().await?;
    page.heading("40 份成绩单").wait().await?;
    for _ in 0..2 {
        page.press(Key::Right).await?;
    }
    page.heading("做得最好的条款").wait().await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("← 上一页").click().await?;
    page.heading("各类目得分率").wait().await?;
    page.link("结束投影（Esc）").click().await?;
    page.reload().await?;
    page.wait_for_text("40 份成绩单").await?;
    page.button("清空").click().await?;
    page.button("恢复收起的对比").click().await?;
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
        written(session, "别的.json", &json!({ "x": 1 }))?,
        std::fs::canonicalize(concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/yunwu-tea.json"))?,
    ];
    page.go_to_route("/cohort").await?;
    let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    page.file_field("打开成绩单…").find().await?.send_keys(paths.join("\n")).await?;
    for told in
        ["比已有的一份新，已替换", "完全相同，没有重复加入", "准则版本是 gbt19580-2030", "不是成绩单、数据文件或申报材料包"]
    {
        page.wait_for_text(told).await?;
    }
    page.table("得分表").wait_for_text("信阳").await?;
    page.table("得分表").wait_for_text("甲茶业").await?;
    page.link("首页").click().await?;
    page.button("载入示例").wait().await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
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
    score(session, &page, "材料评审", 0).await?;
    score(session, &page, "现场评审", 5).await?;
    rank(&page).await?;
    vote(&page).await?;
    finish(&page).await
}

/// Reads a card for every applicant.
async fn score(session: &Session, page: &Page<'_>, stage: &str, more: u32) -> Result<()> {
    for (name, percent) in APPLICANTS {
        page.heading(stage).wait().await?;
        page.field("申报单位").choose(&format!("{name}（0/23）")).await?;
        let path = written(session, &format!("{name}-{stage}.json"), &card("x", name, "合议", "document", percent + more))?;
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
    page.field("审定日期").fill("2026-04-01").await?;
    page.button("登记审定").click().await?;
    page.wait_for_text("市政府常务会议审定").await?;
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
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}
