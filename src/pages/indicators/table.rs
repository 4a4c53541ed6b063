//! The table of an item's indicators: keys walk through its cells as in a spreadsheet, and a block can be pasted into it.

use award::IndicatorId;
use award::criteria::Item;
use award::indicator::Column;
use dossier::cells;
use yew::{Callback, Event, Html, KeyboardEvent, Properties, component, html};

use super::intake::Pasted;
use super::row::{IndicatorRow, cell_id};
use crate::browser::{clipboard, page};

/// Properties of [`IndicatorTable`].
#[derive(Properties)]
pub struct IndicatorTableProps {
    /// The item.
    pub item: &'static Item,
    /// Its indicators.
    pub ids: Vec<IndicatorId>,
    /// The fiscal years to show.
    pub years: Vec<i16>,
    /// Called with a block that was pasted into a cell.
    pub on_paste: Callback<Pasted>,
}

impl PartialEq for IndicatorTableProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.item, other.item) && self.ids == other.ids && self.years == other.years
    }
}

/// The columns that hold text, in their order. A pasted block fills them from the cell that it is pasted into.
pub fn columns(years: &[i16]) -> Vec<Column> {
    let mut columns = vec![Column::Name, Column::Unit];
    columns.extend(years.iter().map(|year| Column::Year(*year)));
    columns.extend([Column::Target, Column::Average, Column::CompetitorValue, Column::Benchmark]);
    columns
}

/// The indicators of an item.
#[component]
pub fn IndicatorTable(props: &IndicatorTableProps) -> Html {
    let columns = columns(&props.years);
    let walk = {
        let (ids, columns) = (props.ids.clone(), columns.clone());
        Callback::from(move |event: KeyboardEvent| walk(&event, &ids, &columns))
    };
    let paste = {
        let (ids, columns, on_paste) = (props.ids.clone(), columns.clone(), props.on_paste.clone());
        Callback::from(move |event: Event| {
            let block = cells::text::read(&clipboard::pasted(&event));
            // One cell is pasted as text, as in any field.
            if let Some(cell) = place(&event, &ids, &columns).filter(|_| block.rows.len() > 1 || block.width() > 1) {
                event.prevent_default();
                on_paste.emit(Pasted { block, cell });
            }
        })
    };
    html! {
        <div class="scroll">
            <table class="indicator-table" onkeydown={walk} onpaste={paste}>
                <caption class="quiet">{ format!("{}的指标", props.item.title) }</caption>
                <thead><tr>
                    { for columns[..2].iter().map(heading) }
                    <th scope="col">{ "方向" }</th>
                    { for columns[2..].iter().map(heading) }
                    <th scope="col">{ "趋势和判断" }</th>
                    <th scope="col"><span class="quiet">{ "操作" }</span></th>
                </tr></thead>
                { for props.ids.iter().map(|id| html! { <IndicatorRow id={id.clone()} years={props.years.clone()} key={id.to_string()} /> }) }
            </table>
        </div>
    }
}

fn heading(column: &Column) -> Html {
    html! { <th scope="col">{ column.name() }</th> }
}

/// Row and column of the cell that an event is about.
fn place(event: &Event, ids: &[IndicatorId], columns: &[Column]) -> Option<(usize, usize)> {
    let target = page::target_id(event);
    let all =
        ids.iter().enumerate().flat_map(|(row, id)| columns.iter().enumerate().map(move |(at, column)| ((row, at), id, column)));
    all.into_iter().find(|(_, id, column)| cell_id(id, **column) == target).map(|(place, ..)| place)
}

/// Goes to the cell above or below.
fn walk(event: &KeyboardEvent, ids: &[IndicatorId], columns: &[Column]) {
    let Some(step) = page::step_of(event) else { return };
    let Some((row, column)) = place(event, ids, columns) else { return };
    event.prevent_default();
    let next = match step {
        page::Step::Up => row.checked_sub(1),
        page::Step::Down => Some(row + 1),
    };
    if let Some(id) = next.and_then(|next| ids.get(next)) {
        page::focus(&cell_id(id, columns[column]));
    }
}
