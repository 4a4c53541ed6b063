//! From a new application to a package, and from a package back to an application.

use std::io::Read;
use std::path::Path;

use e2e::{Journey, Key, Page, Product, Result, Session, journey};
use serde_json::Value;

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(new_application_to_package),
        journey!(package_gives_everything_back),
        journey!(file_in_conflict_is_asked_about),
        journey!(replacing_can_be_undone),
        journey!(items_are_left_one_by_one),
    ]
}

/// Everything that a business in Xinyang without a blemish answers.
const ANSWERS: [(&str, &str); 29] = [
    ("本单位从事生产经营活动吗？", "是"),
    ("本单位是某个法人或非法人组织的分支、内设或派出机构吗？", "否"),
    ("是国家级专精特新“小巨人”企业，且证书在申报日有效吗？", "否"),
    ("以前获得过信阳市市长质量奖或提名奖吗？", "否"),
    ("登记（注册）地在信阳市行政区域内吗？", "是"),
    ("最近三年一直正常运行，没有长期停业吗？", "是"),
    ("质量管理体系健全并在运行吗？", "是"),
    ("按卓越绩效准则开展管理和自评吗？", "是"),
    ("最近连续 3 年自评都良好吗？", "是"),
    ("持续推动技术、管理、制度创新并有成果吗？", "是"),
    ("拥有自主知识产权的核心技术吗？", "是"),
    ("上年度利税总额居全市同行业前列，并有位次证明吗？", "是"),
    ("依法诚信经营，信用记录良好吗？", "是"),
    ("积极履行社会责任，品牌和社会声誉良好吗？", "是"),
    ("近三年有不符合国家产业、质量、环保等政策的情形吗？", "否"),
    ("近三年有依法应取得而未取得（或已过期）的证照吗？", "否"),
    ("近三年发生过质量、安全、环保等责任事故吗？", "否"),
    ("近三年国家、省、市级监督抽查有不合格吗？", "否"),
    ("近三年出口产品因质量问题被国外索赔、退货或通报调查过吗？", "否"),
    ("近三年有严重服务质量问题吗？", "否"),
    ("近三年有任一年度利润总额或净利润为负吗？", "否"),
    ("近三年在各级政府质量奖评选中有弄虚作假等违规行为吗？", "否"),
    ("近三年有严重失信行为吗？", "否"),
    ("近三年有其他严重违法、违规、违纪行为吗？", "否"),
    ("曾骗取本奖被撤销称号，且至申报日未满五年吗？", "否"),
    ("申报材料已经过保密审查，确认不涉及国家秘密吗？", "是"),
    ("涉及商业秘密的内容都已注明（或确认没有）吗？", "是"),
    ("内部公示已满 5 个工作日且无异议吗？", "是"),
    ("上年度营业收入居全市同行业前列，并有位次证明吗？", "不确定"),
];

