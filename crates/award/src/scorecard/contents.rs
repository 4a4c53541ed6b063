//! What is in a card, told in full to whoever passes it on, and what this kit does not know about it.

use super::{CardItem, Scorecard};
use crate::catalog::Catalog;
use crate::{BandId, FactorId, ItemId};

/// One thing that a card holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// Its value exactly as the file holds it; several values are separated by a line break.
    pub value: String,
}

/// Something about a card that this kit does not know. It is kept all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It was made under another scheme.
    Scheme(String),
    /// It scores by another edition of the criteria and cannot be compared with this one.
    Criteria(String),
    /// Items that the criteria do not have.
    Items(Vec<ItemId>),
    /// A factor or band that the item does not have.
    Rating(ItemId, FactorId, BandId),
}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Remark::Scheme(id) => write!(f, "办法是 {id}，与这里的不同"),
            Remark::Criteria(id) => write!(f, "准则版本是 {id}，与这里的不同，不能一起比较"),
            Remark::Items(ids) => {
                let ids: Vec<&str> = ids.iter().map(ItemId::as_str).collect();
                write!(f, "有本工具不认识的条款 {}，已保留，不参加计算", ids.join("、"))
            }
            Remark::Rating(item, factor, band) => write!(f, "{item} 的要素评定 {factor}：{band} 不认识，已保留"),
        }
    }
}

/// Everything that the file of a card holds, for people to read before it is passed on.
#[must_use]
pub fn contents(catalog: &Catalog, card: &Scorecard) -> Vec<Line> {
    let mut lines = about(card);
    for (id, item) in &card.items {
        let title = catalog.criteria.item(id).map_or_else(|| id.to_string(), |item| format!("{id} {}", item.title));
        lines.extend(item_lines(catalog, &title, item));
    }
    lines
}

fn about(card: &Scorecard) -> Vec<Line> {
    let subject = &card.subject;
    let name = if subject.alias { "化名" } else { "单位名称" };
    let told = [
        (name, &subject.name),
        ("所在县区", &subject.county),
        ("所属行业", &subject.industry),
        ("企业规模", &subject.size),
        ("评分人", &card.author.name),
    ];
    let told = told.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| line(label, &**text));
    let rest = [
        line("评分性质", card.author.role.name()),
        line("评分年度", subject.year.to_string()),
        line("管理办法", card.scheme.as_str()),
        line("评价准则", card.criteria.as_str()),
        line("生成时间", card.revised.to_string()),
        line("单位编号", subject.applicant.as_str()),
        line("成绩单编号", card.id.as_str()),
    ];
    told.chain(rest).collect()
}

fn item_lines(catalog: &Catalog, title: &str, item: &CardItem) -> Vec<Line> {
    let factors: Vec<String> =
        item.factors.iter().map(|(factor, band)| format!("{}：{band}", factor_name(catalog, factor))).collect();
    let parts = [
        ("得分比例", item.percent.map(|percent| percent.to_string()).unwrap_or_default()),
        ("要素评定", factors.join("\n")),
        ("优势", item.strengths.join("\n")),
        ("改进空间", item.ofis.join("\n")),
    ];
    let told = parts.into_iter().filter(|(_, value)| !value.is_empty());
    told.map(|(label, value)| line(&format!("{title} · {label}"), value)).collect()
}

fn factor_name(catalog: &Catalog, id: &FactorId) -> String {
    let factors = catalog.criteria.process_factors.iter().chain(&catalog.criteria.result_factors);
    let known = factors.into_iter().find(|factor| factor.id == *id);
    known.map_or_else(|| id.to_string(), |factor| format!("{id} {}", factor.name))
}

fn line(label: &str, value: impl Into<String>) -> Line {
    Line { label: label.to_owned(), value: value.into() }
}

/// What this kit does not know about a card.
#[must_use]
pub fn remarks(catalog: &Catalog, card: &Scorecard) -> Vec<Remark> {
    let criteria = &catalog.criteria;
    let mut remarks = Vec::new();
    if card.scheme != catalog.scheme.id {
        remarks.push(Remark::Scheme(card.scheme.to_string()));
    }
    if card.criteria != criteria.id {
        remarks.push(Remark::Criteria(card.criteria.to_string()));
        return remarks;
    }
    let strangers: Vec<ItemId> = card.items.keys().filter(|id| criteria.item(id).is_none()).cloned().collect();
    if !strangers.is_empty() {
        remarks.push(Remark::Items(strangers));
    }
    for item in criteria.every_item() {
        for (factor, band) in card.items.get(&item.id).iter().flat_map(|told| &told.factors) {
            let known = criteria.factors(item.kind).iter().any(|known| known.id == *factor) && criteria.band(band).is_some();
            if !known {
                remarks.push(Remark::Rating(item.id.clone(), factor.clone(), band.clone()));
            }
        }
    }
    remarks
}
