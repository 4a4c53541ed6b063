//! The cards side by side (对比), and what was said about the files that they came in.

use award::CardId;
use award::catalog::Catalog;
use award::cohort::{self, Arrival, Gathering, Settings, Table};
use award::scorecard::{self, Scorecard};
use yew::AttrValue;

use super::Shared;
use crate::browser::{clock, files};
use crate::state::Store;

/// How many cards the sample has.
const SAMPLE: usize = 40;

/// Cards with everything that is computed from them once.
#[derive(Clone, Debug)]
pub struct Room {
    /// The cards.
    pub gathering: Gathering,
    /// Their percents, column by column.
    pub table: Table,
    /// What was said about files, the latest reading only.
    pub told: Vec<Told>,
}

/// What is to be said about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The name of the file.
    pub file: AttrValue,
    /// What became of it.
    pub text: String,
    /// Whether nothing of it was taken.
    pub is_refused: bool,
}

impl Room {
    /// A room without cards.
    pub fn empty(catalog: &Catalog) -> Room {
        Room::of(catalog, Gathering::new(catalog.criteria.id.clone()), Vec::new())
    }

    /// A room with these cards.
    pub(in crate::state) fn of(catalog: &Catalog, gathering: Gathering, told: Vec<Told>) -> Room {
        Room { table: Table::of(&catalog.criteria, &gathering), gathering, told }
    }

    /// The card of a row.
    pub fn card(&self, row: usize) -> &Scorecard {
        &self.gathering.cards()[row]
    }

    /// The number of cards.
    pub fn len(&self) -> usize {
        self.gathering.cards().len()
    }
}

/// Takes a card into a gathering; what is to be said about it, if anything.
fn take(catalog: &Catalog, gathering: &mut Gathering, file: &AttrValue, card: Scorecard) -> Vec<Told> {
    let name = card.subject.name.clone();
    let say = |text: String, is_refused| Told { file: file.clone(), text: format!("{name}：{text}"), is_refused };
    let remarks: Vec<Told> = match card.criteria == catalog.criteria.id {
        true => scorecard::remarks(catalog, &card).iter().map(|remark| say(remark.to_string(), false)).collect(),
        false => Vec::new(),
    };
    let arrival = gathering.add(card);
    let told = match arrival {
        Arrival::Taken(_) => None,
        Arrival::Newer(_) => Some(say(arrival.message(), false)),
        Arrival::Duplicate(_) | Arrival::Older(_) | Arrival::Clash(_) | Arrival::OtherCriteria(_) => {
            Some(say(arrival.message(), true))
        }
    };
    remarks.into_iter().chain(told).collect()
}

/// Rows that look like one card under several ids.
fn twins(gathering: &Gathering) -> impl Iterator<Item = Told> {
    let twins = gathering.twins().into_iter();
    twins.map(|rows| {
        let name = &gathering.cards()[rows[0]].subject.name;
        let text = format!("{name}：有 {} 份成绩单的名称、年度和得分比例完全相同，请核实是不是同一份", rows.len());
        Told { file: AttrValue::default(), text, is_refused: false }
    })
}

impl Store {
    /// Puts what files brought beside the cards that are here.
    pub(super) fn take_cards(&self, brought: Vec<(AttrValue, Vec<Scorecard>)>, mut told: Vec<Told>) {
        let (catalog, mut gathering) = self.to_add_to(brought.iter().flat_map(|(_, cards)| cards).next());
        let (before, came) = (gathering.cards().len(), brought.iter().map(|(_, cards)| cards.len()).sum::<usize>());
        for (file, cards) in brought {
            for card in cards {
                told.extend(take(catalog, &mut gathering, &file, card));
            }
        }
        told.extend(twins(&gathering));
        let room = Room::of(catalog, gathering, told);
        let more = room.len() - before;
        let text = format!("打开了 {came} 份成绩单，新加入 {more} 份，现有 {} 份。", room.len());
        let has_remarks = !room.told.is_empty();
        self.on_desk(|desk| desk.room = room.into());
        self.say(if has_remarks { format!("{text}有几处请看页面上的说明。") } else { text });
    }

    /// What cards are added to, and the award that judges them: of cards that are the first, their own.
    fn to_add_to(&self, first: Option<&Scorecard>) -> (&'static Catalog, Gathering) {
        let state = self.state();
        let room = &state.workshop.room;
        if room.len() > 0 {
            return (state.room_award().0, room.gathering.clone());
        }
        let award = first.and_then(|card| state.award_of_card(card)).map_or(state.catalog, |award| award.0);
        (award, Gathering::new(award.criteria.id.clone()))
    }

    /// Puts the sample's cards beside those that are here.
    pub fn open_sample_room(&self) {
        let catalog = self.state().room_award().0;
        let cards = cohort::sample(catalog, SAMPLE);
        self.take_cards(vec![(AttrValue::Static("示例"), cards)], Vec::new());
    }

    /// Takes a card off the desk. Its file stays as it is.
    pub fn remove_card(&self, id: &CardId) {
        let (in_force, catalog, room) = {
            let state = self.state();
            (state.catalog, state.room_award().0, state.workshop.room.clone())
        };
        let mut gathering = room.gathering.clone();
        if gathering.remove(id).is_some() {
            match gathering.cards() {
                [] => self.on_desk(|desk| desk.room = Room::empty(in_force).into()),
                _ => self.on_desk(|desk| desk.room = Room::of(catalog, gathering, Vec::new()).into()),
            }
        }
    }

    /// Looks at the room otherwise.
    pub fn set_settings(&self, settings: Settings) {
        self.on_desk(|desk| desk.settings = settings);
    }

    /// Hands all cards to the browser as one file.
    pub fn save_room(&self) {
        let room: Shared<Room> = self.state().workshop.room.clone();
        let name = format!("多家对比-{}份-{}.json", room.len(), clock::today().strftime("%Y%m%d"));
        match files::download(&name, "application/json", cohort::file::write(&room.gathering).as_bytes()) {
            Ok(()) => self.say(format!(
                "{} 份成绩单已交给浏览器下载：{name}。文件里是原来的名称。下次打开这一个文件就可以接着用。",
                room.len()
            )),
            Err(reason) => self.complain(format!("没有生成文件：{reason}。页面上的内容不受影响。")),
        }
    }
}
