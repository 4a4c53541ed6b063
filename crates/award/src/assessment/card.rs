//! The self-assessment of one fiscal year: percents, ratings and texts by item, and whether it is closed.

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::DateTime;

use super::Choice;
use crate::points::Percent;
use crate::{BandId, FactorId, ItemId, Text};

/// The self-assessment of one fiscal year (年度自评).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What was recorded for each item of the criteria.
    pub items: BTreeMap<ItemId, Rc<ItemRecord>>,
    /// The total of a self-assessment that was made elsewhere, in points, as typed; it stands in for items that were not scored here.
    pub recorded_total: Text,
    /// Whether the organisation itself rated the year as good (自评良好).
    pub own_rating: Option<Choice>,
    /// When it was closed; `None` while it may be edited.
    pub closed: Option<DateTime>,
    /// Every time it was opened again, in order.
    pub reopenings: Vec<Reopening>,
}

/// A closed year was opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopening {
    /// When.
    pub at: DateTime,
    /// Why, as typed.
    pub reason: Text,
}

/// What was recorded for one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemRecord {
    /// The percent; `None` while it is not scored, which is not the same as 0.
    pub percent: Option<Percent>,
    /// The band chosen for each factor.
    pub factors: BTreeMap<FactorId, BandId>,
    /// The texts.
    pub texts: ItemTexts,
}

/// The texts of an item in one year's card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemTexts {
    /// Strengths (优势), one a line.
    pub strengths: Text,
    /// Opportunities for improvement (改进空间), one a line.
    pub ofis: Text,
    /// Why the percent differs from what the factors suggest.
    pub reason: Text,
    /// Notes that stay in the kit and go into no document.
    pub notes: Text,
}

/// Which text of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemText {
    /// [`ItemTexts::strengths`]
    Strengths,
    /// [`ItemTexts::ofis`]
    Ofis,
    /// [`ItemTexts::reason`]
    Reason,
    /// [`ItemTexts::notes`]
    Notes,
}

impl ItemTexts {
    /// One of the texts.
    #[must_use]
    pub fn get(&self, which: ItemText) -> &Text {
        match which {
            ItemText::Strengths => &self.strengths,
            ItemText::Ofis => &self.ofis,
            ItemText::Reason => &self.reason,
            ItemText::Notes => &self.notes,
        }
    }

    fn get_mut(&mut self, which: ItemText) -> &mut Text {
        match which {
            ItemText::Strengths => &mut self.strengths,
            ItemText::Ofis => &mut self.ofis,
            ItemText::Reason => &mut self.reason,
            ItemText::Notes => &mut self.notes,
        }
    }
}

/// Something a person did to the card of one year.
#[derive(Clone, Debug, PartialEq)]
pub enum CardAction {
    /// A percent was chosen, or taken back.
    Scored(ItemId, Option<Percent>),
    /// A factor was rated by a band, or its rating taken back.
    RatedFactor(ItemId, FactorId, Option<BandId>),
    /// A text of an item was edited.
    EditedItem(ItemId, ItemText, Text),
    /// The total of a self-assessment made elsewhere was edited.
    EditedTotal(Text),
    /// The organisation's own rating was said, or taken back.
    RatedYear(Option<Choice>),
    /// What another card says took the place of what this one said; a start for a new year.
    Copied(Rc<Card>),
    /// The year was closed.
    Closed(DateTime),
    /// The closed year was opened again.
    Reopened(Reopening),
}

/// The place in a card that an action changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardPlace {
    /// The percent of an item.
    Percent(ItemId),
    /// A factor of an item.
    Factor(ItemId, FactorId),
    /// A text of an item.
    Text(ItemId, ItemText),
    /// The year as a whole: its total, rating, closing.
    Whole,
}

impl CardAction {
    /// The place that it changes.
    #[must_use]
    pub fn place(&self) -> CardPlace {
        match self {
            CardAction::Scored(item, _) => CardPlace::Percent(item.clone()),
            CardAction::RatedFactor(item, factor, _) => CardPlace::Factor(item.clone(), factor.clone()),
            CardAction::EditedItem(item, which, _) => CardPlace::Text(item.clone(), *which),
            CardAction::EditedTotal(_)
            | CardAction::RatedYear(_)
            | CardAction::Copied(_)
            | CardAction::Closed(_)
            | CardAction::Reopened(_) => CardPlace::Whole,
        }
    }

