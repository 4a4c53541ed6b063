//! What lines and tables ask for, and how they read when filled: one case a line.

use dossier::form::{Block, Form, Mapping, Match, fill, propose};

use crate::case::values;
use crate::word::{paragraph, table, with_body};

/// The lines of a filled form.
pub fn filled(body: &str) -> Vec<String> {
    let form = Form::read(&with_body(body)).expect("a form");
    let mapping = Mapping::certain(&form, &propose(&form, &values()));
    let done = fill(&form, &mapping, &values()).expect("fills");
    let again = Form::read(&done.bytes).expect("the filled form");
    again.blocks().iter().flat_map(Block::paragraphs).map(|paragraph| paragraph.text().replace('\u{3000}', " ")).collect()
}

/// A line reads like this when it is filled.
#[track_caller]
fn line(text: &str, expected: &str) {
    assert_eq!(filled(&paragraph(text)).join("\n"), expected, "{text:?}");
}

/// The proposals for a table, in short.
#[track_caller]
fn cells(rows: &[&str], expected: &[&str]) {
    let form = Form::read(&with_body(&table(rows))).expect("a form");
    let told: Vec<String> = propose(&form, &values()).iter().map(|proposal| short(&proposal.found)).collect();
    assert_eq!(told, expected, "{rows:?}");
}

fn short(found: &Match) -> String {
    match found {
        Match::Certain(target) => target.to_string(),
        Match::Doubtful(targets) => format!("?{}", targets.iter().map(ToString::to_string).collect::<String>()),
        Match::None => "-".to_owned(),
        Match::Reserved => "reserved".to_owned(),
        Match::Occupied => "occupied".to_owned(),
    }
}

#[test]
fn lines_to_write_on_are_filled() {
    line("单位名称：____", "单位名称：信阳某某茶业股份有限公司");
    line("邮编：__________", "邮编：464000    ");
    line("邮编：_", "邮编：464000");
    line("邮编____，传真____。", "邮编464000，传真0376-1000005。");
    line("邮编：", "邮编：464000");
    line("邮编: ", "邮编:464000");
    line("邮编： 传真： ", "邮编： 传真：0376-1000005");
    line("邮编（    ）", "邮编（464000）");
    line("备注：甲，邮编：____", "备注：甲，邮编：464000");
    line("注册资本____万元", "注册资本5000万元");
    line("注册资本____亿元", "注册资本0.5 亿元");
    line("注册资本____", "注册资本5000万元");
    line("占地面积____亩", "占地面积68600平方米亩");
}

#[test]
fn what_only_looks_like_a_blank_stays() {
    for text in
        ["单位名称", "单位名称  ", "说明：", "2023年5月", "第 20 年", "近三年的情况", "    一、基本情况", "单位名称：某公司"]
    {
        line(text, &text.replace('\u{3000}', " "));
    }
}

#[test]
fn dates_take_their_room() {
    line("填报日期：   年  月  日", "填报日期：2026年12月9日");
    line("填报日期：年月日", "填报日期：2026年12月9日");
    line("填报日期：20  年  月  日", "填报日期：2026年12月9日");
    line("填报日期：202_年__月__日", "填报日期：2026年12月 9日");
    line("填报日期：19  年  月  日", "填报日期：19  年  月  日");
    line("公示期：  年 月 日至  年 月 日", "公示期：2026年11月30日至2026年12月7日");
    line("成立日期：    年  月", "成立日期：2012年4月");
}

#[test]
fn boxes_are_ticked_by_their_words() {
    line("企业规模：□大型 □中型", "企业规模：□大型 ☑中型");
    line("企业规模：大型□ 中型□", "企业规模：大型□ 中型☑");
    line("企业规模：□大□中□小", "企业规模：□大☑中□小");
    line("企业规模：☑大型 □中型", "企业规模：☑大型 □中型");
    line("企业规模：□特大 □特小", "企业规模：□特大 □特小");
    line("申报类别：□制造业（工业） □其他____", "申报类别：☑制造业（工业） □其他____");
}

