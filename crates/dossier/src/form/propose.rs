//! What goes where in a form, how sure it is, and why.

mod people;

use award::FieldId;
use award::form::{Field, FieldKind};

use crate::form::Form;
use crate::form::content::Anchor;
use crate::form::mapping::Target;
use crate::form::place::{End, Place, PlaceKind};
use crate::form::values::{Fit, Values, fit};
use crate::form::vocabulary::{Meaning, Sense, Vocabulary};
use crate::form::year::{Heading, Year};

/// What is proposed for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The place.
    pub place: Anchor,
    /// What was found for it.
    pub found: Match,
    /// Why, for the applicant to read.
    pub reason: String,
}

/// What was found for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// This and nothing else.
    Certain(Target),
    /// Perhaps one of these, the likeliest first: to be asked. Without candidates a person has to know.
    Doubtful(Vec<Target>),
    /// No field of the kit.
    None,
    /// It is left to others or to a pen.
    Reserved,
    /// Something stands there already.
    Occupied,
}

/// Proposes what goes into every place of a form, in the order of the document. Places that only their surroundings suggest are
/// left out if nothing is known for them.
#[must_use]
pub fn propose(form: &Form, values: &Values) -> Vec<Proposal> {
    let proposing = Proposing { vocabulary: Vocabulary::new(&values.catalog.form), values };
    form.places().iter().filter_map(|place| proposing.proposal(place)).collect()
}

/// The longest heading that says whose part it is; a longer one is a sentence that may name others for other reasons.
const HEADING: usize = 16;

struct Proposing<'a> {
    vocabulary: Vocabulary<'a>,
    values: &'a Values<'a>,
}

/// Something found, and why.
type Found = (Match, String);

impl<'a> Proposing<'a> {
    fn proposal(&self, place: &Place) -> Option<Proposal> {
        let (found, reason) = self.found(place)?;
        Some(Proposal { place: place.anchor.clone(), found, reason })
    }

    fn found(&self, place: &Place) -> Option<Found> {
        if let PlaceKind::Reserved(_) = place.kind {
            return Some((Match::Reserved, "意见、签字、盖章及其日期，由有关方面填写".to_owned()));
        }
        if let PlaceKind::YearHeading(heading) = place.kind {
            let years = Target::FieldIn("year_label".into(), heading.year);
            return Some((Match::Doubtful(vec![years]), "表头的年份空着，请核对是哪一年".to_owned()));
        }
        let meaning = self.meaning(place);
        if place.is_implied && meaning.as_ref().is_none_or(|meaning| meaning.doubt.is_some()) {
            return None;
        }
        if !place.content.is_empty() {
            return self.occupied(place);
        }
        let Some(meaning) = meaning else {
            return Some((Match::None, format!("本工具里没有与“{}”对应的栏目", place.label)));
        };
        if let Some(other) = self.crossing(place).filter(|other| self.is_other_field(place, other)) {
            return Some(self.by_both(place, other));
        }
        let found = self.with_doubts(place, &meaning, self.by_meaning(place, &meaning));
        Some(doubted(found, self.crossed(place)))
    }

    /// What a place takes whose two labels stand for two fields: the field that both name together, as the rank that heads a
    /// column and the figure that heads a row do.
    fn by_both(&self, place: &Place, other: &str) -> Found {
        let both = format!("同时属于“{}”和“{other}”", place.label);
        match self.vocabulary.together(other, &place.label) {
            Some(meaning) => self.with_doubts(place, &meaning, (self.by_meaning(place, &meaning).0, both)),
            None => (Match::None, both),
        }
    }

