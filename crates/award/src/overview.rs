//! Where an application stands: what the home page shows and `inspect` prints.

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::Date;

use crate::applicant::{self, Filling};
use crate::assessment::{Assessment, ItemText};
use crate::catalog::Catalog;
use crate::eligibility::{self, Check, Missing, Outcome};
use crate::form::Group;
use crate::points::Points;
use crate::prose;
use crate::scoring::{self, Shortlist, Totals};
use crate::years;
use crate::{FieldId, GroupId, ItemId, RequirementId, SectionId, Text};

/// Where an application stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview<'a> {
    /// The eligibility check.
    pub check: Check<'a>,
    /// The points.
    pub totals: Totals,
    /// Where the total stands to the shortlist line.
    pub shortlist: Shortlist,
    /// How far the form is filled.
    pub form: Filling,
    /// For how many years a self-assessment has a total.
    pub years: YearsKnown,
    /// How many parts of the report have text.
    pub report: Written,
    /// The number of indicators.
    pub indicators: usize,
    /// What to do next, in the order in which it helps most.
    pub next: Vec<Step>,
}

/// For how many of the years that the application covers a self-assessment has a total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearsKnown {
    /// The number of years with a total.
    pub known: usize,
    /// The number of years.
    pub years: usize,
}

/// How many parts of the self-assessment report have text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The number of profile sections and items that have text.
    pub written: usize,
    /// The number of profile sections and items.
    pub sections: usize,
}

/// Something to do next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A requirement stands against the application.
    Blocked(RequirementId),
    /// A requirement cannot be judged before something is known.
    Answer(RequirementId, Missing),
    /// Required fields of a group are not filled.
    Fill(GroupId, Vec<FieldId>),
    /// Entered values of a group are doubtful.
    Check(GroupId, Vec<FieldId>),
    /// Items are not scored; the first of them and the points open in all.
    Score {
        /// The first unscored item.
        first: ItemId,
        /// The number of unscored items.
        count: usize,
        /// What they are worth together.
        open: Points,
    },
    /// A percent differs from the suggestion without a reason.
    Justify(ItemId),
    /// The profile or the report has sections without text.
    Write {
        /// The first section of the profile without text, if any.
        section: Option<SectionId>,
        /// The first item without text, if any.
        item: Option<ItemId>,
        /// The number of sections and items without text.
        count: usize,
    },
    /// A procedure is still to be done before the application is handed in.
    Prepare(RequirementId),
}

/// Where an application stands on a day.
#[must_use]
pub fn overview<'a>(catalog: &'a Catalog, assessment: &Assessment, today: Date) -> Overview<'a> {
    let check = eligibility::check(catalog, assessment, today);
    let totals = scoring::totals(&catalog.criteria, assessment);
    let shortlist = scoring::shortlist(&catalog.scheme.review, &totals.total);
    let form = applicant::filling(catalog, catalog.form.every_field(), assessment);
    let years = years_known(catalog, assessment);
    let report = written(catalog, assessment);
    let next = next_steps(catalog, assessment, today, (&check, &totals));
    Overview { check, totals, shortlist, form, years, report, indicators: assessment.indicators.len(), next }
}

/// Whether two states of an assessment stand alike for sure, because they differ at most in the words of the report: an
/// overview looks only at whether a text is there. It tells without looking at the texts that lie where they lay.
#[must_use]
pub fn stands_alike(one: &Assessment, other: &Assessment) -> bool {
    // Taken apart so that whatever is added to an assessment must be thought of here.
    let Assessment {
        head,
        fields,
        series,
        answers,
        events,
        certificates,
        readings,
        cards,
        targets,
        narratives,
        profile,
        indicators,
        evidence,
        // How documents are laid out says nothing about what stands in them.
        documents: _,
        // An overview does not look at the plan.
        improvements: _,
        round,
    } = one;
    let alike = |(a, b): (&Text, &Text)| Rc::ptr_eq(a, b) || a.trim().is_empty() == b.trim().is_empty();
    *head == other.head
        && Rc::ptr_eq(fields, &other.fields)
        && Rc::ptr_eq(series, &other.series)
        && Rc::ptr_eq(answers, &other.answers)
        && Rc::ptr_eq(events, &other.events)
        && Rc::ptr_eq(certificates, &other.certificates)
        && Rc::ptr_eq(readings, &other.readings)
        && Rc::ptr_eq(targets, &other.targets)
        && same_entries(cards, &other.cards)
        && same_entries(indicators, &other.indicators)
        && same_entries(evidence, &other.evidence)
        && Rc::ptr_eq(round, &other.round)
        && narratives.keys().eq(other.narratives.keys())
        && narratives.values().zip(other.narratives.values()).all(alike)
        && profile.keys().eq(other.profile.keys())
        && profile.values().zip(other.profile.values()).all(alike)
}

/// Whether two maps hold the very same entries.
fn same_entries<K: Ord, V>(one: &BTreeMap<K, Rc<V>>, other: &BTreeMap<K, Rc<V>>) -> bool {
    one.keys().eq(other.keys()) && one.values().zip(other.values()).all(|(a, b)| Rc::ptr_eq(a, b))
}

/// The characters that the texts of an assessment have, blanks not counted. Not a part of [`Overview`], because counting a
/// long report costs more than everything else there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lengths {
    /// Those of the organisational profile.
    pub profile: usize,
    /// Those of the items in the report: the texts, the strengths and the improvements.
    pub report: usize,
}

