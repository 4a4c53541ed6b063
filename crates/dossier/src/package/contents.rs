//! What a package will hold and what is still missing in it, before it is made.

use award::applicant;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::clause::ClauseRef;
use award::eligibility::{self, Outcome};
use award::indicator::{self, Indicator};
use award::overview;
use award::scheme::{LetterKind, RequirementKind};
use award::scoring;
use jiff::civil::Date;

use super::{
    CATALOGUE, CHECKLIST, COMMITMENT, FORM, NOTICE, OVERVIEW, RECOMMENDATION, REPORT, SAVE_FILE, TRADE_SECRETS, WORKBOOK,
};
use crate::evidence::{catalogue, trade_secrets};
use crate::letters::{commitment, notice, recommendation};
use crate::{checklist, manifest};

/// A file of a package before it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its name in the package.
    pub name: &'static str,
    /// What it is.
    pub title: String,
    /// What is in it.
    pub holds: String,
    /// What is still missing in it, one sentence each; empty if it is complete.
    pub missing: Vec<String>,
}

/// The files of a package in their order.
#[must_use]
pub fn contents(catalog: &Catalog, assessment: &Assessment, today: Date) -> Vec<Planned> {
    let (criteria, profile) = (&catalog.criteria, &catalog.criteria.profile);
    let planned = |name, title: String, holds: String, missing| Planned { name, title, holds, missing };
    let mut files = vec![
        planned(
            FORM,
            crate::application_form::title(catalog),
            match &assessment.documents.form {
                Some(form) => format!("按你核对的结果填写的官方表格“{}”；没有填的栏目，导出后逐处列出", form.file.name),
                None => "封面、填报说明、承诺书、基本情况、三年经济指标、资格自查表、自评得分表、意见栏".into(),
            },
            [
                unfilled(catalog, assessment),
                doubtful(catalog, assessment, today),
                undecided(catalog, assessment, today),
                unscored(catalog, assessment),
            ]
            .concat(),
        ),
        planned(
            REPORT,
            crate::self_assessment_report::title(catalog),
            format!(
                "{}（{} 节）、{} 个评分条款的说明、指标和趋势图、优势和改进空间、得分汇总和图表",
                profile.title,
                profile.sections.len(),
                criteria.items
            ),
            [
                unwritten(catalog, assessment),
                too_long(catalog, assessment),
                questionable(catalog, assessment),
                unscored(catalog, assessment),
            ]
            .concat(),
        ),
        planned(
            WORKBOOK,
            crate::workbook::title(catalog),
            "各条款百分比和得分，小计、合计都是公式，可以自己核算；附要素评定、指标和图表".into(),
            unscored(catalog, assessment),
        ),
        planned(
            CATALOGUE,
            catalogue::TITLE.into(),
            format!("登记的 {} 份证实性材料：编号、出具单位、日期、有效期、页数和标注", assessment.evidence.len()),
            bare(catalog, assessment, today),
        ),
        planned(
            TRADE_SECRETS,
            trade_secrets::TITLE.into(),
            format!("注明商业秘密的材料（{}）", catalog.scheme.materials.clause),
            Vec::new(),
        ),
    ];
    files.extend(letters(catalog, assessment, today));
    files.extend([
        planned(SAVE_FILE, "申报数据".into(), "全部填写内容；以后可以在本工具中重新打开".into(), Vec::new()),
        planned(OVERVIEW, "清单".into(), "每个文件的名称、大小、页数和标注，供人核对".into(), Vec::new()),
        planned(manifest::NAME, "校验清单".into(), "每个文件的 SHA-256，用来确认文件没有损坏或改动".into(), Vec::new()),
    ]);
    files
}

/// The documents to be signed and the check list.
fn letters(catalog: &Catalog, assessment: &Assessment, today: Date) -> Vec<Planned> {
    let planned = |name, title: &str, holds: String, missing| Planned { name, title: title.to_owned(), holds, missing };
    let scheme = &catalog.scheme;
    let mut files = Vec::new();
    if commitment::is_needed(catalog, assessment) {
        let holds = format!("对申报材料的完整、真实、准确负责（{}），打印后签字、盖章", scheme.materials.clause);
        files.push(planned(COMMITMENT, commitment::TITLE, holds, Vec::new()));
    }
    if notice::is_needed(catalog, assessment) {
        files.push(planned(NOTICE, notice::TITLE, "公示书和公示结果证明；起止日期空着的用笔填写".into(), Vec::new()));
    }
    files.push(planned(CHECKLIST, checklist::TITLE, "办法要求什么、在材料包的哪里、还缺什么".into(), Vec::new()));
    if recommendation::is_needed(catalog, assessment) {
        let open = unrecommended(catalog, assessment, today);
        files.push(planned(RECOMMENDATION, recommendation::TITLE, "交推荐单位填写、签字、盖章".into(), open));
    }
    files
}

/// The requirements for which somebody has to recommend the applicant and that are not known to be met.
fn unrecommended(catalog: &Catalog, assessment: &Assessment, today: Date) -> Vec<String> {
    let letters = catalog.scheme.materials.letters.iter().filter(|letter| {
        matches!(letter.kind, LetterKind::BranchRecommendation | LetterKind::NonprofitRecommendation)
            && letter.applies(assessment)
    });
    let clauses: Vec<ClauseRef> = letters.map(|letter| letter.clause).collect();
    let check = eligibility::check(catalog, assessment, today);
    let open = check.findings.iter().filter(|finding| {
        clauses.contains(&finding.requirement.clause)
            && finding.requirement.kind != RequirementKind::Notice
            && finding.outcome != Outcome::Met
    });
    named("还没有确认的有", &open.map(|finding| &*finding.requirement.subject).collect::<Vec<&str>>())
}

