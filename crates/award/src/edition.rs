//! An earlier edition of the criteria, and how an assessment by it is brought to the edition of today.
//!
//! Items keep their numbers from edition to edition less often than one would think: what 4.1.2 asks for in one is 4.1.4 in
//! the next. So everything that belongs to an item moves at once. Texts, indicators and evidence go where the item went.
//! Percents, ratings and targets stay behind, because another edition asks for something else and weighs it otherwise; of a
//! year that was scored as a whole the total stays, as one that was recorded elsewhere. Nothing is left out in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::assessment::{Assessment, Card, ItemRecord};
use crate::evidence::Link;
use crate::points::decimal;
use crate::{CriteriaId, ItemId, Text};

/// An earlier edition of the criteria.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its id, as in save files.
    pub id: CriteriaId,
    /// The number of the standard: GB/T 19580-2004.
    pub standard: Text,
    /// The edition that the items lead to.
    pub successor: CriteriaId,
    /// Its scored items.
    #[serde(rename = "item")]
    pub items: Vec<Row>,
}

/// An item of an earlier edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its number.
    pub from: ItemId,
    /// Its title.
    pub title: Text,
    /// Its points.
    pub points: u16,
    /// The items that ask for the same today; several if it was split, none if nothing asks for it.
    pub to: Vec<ItemId>,
}

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its number.
    pub from: ItemId,
    /// Its title; empty if the edition has no such item.
    pub title: Text,
    /// Where it went; the first of several took the texts. Nowhere if it stayed behind.
    pub to: Vec<ItemId>,
    /// How many texts, indicators and pieces of evidence went with it, or stayed behind with it.
    pub belongings: usize,
    /// How many percents, ratings and targets stayed behind.
    pub scores: usize,
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Moved { from, title, to, belongings, scores } = self;
        let all: Vec<&str> = to.iter().map(ItemId::as_str).collect();
        match all.as_slice() {
            [] => write!(f, "原 {from} {title} 没有对应的条款，留在原文件里：{belongings} 处内容")?,
            [one] => write!(f, "原 {from} {title} → {one}：{belongings} 处内容")?,
            [first, ..] => {
                write!(f, "原 {from} {title} 拆分为 {}：{belongings} 处内容，文字都放在 {first}，请分开", all.join("、"))?;
            }
        }
        if *scores > 0 { write!(f, "；{scores} 个评分没有带过来，请按新版重新评") } else { Ok(()) }
    }
}

impl Edition {
    /// Brings an assessment by this edition to the successor, and tells what became of every item that had something.
    #[must_use]
    pub fn bring(&self, assessment: &Assessment) -> (Assessment, Vec<Moved>) {
        let (mut next, mut moves) = (assessment.clone(), Moves { edition: self, told: BTreeMap::new() });
        next.head.criteria = self.successor.clone();
        next.cards = assessment.cards.iter().map(|(year, card)| (*year, Rc::new(moves.card(card)))).collect();
        next.targets = Rc::default();
        for item in assessment.targets.keys() {
            moves.at(item).scores += 1;
        }
        next.narratives = BTreeMap::new();
        for (item, text) in &assessment.narratives {
            if let Some(to) = moves.carry(item) {
                append(next.narratives.entry(to).or_default(), text);
            }
        }
        for indicator in next.indicators.values_mut() {
            if let Some(to) = moves.carry(&indicator.item) {
                Rc::make_mut(indicator).item = to;
            }
        }
        for evidence in next.evidence.values_mut() {
            let links: BTreeSet<Link> = evidence.links.iter().flat_map(|link| moves.link(link)).collect();
            Rc::make_mut(evidence).links = links;
        }
        (next, moves.told.into_values().collect())
    }

    fn row(&self, item: &ItemId) -> Option<&Row> {
        self.items.iter().find(|row| row.from == *item)
    }

    /// The total of a card on which every item is scored, in points as people write it: 612.5.
    fn total(&self, card: &Card) -> Option<Text> {
        let points = |row: &Row| Some(u32::from(row.points) * u32::from(card.items.get(&row.from)?.percent?.value()));
        let hundredths: u32 = self.items.iter().map(points).sum::<Option<u32>>()?;
        Some(decimal(hundredths.into(), 100).into())
    }
}

struct Moves<'e> {
    edition: &'e Edition,
    told: BTreeMap<ItemId, Moved>,
}

impl Moves<'_> {
    fn at(&mut self, item: &ItemId) -> &mut Moved {
        let row = self.edition.row(item);
        self.told.entry(item.clone()).or_insert_with(|| Moved {
            from: item.clone(),
            title: row.map(|row| row.title.clone()).unwrap_or_default(),
            to: row.map(|row| row.to.clone()).unwrap_or_default(),
            belongings: 0,
            scores: 0,
        })
    }

    /// Notes one more belonging of an item and says where it goes.
    fn carry(&mut self, item: &ItemId) -> Option<ItemId> {
        let moved = self.at(item);
        moved.belongings += 1;
        moved.to.first().cloned()
    }

    fn link(&mut self, link: &Link) -> Vec<Link> {
        let Link::Item(item) = link else { return vec![link.clone()] };
        self.at(item).belongings += 1;
        self.at(item).to.iter().cloned().map(Link::Item).collect()
    }

    fn card(&mut self, card: &Card) -> Card {
        let mut next = Card { items: BTreeMap::new(), ..card.clone() };
        if card.recorded_total.trim().is_empty() {
            next.recorded_total = self.edition.total(card).unwrap_or_else(|| card.recorded_total.clone());
        }
        for (item, record) in &card.items {
            self.at(item).scores += usize::from(record.percent.is_some()) + record.factors.len();
            let texts = &record.texts;
            let all = [&texts.strengths, &texts.ofis, &texts.reason, &texts.notes];
            let count = all.iter().filter(|text| !text.is_empty()).count();
            if count == 0 {
                continue;
            }
            self.at(item).belongings += count;
            let Some(to) = self.at(item).to.first().cloned() else { continue };
            let record: &mut ItemRecord = Rc::make_mut(next.items.entry(to).or_default());
            let [strengths, ofis, reason, notes] = all;
            append(&mut record.texts.strengths, strengths);
            append(&mut record.texts.ofis, ofis);
            append(&mut record.texts.reason, reason);
            append(&mut record.texts.notes, notes);
        }
        next
    }
}

/// Puts a text below another, if there is one: two items may lead to the same.
fn append(text: &mut Text, more: &Text) {
    match (text.is_empty(), more.is_empty()) {
        (true, _) => *text = more.clone(),
        (false, true) => {}
        (false, false) => *text = format!("{text}\n{more}").into(),
    }
}
