//! Where in the app a person is, as it stands in the address behind `#`.

mod screen;

use award::assessment::{Assessment, CardPlace, ItemText, Place};
use award::catalog::Catalog;
use award::documents::DocumentsPlace;
use award::evidence::{EvidencePlace, EvidenceText};
use award::timeline::RoundPlace;
use award::{EvidenceId, FieldId, GroupId, ItemId, RequirementId, SectionId};
use dossier::package::Step;

pub use self::screen::Screen;
use crate::browser::address;
use crate::pages::{PAPERS, RecordList};

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// 首页
    Home,
    /// 资格自查
    Eligibility,
    /// 资格自查 at one requirement.
    Requirement(RequirementId),
    /// 资格自查 at one of its lists.
    Records(RecordList),
    /// 申报单位
    Applicant,
    /// 申报单位 at one group of fields.
    Group(GroupId),
    /// 自评打分 at the first item that needs it.
    Scoring,
    /// 自评打分 at one item.
    Item(ItemId),
    /// 自评打分 of a fiscal year at the first item that needs it.
    Card(i16),
    /// 自评打分 of a fiscal year at one item.
    CardItem(i16, ItemId),
    /// 三年自评
    Years,
    /// 经营指标 at the first result item.
    Indicators,
    /// 经营指标 at one result item.
    ItemIndicators(ItemId),
    /// 自评报告 at its first section.
    Report,
    /// 自评报告 at one section of the profile.
    Section(SectionId),
    /// 自评报告 at one item.
    Narrative(ItemId),
    /// 证实性材料
    Evidence,
    /// 证实性材料 at one piece.
    Piece(EvidenceId),
    /// 申报日程
    Schedule,
    /// 申报材料
    Package,
    /// 申报材料 at the form that the secretariat issued.
    OfficialForm,
    /// 申报材料 at a document as it is printed.
    Print(Step),
    /// 保存与版本
    Keeping,
    /// 为什么是这个分
    Why,
    /// 为什么是这个分 for a fiscal year.
    WhyYear(i16),
    /// 提分与改进
    Plan,
    /// 成绩单
    Share,
    /// 单家模拟评审
    Rehearsal,
    /// 多家对比
    Cohort,
    /// 多家对比 for a projector.
    Projection,
    /// 合议
    Consensus,
    /// 合议 at one item.
    ConsensusItem(ItemId),
    /// 模拟评审
    Review,
    /// 管理办法
    Regulation,
    /// 管理办法 at one clause.
    Clause(u8),
    /// 隐私
    Privacy,
    /// 关于
    About,
}

impl Route {
    /// The route of a place in the address; the home page for one that does not exist.
    pub fn parse(place: &str) -> Route {
        let (first, rest) = place.trim_start_matches('/').split_once('/').unwrap_or((place.trim_start_matches('/'), ""));
        match (first, rest) {
            ("eligibility", "") => Route::Eligibility,
            ("eligibility", "events") => Route::Records(RecordList::Events),
            ("eligibility", "certificates") => Route::Records(RecordList::Certificates),
            ("eligibility", id) => Route::Requirement(id.into()),
            ("applicant", "") => Route::Applicant,
            ("applicant", id) => Route::Group(id.into()),
            ("scoring", "") => Route::Scoring,
            ("scoring", rest) => scoring(rest),
            ("years", _) => Route::Years,
            ("indicators", "") => Route::Indicators,
            ("indicators", id) => Route::ItemIndicators(id.into()),
            ("report", "") => Route::Report,
            ("report", id) if id.starts_with('P') => Route::Section(id.into()),
            ("report", id) => Route::Narrative(id.into()),
            ("evidence", "") => Route::Evidence,
            ("evidence", id) => Route::Piece(id.into()),
            ("schedule", _) => Route::Schedule,
            ("package", "form") => Route::OfficialForm,
            ("package", rest) if rest.starts_with("print/") => paper(&rest["print/".len()..]),
            ("package", _) => Route::Package,
            ("keeping", _) => Route::Keeping,
            ("why", year) => year.parse().map_or(Route::Why, Route::WhyYear),
            ("plan", _) => Route::Plan,
            ("share", _) => Route::Share,
            ("rehearsal", _) => Route::Rehearsal,
            ("cohort", "projection") => Route::Projection,
            ("cohort", _) => Route::Cohort,
            ("consensus", "") => Route::Consensus,
            ("consensus", id) => Route::ConsensusItem(id.into()),
            ("review", _) => Route::Review,
            ("regulation", number) => number.parse().map_or(Route::Regulation, Route::Clause),
            ("privacy", _) => Route::Privacy,
            ("about", _) => Route::About,
            _ => Route::Home,
        }
    }