    /// Whether it is typing.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(self, CardAction::EditedItem(..) | CardAction::EditedTotal(_))
    }
}

impl Card {
    /// What was recorded for an item; nothing if it was never touched.
    #[must_use]
    pub fn item(&self, item: &ItemId) -> Rc<ItemRecord> {
        self.items.get(item).cloned().unwrap_or_default()
    }

    /// The percent of an item.
    #[must_use]
    pub fn percent(&self, item: &ItemId) -> Option<Percent> {
        self.items.get(item).and_then(|record| record.percent)
    }

    /// Takes an action. A closed card takes nothing but being opened again.
    pub(super) fn take(&mut self, action: &CardAction) {
        match action {
            CardAction::Reopened(reopening) => self.reopen(reopening),
            _ if self.closed.is_some() => {}
            CardAction::Scored(item, percent) => self.item_mut(item).percent = *percent,
            CardAction::RatedFactor(item, factor, Some(band)) => {
                self.item_mut(item).factors.insert(factor.clone(), band.clone());
            }
            CardAction::RatedFactor(item, factor, None) => {
                self.item_mut(item).factors.remove(factor);
            }
            CardAction::EditedItem(item, which, text) => *self.item_mut(item).texts.get_mut(*which) = text.clone(),
            CardAction::EditedTotal(text) => self.recorded_total = text.clone(),
            CardAction::RatedYear(rating) => self.own_rating = *rating,
            CardAction::Copied(from) => self.items = from.items.clone(),
            CardAction::Closed(at) => self.closed = Some(*at),
        }
        self.items.retain(|_, record| **record != ItemRecord::default());
    }

    fn reopen(&mut self, reopening: &Reopening) {
        if self.closed.take().is_some() {
            self.reopenings.push(reopening.clone());
        }
    }

    fn item_mut(&mut self, item: &ItemId) -> &mut ItemRecord {
        Rc::make_mut(self.items.entry(item.clone()).or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(actions: &[CardAction]) -> Card {
        let mut card = Card::default();
        actions.iter().for_each(|action| card.take(action));
        card
    }

    fn at(minute: i8) -> DateTime {
        jiff::civil::date(2026, 11, 24).at(9, minute, 0, 0)
    }

    #[test]
    fn closed_card_takes_nothing_but_reopening() {
        let scored = CardAction::Scored("4.1.2".into(), Percent::new(50));
        let closed = after(&[scored, CardAction::Closed(at(0))]);
        let changes = [
            CardAction::Scored("4.1.2".into(), None),
            CardAction::RatedFactor("4.1.2".into(), "A".into(), Some("50-65".into())),
            CardAction::EditedItem("4.1.2".into(), ItemText::Ofis, "无".into()),
            CardAction::EditedTotal("610".into()),
            CardAction::RatedYear(Some(Choice::Yes)),
            CardAction::Copied(Rc::new(Card::default())),
            CardAction::Closed(at(5)),
        ];
        for change in &changes {
            let mut card = closed.clone();
            card.take(change);
            assert_eq!(card, closed, "{change:?}");
        }
        let reopening = Reopening { at: at(9), reason: "审计调整".into() };
        let mut opened = closed.clone();
        opened.take(&CardAction::Reopened(reopening.clone()));
        assert_eq!((opened.closed, &opened.reopenings), (None, &vec![reopening]));
        opened.take(&CardAction::Scored("4.1.2".into(), None));
        assert!(opened.items.is_empty());
    }

    #[test]
    fn open_card_is_not_opened_again() {
        let reopening = Reopening { at: at(9), reason: "误点".into() };
        assert_eq!(after(&[CardAction::Reopened(reopening)]), Card::default());
    }

    #[test]
    fn a_copy_brings_items_and_leaves_what_is_said_of_the_year() {
        let last = after(&[CardAction::Scored("4.1.2".into(), Percent::new(50)), CardAction::EditedTotal("580".into())]);
        let copy = after(&[CardAction::RatedYear(Some(Choice::Yes)), CardAction::Copied(Rc::new(last.clone()))]);
        assert_eq!((&copy.items, copy.own_rating, &*copy.recorded_total), (&last.items, Some(Choice::Yes), ""));
        assert!(
            Rc::ptr_eq(&copy.items[&ItemId::from("4.1.2")], &last.items[&ItemId::from("4.1.2")]),
            "nothing is copied that is the same"
        );
    }
}