    /// The label that a place has on its other side, if it says anything.
    fn crossing<'b>(&self, place: &'b Place) -> Option<&'b String> {
        let context = &place.context;
        if context.is_headed {
            return context.row.first().filter(|label| !self.vocabulary.is_generic(label));
        }
        let is_head = |label: &&String| !self.vocabulary.is_generic(label) && **label != context.corner;
        context.column.first().filter(is_head).filter(|_| !self.vocabulary.is_field(&context.corner))
    }

    /// Whether the label on the other side of a place stands for another field, and not for the person whose it is.
    fn is_other_field(&self, place: &Place, other: &str) -> bool {
        let is_person = |label: &str| self.vocabulary.person(label).is_some();
        !is_person(other) && !is_person(&place.label) && self.vocabulary.meaning(other).is_some()
    }

    /// What the label of a place means. A date without a label is some date.
    fn meaning(&self, place: &Place) -> Option<Meaning<'a>> {
        let own = if place.label.is_empty() && place.kind == PlaceKind::Date { "年月日" } else { &place.label };
        let own = self.vocabulary.meaning(own);
        // Behind a person's name, what heads the column says what is asked of them.
        match self.crossing(place).and_then(|label| self.vocabulary.meaning(label)) {
            Some(meaning @ Meaning { sense: Sense::Shared(_), .. }) if self.vocabulary.person(&place.label).is_some() => {
                Some(meaning)
            }
            _ => own,
        }
    }

    /// A place with text in it: left alone, if it answers its label and is none itself.
    fn occupied(&self, place: &Place) -> Option<Found> {
        let is_answer =
            !place.is_implied || self.vocabulary.is_field(&place.label) && self.vocabulary.meaning(&place.content).is_none();
        is_answer.then(|| (Match::Occupied, format!("表上已有内容“{}”，不改动", place.content)))
    }

    fn by_meaning(&self, place: &Place, meaning: &Meaning<'a>) -> Found {
        match meaning.sense {
            Sense::Field(field) => self.field(place, meaning.year, field, format!("标签“{}”", place.label)),
            Sense::Shared(shared) => self.shared(place, shared),
            Sense::Similar(fields, because) => self.similar(place, meaning.year, fields, because),
            Sense::Period(period) => match place.period {
                Some(End::First) => self.by_id(place, &period.start, "期间的第一天"),
                Some(End::Last) => self.by_id(place, &period.end, "期间的最后一天"),
                None => doubtful([&period.start, &period.end].map(|id| Target::Field(id.clone())).to_vec(), "要写起止两个日期"),
            },
            Sense::Stranger => (Match::None, format!("本工具里没有登记“{}”", place.label)),
        }
    }

    fn by_id(&self, place: &Place, id: &FieldId, reason: &str) -> Found {
        match self.vocabulary.field(id) {
            Some(field) => self.field(place, None, field, reason.to_owned()),
            None => (Match::None, reason.to_owned()),
        }
    }

    /// A field for a place, if what it holds goes there.
    fn field(&self, place: &Place, year: Option<Heading>, field: &Field, reason: String) -> Found {
        let target = || Target::Field(field.id.clone());
        let is_series = matches!(field.kind, FieldKind::Series | FieldKind::ComputedSeries);
        match (&place.kind, field.kind) {
            (_, FieldKind::Blank) => (Match::Reserved, format!("“{}”由有关方面填写", place.label)),
            (PlaceKind::YearCell(heading), _) => self.in_year(field, *heading, is_series, reason),
            (_, _) if is_series => match year {
                Some(heading) => self.in_year(field, heading, is_series, reason),
                None => doubtful(three_years(field), "没有写明是哪一年的数"),
            },
            (PlaceKind::Date, FieldKind::Date) => (Match::Certain(target()), reason),
            (PlaceKind::Date, _) => (Match::None, format!("这里要日期，“{}”不是日期", field.label)),
            (PlaceKind::Choice(choices), _) => {
                let value = self.values.text(field);
                match fit(&value, choices) {
                    _ if value.is_empty() => (Match::Certain(target()), reason),
                    Some((_, Fit::Same)) => (Match::Certain(target()), reason),
                    Some((option, Fit::Near)) => {
                        let because = format!("“{value}”与选项“{}”相近", choices[option].label);
                        doubtful(vec![target()], &because)
                    }
                    None => (Match::None, format!("选项中没有“{value}”，请手工勾选")),
                }
            }
            _ => (Match::Certain(target()), reason),
        }
    }

    /// The value of a year. What has no value per year is only known for now.
    fn in_year(&self, field: &Field, heading: Heading, is_series: bool, reason: String) -> Found {
        if !is_series {
            let is_latest = heading.year.number(self.values.assessment.head.year) == self.values.assessment.head.year;
            let because = format!("“{}”没有分年登记", field.label);
            return if is_latest { doubtful(vec![Target::Field(field.id.clone())], &because) } else { (Match::None, because) };
        }
        let target = Target::FieldIn(field.id.clone(), heading.year);
        if heading.is_sure { (Match::Certain(target), reason) } else { doubtful(vec![target], "表上没有写明是哪一年") }
    }

    /// Fields that may be meant. If all say the same, it does not matter which.
    fn similar(&self, place: &Place, year: Option<Heading>, fields: &[FieldId], because: &str) -> Found {
        let found = fields.iter().filter_map(|id| self.vocabulary.field(id));
        let found: Vec<Match> = found.map(|field| self.field(place, year, field, String::new()).0).collect();
        let candidates: Vec<Target> = found.iter().flat_map(targets).cloned().collect();
        if candidates.is_empty() {
            return (Match::None, because.to_owned());
        }
        let all_certain = found.iter().all(|found| matches!(found, Match::Certain(_)));
        let mut texts = candidates.iter().map(|target| self.values.preview(place, target).ok());
        let first = texts.next().flatten();
        if all_certain && candidates.len() > 1 && first.is_some() && texts.all(|text| text == first) {
            return (Match::Certain(candidates[0].clone()), format!("{because}，两者内容相同"));
        }
        doubtful(candidates, because)
    }

    /// What its surroundings take from the certainty of a match.
    fn with_doubts(&self, place: &Place, meaning: &Meaning, found: Found) -> Found {
        let doubt = meaning.doubt.clone().or_else(|| self.in_other_hands(place));
        doubted(found, doubt.or_else(|| place.is_repeated.then(|| "同一标签对着几个空格".to_owned())))
    }

    /// What puts a place into the hands of others.
    fn in_other_hands(&self, place: &Place) -> Option<String> {
        let context = &place.context;
        let row = context.row.first().filter(|_| context.is_headed);
        let around = context.headings.iter().chain(&context.column).chain(row);
        let word = around.filter(|text| text.chars().count() <= HEADING).find_map(|text| self.vocabulary.others(text))?;
        Some(format!("这一部分写的是“{word}”，可能不由本单位填写"))
    }

    /// Another label of the same place that may say something else.
    fn crossed(&self, place: &Place) -> Option<String> {
        let crossing = self.crossing(place)?;
        let is_person = |label: &str| self.vocabulary.person(label).is_some();
        (!is_person(crossing) && !is_person(&place.label)).then(|| format!("同时属于“{}”和“{crossing}”", place.label))
    }
}

/// The targets of a match.
fn targets(found: &Match) -> &[Target] {
    match found {
        Match::Certain(target) => std::slice::from_ref(target),
        Match::Doubtful(targets) => targets,
        Match::None | Match::Reserved | Match::Occupied => &[],
    }
}

/// A match that is asked about, if there is a doubt.
fn doubted(found: Found, doubt: Option<String>) -> Found {
    match (found, doubt) {
        ((Match::Certain(target), _), Some(doubt)) => doubtful(vec![target], &doubt),
        (found, _) => found,
    }
}

fn doubtful(targets: Vec<Target>, because: &str) -> Found {
    (Match::Doubtful(targets), because.to_owned())
}

/// The values of the three years, the latest first.
fn three_years(field: &Field) -> Vec<Target> {
    (0..3).map(|back| Target::FieldIn(field.id.clone(), Year::Back(back))).collect()
}
