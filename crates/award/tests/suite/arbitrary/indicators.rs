//! Random indicators, and what people do to them.

use std::collections::BTreeMap;
use std::rc::Rc;

use award::IndicatorId;
use award::indicator::{Column, Direction, Edit, Indicator, IndicatorAction, Lines, SeriesEdit};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{id, item_ids, map, text};
use crate::given;

fn template_ids() -> Vec<String> {
    given::catalog().indicators.templates.iter().map(|template| template.id.to_string()).collect()
}

fn input_ids() -> Vec<String> {
    given::catalog().indicators.inputs.iter().map(|input| input.id.to_string()).collect()
}

fn indicator_id() -> impl Strategy<Value = IndicatorId> {
    id(["k0001", "k0002", "k0003"].map(String::from).to_vec()).prop_map(|id| (&*id).into())
}

/// A text of a figure: mostly numbers in the ways in which people type them.
fn figure() -> impl Strategy<Value = award::Text> {
    prop_oneof![
        6 => "-?[0-9]{1,6}(\\.[0-9]{1,5})?(%|万元)?".prop_map(award::Text::from),
        1 => "[≥≤]?[0-9]{1,3}([-～][0-9]{1,3})?".prop_map(award::Text::from),
        1 => select(vec!["—", "/", "无", "９８．５", "1,234", "约 98", "99999999999999"]).prop_map(award::Text::from),
        1 => text(),
    ]
}

/// An indicator, of the library or not.
pub fn indicator() -> impl Strategy<Value = Rc<Indicator>> {
    let heads =
        (option::of(id(template_ids())), id(item_ids()), text(), text(), option::of(select(Direction::ALL.to_vec())), text());
    let lines = (figure(), text(), figure(), figure(), figure(), text(), text());
    (heads, btree_map(2020i16..2027, figure(), 0..6), lines).prop_map(
        |((library, item, name, unit, direction, formula), values, lines)| {
            let (target, competitor, competitor_value, average, benchmark, source, note) = lines;
            Rc::new(Indicator {
                library: library.map(|id| (&*id).into()),
                item: (&*item).into(),
                name,
                unit,
                direction,
                formula,
                values,
                lines: Lines { target, competitor, competitor_value, average, benchmark, source, note },
            })
        },
    )
}

/// Some indicators.
pub fn indicators() -> impl Strategy<Value = BTreeMap<IndicatorId, Rc<Indicator>>> {
    map(["k0001", "k0002", "k0003", "k0010"].map(String::from).to_vec(), indicator().boxed())
}

fn column() -> impl Strategy<Value = Column> {
    prop_oneof![
        select(vec![Column::Name, Column::Unit, Column::Formula, Column::Target, Column::Competitor]),
        select(vec![Column::CompetitorValue, Column::Average, Column::Benchmark, Column::Source, Column::Note]),
        (2020i16..2027).prop_map(Column::Year),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    (indicator_id(), column(), figure()).prop_map(|(id, column, text)| Edit { id, column, text })
}

/// Something that a person may do to indicators.
pub fn action() -> impl Strategy<Value = IndicatorAction> {
    let series = (id(input_ids()), 2023i16..2026, figure());
    let series = series.prop_map(|(field, year, text)| SeriesEdit { field: (&*field).into(), year, text });
    prop_oneof![
        4 => edit().prop_map(IndicatorAction::Edited),
        1 => (indicator_id(), option::of(select(Direction::ALL.to_vec()))).prop_map(|(id, direction)| IndicatorAction::Directed(id, direction)),
        1 => (indicator_id(), id(item_ids())).prop_map(|(id, item)| IndicatorAction::Moved(id, (&*item).into())),
        1 => indicator_id().prop_map(IndicatorAction::Removed),
        3 => (vec((indicator_id(), indicator().boxed()), 0..3), vec(edit(), 0..3), vec(series, 0..3))
            .prop_map(|(added, edits, figures)| IndicatorAction::Took { added, edits, figures }),
    ]
}