    /// The place in the address, without `#`.
    pub fn path(&self) -> String {
        match self {
            Route::Home => "/".to_owned(),
            Route::Eligibility => "/eligibility".to_owned(),
            Route::Requirement(id) => format!("/eligibility/{id}"),
            Route::Records(list) => format!("/eligibility/{}", list.id()),
            Route::Applicant => "/applicant".to_owned(),
            Route::Group(id) => format!("/applicant/{id}"),
            Route::Scoring => "/scoring".to_owned(),
            Route::Item(id) => format!("/scoring/{id}"),
            Route::Card(year) => format!("/scoring/{year}"),
            Route::CardItem(year, id) => format!("/scoring/{year}/{id}"),
            Route::Years => "/years".to_owned(),
            Route::Indicators => "/indicators".to_owned(),
            Route::ItemIndicators(id) => format!("/indicators/{id}"),
            Route::Report => "/report".to_owned(),
            Route::Section(id) => format!("/report/{id}"),
            Route::Narrative(id) => format!("/report/{id}"),
            Route::Evidence => "/evidence".to_owned(),
            Route::Piece(id) => format!("/evidence/{id}"),
            Route::Schedule => "/schedule".to_owned(),
            Route::Package => "/package".to_owned(),
            Route::OfficialForm => "/package/form".to_owned(),
            Route::Print(step) => format!("/package/print/{}", paper_name(*step)),
            Route::Keeping => "/keeping".to_owned(),
            Route::Why => "/why".to_owned(),
            Route::WhyYear(year) => format!("/why/{year}"),
            Route::Plan => "/plan".to_owned(),
            Route::Share => "/share".to_owned(),
            Route::Rehearsal => "/rehearsal".to_owned(),
            Route::Cohort => "/cohort".to_owned(),
            Route::Projection => "/cohort/projection".to_owned(),
            Route::Consensus => "/consensus".to_owned(),
            Route::ConsensusItem(id) => format!("/consensus/{id}"),
            Route::Review => "/review".to_owned(),
            Route::Regulation => "/regulation".to_owned(),
            Route::Clause(number) => format!("/regulation/{number}"),
            Route::Privacy => "/privacy".to_owned(),
            Route::About => "/about".to_owned(),
        }
    }

    /// The address of a link to it.
    pub fn href(&self) -> String {
        format!("#{}", self.path())
    }

    /// The current place.
    pub fn current() -> Route {
        Route::parse(&address::current())
    }

    /// Goes there.
    pub fn go(&self) {
        address::go(&self.path());
    }

    /// The screen that it lies on.
    pub fn screen(&self) -> Screen {
        match self {
            Route::Home => Screen::Home,
            Route::Eligibility | Route::Requirement(_) | Route::Records(_) => Screen::Eligibility,
            Route::Applicant | Route::Group(_) => Screen::Applicant,
            Route::Scoring | Route::Item(_) | Route::Card(_) | Route::CardItem(..) => Screen::Scoring,
            Route::Years => Screen::Years,
            Route::Indicators | Route::ItemIndicators(_) => Screen::Indicators,
            Route::Report | Route::Section(_) | Route::Narrative(_) => Screen::Report,
            Route::Evidence | Route::Piece(_) => Screen::Evidence,
            Route::Package | Route::OfficialForm | Route::Print(_) => Screen::Package,
            Route::Keeping => Screen::Keeping,
            Route::Why | Route::WhyYear(_) => Screen::Why,
            Route::Plan => Screen::Plan,
            Route::Share => Screen::Share,
            Route::Schedule => Screen::Schedule,
            Route::Rehearsal => Screen::Rehearsal,
            Route::Cohort | Route::Projection => Screen::Cohort,
            Route::Consensus | Route::ConsensusItem(_) => Screen::Consensus,
            Route::Review => Screen::Review,
            Route::Regulation | Route::Clause(_) => Screen::Regulation,
            Route::Privacy => Screen::Privacy,
            Route::About => Screen::About,
        }
    }

