//! What a form asks of several people: whose it is, by the person it stands behind.

use award::labels::SharedLabel;

use super::{Found, Match, Proposing, doubtful};
use crate::form::mapping::Target;
use crate::form::place::Place;
use crate::form::vocabulary::Person;

impl Proposing<'_> {
    /// The field of the person that a label stands behind.
    pub(super) fn shared(&self, place: &Place, shared: &SharedLabel) -> Found {
        let label = &shared.name;
        match self.subject(place) {
            Some((Person::Known(id), name)) => match shared.uses.iter().find(|each| each.of == *id) {
                Some(each) => self.by_id(place, &each.field, &format!("“{label}”在“{name}”之后")),
                None => doubtful(candidates(shared), &format!("本工具没有登记“{name}”的{label}")),
            },
            Some((Person::Perhaps(_), name)) => doubtful(candidates(shared), &format!("“{name}”是谁不确定")),
            Some((Person::Stranger, name)) => doubtful(candidates(shared), &format!("本工具没有登记“{name}”的{label}")),
            None => self.of_nobody(place, shared),
        }
    }

    /// A label behind nobody in its row: the usual meaning, unless the row above names somebody else.
    fn of_nobody(&self, place: &Place, shared: &SharedLabel) -> Found {
        let label = &shared.name;
        let above = place.context.before.iter().find_map(|text| Some((self.vocabulary.person(text)?, text)));
        let above_use = above.and_then(|(person, _)| match person {
            Person::Known(id) => shared.uses.iter().find(|each| each.of == *id),
            Person::Perhaps(_) | Person::Stranger => None,
        });
        match (&shared.alone, above, above_use) {
            (Some(alone), None, _) => self.by_id(place, alone, &format!("标签“{label}”")),
            (Some(alone), Some(_), Some(each)) if each.field == *alone => self.by_id(place, alone, &format!("标签“{label}”")),
            (_, Some((_, name)), Some(each)) => {
                let likely = Target::Field(each.field.clone());
                let others = candidates(shared).into_iter().filter(|target| *target != likely);
                doubtful([likely.clone()].into_iter().chain(others).collect(), &format!("可能是上一行“{name}”的{label}"))
            }
            (_, Some((_, name)), None) => doubtful(candidates(shared), &format!("可能是上一行“{name}”的{label}")),
            (None, None, _) => doubtful(candidates(shared), &format!("没有写明是谁的{label}")),
        }
    }

    /// The person that a place is about: the nearest name before it in its row, over its column, or over its part.
    fn subject<'b>(&'b self, place: &'b Place) -> Option<(Person<'b>, &'b str)> {
        let context = &place.context;
        let own = [&place.label];
        let around = own.into_iter().chain(&context.row).chain(&context.column).chain(&context.headings);
        around.filter_map(|text| Some((self.vocabulary.person(text)?, text.as_str()))).next()
    }
}

/// Every field that a shared label may mean; what is meant alone comes first.
fn candidates(shared: &SharedLabel) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    for field in shared.alone.iter().chain(shared.uses.iter().map(|each| &each.field)) {
        let target = Target::Field(field.clone());
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    targets
}

impl Match {
    /// Whether somebody has to decide.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Match::Doubtful(_) | Match::None)
    }
}
