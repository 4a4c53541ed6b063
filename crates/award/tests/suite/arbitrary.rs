//! Random input: texts as hostile as keyboards and other programs can make them, cards, answers, actions, assessments.

mod documents;
mod evidence;
mod improvements;
pub mod indicators;
mod round;
mod scorecards;

use std::collections::BTreeMap;
use std::rc::Rc;

use award::Text;
use award::assessment::events::{Certificate, CertificateChange, CertificateText, Event, EventChange, EventText};
use award::assessment::{
    Action, Answer, Assessment, Card, CardAction, Choice, Head, ItemRecord, ItemText, ItemTexts, Reopening, ScoreSheet,
};
use award::points::Percent;
use award::scheme::Rule;
use jiff::civil::{Date, DateTime, Time};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::given;

pub use documents::{documents, documents_action};
pub use evidence::{evidence, evidence_action};
pub use round::{round, round_action};
pub use scorecards::scorecard;

/// Any text: Chinese, rare characters, emoji, controls, what JSON and XML escape, and huge ones.
pub fn text() -> impl Strategy<Value = Text> {
    prop_oneof![
        4 => "[一-龥，。；]{0,20}",
        2 => any::<String>(),
        1 => select(vec!["", " ", "\u{feff}", "\0", "\r\n", "\t", "\u{2028}", "\u{7f}", "\u{1b}[0m", "\"\\/", "</script>", "null"])
            .prop_map(String::from),
        1 => select(vec!["𠮷野家", "㗎𪚥", "👩‍👩‍👧‍👦🇨🇳", "é\u{301}", "\u{202e}文", "\u{10ffff}\u{e000}"]).prop_map(String::from),
    ]
    .prop_map(Text::from)
}

/// An id: mostly one of the given ones, else anything, because a save file may hold what this kit does not know.
pub fn id(known: Vec<String>) -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(known),
        1 => any::<String>(),
        1 => select(vec!["", "/", "a/b", "a//b", "~", "~0", "~1", ".", "未来", "items"]).prop_map(String::from),
    ]
}

/// A percent, or none in every fifth case.
pub fn percent() -> impl Strategy<Value = Option<Percent>> {
    (0u8..26).prop_map(|step| Percent::new(step * Percent::STEP))
}

/// The percent of each item of the bundled criteria, in order.
pub fn card() -> impl Strategy<Value = Vec<Option<Percent>>> {
    vec(percent(), given::catalog().criteria.every_item().count())
}

/// A card on which every item is scored.
pub fn full_card() -> impl Strategy<Value = Vec<Percent>> {
    let full = (0u8..=20).prop_map(|step| Percent::new(step * Percent::STEP).unwrap_or(Percent::FULL));
    vec(full, given::catalog().criteria.every_item().count())
}

/// A choice, or none.
pub fn choice() -> impl Strategy<Value = Option<Choice>> {
    select(vec![Some(Choice::Yes), Some(Choice::Yes), Some(Choice::No), Some(Choice::No), Some(Choice::Unsure), None])
}

/// A day between 1900 and 2100.
pub fn day() -> impl Strategy<Value = Date> {
    (1900i16..=2100, 1i8..=12, 1i8..=31).prop_filter_map("no such day", |(year, month, day)| Date::new(year, month, day).ok())
}

/// A point in local time, to the nanosecond.
fn moment() -> impl Strategy<Value = DateTime> {
    let time = (0i8..24, 0i8..60, 0i8..60, prop_oneof![Just(0), 0i32..1_000_000_000]);
    (day(), time).prop_filter_map("no such time", |(day, (hour, minute, second, nano))| {
        Some(day.to_datetime(Time::new(hour, minute, second, nano).ok()?))
    })
}

/// A text of what a date field may hold: a date, nothing, or something else.
pub fn date_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => day().prop_map(|day| day.to_string()), 1 => Just(String::new()), 1 => Just("去年".to_owned())]
}

/// An answer to every question of the bundled scheme.
pub fn answers() -> impl Strategy<Value = Vec<Action>> {
    let questions: Vec<String> = given::catalog().scheme.questions.iter().map(|question| question.id.to_string()).collect();
    vec(choice(), questions.len()).prop_map(move |choices| {
        questions.iter().zip(choices).map(|(question, choice)| given::answered(question, choice)).collect()
    })
}

fn field_ids() -> Vec<String> {
    given::catalog().form.every_field().map(|field| field.id.to_string()).collect()
}

fn question_ids() -> Vec<String> {
    given::catalog().scheme.questions.iter().map(|question| question.id.to_string()).collect()
}

