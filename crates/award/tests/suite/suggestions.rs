//! The percent that ratings suggest: every combination of bands, against a calculation of its own.

use award::assessment::{Action, CardAction, ItemRecord};
use award::criteria::{Band, Criteria, Item, ItemKind};
use award::points::Percent;
use award::scoring::{Found, Suggestion, is_override, suggestion};

use crate::given::{self, catalog};

fn criteria() -> &'static Criteria {
    &catalog().criteria
}

fn item(kind: ItemKind) -> &'static Item {
    criteria().every_item().find(|item| item.kind == kind).expect("an item of that kind")
}

fn rated(item: &Item, bands: &[&str]) -> ItemRecord {
    let factors = criteria().factors(item.kind).iter().zip(bands);
    let rate = |(factor, band): (&award::criteria::Factor, &&str)| {
        Action::Card(given::YEAR, CardAction::RatedFactor(item.id.clone(), factor.id.clone(), Some((*band).into())))
    };
    (*given::after(factors.map(rate)).item(&item.id)).clone()
}

fn found<'a>(item: &Item, record: &'a ItemRecord) -> Found<'a> {
    match suggestion(criteria(), item, record) {
        Suggestion::Found(found) => found,
        Suggestion::Missing(missing) => panic!("{missing:?} are not rated"),
    }
}

/// Every way to rate four factors by the six bands, as positions of bands.
fn every_rating() -> impl Iterator<Item = [usize; 4]> {
    let bands = criteria().bands.len();
    (0..bands.pow(4)).map(move |number| [0, 1, 2, 3].map(|place| number / bands.pow(place) % bands))
}

fn suggested(item: &Item, rating: [usize; 4]) -> Found<'static> {
    let ids = rating.map(|at| criteria().bands[at].id.as_str());
    let record: &'static ItemRecord = Box::leak(Box::new(rated(item, &ids)));
    found(item, record)
}

/// The multiple of five nearest to the mean of the bands' middles, by trying all 21; the lower one of two equally near.
fn nearest_by_trying(bands: &[&Band]) -> u8 {
    let count = i64::try_from(bands.len()).expect("few bands");
    let ends: i64 = bands.iter().map(|band| i64::from(band.min) + i64::from(band.max)).sum();
    let distance = |percent: u8| (i64::from(percent) * 2 * count - ends).abs();
    (0..=100).step_by(5).min_by_key(|percent| distance(*percent)).expect("one of them")
}

#[test]
fn every_rating_follows_the_rule() {
    for kind in [ItemKind::Process, ItemKind::Result] {
        for rating in every_rating() {
            let found = suggested(item(kind), rating);
            let bands = rating.map(|at| &criteria().bands[at]);
            let lowest = *rating.iter().min().expect("four ratings");
            let ceiling = criteria().bands.get(lowest + 1).unwrap_or(&criteria().bands[lowest]);
            let mean = nearest_by_trying(&bands);
            assert_eq!(found.percent.value(), mean.min(ceiling.max), "{rating:?}");
            assert_eq!(found.limited_by, (mean > ceiling.max).then_some(ceiling), "{rating:?}");
        }
    }
}

#[test]
fn every_suggestion_lies_among_its_ratings() {
    for rating in every_rating() {
        let found = suggested(item(ItemKind::Process), rating);
        let bands = rating.map(|at| &criteria().bands[at]);
        let least = bands.iter().map(|band| band.min).min().expect("four");
        let most = bands.iter().map(|band| band.max).max().expect("four");
        assert!((least..=most).contains(&found.percent.value()), "{rating:?}");
    }
}

#[test]
fn equal_ratings_give_their_band() {
    for (at, band) in criteria().bands.iter().enumerate() {
        let found = suggested(item(ItemKind::Result), [at; 4]);
        assert!(band.holds(found.percent), "{}", band.id);
        assert_eq!((found.limited_by, found.mean), (None, band.middle()));
    }
}

#[test]
fn better_rating_never_lowers_the_suggestion() {
    let percent = |rating| suggested(item(ItemKind::Process), rating).percent;
    for rating in every_rating() {
        for factor in (0..4).filter(|&factor| rating[factor] + 1 < criteria().bands.len()) {
            let mut better = rating;
            better[factor] += 1;
            assert!(percent(better) >= percent(rating), "{rating:?} {better:?}");
        }
    }
}

#[test]
fn one_factor_left_behind_holds_the_rest_back() {
    let record = rated(item(ItemKind::Process), &["90-100", "90-100", "90-100", "0-5"]);
    let found = found(item(ItemKind::Process), &record);
    assert_eq!((found.percent.value(), found.limited_by.map(Band::range)), (25, Some("10–25".to_owned())));
    assert_eq!(found.ratings.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["方法", "展开", "学习", "整合"]);
    assert_eq!(found.ratings[3].1.id.as_str(), "0-5");
}

#[test]
fn ratings_that_are_missing_are_named_in_order() {
    let item = item(ItemKind::Result);
    let rate = |factor: &str, band: &str| {
        Action::Card(given::YEAR, CardAction::RatedFactor(item.id.clone(), factor.into(), Some(band.into())))
    };
    let missing = |actions: &[Action]| {
        let record = given::after(actions.iter().cloned()).item(&item.id);
        match suggestion(criteria(), item, &record) {
            Suggestion::Missing(names) => names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>(),
            Suggestion::Found(found) => panic!("{found:?}"),
        }
    };
    assert_eq!(missing(&[]), ["水平", "趋势", "对比", "整合"]);
    assert_eq!(missing(&[rate("Le", "50-65"), rate("C", "50-65"), rate("I", "50-65")]), ["趋势"]);
    // A factor of the other kind and a band of another edition say nothing here.
    let foreign = [rate("A", "50-65"), rate("T", "40-60"), rate("Le", "50-65"), rate("C", "50-65"), rate("I", "50-65")];
    assert_eq!(missing(&foreign), ["趋势"]);
}

#[test]
fn override_is_a_scored_difference() {
    let item = item(ItemKind::Process);
    let ratings = rated(item, &["50-65", "50-65", "50-65", "50-65"]);
    let overrides = |percent: Option<u8>, record: &ItemRecord| {
        let record = ItemRecord { percent: percent.and_then(Percent::new), ..record.clone() };
        is_override(criteria(), item, &record)
    };
    assert!(!overrides(Some(55), &ratings));
    assert!(overrides(Some(60), &ratings));
    assert!(overrides(Some(0), &ratings));
    assert!(!overrides(None, &ratings));
    assert!(!overrides(Some(60), &rated(item, &["50-65"])));
}