fn unfilled(catalog: &Catalog, assessment: &Assessment) -> Vec<String> {
    let is_open = |field: &&award::form::Field| {
        field.required && field.kind.is_entered() && !applicant::is_filled(catalog, field, assessment)
    };
    let labels: Vec<&str> = catalog.form.every_field().filter(is_open).map(|field| &*field.label).collect();
    named("必填栏目还有", &labels)
}

fn doubtful(catalog: &Catalog, assessment: &Assessment, today: Date) -> Vec<String> {
    let label = |(field, year, _): &(&award::form::Field, Option<i16>, _)| match year {
        Some(year) => format!("{}（{year} 年）", field.label),
        None => field.label.to_string(),
    };
    let labels: Vec<String> =
        applicant::doubts(catalog, catalog.form.every_field(), assessment, today).iter().map(label).collect();
    named("填写需要核对的有", &labels.iter().map(String::as_str).collect::<Vec<&str>>())
}

fn undecided(catalog: &Catalog, assessment: &Assessment, today: Date) -> Vec<String> {
    let check = eligibility::check(catalog, assessment, today);
    let with = |outcome: fn(Outcome) -> bool, decides: bool| -> Vec<&str> {
        let found = check.findings.iter().filter(|finding| outcome(finding.outcome) && finding.decides() == decides);
        found
            .filter(|finding| finding.requirement.kind != RequirementKind::Notice)
            .map(|finding| &*finding.requirement.subject)
            .collect()
    };
    let is_open = |outcome: Outcome| !outcome.is_known();
    let is_against = |outcome: Outcome| outcome == Outcome::NotMet;
    let pending = [with(is_open, false), with(is_against, false)].concat();
    [
        named("不符合申报条件", &with(is_against, true)),
        named("资格自查待定", &with(is_open, true)),
        named("申报前的程序还没有完成", &pending),
    ]
    .concat()
}

fn unwritten(catalog: &Catalog, assessment: &Assessment) -> Vec<String> {
    let criteria = &catalog.criteria;
    let sections = criteria.profile.sections.iter().filter(|section| assessment.section(&section.id).trim().is_empty());
    let items = criteria.every_item().filter(|item| assessment.narrative(&item.id).trim().is_empty());
    let sections: Vec<&str> = sections.map(|section| &*section.title).collect();
    let items: Vec<&str> = items.map(|item| &*item.title).collect();
    [named(&format!("{}没有写的还有", criteria.profile.title), &sections), named("条款正文没有写的还有", &items)].concat()
}

/// The texts that have more characters than was set for them.
fn too_long(catalog: &Catalog, assessment: &Assessment) -> Vec<String> {
    let lengths = overview::lengths(catalog, assessment);
    let documents = &assessment.documents;
    let parts = [
        (&*catalog.criteria.profile.title, lengths.profile, documents.profile_limit(&catalog.criteria)),
        ("自评报告的条款正文、优势和改进空间", lengths.report, documents.report_limit()),
    ];
    let over = parts.into_iter().filter(|&(_, length, limit)| length > limit as usize);
    over.map(|(what, length, limit)| format!("{what}有 {length} 字，超过设定的 {limit} 字")).collect()
}

fn questionable(catalog: &Catalog, assessment: &Assessment) -> Vec<String> {
    let is_doubtful = |each: &&std::rc::Rc<Indicator>| !indicator::doubts(catalog, assessment, each).is_empty();
    let names: Vec<&str> = assessment.indicators.values().filter(is_doubtful).map(|each| &*each.name).collect();
    named("指标需要核对的有", &names)
}

fn unscored(catalog: &Catalog, assessment: &Assessment) -> Vec<String> {
    let totals = scoring::totals(&catalog.criteria, assessment);
    let open = totals.total.items - totals.total.scored;
    if open == 0 { Vec::new() } else { vec![format!("{open} 个条款未评，共 {} 分", totals.total.open)] }
}

fn bare(catalog: &Catalog, assessment: &Assessment, today: Date) -> Vec<String> {
    let on = assessment.head.application_date.unwrap_or(today);
    let gaps = award::evidence::gaps(catalog, assessment);
    let items: Vec<&str> = gaps.items.iter().map(|item| &*item.title).collect();
    let requirements: Vec<&str> = gaps.requirements.iter().map(|requirement| &*requirement.subject).collect();
    let aged: Vec<award::Text> =
        assessment.evidence.values().filter(|each| award::evidence::expired(each, on)).map(|each| each.name()).collect();
    [
        named("到申报日已过有效期的有", &aged.iter().map(|name| &**name).collect::<Vec<&str>>()),
        named("还没有材料的条款有", &items),
        named("还没有材料的条件和程序有", &requirements),
    ]
    .concat()
}

/// One sentence that counts some things and names the first of them; none for no things.
fn named(what: &str, names: &[&str]) -> Vec<String> {
    const SHOWN: usize = 5;
    let (first, more) = (names[..names.len().min(SHOWN)].join("；"), if names.len() > SHOWN { "……" } else { "" });
    if names.is_empty() { Vec::new() } else { vec![format!("{what} {} 项：{first}{more}", names.len())] }
}
