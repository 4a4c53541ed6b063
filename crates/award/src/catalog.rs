//! The catalog: everything bundled about one award, checked as a whole.

mod course;
mod letters;
mod workdays;

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::calendar::Workdays;
use crate::clause::ClauseRef;
use crate::criteria::Criteria;
use crate::form::{FieldKind, Form};
use crate::indicator::{self, Library};
use crate::labels;
use crate::points::Percent;
use crate::scheme::{Phase, Scheme};

mod file;
mod rules;

pub use file::Fault;

/// A scheme with the criteria and the form that it is applied with. Immutable once checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// The regulation.
    pub scheme: Scheme,
    /// The criteria that its review applies.
    pub criteria: Criteria,
    /// The application form.
    pub form: Form,
    /// The announced days off and make-up days; a file without any has those of the kit.
    #[serde(default)]
    pub workdays: Workdays,
    /// The library of indicators.
    pub indicators: Library,
    /// The text of the file that it was read from, which whoever opens a save file elsewhere needs too; none for a bundled one.
    #[serde(skip)]
    pub source: Option<Text>,
}

/// Something wrong in a catalog, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The table that holds it, by its key in the file: `clause`, `requirement`, `category` …
    pub table: &'static str,
    /// The id of the row.
    pub row: String,
    /// What is wrong, in Chinese as everything in a scheme file: its writers work in an office of the city, and the build
    /// of this kit prints the same words.
    pub message: String,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} “{}”：{}", self.table, self.row, self.message)
    }
}

impl Catalog {
    /// The JSON Schema of a catalog file, as it is published.
    #[cfg(feature = "schema")]
    #[must_use]
    pub fn schema() -> String {
        let schema = schemars::schema_for!(Catalog);
        let mut json = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
        json.push('\n');
        json
    }

    /// Reads a catalog from JSON without checking it.
    ///
    /// # Errors
    /// The JSON is not of the catalog's form; the message names line and column.
    pub fn from_json(json: &str) -> Result<Catalog, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// Everything that is wrong with it; empty for a sound catalog.
    #[must_use]
    pub fn defects(&self) -> Vec<Defect> {
        let mut defects = Defects::default();
        self.check_criteria(&mut defects);
        self.check_bands(&mut defects);
        self.check_clauses(&mut defects);
        self.check_requirements(&mut defects);
        self.check_numbers(&mut defects);
        self.check_steps(&mut defects);
        self.check_form(&mut defects);
        self.check_course(&mut defects);
        self.check_workdays(&mut defects);
        indicator::check::check(self, &mut defects);
        defects.found
    }

    fn check_criteria(&self, defects: &mut Defects) {
        let criteria = &self.criteria;
        if self.scheme.criteria != criteria.id {
            defects.add("scheme", &self.scheme.id, format!("采用准则“{}”，文件里的却是“{}”", self.scheme.criteria, criteria.id));
        }
        defects.unique("category", criteria.categories.iter().map(|category| category.id.as_str()));
        defects.unique("item", criteria.every_item().map(|item| item.id.as_str()));
        defects.unique("section", criteria.profile.sections.iter().map(|section| section.id.as_str()));
        for category in &criteria.categories {
            let sum: u32 = category.items.iter().map(|item| u32::from(item.points)).sum();
            if sum != u32::from(category.points) {
                defects.add("category", &category.id, format!("共 {} 分，各条款相加却是 {sum} 分", category.points));
            }
            for item in &category.items {
                if !item.id.as_str().starts_with(&format!("{}.", category.id)) {
                    defects.add("item", &item.id, format!("编号不属于类目 {}", category.id));
                }
                if item.questions.is_empty() || item.key_points.is_empty() {
                    defects.add("item", &item.id, "缺少要点或提问");
                }
            }
        }
        let sum: u32 = criteria.categories.iter().map(|category| u32::from(category.points)).sum();
        if sum != u32::from(criteria.points) {
            defects.add("criteria", &criteria.id, format!("共 {} 分，各类目相加却是 {sum} 分", criteria.points));
        }
        let count = criteria.every_item().count();
        if count != usize::from(criteria.items) {
            defects.add("criteria", &criteria.id, format!("写明 {} 个条款，实际列出 {count} 个", criteria.items));
        }
    }

    fn check_bands(&self, defects: &mut Defects) {
        let criteria = &self.criteria;
        defects.unique("band", criteria.bands.iter().map(|band| band.id.as_str()));
        let mut next = 0;
        for band in &criteria.bands {
            if band.min != next || band.max < band.min {
                defects.add("band", &band.id, format!("应从 {next} 开始，到更高处结束"));
            }
            if !band.max.is_multiple_of(Percent::STEP) {
                defects.add("band", &band.id, format!("应在 {} 的倍数处结束", Percent::STEP));
            }
            next = band.max.saturating_add(Percent::STEP);
            if band.process.len() != criteria.process_factors.len() || band.result.len() != criteria.result_factors.len() {
                defects.add("band", &band.id, "每个要素要有一句说明");
            }
        }
        if next != Percent::FULL.value() + Percent::STEP {
            defects.add("criteria", &criteria.id, "分数段应一直到 100");
        }
        for factors in [&criteria.process_factors, &criteria.result_factors] {
            if factors.is_empty() {
                defects.add("criteria", &criteria.id, "过程和结果条款都要有评分要素");
            }
            defects.unique("factor", factors.iter().map(|factor| factor.id.as_str()));
        }
    }