fn item_ids() -> Vec<String> {
    given::catalog().criteria.every_item().map(|item| item.id.to_string()).collect()
}

fn section_ids() -> Vec<String> {
    given::catalog().criteria.profile.sections.iter().map(|section| section.id.to_string()).collect()
}

fn factor_ids() -> Vec<String> {
    ["A", "D", "L", "I", "Le", "T", "C"].map(String::from).to_vec()
}

fn band_ids() -> Vec<String> {
    given::catalog().criteria.bands.iter().map(|band| band.id.to_string()).collect()
}

fn item_text() -> impl Strategy<Value = ItemText> {
    select(vec![ItemText::Strengths, ItemText::Ofis, ItemText::Reason, ItemText::Notes])
}

fn event_ids() -> Vec<String> {
    ["1", "2", "3"].map(String::from).to_vec()
}

fn reading_ids() -> Vec<String> {
    given::catalog().scheme.readings.iter().map(|reading| reading.id.to_string()).collect()
}

fn event_change() -> impl Strategy<Value = EventChange> {
    let which = select(vec![EventText::From, EventText::Until, EventText::SecondDate, EventText::Note]);
    prop_oneof![
        2 => id(vec!["accident".into(), "failed_inspection".into()]).prop_map(|kind| EventChange::Recorded((&*kind).into())),
        3 => (which, text()).prop_map(|(which, text)| EventChange::Edited(which, text)),
        1 => option::of(id(vec!["city".into()])).prop_map(|level| EventChange::Ranked(level.map(|level| (&*level).into()))),
        1 => any::<bool>().prop_map(EventChange::Continued),
        1 => any::<bool>().prop_map(EventChange::Overturned),
        1 => Just(EventChange::Removed),
    ]
}

