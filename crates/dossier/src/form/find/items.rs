//! What a paragraph asks for becomes places.

use award::labels::plain;

use super::{Around, Finding, reserved};
use crate::form::content::{Anchor, Control, ControlKind, Paragraph};
use crate::form::place::{Choice, DatePart, End, Place, PlaceKind, Spot};
use crate::form::scan::{BoxOption, Gap, Item};
use crate::form::words::Unit;

/// Words that join the two ends of a period.
const UNTIL: [&str; 10] = ["至", "到", "-", "—", "——", "－", "~", "～", "–", "止"];

impl Finding<'_> {
    /// The places of a paragraph.
    pub(super) fn line(&mut self, paragraph: &Paragraph, items: Vec<Item>, around: &Around) {
        let first = self.places.len();
        for item in items {
            let mut around = around.clone();
            around.context.row.splice(0..0, self.labels_since(first));
            match item {
                Item::Gap(gap) => self.gap(paragraph, gap, &around),
                Item::Date { label, parts } => self.date(paragraph, label, parts, &around),
                Item::Boxes { label, options, .. } => self.boxes(paragraph, label, &options, &around),
            }
        }
    }

    fn gap(&mut self, paragraph: &Paragraph, gap: Gap, around: &Around) {
        let control = gap.control.map(|number| &self.controls[number]);
        let title = control.map(|control| control.title.as_str()).unwrap_or_default();
        let label = [gap.label.as_str(), &around.label, title].into_iter().find(|text| !plain(text).is_empty());
        let Some(label) = label.map(str::to_owned) else { return };
        let reserved = reserved::blank(&label, around);
        let kind = reserved.map_or_else(|| control.map_or(PlaceKind::Text, control_kind), PlaceKind::Reserved);
        let is_own = label == gap.label;
        if !is_own && gap.control.is_none() && self.goes_on(paragraph, &label) {
            return;
        }
        let anchor = paragraph.anchor.character(gap.range.start);
        let mut place = new(anchor, kind, &label, around);
        place.context.unit = Unit::read(&gap.behind).or(Unit::within(&label)).or(around.context.unit.filter(|_| !is_own));
        place.is_implied = gap.is_implied;
        place.spot = match gap.control {
            Some(control) => Spot::Control { paragraph: paragraph.anchor.clone(), glyph: gap.range.start, control },
            None => Spot::Gap { paragraph: paragraph.anchor.clone(), range: gap.range },
        };
        self.places.push(place);
    }

    /// Whether a blank without a label only goes on with the one before it in its cell.
    fn goes_on(&self, paragraph: &Paragraph, label: &str) -> bool {
        let cell = |anchor: &str| anchor.rsplit_once('.').map(|(cell, _)| cell.to_owned());
        let own = cell(paragraph.anchor.as_str());
        self.places.last().is_some_and(|last| last.label == label && own.is_some() && cell(last.anchor.as_str()) == own)
    }

    fn date(&mut self, paragraph: &Paragraph, label: String, parts: Vec<DatePart>, around: &Around) {
        let joins = UNTIL.contains(&plain(&label).as_str());
        let mut period = None;
        let mut label = label;
        if joins
            && let Some(last) = self.places.last_mut()
            && matches!(last.kind, PlaceKind::Date)
        {
            last.period = Some(End::First);
            period = Some(End::Last);
            label.clone_from(&last.label);
        }
        if plain(&label).is_empty() {
            label.clone_from(&around.label);
        }
        let start = parts.first().map_or(0, |part| part.range.start - part.given.chars().count());
        let kind = reserved::date(&label, around).map_or(PlaceKind::Date, PlaceKind::Reserved);
        let mut place = new(paragraph.anchor.character(start), kind, &label, around);
        place.period = period;
        place.spot = Spot::Date { paragraph: paragraph.anchor.clone(), parts };
        self.places.push(place);
    }

    /// Boxes under a label; without one they go on with the boxes of the line before.
    fn boxes(&mut self, paragraph: &Paragraph, label: String, options: &[BoxOption], around: &Around) {
        let boxes = options.iter().map(|option| (paragraph.anchor.clone(), option.at));
        let choices = options.iter().map(choice);
        let goes_on = |place: &&mut Place| goes_on(place, paragraph, around);
        if plain(&label).is_empty()
            && let Some(Place { kind: PlaceKind::Choice(known), spot: Spot::Boxes(spots), .. }) =
                self.places.last_mut().filter(goes_on)
        {
            known.extend(choices);
            spots.extend(boxes);
            return;
        }
        let label = if plain(&label).is_empty() { around.label.clone() } else { label };
        let kind = PlaceKind::Choice(choices.collect());
        let at = options.first().map_or(0, |option| option.at);
        let mut place = new(paragraph.anchor.character(at), kind, &label, around);
        place.content = ticked(&place.kind);
        place.spot = Spot::Boxes(boxes.collect());
        self.places.push(place);
    }
}

/// Whether boxes without a label go on with those of a place: on the next line but one at most, under the same label.
fn goes_on(place: &Place, paragraph: &Paragraph, around: &Around) -> bool {
    let number = |anchor: &Anchor| {
        let (container, number) = anchor.as_str().rsplit_once('.').unwrap_or(("", anchor.as_str()));
        Some((container.to_owned(), number.parse::<usize>().ok()?))
    };
    let Spot::Boxes(boxes) = &place.spot else { return false };
    let last = boxes.last().and_then(|(last, _)| number(last));
    let is_next = match (last, number(&paragraph.anchor)) {
        (Some((cell, last)), Some((own, next))) => cell == own && (1..=2).contains(&next.saturating_sub(last)),
        _ => false,
    };
    is_next && (plain(&around.label).is_empty() || plain(&around.label) == plain(&place.label))
}

fn choice(option: &BoxOption) -> Choice {
    Choice { label: option.text.clone(), is_ticked: option.is_ticked }
}

/// What is ticked already.
fn ticked(kind: &PlaceKind) -> String {
    let PlaceKind::Choice(choices) = kind else { return String::new() };
    let labels = choices.iter().filter(|choice| choice.is_ticked).map(|choice| choice.label.as_str());
    labels.collect::<Vec<&str>>().join("、")
}

/// What a control asks for.
pub(super) fn control_kind(control: &Control) -> PlaceKind {
    let choices = |entries: &[String]| {
        let choice = |entry: &String| Choice { label: entry.clone(), is_ticked: false };
        PlaceKind::Choice(entries.iter().map(choice).collect())
    };
    match &control.kind {
        ControlKind::Text | ControlKind::FieldText => PlaceKind::Text,
        ControlKind::Date => PlaceKind::Date,
        ControlKind::List { entries, .. } | ControlKind::FieldList(entries) => choices(entries),
    }
}

/// A place with what stands around it; where it is written follows.
pub(super) fn new(anchor: Anchor, kind: PlaceKind, label: &str, around: &Around) -> Place {
    let label: String = label.chars().filter(|c| !award::labels::is_blank(*c) && *c != crate::form::content::CONTROL).collect();
    Place {
        anchor,
        kind,
        label: label.trim_matches([':', '：']).to_owned(),
        context: around.context.clone(),
        content: String::new(),
        is_implied: false,
        is_repeated: false,
        period: None,
        spot: Spot::None,
    }
}