#[test]
fn labels_decide_in_tables() {
    cells(&["单位名称 |  | 邮编 | "], &["@org_name", "@postcode"]);
    cells(&["单位名称", " "], &["@org_name"]);
    cells(&["单位名称 |  | "], &["?@org_name", "?@org_name"]);
    cells(&["内容 | 填写", "邮编 | "], &["@postcode"]);
    cells(&["指标 | 单位 | 2025年", "营业收入 | 万元 | ", "邮编 | | "], &["@revenue/2025", "-", "?@postcode"]);
    cells(&["子公司名称 | 营业收入", "甲 | "], &["-"]);
    cells(&["项目 | 本科以上", "员工总数 | "], &["?@employees"]);
    cells(&["编号 | ", "本届评审号 | "], &["reserved", "-"]);
    cells(&["申报单位意见 | ", "签字 | ", "盖章 | "], &["reserved", "reserved", "reserved"]);
    cells(&["单位名称 | 某公司", "邮编 | "], &["occupied", "@postcode"]);
}

#[test]
fn years_head_their_columns_until_other_labels_come() {
    cells(
        &["指标 | 2024年 | 2025年", "净利润 | | ", "联系人 | | 邮编 | ", "注册资本 | | "],
        &["@net_profit/2024", "@net_profit/2025", "@contact", "@postcode", "-", "?@reg_capital"],
    );
    cells(&["指标 | 2024年 | 备注", "净利润 | | "], &["@net_profit/2024", "-"]);
    cells(&["年度 | 净利润 | 备注", "2025年 | | "], &["@net_profit/2025", "-"]);
    cells(&["指标 | 2024年计划 | 2025年", "净利润 | | "], &["?@net_profit/-0@net_profit/-1@net_profit/-2", "@net_profit/2025"]);
    cells(&["税金 | 其中：增值税 | 2025年", "净利润 | | "], &["-", "@net_profit/2025"]);
}

#[test]
fn people_own_what_stands_behind_them() {
    cells(&["联系人 | | 职务 | "], &["@contact", "@contact_title"]);
    cells(&["法定代表人 | | 职务 | | 联系人 | | 职务 | "], &["@legal_rep", "@legal_rep_title", "@contact", "@contact_title"]);
    cells(&["联系电话 | "], &["@contact_phone"]);
    cells(&["法定代表人 | ", "联系电话 | "], &["@legal_rep", "?@legal_rep_phone@contact_phone@quality_head_phone"]);
    cells(&["联系人 | ", "联系电话 | "], &["@contact", "@contact_phone"]);
    cells(&["推荐人 | | 联系电话 | "], &["-", "?@contact_phone@legal_rep_phone@quality_head_phone"]);
    cells(&["质检科负责人 | | 联系电话 | "], &["-", "?@contact_phone@legal_rep_phone@quality_head_phone"]);
    cells(&["审核人 | | 联系电话 | "], &["?@report_author", "?@contact_phone@legal_rep_phone@quality_head_phone"]);
    cells(&["从业人数 | | 联系电话 | "], &["@employees", "@contact_phone"]);
    cells(&["总经理 | | 电话 | "], &["?@top_leader@legal_rep", "?@legal_rep_phone@quality_head_phone@contact_phone"]);
}

#[test]
fn markup_in_values_is_text() {
    assert_eq!(filled(&table(&["特色质量管理模式 | "]))[1], "“一叶三清”质量管理模式 <A&B>");
}

#[test]
fn several_lines_take_blank_paragraphs_first() {
    let blanks = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>主要荣誉</w:t></w:r></w:p></w:tc><w:tc><w:p/><w:p/></w:tc></w:tr></w:tbl>";
    let expected = ["主要荣誉", "河南省农业产业化重点龙头企业", "浉河区区长质量奖", "高新技术企业"];
    assert_eq!(filled(blanks), expected);
    assert_eq!(filled(&table(&["主要荣誉 | "])), expected);
    assert_eq!(
        filled(&paragraph("主要荣誉：______"))[0],
        "主要荣誉：河南省农业产业化重点龙头企业；浉河区区长质量奖；高新技术企业"
    );
}
