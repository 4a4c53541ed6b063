//! Cards as they come in: the same card twice, its newer revision, a card that cannot be compared.

use std::collections::BTreeMap;

use crate::scorecard::{self, Scorecard};
use crate::{CardId, CriteriaId};

/// Cards of one edition of the criteria, each in its latest revision. Which cards it ends with, and in which revision, does
/// not depend on the order in which they came; only their order does.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathering {
    criteria: CriteriaId,
    cards: Vec<Scorecard>,
    places: BTreeMap<CardId, usize>,
}

/// What became of a card that came in. The place is the number of the card that is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It is here, at this place.
    Taken(usize),
    /// It was here already, in the same state.
    Duplicate(usize),
    /// It took the place of an earlier revision.
    Newer(usize),
    /// A later revision is here already.
    Older(usize),
    /// A card of the same id and time but with other contents is here; one of the two is kept, the same whatever the order.
    Clash(usize),
    /// It scores by another edition of the criteria and is not taken.
    OtherCriteria(CriteriaId),
}

impl Arrival {
    /// What became of it, for people.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Arrival::Taken(_) => "已加入".to_owned(),
            Arrival::Duplicate(_) => "与已有的一份完全相同，没有重复加入".to_owned(),
            Arrival::Newer(_) => "比已有的一份新，已替换".to_owned(),
            Arrival::Older(_) => "已有更新的一份，没有加入".to_owned(),
            Arrival::Clash(_) => "与已有的一份编号和时间相同而内容不同，只保留了一份，请向提交者核实".to_owned(),
            Arrival::OtherCriteria(id) => format!("准则版本是 {id}，与这里的不同，不能一起比较，没有加入"),
        }
    }
}

impl Gathering {
    /// No cards yet, for those that score by an edition of the criteria.
    #[must_use]
    pub fn new(criteria: CriteriaId) -> Gathering {
        Gathering { criteria, cards: Vec::new(), places: BTreeMap::new() }
    }

    /// The edition of the criteria that its cards score by.
    #[must_use]
    pub fn criteria(&self) -> &CriteriaId {
        &self.criteria
    }

    /// The cards; their numbers are the rows of a [`super::Table`].
    #[must_use]
    pub fn cards(&self) -> &[Scorecard] {
        &self.cards
    }

    /// Takes a card in, if it is to be taken.
    pub fn add(&mut self, card: Scorecard) -> Arrival {
        if card.criteria != self.criteria {
            return Arrival::OtherCriteria(card.criteria);
        }
        let Some(&place) = self.places.get(&card.id) else {
            let place = self.cards.len();
            self.places.insert(card.id.clone(), place);
            self.cards.push(card);
            return Arrival::Taken(place);
        };
        let here = &mut self.cards[place];
        if card == (Scorecard { revised: card.revised, ..here.clone() }) {
            // Of a save file the day of the file is all that is known: a copy made later says nothing new.
            here.revised = here.revised.max(card.revised);
            Arrival::Duplicate(place)
        } else if card.revised > here.revised {
            *here = card;
            Arrival::Newer(place)
        } else if card.revised < here.revised {
            Arrival::Older(place)
        } else {
            keep_one(here, card);
            Arrival::Clash(place)
        }
    }

    /// Rows that look like one card under several ids: the same name, year and role, and the same percents. Nothing is done
    /// about them, because two examiners may agree in everything.
    #[must_use]
    pub fn twins(&self) -> Vec<Vec<usize>> {
        let mut found: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (row, card) in self.cards.iter().enumerate() {
            let percents: Vec<_> = card.items.iter().filter_map(|(id, item)| Some((id, item.percent?))).collect();
            if !percents.is_empty() {
                found.entry((card.subject.name.trim(), card.subject.year, card.author.role, percents)).or_default().push(row);
            }
        }
        found.into_values().filter(|rows| rows.len() > 1).collect()
    }

    /// Takes a card out. Later cards move up by one place.
    pub fn remove(&mut self, id: &CardId) -> Option<Scorecard> {
        let place = self.places.remove(id)?;
        for later in self.places.values_mut().filter(|later| **later > place) {
            *later -= 1;
        }
        Some(self.cards.remove(place))
    }
}

/// Of two cards that differ though they should not, the one whose file comes last: any rule would do that does not ask who
/// came first.
fn keep_one(here: &mut Scorecard, other: Scorecard) {
    if scorecard::write(&other) > scorecard::write(here) {
        *here = other;
    }
}