async fn new_application_to_package(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("新建").click().await?;
    check_eligibility(&page).await?;
    fill_form(&page).await?;
    score(&page).await?;
    write_report(&page).await?;

    page.link("导出申报材料").click().await?;
    let saved = read_save_file(&export(&page).await?)?;
    assert_eq!(saved["fields"]["org_name"], "信阳某某制造有限公司");
    assert_eq!(saved["fields"]["founded"], "2016-03-18");
    assert_eq!(saved["series"]["revenue"]["2025"], "28640");
    assert_eq!(saved["answers"]["does_business"]["choice"], "yes");
    assert_eq!(saved["cards"]["2025"]["items"]["4.1.2"]["percent"], 65);
    assert_eq!(saved["cards"]["2025"]["items"]["4.1.2"]["factors"]["D"], "50-65");
    assert_eq!(saved["cards"]["2025"]["items"]["4.1.2"]["strengths"], "首席质量官直接向董事会报告");
    assert_eq!(saved["profile"]["P.1a"], "生产精密零件。");

    page.reload().await?;
    page.heading("申报材料").wait().await?;
    assert_eq!(page.requests().await?, [""; 0]);
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

async fn check_eligibility(page: &Page<'_>) -> Result<()> {
    page.heading("资格自查").wait().await?;
    page.wait_for_text("尚不能判断").await?;
    for (question, answer) in ANSWERS {
        page.radio(question, answer).click().await?;
    }
    page.wait_for_text("14 项中 13 项已有结论").await?;
    page.field("成立日期").fill("2016-03-18").await?;
    page.wait_for_text("可以申报").await?;

    page.radio("近三年发生过质量、安全、环保等责任事故吗？", "是").click().await?;
    page.wait_for_text("不得申报").await?;
    page.wait_for_text("涉及第十三条（三）").await?;
    page.button("撤销").click().await?;
    page.wait_for_text("可以申报").await
}

async fn fill_form(page: &Page<'_>) -> Result<()> {
    page.link("申报单位").click().await?;
    page.field("单位名称").fill("信阳某某制造有限公司").await?;
    page.field("所在县区").fill("平桥区").await?;
    page.link("基本情况 →").click().await?;
    let code = page.field("统一社会信用代码");
    code.fill("91411500MA9G123409").await?;
    page.wait_for_text("校验位不符").await?;
    code.fill("91411500MA9G123408").await?;
    page.wait_for_text("MA9G1234-0").await?;
    page.link("主要经济指标").click().await?;
    page.field("营业收入 2025 年").fill("28640").await?;
    page.wait_for_text("信阳某某制造有限公司").await
}

async fn score(page: &Page<'_>) -> Result<()> {
    page.link("自评打分").click().await?;
    page.heading("4.1.2 高层领导的作用").wait().await?;
    for choice in [
        "方法 70–85：各项细要求都有系统、有效的做法",
        "展开 50–65：推开较好，部门之间略有差异",
        "学习 50–65：用数据定期评价改进，已有创新和经验分享",
        "整合 30–45：开始与组织概述和其他条款的需要对齐",
    ] {
        page.by_role(&["radio"], choice).click().await?;
    }
    page.button("采用 55%").click().await?;
    let scale = |percent| page.by_role(&["radio"], percent);
    scale("55%").press(thirtyfour_keys::RIGHT).await?;
    scale("60%").press(thirtyfour_keys::RIGHT).await?;
    page.wait_for_text("与建议不同").await?;
    page.field("理由").fill("品牌建设三年三次改进").await?;
    page.field("优势").fill("首席质量官直接向董事会报告").await?;
    page.wait_for_text("32.5 / 50 分").await?;
    page.link("4.1.3 →").click().await?;
    page.heading("4.1.3 组织治理").wait().await?;
    page.by_role(&["radio"], "70%").click().await?;
    page.wait_for_text("未评 21 项共 920 分，范围 53.5–973.5").await
}

/// Keys that walk the scale.
mod thirtyfour_keys {
    /// The arrow to the right, as WebDriver writes it.
    pub const RIGHT: &str = "\u{E014}";
}

async fn write_report(page: &Page<'_>) -> Result<()> {
    page.link("自评报告").click().await?;
    page.field("组织的环境 正文").fill("生产精密零件。").await?;
    page.wait_for_text("7 字（不计空格）").await
}

/// Exports and takes the package out of the folder for downloads.
async fn items_are_left_one_by_one(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/scoring/4.1.2").await?;
    page.link("4.1.3 →").double_click().await?;
    page.heading("4.1.3 组织治理").wait().await?;
    page.press(Key::Control + Key::Enter).await?;
    page.heading("4.1.4 社会责任").wait().await
}

async fn export(page: &Page<'_>) -> Result<Vec<u8>> {
    page.button("导出申报材料包").click().await?;
    page.wait_for_text("已生成并核对").await?;
    let packages = page.downloads(1).await?;
    let bytes = std::fs::read(&packages[0])?;
    std::fs::remove_file(&packages[0])?;
    Ok(bytes)
}

fn read_entry(package: &[u8], name: &str) -> Result<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package))?;
    let mut bytes = Vec::new();
    archive.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read_save_file(package: &[u8]) -> Result<Value> {
    Ok(serde_json::from_slice(&read_entry(package, "申报数据.json")?)?)
}

