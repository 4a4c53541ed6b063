//! How large a card's file is, and what could be left out of it.

use super::{Scorecard, write};
use crate::ItemId;
use crate::order::Order;

/// The greatest size of a card's file in bytes that is still small enough to be handed round in a room.
pub const LIMIT: usize = 20 * 1024;

/// How large a card's file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Its size in bytes.
    pub bytes: usize,
    /// What can be left out, what saves most first. Parts of no weight are not named.
    pub savings: Vec<Saving>,
    /// How many of the savings, taken in their order, bring it to [`LIMIT`]; 0 if it fits, `None` if all do not suffice.
    pub needed: Option<usize>,
}

/// A part of a card that can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// The part.
    pub part: Part,
    /// The bytes that it takes.
    pub bytes: usize,
}

/// Which part of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The strengths of an item.
    Strengths(ItemId),
    /// The opportunities for improvement of an item.
    Ofis(ItemId),
    /// The factor ratings of all items.
    Factors,
}

impl Scorecard {
    /// The card without a part.
    #[must_use]
    pub fn without(&self, part: &Part) -> Scorecard {
        let mut less = self.clone();
        match part {
            Part::Strengths(item) => less.items.entry(item.clone()).or_default().strengths.clear(),
            Part::Ofis(item) => less.items.entry(item.clone()).or_default().ofis.clear(),
            Part::Factors => less.items.values_mut().for_each(|item| item.factors.clear()),
        }
        less.items.retain(|_, item| *item != super::CardItem::default());
        less
    }
}

/// Weighs a card's file.
#[must_use]
pub fn weigh(card: &Scorecard) -> Weight {
    let bytes = write(card).len();
    let texts = card.items.keys().flat_map(|item| [Part::Strengths(item.clone()), Part::Ofis(item.clone())]);
    let saving = |part: Part| Saving { bytes: bytes.saturating_sub(write(&card.without(&part)).len()), part };
    let mut savings: Vec<Saving> = texts.chain([Part::Factors]).map(saving).filter(|saving| saving.bytes > 0).collect();
    savings.order_by_key(|saving| std::cmp::Reverse(saving.bytes));
    let needed = needed(card, &savings);
    Weight { bytes, savings, needed }
}

/// Counted by leaving out, because what is left of an item without any part vanishes as well.
fn needed(card: &Scorecard, savings: &[Saving]) -> Option<usize> {
    let mut less = card.clone();
    for taken in 0..=savings.len() {
        if write(&less).len() <= LIMIT {
            return Some(taken);
        }
        less = less.without(&savings.get(taken)?.part);
    }
    None
}
