//! 多家对比: many score cards side by side.

mod chosen;
mod desk;
mod feedback;
mod files_out;
mod grid;
mod groups;
mod intake;
mod items;
mod projection;
mod settings;
mod standings;
mod years;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use award::cohort::{Protection, SortBy, sort};
use award::{ApplicantId, CardId, Text};
use dossier::archive;
use yew::{AttrValue, Callback, Html, UseStateHandle, component, hook, html, use_effect_with, use_memo, use_state, use_state_eq};

pub use self::desk::{DeskState, PutAwayBar};
pub use self::projection::Projection;

use self::chosen::Chosen;
use self::files_out::FilesOut;
use self::grid::Grid;
use self::groups::{Groups, Only, only_bar};
use self::intake::Intake;
use self::items::Items;
use self::settings::SettingsForm;
use self::standings::StandingsCard;
use self::years::YearByYear;
use crate::browser::collation;
use crate::state::{Room, Shared, use_select, use_store};

/// How many cards can lie over the quartiles before their lines cannot be told apart.
const CHOSEN: usize = dossier::chart::MOST_OUTLINES;

/// What every part of the page is told.
#[derive(Clone, PartialEq, yew::Properties)]
pub struct Look {
    /// The cards.
    pub room: Shared<Room>,
    /// The name of each card, or a number in its place.
    pub names: Rc<[Text]>,
    /// Whether numbers stand in place of names.
    pub hides_names: bool,
    /// The rows in their order.
    pub rows: Rc<[usize]>,
    /// The group that alone they are; `None` if they are all.
    pub group: Option<AttrValue>,
    /// What statistics of them may be told.
    pub protection: Rc<Protection>,
    /// From how many applicants on statistics are told, and what is close to the line.
    pub settings: award::cohort::Settings,
}

impl Look {
    /// The name of a row, with its year if there are cards of several.
    fn label(&self, row: usize) -> String {
        let year = |row: usize| self.room.card(row).subject.year;
        let several = self.rows.iter().any(|&other| year(other) != year(row));
        if several { format!("{} {}", self.names[row], year(row)) } else { self.names[row].to_string() }
    }

    /// The total of a row; of one that is not all scored, with what is open.
    fn total(&self, row: usize) -> String {
        let tally = &self.room.table.totals[row];
        let open = if tally.is_complete() { String::new() } else { format!("（未评 {} 分）", tally.open) };
        format!("{}{open}", tally.earned)
    }

    /// What a file is about: how many cards, and of which group.
    fn extent(&self) -> String {
        let group = self.group.as_ref().map(|group| format!("{}-", archive::clean(group)));
        format!("{}{}份", group.unwrap_or_default(), self.rows.len())
    }

    /// The same for documents.
    fn view<'a>(&'a self, catalog: &'a award::catalog::Catalog) -> dossier::cohort::View<'a> {
        dossier::cohort::View {
            catalog,
            gathering: &self.room.gathering,
            table: &self.room.table,
            rows: &self.rows,
            group: self.group.as_deref(),
            names: &self.names,
            protection: &self.protection,
        }
    }
}

/// The names of the cards, or codes in their place, the same for all cards of an applicant.
fn names(room: &Room, hidden: bool) -> Rc<[Text]> {
    let cards = room.gathering.cards();
    if !hidden {
        return cards.iter().map(|card| card.subject.name.clone()).collect();
    }
    let codes = codes(room);
    let width = codes.len().to_string().len();
    room.table.applicants.iter().map(|number| format!("单位{:0width$}", codes[number]).into()).collect()
}

/// The code of each applicant, counted from 1 in the order of their ids: files are opened in the order of their names as a rule,
/// and codes that follow it would tell them.
fn codes(room: &Room) -> BTreeMap<usize, usize> {
    let mut ids: BTreeMap<usize, &ApplicantId> = BTreeMap::new();
    for (number, card) in room.table.applicants.iter().zip(room.gathering.cards()) {
        let id = ids.entry(*number).or_insert(&card.subject.applicant);
        *id = (*id).min(&card.subject.applicant);
    }
    let in_order: BTreeSet<(&ApplicantId, usize)> = ids.into_iter().map(|(number, id)| (id, number)).collect();
    in_order.into_iter().zip(1..).map(|((_, number), code)| (number, code)).collect()
}