fn keep(session: &Session, name: &str, bytes: &[u8]) -> Result<std::path::PathBuf> {
    let path = session.folder().join(name);
    std::fs::write(&path, bytes)?;
    Ok(path)
}

async fn package_gives_everything_back(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.link("导出申报材料").click().await?;
    let first = export(&page).await?;
    let sample: Value = serde_json::from_str(include_str!("../../samples/yunwu-tea.json"))?;
    assert_eq!(read_save_file(&first)?, sample);

    page.link("首页").click().await?;
    page.button("删除：信阳云雾茶业股份有限公司（示例）").click().await?;
    page.wait_for_text("已删除").await?;
    page.button("关闭提示").click().await?;
    let path = keep(session, "带 空格 的包.zip", &first)?;
    page.file_field("打开文件…").upload(&path).await?;
    page.wait_for_text("已从“带 空格 的包.zip”打开").await?;
    page.wait_for_text("文件 与打开时相同").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.link("导出申报材料").click().await?;
    assert_eq!(read_save_file(&export(&page).await?)?, sample);
    Ok(())
}

async fn file_in_conflict_is_asked_about(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    let changed = include_str!("../../samples/yunwu-tea.json").replace("信阳云雾茶业股份有限公司（示例）", "文件里的单位");
    let path = keep(session, "改过.json", changed.as_bytes())?;
    open_file(&page, &path).await?;
    page.dialog("本浏览器里已有同一份申报").wait().await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("两份都留，另开一份").click().await?;
    page.wait_for_text("文件里的单位").await?;
    page.button("打开：信阳云雾茶业股份有限公司（示例）").wait().await?;

    for (name, bytes, message) in [
        ("截断.json", &changed.as_bytes()[..2000], "文件不完整或已损坏"),
        ("别的.json", br#"{"a":1}"#.as_slice(), "这不是本工具的数据文件"),
        ("新版.json", br#"{"format":"quality-award-kit","version":99}"#.as_slice(), "请用新版本的工具打开"),
        ("坏.zip", b"PK\x03\x04 not a zip".as_slice(), "没有打开“坏.zip”"),
    ] {
        open_file(&page, &keep(session, name, bytes)?).await?;
        page.wait_for_text(message).await?;
        page.button("关闭提示").click().await?;
    }
    page.wait_for_text("文件里的单位").await
}

async fn replacing_can_be_undone(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    let sample = include_str!("../../samples/yunwu-tea.json");
    let changed = sample.replace("信阳云雾茶业股份有限公司（示例）", "文件里的单位");
    let path = keep(session, "改过.json", changed.as_bytes())?;
    open_file(&page, &path).await?;
    page.button("取消").click().await?;
    page.wait_for_text("信阳云雾茶业股份有限公司（示例）").await?;
    open_file(&page, &path).await?;
    page.button("用文件替换").click().await?;
    page.wait_for_text("文件里的单位").await?;
    page.button("撤销").click().await?;
    page.wait_for_text("已撤销：用文件替换").await?;
    page.wait_for_text("信阳云雾茶业股份有限公司（示例）").await?;

    let foreign = sample.replace("gbt19580-2012", "gbt19580-1999");
    open_file(&page, &keep(session, "旧版.json", foreign.as_bytes())?).await?;
    page.wait_for_text("这份申报按另一套办法").await
}

async fn open_file(page: &Page<'_>, path: &Path) -> Result<()> {
    page.file_field("打开文件…").upload(path).await
}
