//! Tables: rows and cells through what groups them, merged cells as one, every cell at its place in the grid.

use super::{Anchor, Cell, Reading, Table, Waiting};
use crate::form::tree::Id;

/// The greatest number of columns that Word allows.
const COLUMNS: usize = 63;

/// A cell as it stands in its row.
struct Piece {
    node: Id,
    anchor: Anchor,
    column: usize,
    columns: usize,
    continues: bool,
    waiting: Waiting,
}

impl Reading<'_> {
    /// Reads a table.
    pub(super) fn table(&mut self, id: Id, anchor: Anchor) -> Table {
        let mut rows = Vec::new();
        self.rows(id, &mut rows);
        let mut table = Table { anchor, rows: rows.len(), columns: 0, cells: Vec::new(), slots: Vec::new() };
        for (number, row) in rows.into_iter().enumerate() {
            let anchor = table.anchor.within(number);
            let pieces = self.pieces(row, &anchor);
            self.add_row(&mut table, number, pieces);
        }
        table.columns = table.slots.iter().map(Vec::len).max().unwrap_or_default();
        table
    }

    fn rows(&self, of: Id, rows: &mut Vec<Id>) {
        for id in self.tree.children(of) {
            match self.tree.word(id) {
                "tr" if !self.is_deleted(id) => rows.push(id),
                "sdt" => self.tree.child(id, "sdtContent").into_iter().for_each(|content| self.rows(content, rows)),
                "sdtContent" | "customXml" | "ins" | "moveTo" => self.rows(id, rows),
                _ => {}
            }
        }
    }

    /// Whether a tracked change has deleted a row.
    fn is_deleted(&self, row: Id) -> bool {
        self.tree.child(row, "trPr").is_some_and(|properties| self.tree.child(properties, "del").is_some())
    }

    /// The cells of a row with their columns.
    fn pieces(&mut self, row: Id, anchor: &Anchor) -> Vec<Piece> {
        let before = self.tree.child(row, "trPr").and_then(|properties| self.number(properties, "gridBefore"));
        let mut pieces = Vec::new();
        let mut column = before.unwrap_or_default();
        self.add_pieces(row, Waiting::No, &mut |reading, node, waiting| {
            let properties = reading.tree.child(node, "tcPr");
            let columns = properties.and_then(|properties| reading.number(properties, "gridSpan")).unwrap_or(1).max(1);
            let joins = properties.and_then(|properties| reading.tree.child(properties, "hMerge"));
            let merge = properties.and_then(|properties| reading.tree.child(properties, "vMerge"));
            let restarts = |merge: Id| reading.tree.attribute(merge, "val").as_deref() == Some("restart");
            match pieces.last_mut() {
                Some(Piece { columns: wide, .. }) if joins.is_some_and(|joins| !restarts(joins)) => *wide += columns,
                _ => pieces.push(Piece {
                    node,
                    anchor: anchor.within(pieces.len()),
                    column,
                    columns,
                    continues: merge.is_some_and(|merge| !restarts(merge)),
                    waiting,
                }),
            }
            column += columns;
        });
        pieces.retain(|piece| piece.column + piece.columns <= COLUMNS);
        pieces
    }

    fn add_pieces(&mut self, of: Id, waiting: Waiting, add: &mut impl FnMut(&Self, Id, Waiting)) {
        for id in self.tree.children(of) {
            match self.tree.word(id) {
                "tc" => add(self, id, waiting),
                "sdt" => {
                    let control = self.waiting_control(id).map_or(waiting, Waiting::For);
                    if let Some(content) = self.tree.child(id, "sdtContent") {
                        self.add_pieces(content, control, add);
                    }
                }
                "customXml" | "ins" | "moveTo" => self.add_pieces(id, waiting, add),
                _ => {}
            }
        }
    }

    fn add_row(&mut self, table: &mut Table, row: usize, pieces: Vec<Piece>) {
        let mut slots = Vec::new();
        for piece in pieces {
            let above = row.checked_sub(1).and_then(|above| *table.slots[above].get(piece.column)?);
            let above = above.filter(|cell| {
                let cell = &table.cells[*cell];
                piece.continues && (cell.column, cell.columns) == (piece.column, piece.columns)
            });
            let cell = above.unwrap_or(table.cells.len());
            match above {
                Some(cell) => table.cells[cell].rows += 1,
                None => {
                    let blocks = self.blocks(piece.node, &piece.anchor, piece.waiting);
                    let Piece { anchor, column, columns, .. } = piece;
                    table.cells.push(Cell { anchor, row, column, rows: 1, columns, blocks });
                }
            }
            slots.resize(piece.column.max(slots.len()), None);
            slots.extend(vec![Some(cell); piece.columns]);
        }
        table.slots.push(slots);
    }

    fn number(&self, of: Id, name: &str) -> Option<usize> {
        Some(self.tree.value(of, name)?.parse::<usize>().ok()?.min(COLUMNS))
    }
}
