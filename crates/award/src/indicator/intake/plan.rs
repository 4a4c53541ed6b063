//! What taking over a block would change, before it does.

use std::rc::Rc;

use super::super::entry::{Column, Direction, Edit, Indicator, IndicatorAction, SeriesEdit};
use super::super::figure::{Origin, kept, next_id};
use super::super::library::plain;
use super::header::{Mapping, Role};
use crate::assessment::Assessment;
use crate::catalog::Catalog;
use crate::{IndicatorId, ItemId, Text};

/// What taking over a block would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Its rows that hold something, in order.
    pub rows: Vec<PlannedRow>,
}

/// What a row of a block would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRow {
    /// The name of the indicator.
    pub name: Text,
    /// The item that it belongs to.
    pub item: ItemId,
    /// What becomes of the row.
    pub fate: Fate,
    /// The texts that change.
    pub changes: Vec<Change>,
    /// Which way is better, if the row says so.
    pub direction: Option<Direction>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It changes an indicator that is there.
    Changes(IndicatorId),
    /// It adds an indicator: one of the library or an own one, as it is before the changes.
    Adds(Rc<Indicator>),
    /// It is left out: it has no name, or lies below the table.
    LeftOut,
}

/// A text that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which text.
    pub column: Column,
    /// What it would be.
    pub text: Text,
    /// What it is now.
    pub before: Text,
    /// Where a figure is kept.
    pub origin: Origin,
}

impl Change {
    /// Whether something else than nothing is replaced.
    #[must_use]
    pub fn replaces(&self) -> bool {
        self.is_effective() && !self.before.trim().is_empty()
    }

    /// Whether it changes anything: what is computed stays so.
    #[must_use]
    pub fn is_effective(&self) -> bool {
        self.origin != Origin::Computed && self.text != self.before
    }
}

impl Plan {
    /// What it does; nothing is done to what is left out.
    #[must_use]
    pub fn action(&self, assessment: &Assessment) -> IndicatorAction {
        let (mut added, mut edits, mut figures) = (Vec::new(), Vec::new(), Vec::new());
        for row in &self.rows {
            let mut made = None;
            let id = match &row.fate {
                Fate::LeftOut => continue,
                Fate::Changes(id) => id.clone(),
                Fate::Adds(indicator) => {
                    made = Some((**indicator).clone());
                    next_id(assessment, added.len())
                }
            };
            for change in row.changes.iter().filter(|change| change.is_effective()) {
                match (&change.origin, change.column, &mut made) {
                    (Origin::Field(field), Column::Year(year), _) => {
                        figures.push(SeriesEdit { field: field.clone(), year, text: change.text.clone() });
                    }
                    (_, column, Some(indicator)) => indicator.set(column, &change.text),
                    (_, column, None) => edits.push(Edit { id: id.clone(), column, text: change.text.clone() }),
                }
            }
            if let Some(mut indicator) = made {
                indicator.direction = row.direction.or(indicator.direction);
                added.push((id, Rc::new(indicator)));
            }
        }
        IndicatorAction::Took { added, edits, figures }
    }

    /// The number of indicators that it adds.
    #[must_use]
    pub fn added(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.fate, Fate::Adds(_))).count()
    }

    /// The number of indicators that it changes.
    #[must_use]
    pub fn changed(&self) -> usize {
        let changes = |row: &&PlannedRow| matches!(row.fate, Fate::Changes(_)) && row.changes.iter().any(Change::is_effective);
        self.rows.iter().filter(changes).count()
    }

    /// The number of texts that it replaces by others.
    #[must_use]
    pub fn replaced(&self) -> usize {
        self.rows.iter().flat_map(|row| &row.changes).filter(|change| change.replaces()).count()
    }

    /// The number of rows that it leaves out.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.rows.iter().filter(|row| row.fate == Fate::LeftOut).count()
    }
}

/// What a block with a known mapping would change. Rows without an item belong to `item`. A row changes the indicator of its
/// name if there is one, takes it from the library if it is there, and adds an own one otherwise. Empty cells change nothing.
#[must_use]
pub fn plan(catalog: &Catalog, assessment: &Assessment, rows: &[Vec<String>], mapping: &Mapping, item: &ItemId) -> Plan {
    let mut plan = Plan::default();
    let mut taken: Vec<IndicatorId> = Vec::new();
    for row in rows.iter().skip(mapping.head).filter(|row| row.iter().any(|cell| !cell.trim().is_empty())) {
        let mut planned = planned(catalog, assessment, row, mapping, item, &taken);
        if let Fate::Changes(id) = &planned.fate {
            taken.push(id.clone());
        }
        planned.changes.retain(|change| !change.text.is_empty());
        plan.rows.push(planned);
    }
    plan
}

