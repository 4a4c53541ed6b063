//! What an action makes of a consensus, and which actions are refused.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{Action, Consensus, Decision, Entry, Event, Recorded};
use crate::catalog::Catalog;
use crate::points::Percent;
use crate::refusal::Refusal;
use crate::scorecard::{Role, Scorecard};
use crate::{CardId, ItemId, Text};

impl Consensus {
    /// The consensus after an action.
    ///
    /// # Errors
    /// The action does not fit; nothing has changed then.
    pub fn apply(&self, catalog: &Catalog, action: &Action) -> Result<Consensus, Refusal> {
        if action.by.trim().is_empty() {
            return Err(Refusal::because("请写明记录人，台账要能看出是谁改的"));
        }
        let mut next = self.clone();
        let what = match &action.event {
            Event::AddedCard(card) => next.add(card)?,
            Event::RemovedCard(id, reason) => next.remove(id, reason)?,
            Event::Opened => next.open()?,
            Event::Decided { item, percent, reason, agreed } => next.decide(catalog, item, *percent, reason, agreed)?,
            Event::Reopened(item, reason) => next.reopen(item, reason)?,
        };
        next.ledger.push(Rc::new(Entry { at: action.at, by: action.by.clone(), what }));
        Ok(next)
    }

    fn add(&mut self, card: &Rc<Scorecard>) -> Result<Recorded, Refusal> {
        let author: Text = card.author.name.trim().into();
        if card.criteria != self.head.criteria {
            return Err(Refusal::because(format!("这份成绩单的准则版本是 {}，与本次合议不同，不能一起合议", card.criteria)));
        }
        if card.author.role != Role::Examiner || author.is_empty() {
            return Err(Refusal::because("合议只收评审员独立评分、写明评分人的成绩单"));
        }
        let replaced = match self.cards.get(&author) {
            Some(here) if here.revised >= card.revised => {
                return Err(Refusal::because(format!("已有{author}同样新或更新的成绩单，没有加入")));
            }
            here => here.is_some(),
        };
        self.cards.insert(author.clone(), card.clone());
        Ok(Recorded::AddedCard(author, replaced))
    }

    fn remove(&mut self, id: &CardId, reason: &Text) -> Result<Recorded, Refusal> {
        let reason = needed(reason, "请写明为什么撤下这份成绩单")?;
        let author = self.cards.iter().find(|(_, card)| card.id == *id).map(|(author, _)| author.clone());
        let author = author.ok_or_else(|| Refusal::because("这里没有这份成绩单"))?;
        self.cards.remove(&author);
        Ok(Recorded::RemovedCard(author, reason))
    }

    fn open(&mut self) -> Result<Recorded, Refusal> {
        if self.opened {
            return Err(Refusal::because("评分已经公开"));
        }
        if self.cards.len() < 2 {
            return Err(Refusal::because("至少要有两位评审员的成绩单才能合议"));
        }
        self.opened = true;
        Ok(Recorded::Opened)
    }

    fn decide(
        &mut self,
        catalog: &Catalog,
        item: &ItemId,
        percent: Percent,
        reason: &Text,
        agreed: &BTreeSet<Text>,
    ) -> Result<Recorded, Refusal> {
        if !self.opened {
            return Err(Refusal::because("先公开各人的评分，再合议"));
        }
        if catalog.criteria.item(item).is_none() {
            return Err(Refusal::because(format!("准则里没有条款 {item}")));
        }
        if agreed.is_empty() {
            return Err(Refusal::because("请选择同意这个比例的评审员"));
        }
        if let Some(stranger) = agreed.iter().find(|name| !self.cards.contains_key(*name)) {
            return Err(Refusal::because(format!("{stranger}没有交成绩单，不能列为同意")));
        }
        let unanimous = self.cards.values().all(|card| card.percent(item) == Some(percent));
        let reason = if unanimous {
            reason.trim().into()
        } else {
            needed(reason, "各人的评分不一致，请写明为什么定这个比例")?
        };
        let decision = Decision { percent, reason: reason.clone(), agreed: agreed.clone(), basis: self.basis(item) };
        let before = self.decisions.insert(item.clone(), Rc::new(decision)).map(|before| before.percent);
        Ok(Recorded::Decided { item: item.clone(), before, percent, reason, agreed: agreed.clone() })
    }

    fn reopen(&mut self, item: &ItemId, reason: &Text) -> Result<Recorded, Refusal> {
        let reason = needed(reason, "请写明为什么重新合议")?;
        let before = self.decisions.remove(item).ok_or_else(|| Refusal::because(format!("{item} 还没有合议结果")))?;
        Ok(Recorded::Reopened(item.clone(), before.percent, reason))
    }
}

/// A text that must not be blank.
fn needed(text: &Text, otherwise: &str) -> Result<Text, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::because(otherwise)) } else { Ok(text.into()) }
}
