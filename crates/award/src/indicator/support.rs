//! What the figures of an item support in each factor of the rubric, as a hint beside the score. It never changes it.

use super::entry::Indicator;
use super::figure::by_item;
use super::judgement::{Judgement, Level, Trend, Verdict, judge};
use super::library::{Measure, Support};
use crate::assessment::Assessment;
use crate::catalog::Catalog;
use crate::{FactorId, ItemId};

/// How many indicators are named.
const NAMED: usize = 3;

/// What the figures of an item say in one factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument<'a> {
    /// The factor.
    pub factor: &'a FactorId,
    /// What they support.
    pub text: &'a str,
    /// What that rests on: how many of how many, and which are not.
    pub grounds: String,
    /// What figures cannot tell.
    pub remark: Option<&'a str>,
}

/// What the figures of an item support, a factor after the other; nothing for an item without indicators.
#[must_use]
pub fn support<'a>(catalog: &'a Catalog, assessment: &Assessment, item: &ItemId) -> Vec<Argument<'a>> {
    let judged: Vec<(&Indicator, Judgement)> =
        by_item(assessment, item).map(|(_, indicator)| (&**indicator, judge(catalog, assessment, indicator))).collect();
    if judged.is_empty() {
        return Vec::new();
    }
    catalog.indicators.supports.iter().filter_map(|support| argument(support, &judged)).collect()
}

fn argument<'a>(support: &'a Support, judged: &[(&Indicator, Judgement)]) -> Option<Argument<'a>> {
    let count = |counts: &dyn Fn(&Judgement) -> bool| judged.iter().filter(|(_, judgement)| counts(judgement)).count();
    let favourable = count(&|judgement| speaks_for(support.measure, judgement));
    let all = judged.len();
    // The least share above nothing is 1 %, so that one of many is not none.
    let share = if favourable > 0 { (favourable * 100 / all).max(1) } else { 0 };
    let step = support.steps.iter().rev().find(|step| usize::from(step.from) <= share)?;
    Some(Argument {
        factor: &support.factor,
        text: &step.text,
        grounds: grounds(support.measure, judged, favourable),
        remark: support.remark.as_deref(),
    })
}

/// Whether an indicator is one of those that a measure counts.
fn speaks_for(measure: Measure, judgement: &Judgement) -> bool {
    match measure {
        Measure::Level => judgement.level == Level::Reached,
        Measure::Trend => judgement.trend.is_favourable(),
        Measure::Comparison => {
            let verdicts = || judgement.comparisons.iter().map(|(_, verdict)| *verdict);
            verdicts().any(|verdict| verdict == Verdict::Better) && verdicts().all(|verdict| verdict != Verdict::Worse)
        }
        Measure::Completeness => judgement.is_complete,
    }
}

/// How many of how many, and the names of those that speak against it.
fn grounds(measure: Measure, judged: &[(&Indicator, Judgement)], favourable: usize) -> String {
    let all = judged.len();
    let with = |holds: &dyn Fn(&Judgement) -> bool| -> Vec<&str> {
        judged.iter().filter(|(_, judgement)| holds(judgement)).map(|(indicator, _)| &*indicator.name).collect()
    };
    match measure {
        Measure::Level => {
            let aimed = all - with(&|judgement| judgement.level == Level::NoTarget).len();
            let missed = with(&|judgement| judgement.level == Level::Missed);
            format!("{all} 个指标，{aimed} 个有目标，{favourable} 个达到{}", named("未达目标", &missed))
        }
        Measure::Trend => {
            let known = all - with(&|judgement| judgement.trend == Trend::Unknown).len();
            let worse = with(&|judgement| matches!(judgement.trend, Trend::Worsening | Trend::DownAndUp));
            format!("{all} 个指标，{known} 个满三年，{favourable} 个有利{}", named("没有变好", &worse))
        }
        Measure::Comparison => {
            let compared = all - with(&|judgement| judgement.comparisons.is_empty()).len();
            let worse = with(&|judgement| judgement.comparisons.iter().any(|(_, verdict)| *verdict == Verdict::Worse));
            format!("{all} 个指标，{compared} 个有对比，{favourable} 个较好{}", named("有不如对比对象的", &worse))
        }
        Measure::Completeness => {
            let lacking = with(&|judgement| !judgement.is_complete);
            format!("{all} 个指标，{favourable} 个写全{}", named("没有写全", &lacking))
        }
    }
}

/// The number of some indicators with the names of the first; nothing for none.
fn named(what: &str, names: &[&str]) -> String {
    if names.is_empty() {
        return "。".to_owned();
    }
    let more = if names.len() > NAMED { "等" } else { "" };
    let shown: String = names.iter().take(NAMED).map(|name| format!("“{name}”")).collect();
    format!("；{what} {} 个：{shown}{more}。", names.len())
}