fn planned(
    catalog: &Catalog,
    assessment: &Assessment,
    row: &[String],
    mapping: &Mapping,
    item: &ItemId,
    taken: &[IndicatorId],
) -> PlannedRow {
    let cell = |role: Role| {
        let at = mapping.roles.iter().position(|each| *each == role);
        at.and_then(|at| row.get(at)).map_or("", |cell| cell.trim())
    };
    let name = cell(Role::Name);
    let item = item_of(catalog, cell(Role::Item)).unwrap_or_else(|| item.clone());
    let direction = direction_of(cell(Role::Direction));
    let fate = if name.is_empty() { Fate::LeftOut } else { fate(catalog, assessment, name, &item, taken) };
    let (indicator, is_new) = match &fate {
        Fate::LeftOut => (None, true),
        Fate::Adds(indicator) => (Some(indicator.clone()), true),
        Fate::Changes(id) => (assessment.indicators.get(id).cloned(), false),
    };
    let item = indicator.as_ref().map_or(item, |indicator| indicator.item.clone());
    let changes = indicator.map_or_else(Vec::new, |indicator| {
        let columns = mapping.roles.iter().zip(row).filter_map(|(role, cell)| Some((role.column()?, cell.trim())));
        // The name found it; a new one keeps the name as it is written there.
        let columns = columns.filter(|(column, _)| is_new || *column != Column::Name);
        columns.map(|(column, text)| change(catalog, assessment, &indicator, column, text)).collect()
    });
    PlannedRow { name: name.into(), item, fate, changes, direction }
}

/// An indicator of that name that is not taken yet, in the item before others; else one of the library, else an own one.
fn fate(catalog: &Catalog, assessment: &Assessment, name: &str, item: &ItemId, taken: &[IndicatorId]) -> Fate {
    let sought = plain(name);
    let mut same = assessment.indicators.iter().filter(|(id, indicator)| plain(&indicator.name) == sought && !taken.contains(id));
    let all: Vec<_> = same.by_ref().collect();
    let found = all.iter().find(|(_, indicator)| indicator.item == *item).or(all.first());
    if let Some((id, _)) = found {
        return Fate::Changes((*id).clone());
    }
    let template = catalog.indicators.named(name);
    let is_there =
        template.is_some_and(|template| assessment.indicators.values().any(|each| each.library.as_ref() == Some(&template.id)));
    match template.filter(|_| !is_there) {
        Some(template) => Fate::Adds(Rc::new(template.indicator())),
        None => Fate::Adds(Rc::new(Indicator::blank(item.clone()))),
    }
}

fn change(catalog: &Catalog, assessment: &Assessment, indicator: &Indicator, column: Column, text: &str) -> Change {
    let (before, origin) = match column {
        Column::Year(year) => {
            let kept = kept(catalog, assessment, indicator, year);
            (kept.text, kept.origin)
        }
        other => (indicator.text(other), Origin::Typed),
    };
    Change { column, text: text.into(), before, origin }
}

/// The item that a cell names by its number or its title.
fn item_of(catalog: &Catalog, text: &str) -> Option<ItemId> {
    let mut results = catalog.criteria.every_item().filter(|item| item.kind == crate::criteria::ItemKind::Result);
    let names = |item: &&crate::criteria::Item| text.starts_with(item.id.as_str()) || plain(&item.title) == plain(text);
    results.find(names).filter(|_| !text.is_empty()).map(|item| item.id.clone())
}

/// The direction that a cell names.
fn direction_of(text: &str) -> Option<Direction> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match () {
        () if has(&["文字", "不比"]) => Some(Direction::Text),
        () if has(&["高", "望大", "↑", "大", "上升"]) => Some(Direction::Higher),
        () if has(&["低", "望小", "↓", "小", "下降"]) => Some(Direction::Lower),
        () if has(&["区间", "望目", "适宜"]) => Some(Direction::Range),
        () => None,
    }
}

/// What a block put at a cell of a table would change, as in a spreadsheet: each cell goes where it falls. `ids` are the rows
/// of the table and `columns` its columns. Rows below the table add own indicators of `item` if they start with the name.
#[must_use]
pub fn fill(
    catalog: &Catalog,
    assessment: &Assessment,
    rows: &[Vec<String>],
    (ids, columns): (&[IndicatorId], &[Column]),
    item: &ItemId,
) -> Plan {
    let planned = |(at, row): (usize, &Vec<String>)| {
        let cells = columns.iter().zip(row).map(|(column, cell)| (*column, cell.trim()));
        let (fate, indicator) = match ids.get(at).and_then(|id| Some((id, assessment.indicators.get(id)?))) {
            Some((id, indicator)) => (Fate::Changes(id.clone()), indicator.clone()),
            None => {
                let blank = Rc::new(Indicator::blank(item.clone()));
                let is_named = columns.first() == Some(&Column::Name) && row.first().is_some_and(|name| !name.trim().is_empty());
                (if is_named { Fate::Adds(blank.clone()) } else { Fate::LeftOut }, blank)
            }
        };
        let name =
            if indicator.name.is_empty() { row.first().map_or("", |name| name.trim()).into() } else { indicator.name.clone() };
        let changes = cells.map(|(column, text)| change(catalog, assessment, &indicator, column, text)).collect();
        PlannedRow { name, item: indicator.item.clone(), fate, changes, direction: None }
    };
    Plan { rows: rows.iter().enumerate().filter(|(_, row)| !row.is_empty()).map(planned).collect() }
}
