//! A form as a person works on it: what is proposed for each place, what was decided, and what will be written there.

use award::documents::Decisions;

use crate::form::Form;
use crate::form::content::Anchor;
use crate::form::mapping::{Mapping, Target};
use crate::form::place::Place;
use crate::form::propose::{Match, Proposal, propose};
use crate::form::values::{Reason, Values};

/// A form with its proposals and decisions.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What goes where: what is certain, and over it what was decided.
    pub mapping: Mapping,
    /// The places that are proposed or decided, in the order of the document.
    pub lines: Vec<Line>,
}

/// A place of a form with everything that is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place among [`Form::places`].
    pub place: usize,
    /// What was found for it.
    pub found: Match,
    /// Why.
    pub because: String,
    /// What goes there; `None` while that is open.
    pub target: Option<Target>,
    /// Whether a person has decided it.
    pub is_decided: bool,
    /// What will be written there, or why nothing.
    pub written: Result<String, Reason>,
}

/// How a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It is filled.
    Filled,
    /// A person has to decide.
    Asked,
    /// It is known what goes there, but nothing can be written.
    Lacking,
    /// It stays as it is: a person wants it so, others fill it, or something stands there.
    Left,
}

impl Line {
    /// How it stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match (&self.target, &self.written, &self.found) {
            (Some(Target::Empty), ..) => Standing::Left,
            (Some(_), Ok(_), _) => Standing::Filled,
            (Some(_), Err(_), _) => Standing::Lacking,
            (None, _, Match::Reserved | Match::Occupied) => Standing::Left,
            (None, ..) => Standing::Asked,
        }
    }

    /// What may go there, the likeliest first.
    #[must_use]
    pub fn candidates(&self) -> &[Target] {
        match &self.found {
            Match::Certain(target) => std::slice::from_ref(target),
            Match::Doubtful(targets) => targets,
            Match::None | Match::Reserved | Match::Occupied => &[],
        }
    }
}

impl Mapping {
    /// What is certain for a form, and over it what a person decided. A decision that means nothing, because another program
    /// wrote it, counts for none.
    #[must_use]
    pub fn decided(form: &Form, proposals: &[Proposal], decisions: &Decisions) -> Mapping {
        let mut mapping = Mapping::certain(form, proposals);
        let read = decisions.iter().filter_map(|(anchor, text)| Some((Anchor::new(anchor), Target::read(text)?)));
        mapping.targets.extend(read);
        mapping
    }
}

impl Draft {
    /// A form as it stands.
    #[must_use]
    pub fn new(form: &Form, values: &Values, decisions: &Decisions) -> Draft {
        let proposals = propose(form, values);
        let mapping = Mapping::decided(form, &proposals, decisions);
        let mut proposals = proposals.into_iter().peekable();
        let mut lines = Vec::new();
        for (number, place) in form.places().iter().enumerate() {
            let proposal = proposals.next_if(|proposal| proposal.place == place.anchor);
            let target = mapping.targets.get(&place.anchor).cloned();
            if proposal.is_none() && target.is_none() {
                continue;
            }
            let (found, because) = proposal.map_or((Match::None, String::new()), |proposal| (proposal.found, proposal.reason));
            let is_decided = decisions.get(place.anchor.as_str()).is_some_and(|text| Target::read(text).is_some());
            let written = written(place, target.as_ref(), &found, &because, values);
            lines.push(Line { place: number, found, because, target, is_decided, written });
        }
        Draft { mapping, lines }
    }

    /// How many places stand like that.
    #[must_use]
    pub fn count(&self, standing: Standing) -> usize {
        self.lines.iter().filter(|line| line.standing() == standing).count()
    }
}

fn written(place: &Place, target: Option<&Target>, found: &Match, because: &str, values: &Values) -> Result<String, Reason> {
    match (target, found) {
        (Some(target), _) => values.preview(place, target),
        (None, Match::Reserved) => Err(Reason::Reserved),
        (None, Match::Occupied) => Err(Reason::Occupied(place.content.clone())),
        (None, _) => Err(Reason::Undecided(because.to_owned())),
    }
}