    /// Whether it is one of several places on its screen.
    pub fn is_detail(&self) -> bool {
        matches!(
            self,
            Route::Requirement(_)
                | Route::Records(_)
                | Route::Group(_)
                | Route::Item(_)
                | Route::CardItem(..)
                | Route::ItemIndicators(_)
                | Route::Section(_)
                | Route::Narrative(_)
                | Route::Piece(_)
                | Route::ConsensusItem(_)
                | Route::Clause(_)
        )
    }
}

/// The route of a document by its name in the address.
fn paper(name: &str) -> Route {
    PAPERS.iter().find(|(known, _)| *known == name).map_or(Route::Package, |(_, step)| Route::Print(*step))
}

fn paper_name(step: Step) -> &'static str {
    PAPERS.iter().find(|(_, known)| *known == step).map_or("", |(name, _)| name)
}

/// The route of what follows `/scoring/`: an item, a year, or an item of a year.
fn scoring(rest: &str) -> Route {
    let (first, item) = rest.split_once('/').unwrap_or((rest, ""));
    match (first.parse(), item) {
        (Ok(year), "") => Route::Card(year),
        (Ok(year), item) => Route::CardItem(year, item.into()),
        (Err(_), _) => Route::Item(rest.into()),
    }
}

/// The route at which a place of an assessment is edited.
pub fn route_of(catalog: &Catalog, assessment: &Assessment, place: &Place) -> Route {
    match place {
        Place::Field(field) | Place::Year(field, _) => field_route(catalog, field),
        Place::Answer(answer) => {
            let asks = |requirement: &&award::scheme::Requirement| requirement.rule.asks().contains(&answer);
            let about_applicant = catalog.scheme.question(answer).is_some_and(|question| question.about_applicant);
            let requirement = catalog.scheme.requirements.iter().find(asks).filter(|_| !about_applicant);
            requirement.map_or(Route::Eligibility, |requirement| Route::Requirement(requirement.id.clone()))
        }
        Place::Event(..) => Route::Records(RecordList::Events),
        Place::Certificate(..) => Route::Records(RecordList::Certificates),
        Place::Reading(reading) => {
            let reads = |requirement: &&award::scheme::Requirement| requirement.readings.contains(reading);
            let requirement = catalog.scheme.requirements.iter().find(reads);
            requirement.map_or(Route::Eligibility, |requirement| Route::Requirement(requirement.id.clone()))
        }
        Place::Card(year, CardPlace::Percent(item) | CardPlace::Factor(item, _) | CardPlace::Text(item, _)) => {
            Route::CardItem(*year, item.clone())
        }
        Place::Card(_, CardPlace::Whole) | Place::Target(_) => Route::Years,
        Place::Narrative(item) => Route::Narrative(item.clone()),
        Place::Profile(section) => Route::Section(section.clone()),
        Place::Indicator(id, _) => {
            let indicator = assessment.indicators.get(id);
            indicator.map_or(Route::Indicators, |indicator| Route::ItemIndicators(indicator.item.clone()))
        }
        Place::Indicators => Route::Indicators,
        Place::Evidence(EvidencePlace::Register) => Route::Evidence,
        Place::Evidence(EvidencePlace::Piece(id) | EvidencePlace::Text(id, _)) => Route::Piece(id.clone()),
        Place::Documents(DocumentsPlace::Form | DocumentsPlace::Blank(_)) => Route::OfficialForm,
        Place::Documents(DocumentsPlace::Layout) => Route::Package,
        Place::Documents(DocumentsPlace::Pictures) => Route::Report,
        Place::Improvement(..) => Route::Plan,
        Place::Round(_) => Route::Schedule,
        Place::Dates | Place::Everything => Route::Home,
    }
}

/// The route at which a field of the form is edited.
pub fn field_route(catalog: &Catalog, field: &FieldId) -> Route {
    let holds = |group: &&award::form::Group| group.fields.iter().any(|candidate| candidate.id == *field);
    catalog.form.groups.iter().find(holds).map_or(Route::Applicant, |group| Route::Group(group.id.clone()))
}