    fn check_clauses(&self, defects: &mut Defects) {
        let scheme = &self.scheme;
        for (position, chapter) in scheme.chapters.iter().enumerate() {
            if usize::from(chapter.number) != position + 1 {
                defects.add("chapter", &chapter.number, format!("编号应为 {}", position + 1));
            }
        }
        for (position, clause) in scheme.clauses.iter().enumerate() {
            if usize::from(clause.number) != position + 1 {
                defects.add("clause", &clause.number, format!("编号应为 {}", position + 1));
            }
            if !scheme.chapters.iter().any(|chapter| chapter.number == clause.chapter) {
                defects.add("clause", &clause.number, format!("属于第 {} 章，但没有这一章", clause.chapter));
            }
        }
    }

    fn check_numbers(&self, defects: &mut Defects) {
        let scheme = &self.scheme;
        let review = &scheme.review;
        if u16::from(review.document_share) + u16::from(review.site_share) != 100 {
            defects.add("review", &scheme.id, "材料评审和现场评审的占比相加应为 100");
        }
        if review.shortlist_points > self.criteria.points {
            defects.add("review", &scheme.id, "入围线高于准则总分");
        }
        if review.ballot_share.0 > review.ballot_share.1 || review.ballot_share.1 == 0 {
            defects.add("review", &scheme.id, "得票比例应是不大于 1 的分数");
        }
        if review.examiners.0 > review.examiners.1 {
            defects.add("review", &scheme.id, "评审员最少人数大于最多人数");
        }
        for clause in review.clauses.iter().chain([&review.scoring_clause, &review.itemwise_clause]) {
            self.check_citation("review", &scheme.id, *clause, defects);
        }
        self.check_citation("materials", &scheme.id, scheme.materials.clause, defects);
        self.check_letters(defects);
        for window in &scheme.windows {
            self.check_citation("window", &window.subject, window.clause, defects);
        }
    }

    fn check_steps(&self, defects: &mut Defects) {
        let scheme = &self.scheme;
        if !scheme.steps.iter().map(|step| step.phase).eq(Phase::ALL) {
            defects.add("step", &scheme.id, "评审的各步骤应齐全、不重复、按次序");
        }
        for step in &scheme.steps {
            if step.clauses.is_empty() {
                defects.add("step", &step.title, "没有写明依据哪一条");
            }
            for clause in &step.clauses {
                self.check_citation("step", &step.title, *clause, defects);
            }
        }
        defects.unique("prize", scheme.prizes.iter().map(|prize| prize.id.as_str()));
        let objection = &scheme.review.objection;
        self.check_citation("objection", &scheme.id, objection.clause, defects);
        for own in [&objection.person, &objection.organisation] {
            defects.unique("objection", objection.common.iter().chain(own).map(|part| part.id.as_str()));
        }
    }

    fn check_citation(&self, table: &'static str, row: &dyn fmt::Display, cited: ClauseRef, defects: &mut Defects) {
        let exists = self.scheme.clause(cited.article).is_some_and(|clause| {
            cited.paragraph.is_none_or(|number| number >= 1 && usize::from(number) <= clause.paragraphs.len())
        });
        if !exists {
            defects.add(table, row, format!("引用{cited}，但没有这一条"));
        }
    }

    fn check_form(&self, defects: &mut Defects) {
        defects.unique("group", self.form.groups.iter().map(|group| group.id.as_str()));
        defects.unique("field", self.form.every_field().map(|field| field.id.as_str()));
        for field in self.form.every_field() {
            match (&field.answer, field.kind) {
                (Some(answer), FieldKind::Answer) if self.scheme.question(answer).is_none() => {
                    defects.add("field", &field.id, format!("对应问题“{answer}”，但没有这个问题"));
                }
                (None, FieldKind::Answer) => defects.add("field", &field.id, "没有写明对应哪个问题"),
                (Some(_), kind) if kind != FieldKind::Answer => {
                    defects.add("field", &field.id, "写了对应的问题，类型却不是 answer")
                }
                _ => {}
            }
            let is_ranked = |id: &crate::FieldId| self.form.field(id.as_str()).is_some_and(|field| field.kind.is_by_year());
            if field.rank_of.as_ref().is_some_and(|id| !is_ranked(id)) {
                defects.add("field", &field.id, "是位次，但所排的不是按年填的栏目");
            }
            if field.kind == FieldKind::Choice && field.choices.is_empty() {
                defects.add("field", &field.id, "没有可选的内容");
            }
        }
        self.check_comparisons(defects);
        for rule in self.form.sizes.iter().flat_map(|size| size.measures.iter().map(move |measure| (size, measure))) {
            let (size, measure) = rule;
            if !(measure.large > measure.medium && measure.medium > measure.small && measure.small > 0) {
                defects.add("size", &size.name, "界限应从大到小");
            }
        }
        defects.found.extend(labels::defects(&self.form));
    }

    fn check_comparisons(&self, defects: &mut Defects) {
        for comparison in &self.form.comparisons {
            let inputs = comparison.to.inputs().into_iter().map(|input| &input.field);
            for field in inputs.chain([&comparison.field]) {
                if self.form.field(field.as_str()).map(|field| field.kind) != Some(FieldKind::Series) {
                    defects.add("comparison", &comparison.field, format!("用到栏目“{field}”，申报表里没有这个按年填的栏目"));
                }
            }
        }
    }
}

/// The defects found so far.
#[derive(Default)]
pub(crate) struct Defects {
    found: Vec<Defect>,
}

impl Defects {
    pub(crate) fn add(&mut self, table: &'static str, row: &dyn fmt::Display, message: impl Into<String>) {
        self.found.push(Defect { table, row: row.to_string(), message: message.into() });
    }

    pub(crate) fn unique<'a>(&mut self, table: &'static str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if id.is_empty() {
                self.add(table, &id, "编号是空的");
            } else if !seen.insert(id) {
                self.add(table, &id, "出现了两次");
            }
        }
    }
}
