//! Judging whether an event counts: what is recorded first, then what was said.

use jiff::civil::Date;

use super::judging::{Facts, Judgement};
use super::standing::{Counting, Standing};
use super::ways::Ways;
use super::{Contradiction, Fact, Missing};
use crate::assessment::Choice;
use crate::{AnswerId, EventId, EventKindId};

/// The recorded events of some kinds on a day.
#[derive(Default)]
struct Recorded {
    /// All of them.
    all: Vec<EventId>,
    /// Those that count.
    counted: Vec<EventId>,
    /// Those of which it cannot be said.
    unclear: Vec<EventId>,
}

impl Facts<'_, '_> {
    /// Whether an event of some kinds counts.
    pub(super) fn event_within(
        &self,
        kinds: &[EventKindId],
        counting: Counting,
        ask: Option<&AnswerId>,
        ways: &Ways,
    ) -> Judgement {
        let recorded = self.recorded(kinds, counting, ways, self.on);
        if !recorded.counted.is_empty() {
            return self.against(ask, Choice::No, Judgement::known(true, facts(recorded.counted)));
        }
        match (ask, self.said(ask)) {
            (Some(question), Some(Choice::Yes)) => {
                let before = self.since.map(|since| self.recorded(kinds, counting, ways, since.day));
                let counted_before = before.is_some_and(|before| !before.counted.is_empty());
                said_yes(question, recorded, counted_before || counting.years.is_none())
            }
            (_, said) if !recorded.unclear.is_empty() => unplaced(ask.filter(|_| said != Some(Choice::No)), recorded.unclear),
            (Some(question), Some(Choice::No)) => {
                Judgement::known(false, [vec![Fact::Answer(question.clone())], facts(recorded.all)].concat())
            }
            (Some(question), _) => Judgement::unknown(vec![Missing::Answer(question.clone())], facts(recorded.all)),
            (None, _) => Judgement::known(false, facts(recorded.all)),
        }
    }

    fn recorded(&self, kinds: &[EventKindId], counting: Counting, ways: &Ways, on: Date) -> Recorded {
        let mut recorded = Recorded::default();
        for (id, event) in self.assessment.events.iter().filter(|(_, event)| kinds.contains(&event.kind)) {
            let Some(kind) = self.catalog.scheme.event_kind(&event.kind) else { continue };
            recorded.all.push(id.clone());
            match counting.standing(kind, event, ways, on) {
                Standing::Counts(_) => recorded.counted.push(id.clone()),
                Standing::Unclear(_) => recorded.unclear.push(id.clone()),
                Standing::Lapsed(_) | Standing::Excused(_) => {}
            }
        }
        recorded
    }
}

/// A yes beside events of which none counts. If it `meant_them` — they counted before, and nothing else has happened since,
/// or they never lapse and are of a level that does not count — they answer it. Otherwise there is another event that is
/// not recorded.
fn said_yes(question: &AnswerId, recorded: Recorded, meant_them: bool) -> Judgement {
    let is_clear = recorded.unclear.is_empty() && !recorded.all.is_empty();
    if meant_them && is_clear {
        return Judgement::known(false, facts(recorded.all));
    }
    let found = Judgement::known(true, vec![Fact::Answer(question.clone())]);
    if !is_clear {
        return found;
    }
    let contradictions = vec![Contradiction { answer: question.clone(), said: Choice::Yes, facts: facts(recorded.all) }];
    Judgement { contradictions, ..found }
}

/// Events that cannot be placed may be what a no forgot.
fn unplaced(open: Option<&AnswerId>, events: Vec<EventId>) -> Judgement {
    let mut missing: Vec<Missing> = events.iter().cloned().map(Missing::Event).collect();
    missing.extend(open.cloned().map(Missing::Answer));
    Judgement::unknown(missing, facts(events))
}

fn facts(ids: Vec<EventId>) -> Vec<Fact> {
    ids.into_iter().map(Fact::Event).collect()
}