/// Lets a group go that cannot be shown any more: it must not come back by itself later.
#[hook]
fn use_lapse(only: &UseStateHandle<Option<Only>>, is_lost: bool, has_cards: bool) {
    let (store, kept) = (use_store(), only.clone());
    let lapsed = only.as_ref().filter(|_| is_lost).map(Only::name);
    use_effect_with(lapsed, move |lapsed| {
        let Some(name) = lapsed else { return };
        kept.set(None);
        if has_cards {
            store.say(format!("“{name}”的家数不够显示，改为看全部。"));
        }
    });
}

/// 多家对比
#[component]
pub fn Cohort() -> Html {
    let room = use_select(|state| state.workshop.room.clone());
    let settings = use_select(|state| state.workshop.settings);
    let order = use_state(|| (SortBy::Total, true));
    let hidden = use_state_eq(|| false);
    let chosen = use_state(BTreeSet::<CardId>::new);
    let names = use_memo((room.clone(), *hidden), |(room, hidden)| names(room, *hidden));
    let only = use_state(|| None::<Only>);
    let every = use_memo((room.clone(), (*order).clone()), |(room, (by, descending))| ordered(room, by, *descending));
    let part = only.as_ref().and_then(|only| only.group(&room, &every, settings));
    use_lapse(&only, part.is_none(), room.len() > 0);
    let on_sort = {
        let order = order.clone();
        Callback::from(move |by: SortBy| {
            let descending =
                if order.0 == by { !order.1 } else { !matches!(by, SortBy::Name | SortBy::County | SortBy::Industry) };
            order.set((by, descending));
        })
    };
    let on_choose = {
        let chosen = chosen.clone();
        Callback::from(move |id: CardId| {
            let mut next = (*chosen).clone();
            if !next.remove(&id) && next.len() < CHOSEN {
                next.insert(id);
            }
            chosen.set(next);
        })
    };
    let on_only = {
        let (only, chosen) = (only.clone(), chosen.clone());
        Callback::from(move |next: Option<Only>| {
            only.set(next);
            // One that is out of sight could not be let go.
            chosen.set(BTreeSet::new());
        })
    };
    let all = Look {
        room: room.clone(),
        names: (*names).clone(),
        hides_names: *hidden && room.len() > 0,
        rows: (*every).clone(),
        group: None,
        protection: Protection::from(settings).into(),
        settings,
    };
    let one_group = only.as_ref().zip(part);
    let look = match &one_group {
        Some((only, (rows, protection))) => {
            Look { rows: rows.clone(), group: Some(only.name().into()), protection: protection.clone(), ..all.clone() }
        }
        None => all.clone(),
    };
    html! {
        <Intake>
            <div class="page cohort">
                <header class="page-head"><h1>{ "多家对比" }</h1><DeskState /></header>
                <PutAwayBar />
                <FilesOut look={look.clone()} />
                if room.len() > 0 {
                    <SettingsForm hidden={hidden.clone()} />
                    if let Some((only, (rows, _))) = &one_group { { only_bar(only, rows.len(), &on_only) } }
                    <StandingsCard look={look.clone()} />
                    <Grid look={look.clone()} order={(*order).clone()} chosen={(*chosen).clone()} {on_sort} on_choose={on_choose.clone()} />
                    <Chosen look={look.clone()} chosen={(*chosen).clone()} {on_choose} />
                    <Items {look} />
                    <Groups look={all.clone()} {on_only} />
                    <YearByYear look={all} />
                }
            </div>
        </Intake>
    }
}

/// The rows in an order. Names stand as readers look for them.
fn ordered(room: &Room, by: &SortBy, descending: bool) -> Rc<[usize]> {
    let mut rows = room.table.every_row();
    let ranked = match by {
        SortBy::Name => SortBy::Rank(collation::ranks(room.gathering.cards().iter().map(|card| &*card.subject.name)).into()),
        other => other.clone(),
    };
    sort(&room.gathering, &room.table, &mut rows, &ranked, descending);
    rows.into()
}
