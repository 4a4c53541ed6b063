//! A room of made-up cards, the same every time: for trying out, for tests and for measuring.

use jiff::civil::date;

use crate::catalog::Catalog;
use crate::criteria::Item;
use crate::points::Percent;
use crate::scorecard::{Author, CardItem, Role, Scorecard, Subject, card_id};

/// The applicants after this many have a card of the year before as well.
const FIRST_OF_TWO_YEARS: usize = 34;

/// From how many areas they come: few enough for groups that are large enough to be told about.
const AREAS: usize = 8;

/// The year of the cards.
const YEAR: i16 = 2025;

const PLACES: [&str; 10] = ["云溪", "青石", "南湾", "竹园", "龙潭", "鸡公", "淮源", "石桥", "茶山", "灵泉"];
const TRADES: [&str; 4] = ["茶业", "机械", "米业", "建材"];
const SIZES: [&str; 4] = ["大型", "中型", "小型", "微型"];

/// Made-up cards, at most one for each of forty names and years. Every name says that it is a sample.
#[must_use]
pub fn sample(catalog: &Catalog, count: usize) -> Vec<Scorecard> {
    (0..count.min(PLACES.len() * TRADES.len())).map(|number| card(catalog, number)).collect()
}

fn card(catalog: &Catalog, number: usize) -> Scorecard {
    // The last ones are earlier cards of the first ones.
    let (who, year) = match number.checked_sub(FIRST_OF_TWO_YEARS) {
        Some(again) => (again, YEAR - 1),
        None => (number, YEAR),
    };
    let form = &catalog.form;
    let trade = who % TRADES.len();
    let subject = Subject {
        applicant: (&*format!("sample-{who:02}")).into(),
        name: format!("{}{}（示例）", PLACES[who / TRADES.len()], TRADES[trade]).into(),
        alias: false,
        county: form.areas.get(who % AREAS).map(|area| area.name.clone()).unwrap_or_default(),
        industry: form.industries.get(trade).map(|industry| industry.name.clone()).unwrap_or_default(),
        size: SIZES[who % SIZES.len()].into(),
        year,
    };
    let author = Author { role: Role::Own, name: "".into() };
    let mut dice = Dice(number as u64 * 2_654_435_761 + 12_345);
    let level = 45 + (who * 7 % 30) as u32;
    // One card in ten is not finished.
    let is_unfinished = number % 10 == 9;
    let items = catalog.criteria.every_item().enumerate().filter_map(|(at, item)| {
        let scored = scored(&mut dice, level, item);
        (!is_unfinished || at % 5 != 4).then_some((item.id.clone(), scored))
    });
    Scorecard {
        id: card_id(&subject, &author),
        revised: date(YEAR + 1, 11, 24).at(9, 0, 0, 0),
        scheme: catalog.scheme.id.clone(),
        criteria: catalog.criteria.id.clone(),
        items: items.collect(),
        subject,
        author,
    }
}

fn scored(dice: &mut Dice, level: u32, item: &Item) -> CardItem {
    let percent = (level + dice.throw(41)).saturating_sub(20).min(100) / 5 * 5;
    let ofis = if dice.throw(3) == 0 {
        vec![format!("{}的改进没有形成闭环（示例）", item.title).into()]
    } else {
        Vec::new()
    };
    CardItem { percent: Percent::new(percent as u8), ofis, ..CardItem::default() }
}

/// Numbers that look thrown and are always the same (the constants of Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    /// A number below a limit.
    fn throw(&mut self, below: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32 % below
    }
}