/// How long the texts of the report are. Tables and figures are not counted: how an organiser counts them is not said.
#[must_use]
pub fn lengths(catalog: &Catalog, assessment: &Assessment) -> Lengths {
    let sections = catalog.criteria.profile.sections.iter().map(|section| prose::characters(&assessment.section(&section.id)));
    let items = catalog.criteria.every_item().map(|item| {
        let texts = &assessment.item(&item.id).texts;
        prose::characters(&assessment.narrative(&item.id)) + characters(&texts.strengths) + characters(&texts.ofis)
    });
    Lengths { profile: sections.sum(), report: items.sum() }
}

/// The characters of a text, blanks not counted, as Chinese word processors count 字数（不计空格）.
#[must_use]
pub fn characters(text: &str) -> usize {
    text.chars().filter(|character| !character.is_whitespace()).count()
}

fn years_known(catalog: &Catalog, assessment: &Assessment) -> YearsKnown {
    let years = assessment.years();
    let is_known = |year: &&i16| years::reached(&catalog.criteria, &assessment.card(**year)).total().is_some();
    YearsKnown { known: years.iter().filter(is_known).count(), years: years.len() }
}

fn written(catalog: &Catalog, assessment: &Assessment) -> Written {
    let sections = catalog.criteria.profile.sections.iter().map(|section| assessment.section(&section.id));
    let items = catalog.criteria.every_item().map(|item| assessment.narrative(&item.id));
    sections.chain(items).fold(Written::default(), |Written { written, sections }, text| Written {
        written: written + usize::from(!text.trim().is_empty()),
        sections: sections + 1,
    })
}

fn next_steps(catalog: &Catalog, assessment: &Assessment, today: Date, (check, totals): (&Check, &Totals)) -> Vec<Step> {
    let mut steps = Vec::new();
    steps.extend(check.blocking().map(|finding| Step::Blocked(finding.requirement.id.clone())));
    steps.extend(unanswered(catalog, assessment, today, check));
    steps.extend(by_group(catalog, |group| unfilled(catalog, assessment, group), Step::Fill));
    steps.extend(by_group(catalog, |group| doubtful(catalog, assessment, today, group), Step::Check));
    steps.extend(unscored(totals));
    steps.extend(unjustified(catalog, assessment));
    steps.extend(unwritten(catalog, assessment));
    let pending = check.findings.iter().filter(|finding| finding.requirement.kind == crate::scheme::RequirementKind::Procedure);
    steps.extend(
        pending.filter(|finding| finding.outcome != Outcome::Met).map(|finding| Step::Prepare(finding.requirement.id.clone())),
    );
    steps
}

/// For each requirement that decides and is not known, the most helpful thing to answer.
fn unanswered(catalog: &Catalog, assessment: &Assessment, today: Date, check: &Check) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for question in eligibility::open_questions(catalog, assessment, check, today) {
        for requirement in question.requirements.iter().filter(|requirement| requirement.kind.decides()) {
            let is_said = steps.iter().any(|step| matches!(step, Step::Answer(id, _) if *id == requirement.id));
            if !is_said {
                steps.push(Step::Answer(requirement.id.clone(), question.missing.clone()));
            }
        }
    }
    steps
}

/// A step for each group of the form in which some fields are found.
fn by_group(catalog: &Catalog, found: impl Fn(&Group) -> Vec<FieldId>, step: fn(GroupId, Vec<FieldId>) -> Step) -> Vec<Step> {
    let groups = catalog.form.groups.iter().map(|group| (group, found(group)));
    groups.filter(|(_, fields)| !fields.is_empty()).map(|(group, fields)| step(group.id.clone(), fields)).collect()
}

fn unfilled(catalog: &Catalog, assessment: &Assessment, group: &Group) -> Vec<FieldId> {
    let required = group.fields.iter().filter(|field| field.required && field.kind.is_entered());
    required.filter(|field| !applicant::is_filled(catalog, field, assessment)).map(|field| field.id.clone()).collect()
}

/// What may be right as it is is not among it: it would be asked for ever.
fn doubtful(catalog: &Catalog, assessment: &Assessment, today: Date, group: &Group) -> Vec<FieldId> {
    let found = applicant::doubts(catalog, &group.fields, assessment, today);
    let mistakes = found.into_iter().filter(|(.., problem)| !problem.may_be_right());
    let mut fields: Vec<FieldId> = mistakes.map(|(field, ..)| field.id.clone()).collect();
    fields.dedup();
    fields
}

fn unscored(totals: &Totals) -> Option<Step> {
    let mut open = totals.items.iter().filter(|(_, points)| points.is_none());
    let first = open.next()?.0.clone();
    Some(Step::Score { first, count: open.count() + 1, open: totals.total.open })
}

fn unjustified(catalog: &Catalog, assessment: &Assessment) -> Vec<Step> {
    let criteria = &catalog.criteria;
    let lacks_reason = |item: &&crate::criteria::Item| {
        let record = assessment.item(&item.id);
        scoring::is_override(criteria, item, &record) && record.texts.get(ItemText::Reason).trim().is_empty()
    };
    criteria.every_item().filter(lacks_reason).map(|item| Step::Justify(item.id.clone())).collect()
}

fn unwritten(catalog: &Catalog, assessment: &Assessment) -> Option<Step> {
    let criteria = &catalog.criteria;
    let sections: Vec<&SectionId> = criteria
        .profile
        .sections
        .iter()
        .map(|section| &section.id)
        .filter(|id| assessment.section(id).trim().is_empty())
        .collect();
    let items: Vec<&ItemId> =
        criteria.every_item().map(|item| &item.id).filter(|id| assessment.narrative(id).trim().is_empty()).collect();
    let count = sections.len() + items.len();
    (count > 0).then(|| Step::Write {
        section: sections.first().map(|&id| id.clone()),
        item: items.first().map(|&id| id.clone()),
        count,
    })
}