fn certificate_change() -> impl Strategy<Value = CertificateChange> {
    use CertificateText::{IssuedBy, Note, Number, ValidFrom, ValidUntil};
    let which = select(vec![Number, IssuedBy, ValidFrom, ValidUntil, Note]);
    prop_oneof![
        2 => id(vec!["small_giant".into()]).prop_map(|kind| CertificateChange::Recorded((&*kind).into())),
        3 => (which, text()).prop_map(|(which, text)| CertificateChange::Edited(which, text)),
        1 => Just(CertificateChange::Removed),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let texts = (text(), text(), text(), text());
    let kind = id(vec!["accident".into(), "unlicensed".into()]);
    (kind, texts, any::<bool>(), option::of(id(vec!["city".into()])), any::<bool>()).prop_map(
        |(kind, (from, until, second_date, note), ongoing, level, overturned)| {
            let level = level.map(|level| (&*level).into());
            Event { kind: (&*kind).into(), from, until, second_date, ongoing, level, overturned, note }
        },
    )
}

fn certificate() -> impl Strategy<Value = Certificate> {
    let texts = (text(), text(), text(), text(), text());
    (id(vec!["small_giant".into()]), texts).prop_map(|(kind, (number, issued_by, valid_from, valid_until, note))| Certificate {
        kind: (&*kind).into(),
        number,
        issued_by,
        valid_from,
        valid_until,
        note,
    })
}

/// Something that a person may do. Places repeat often, so that actions meet.
pub fn action() -> impl Strategy<Value = Action> {
    let few = |ids: Vec<String>| id(ids.into_iter().take(3).collect());
    prop_oneof![
        2 => (few(event_ids()), event_change()).prop_map(|(id, change)| Action::ChangedEvent((&*id).into(), change)),
        1 => (few(event_ids()), certificate_change()).prop_map(|(id, change)| Action::ChangedCertificate((&*id).into(), change)),
        1 => (few(reading_ids()), text()).prop_map(|(id, text)| Action::SwitchedReading((&*id).into(), text)),
        3 => (few(field_ids()), text()).prop_map(|(id, text)| Action::EditedField((&*id).into(), text)),
        2 => (few(field_ids()), 2023i16..2026, text()).prop_map(|(id, year, text)| Action::EditedYear((&*id).into(), year, text)),
        2 => (few(question_ids()), choice()).prop_map(|(id, choice)| Action::Answered((&*id).into(), choice)),
        1 => (few(question_ids()), text()).prop_map(|(id, text)| Action::NotedAnswer((&*id).into(), text)),
        6 => (2023i16..2026, card_action().boxed()).prop_map(|(year, action)| Action::Card(year, action)),
        1 => (few(item_ids()), percent()).prop_map(|(id, percent)| Action::Aimed((&*id).into(), percent)),
        2 => (few(item_ids()), text()).prop_map(|(id, text)| Action::EditedNarrative((&*id).into(), text)),
        2 => (few(section_ids()), text()).prop_map(|(id, text)| Action::EditedProfile((&*id).into(), text)),
        3 => indicators::action().boxed().prop_map(Action::Indicator),
        1 => any::<i16>().prop_map(Action::ChangedYear),
        1 => option::of(day()).prop_map(Action::ChangedApplicationDate),
        3 => evidence_action().prop_map(Action::Evidence),
        2 => documents_action().boxed().prop_map(Action::Documents),
        2 => improvements::action().boxed(),
        2 => round_action().boxed().prop_map(Action::Round),
    ]
}

fn card_action() -> impl Strategy<Value = CardAction> {
    let item = || id(item_ids().into_iter().take(3).collect());
    prop_oneof![
        4 => (item(), percent()).prop_map(|(id, percent)| CardAction::Scored((&*id).into(), percent)),
        3 => (item(), id(factor_ids()), option::of(id(band_ids()))).prop_map(|(id, factor, band)| {
            CardAction::RatedFactor((&*id).into(), (&*factor).into(), band.map(|band| (&*band).into()))
        }),
        3 => (item(), item_text(), text()).prop_map(|(id, which, text)| CardAction::EditedItem((&*id).into(), which, text)),
        1 => text().prop_map(CardAction::EditedTotal),
        1 => choice().prop_map(CardAction::RatedYear),
        1 => year_card().boxed().prop_map(CardAction::Copied),
        1 => moment().prop_map(CardAction::Closed),
        2 => reopening().prop_map(CardAction::Reopened),
    ]
}

fn map<K: for<'a> From<&'a str> + Ord + std::fmt::Debug, V: std::fmt::Debug>(
    known: Vec<String>,
    value: impl Strategy<Value = V>,
) -> impl Strategy<Value = BTreeMap<K, V>> {
    btree_map(id(known).prop_map(|id| K::from(&*id)), value, 0..6)
}

fn head() -> impl Strategy<Value = Head> {
    let ids = (any::<String>(), any::<String>(), any::<String>());
    let sheet = (any::<String>(), any::<bool>(), any::<String>()).prop_map(|(applicant, alias, examiner)| ScoreSheet {
        applicant: (&*applicant).into(),
        alias,
        examiner: (&*examiner).into(),
    });
    let kind = (any::<bool>(), option::of(sheet));
    (ids, moment(), any::<i16>(), option::of(day()), kind).prop_map(
        |((id, scheme, criteria), created, year, application_date, (sample, sheet))| Head {
            id: (&*id).into(),
            scheme: (&*scheme).into(),
            criteria: (&*criteria).into(),
            created,
            year,
            application_date,
            sample,
            sheet,
        },
    )
}

fn record() -> impl Strategy<Value = Rc<ItemRecord>> {
    let texts = (text(), text(), text(), text());
    let texts = texts.prop_map(|(strengths, ofis, reason, notes)| ItemTexts { strengths, ofis, reason, notes });
    (
        percent(),
        btree_map(id(factor_ids()).prop_map(|id| (&*id).into()), id(band_ids()).prop_map(|id| (&*id).into()), 0..5),
        texts,
    )
        .prop_map(|(percent, factors, texts)| Rc::new(ItemRecord { percent, factors, texts }))
}

fn reopening() -> impl Strategy<Value = Reopening> {
    (moment(), text()).prop_map(|(at, reason)| Reopening { at, reason })
}

fn year_card() -> impl Strategy<Value = Rc<Card>> {
    (map(item_ids(), record()), text(), choice(), option::of(moment()), vec(reopening(), 0..3)).prop_map(
        |(items, recorded_total, own_rating, closed, reopenings)| {
            Rc::new(Card { items, recorded_total, own_rating, closed, reopenings })
        },
    )
}

/// Any assessment, also one that no person could enter here.
pub fn assessment() -> impl Strategy<Value = Assessment> {
    let answer = (choice(), text()).prop_map(|(choice, note)| Answer { choice, note });
    let series = btree_map(any::<i16>(), text(), 0..4);
    (
        head(),
        map(field_ids(), text()),
        map(field_ids(), series),
        map(question_ids(), answer),
        (map(event_ids(), event()), map(event_ids(), certificate()), map(reading_ids(), text())),
        btree_map(any::<i16>(), year_card().boxed(), 0..4),
        btree_map(id(item_ids()).prop_map(|id| (&*id).into()), percent().prop_filter_map("no aim", |percent| percent), 0..4),
        map(item_ids(), text()),
        map(section_ids(), text()),
        indicators::indicators().boxed(),
        (evidence().boxed(), documents().boxed(), improvements::plan().boxed(), round().boxed()),
    )
        .prop_map(
            |(
                head,
                fields,
                series,
                answers,
                (events, certificates, readings),
                cards,
                targets,
                narratives,
                profile,
                indicators,
                (evidence, documents, improvements, round),
            )| Assessment {
                head,
                fields: Rc::new(fields),
                series: Rc::new(series),
                answers: Rc::new(answers),
                events: Rc::new(events),
                certificates: Rc::new(certificates),
                readings: Rc::new(readings),
                cards,
                targets: Rc::new(targets),
                narratives,
                profile,
                indicators,
                evidence,
                documents: Rc::new(documents),
                improvements,
                round: Rc::new(round),
            },
        )
}

/// A rule over a few questions, dates and details, each of which may stand there more than once, also under a negation.
///
/// Leaf number n of a kind always has the same question, kinds, fields and years, so that what is said in one place means
/// the same in another.
pub fn rule() -> impl Strategy<Value = Rule> {
    let leaf = prop_oneof![
        3 => (0..4u8).prop_map(|number| Rule::Ask((&*format!("q{number}")).into())),
        1 => (0..2u8, 1..6u8).prop_map(|(number, years)| Rule::YearsSince { field: (&*format!("f{number}")).into(), years }),
        1 => (0..4u8).prop_map(event_leaf),
        1 => (0..2u8).prop_map(loss_leaf),
        1 => (0..2u8).prop_map(certificate_leaf),
        1 => Just(period_leaf()),
    ];
    tree(leaf.boxed())
}

/// A rule over questions and dates only.
pub fn plain_rule() -> impl Strategy<Value = Rule> {
    let leaf = prop_oneof![
        3 => (0..4u8).prop_map(|number| Rule::Ask((&*format!("q{number}")).into())),
        1 => (0..2u8, 1..6u8).prop_map(|(number, years)| Rule::YearsSince { field: (&*format!("f{number}")).into(), years }),
    ];
    tree(leaf.boxed())
}

fn tree(leaf: BoxedStrategy<Rule>) -> impl Strategy<Value = Rule> {
    leaf.prop_recursive(3, 12, 3, |part| {
        prop_oneof![
            3 => vec(part.clone(), 0..4).prop_map(Rule::All),
            3 => vec(part.clone(), 0..4).prop_map(Rule::Any),
            1 => part.prop_map(|part| Rule::Not(Box::new(part))),
        ]
    })
}

/// The leaf that counts events of kind number n.
pub fn event_leaf(number: u8) -> Rule {
    let kinds = vec![(&*format!("k{number}")).into()];
    Rule::EventWithin { kinds, years: Some(number + 1), levels: Vec::new(), ask: Some((&*format!("ek{number}")).into()) }
}

fn loss_leaf(number: u8) -> Rule {
    let fields = vec![(&*format!("s{number}")).into()];
    Rule::Loss { fields, years: number + 2, ask: Some((&*format!("ls{number}")).into()) }
}

fn certificate_leaf(number: u8) -> Rule {
    Rule::CertificateValid { kind: (&*format!("c{number}")).into(), ask: Some((&*format!("zc{number}")).into()) }
}

fn period_leaf() -> Rule {
    Rule::PeriodOver { milestone: "internal_notice".into(), ask: Some("zp".into()) }
}

/// A rule in which no question and no date stands twice.
pub fn read_once_rule() -> impl Strategy<Value = Rule> {
    plain_rule().prop_map(|mut rule| {
        number_leaves(&mut rule, &mut 0);
        rule
    })
}

fn number_leaves(rule: &mut Rule, next: &mut usize) {
    match rule {
        Rule::All(parts) | Rule::Any(parts) => parts.iter_mut().for_each(|part| number_leaves(part, next)),
        Rule::Not(part) => number_leaves(part, next),
        Rule::Ask(question) => *question = (&*format!("q{next}")).into(),
        Rule::YearsSince { field, .. } => *field = (&*format!("f{next}")).into(),
        _ => {}
    }
    *next += 1;
}

/// What is known about the leaves of rules: answers, dates, events, figures and certificates, also contradictory ones.
pub fn knowledge() -> impl Strategy<Value = Vec<Action>> {
    let questions: Vec<String> = (0..30)
        .map(|number| format!("q{number}"))
        .chain((0..4).map(|number| format!("ek{number}")))
        .chain((0..2).flat_map(|number| [format!("ls{number}"), format!("zc{number}")]))
        .collect();
    let answers = vec(choice(), questions.len()).prop_map(move |choices| {
        questions.iter().zip(choices).map(|(question, choice)| given::answered(question, choice)).collect::<Vec<Action>>()
    });
    let dates = vec(near_date_text(), 30).prop_map(|texts| {
        let texts = texts.into_iter().enumerate();
        texts.map(|(number, text)| given::entered(&format!("f{number}"), &text)).collect::<Vec<Action>>()
    });
    (answers, dates, details()).prop_map(|(answers, dates, details)| [answers, dates, details].concat())
}

/// Some events, figures and certificates around the day of the tests.
fn details() -> impl Strategy<Value = Vec<Action>> {
    let events = vec((0..4u8, near_date_text()), 0..3).prop_map(|events| {
        let events = events.into_iter().enumerate();
        let actions = events.map(|(at, (kind, from))| given::happened(&format!("e{at}"), &format!("k{kind}"), &from));
        actions.flatten().collect::<Vec<Action>>()
    });
    let figures = vec((0..2u8, 2022i16..2027, select(vec!["-1", "0", "5", "", "亏"])), 0..5).prop_map(|figures| {
        figures.into_iter().map(|(field, year, text)| given::figure(&format!("s{field}"), year, text)).collect::<Vec<Action>>()
    });
    let certificates = vec((0..2u8, near_date_text(), near_date_text()), 0..2).prop_map(|certificates| {
        let certificates = certificates.into_iter().enumerate();
        let actions = certificates
            .map(|(at, (kind, from, until))| given::certified(&format!("c{at}"), &format!("c{kind}"), (&from, &until)));
        actions.flatten().collect::<Vec<Action>>()
    });
    (events, figures, certificates).prop_map(|(events, figures, certificates)| [events, figures, certificates].concat())
}

/// Some accidents and claims of the years before the day of the tests.
pub fn dated_events() -> impl Strategy<Value = Vec<Action>> {
    let day = (-1200i64..0).prop_map(|days| given::TODAY.checked_add(jiff::Span::new().days(days)).map(|day| day.to_string()));
    vec((select(vec!["accident", "export_claim"]), day), 0..3).prop_map(|events| {
        let events = events.into_iter().enumerate();
        events.flat_map(|(at, (kind, day))| given::happened(&format!("e{at}"), kind, &day.unwrap_or_default())).collect()
    })
}

/// Some events of the bundled kinds around the day of the tests, with whatever else can be said of them.
pub fn events() -> impl Strategy<Value = Vec<Action>> {
    let kinds: Vec<String> = given::catalog().scheme.event_kinds.iter().map(|kind| kind.id.to_string()).collect();
    let levels = option::of(select(vec!["national", "city", "county", "main", "nomination", "major"]));
    let event = (select(kinds), near_date_text(), near_date_text(), (any::<bool>(), any::<bool>()), levels);
    vec(event, 0..3).prop_map(|events| events.into_iter().enumerate().flat_map(|(at, event)| recorded(at, event)).collect())
}

fn recorded(
    at: usize,
    (kind, from, until, (ongoing, overturned), level): (String, String, String, (bool, bool), Option<&str>),
) -> Vec<Action> {
    let id = format!("e{at}");
    let changes = [
        EventChange::Edited(EventText::Until, (&*until).into()),
        EventChange::Edited(EventText::SecondDate, (&*from).into()),
        EventChange::Continued(ongoing),
        EventChange::Overturned(overturned),
        EventChange::Ranked(level.map(Into::into)),
    ];
    let changes = changes.map(|change| Action::ChangedEvent((&*id).into(), change));
    given::happened(&id, &kind, &from).into_iter().chain(changes).collect()
}

/// A date text within some years of the day of the tests, so that anniversaries fall on both sides of it.
fn near_date_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (-2500i64..400).prop_filter_map("no such day", |days| Some(given::TODAY.checked_add(jiff::Span::new().days(days)).ok()?.to_string())),
        1 => Just("2020-02-29".to_owned()),
        1 => Just(String::new()),
        1 => Just("去年".to_owned()),
    ]
}

/// Some readings of the bundled scheme, switched to one of their options.
pub fn switched_readings() -> impl Strategy<Value = Vec<Action>> {
    let options = given::catalog().scheme.readings.iter().flat_map(|reading| {
        reading.options.iter().map(|option| Action::SwitchedReading(reading.id.clone(), option.id.as_str().into()))
    });
    proptest::sample::subsequence(options.collect::<Vec<Action>>(), 0..4)
}