/// The name of a place of an assessment, for people to read.
pub fn place_name(catalog: &Catalog, place: &Place) -> String {
    let label = |id: &FieldId| {
        let input = || catalog.indicators.input(id).map_or_else(|| id.to_string(), |input| input.name.to_string());
        catalog.form.field(id.as_str()).map_or_else(input, |field| field.label.to_string())
    };
    match place {
        Place::Field(field) => label(field),
        Place::Year(field, year) => format!("{}（{year} 年）", label(field)),
        Place::Answer(answer) => {
            catalog.scheme.question(answer).map_or_else(|| answer.to_string(), |question| question.text.to_string())
        }
        Place::Event(..) => "事件登记".to_owned(),
        Place::Certificate(..) => "证书和称号".to_owned(),
        Place::Reading(id) => {
            catalog.scheme.reading(id).map_or_else(|| id.to_string(), |reading| format!("口径：{}", reading.point))
        }
        Place::Card(year, place) => format!("{year} 年 {}", card_place_name(place)),
        Place::Target(item) => format!("{item} 目标"),
        Place::Narrative(item) => format!("{item} 报告正文"),
        Place::Profile(section) => format!("组织概述 {section}"),
        Place::Indicator(_, Some(column)) => format!("指标 {}", column.name()),
        Place::Indicator(_, None) => "指标".to_owned(),
        Place::Indicators => "一批指标".to_owned(),
        Place::Evidence(EvidencePlace::Register) => "证实性材料登记".to_owned(),
        Place::Evidence(EvidencePlace::Piece(_)) => "证实性材料".to_owned(),
        Place::Evidence(EvidencePlace::Text(_, which)) => format!("证实性材料 {}", evidence_text_name(*which)),
        Place::Documents(DocumentsPlace::Form) => "官方表格".to_owned(),
        Place::Documents(DocumentsPlace::Blank(_)) => "官方表格的填法".to_owned(),
        Place::Documents(DocumentsPlace::Layout) => "文档版式".to_owned(),
        Place::Documents(DocumentsPlace::Pictures) => "报告插图".to_owned(),
        Place::Improvement(..) => "改进计划".to_owned(),
        Place::Round(RoundPlace::Day(id)) => catalog.scheme.course.day_name(id),
        Place::Round(RoundPlace::Calendar(year)) => format!("{year} 年的放假安排"),
        Place::Dates => "年度和申报日期".to_owned(),
        Place::Everything => "用文件替换".to_owned(),
    }
}

fn card_place_name(place: &CardPlace) -> String {
    match place {
        CardPlace::Percent(item) => format!("{item} 评分"),
        CardPlace::Factor(item, factor) => format!("{item} 要素 {factor}"),
        CardPlace::Text(item, which) => format!("{item} {}", text_name(*which)),
        CardPlace::Whole => "自评".to_owned(),
    }
}

/// The name of a text of an item.
pub fn text_name(which: ItemText) -> &'static str {
    match which {
        ItemText::Strengths => "优势",
        ItemText::Ofis => "改进空间",
        ItemText::Reason => "理由",
        ItemText::Notes => "备注",
    }
}

/// The name of a text of a piece of evidence.
pub fn evidence_text_name(which: EvidenceText) -> &'static str {
    match which {
        EvidenceText::Title => "材料名称",
        EvidenceText::Issuer => "出具单位",
        EvidenceText::Dated => "日期",
        EvidenceText::ValidUntil => "有效期至",
        EvidenceText::Pages => "页数",
        EvidenceText::Note => "备注",
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn every_route_is_read_back_from_its_address() {
        let routes = [
            Route::Home,
            Route::Eligibility,
            Route::Requirement("loss".into()),
            Route::Applicant,
            Route::Group("basic".into()),
            Route::Scoring,
            Route::Item("4.1.2".into()),
            Route::Card(2024),
            Route::CardItem(2024, "4.1.2".into()),
            Route::Years,
            Route::Indicators,
            Route::ItemIndicators("4.7.2".into()),
            Route::Report,
            Route::Section("P.1a".into()),
            Route::Narrative("4.1.2".into()),
            Route::Evidence,
            Route::Piece("e1".into()),
            Route::Schedule,
            Route::Package,
            Route::OfficialForm,
            Route::Print(Step::CheckList),
            Route::Keeping,
            Route::Why,
            Route::WhyYear(2024),
            Route::Plan,
            Route::Share,
            Route::Rehearsal,
            Route::Cohort,
            Route::Projection,
            Route::Consensus,
            Route::ConsensusItem("4.1.2".into()),
            Route::Review,
            Route::Regulation,
            Route::Clause(12),
            Route::Privacy,
            Route::About,
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.path()), route);
        }
        assert_eq!(Route::parse("/no/such/place"), Route::Home);
    }
}
