//! The places of a table: blank cells, and what is asked inside of cells.

use super::items::{control_kind, new};
use super::reserved::{self, Asked};
use super::surroundings::{Facts, Found, Sheet, one_line};
use super::{Finding, LABEL};
use crate::form::content::{Anchor, Block, Cell, GlyphKind, Paragraph, Table};
use crate::form::place::{Place, PlaceKind, Reserved, Spot};
use crate::form::scan::{self, Item};
use crate::form::words::is_filler;
use crate::form::year::{Heading, Named, named};

/// The place of a blank cell and the cells of its labels.
struct Blank {
    labels: (Option<usize>, Option<usize>),
    place: usize,
}

/// What is known while a table is gone through.
struct Pass<'a> {
    sheet: Sheet<'a>,
    blanks: Vec<Blank>,
    /// Which cells are the label of another that is blank or holds an answer.
    is_used: Vec<bool>,
}

impl Finding<'_> {
    /// The places of a table, cell by cell.
    pub(super) fn table(&mut self, table: &Table, headings: &[String]) {
        let facts = table.cells.iter().map(|cell| Facts::of(cell, cell.own_paragraphs().map(scan::scan).collect())).collect();
        let sheet = Sheet::new(table, facts, headings);
        let mut pass = Pass { is_used: used(&sheet), sheet, blanks: Vec::new() };
        for (number, cell) in table.cells.iter().enumerate() {
            let mut found = pass.sheet.around(cell);
            found.around.near = Asked::by(&pass.sheet.facts[number].text);
            self.cell(&mut pass, number, cell, &found);
            self.inner_blocks(&pass.sheet, number, cell, &found);
        }
        for (at, blank) in pass.blanks.iter().enumerate() {
            let is_other = |(number, other): (usize, &Blank)| number != at && other.labels == blank.labels;
            self.places[blank.place].is_repeated = pass.blanks.iter().enumerate().any(is_other);
        }
    }

    fn cell(&mut self, pass: &mut Pass, number: usize, cell: &Cell, found: &Found) {
        let facts = &pass.sheet.facts[number];
        if reserved::is_opinion_box(&facts.text, &found.around) && !pass.is_used[number] {
            let mut place = new(cell.anchor.clone(), PlaceKind::Reserved(Reserved::Opinion), &found.around.label, &found.around);
            if place.label.is_empty() {
                let first = facts.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                place.label = one_line(first).trim_matches([':', '：']).to_owned();
            }
            self.places.push(place);
        } else if facts.is_blank {
            self.blank_cell(pass, cell, found);
        } else if named(&facts.text) == Some(Named::Blank) && facts.items.iter().flatten().count() == 1 {
            self.year_heading(&pass.sheet, number, cell, found);
        } else if facts.items.iter().all(Vec::is_empty) {
            self.taken_cell(&pass.sheet, number, cell, found);
        } else if !(facts.is_label && pass.is_used[number]) {
            self.cell_lines(&pass.sheet, number, cell, found);
        }
    }

    /// A cell with nothing in it.
    fn blank_cell(&mut self, pass: &mut Pass, cell: &Cell, found: &Found) {
        let (control, paragraphs) = blanks_of(cell);
        let title = control.map(|(_, _, control)| self.controls[control].title.clone()).unwrap_or_default();
        let label = if found.around.label.trim().is_empty() { &title } else { &found.around.label };
        if one_line(label).is_empty() {
            return;
        }
        let kind = control.map_or(PlaceKind::Text, |(_, _, control)| control_kind(&self.controls[control]));
        let kind = match (found.year, reserved::blank(label, &found.around)) {
            (_, Some(reserved)) => PlaceKind::Reserved(reserved),
            (Some(year), None) if kind == PlaceKind::Text => PlaceKind::YearCell(year),
            _ => kind,
        };
        let is_signed = !matches!(kind, PlaceKind::Reserved(_)) && reserved::date(label, &found.around) == Some(Reserved::Date);
        let kind = if is_signed { PlaceKind::Reserved(Reserved::Date) } else { kind };
        let mut place = new(cell.anchor.clone(), kind, label, &found.around);
        place.spot = match control {
            Some((paragraph, glyph, control)) => Spot::Control { paragraph: paragraph.anchor.clone(), glyph, control },
            None => lines(paragraphs, model(&pass.sheet, found)),
        };
        if place.kind == PlaceKind::Text && control.is_none() {
            pass.blanks.push(Blank { labels: (found.label_cell, found.other_cell), place: self.places.len() });
        }
        self.places.push(place);
    }

    /// A heading that leaves room for its year.
    fn year_heading(&mut self, sheet: &Sheet, number: usize, cell: &Cell, found: &Found) {
        let Some(heading) = sheet.blank_heading(cell) else { return self.cell_lines(sheet, number, cell, found) };
        for (paragraph, items) in cell.own_paragraphs().zip(&sheet.facts[number].items) {
            for item in items {
                let (at, spot) = match item {
                    Item::Date { parts, .. } => {
                        (item.start(), Spot::Date { paragraph: paragraph.anchor.clone(), parts: parts.clone() })
                    }
                    Item::Gap(gap) => {
                        (gap.range.start, Spot::Gap { paragraph: paragraph.anchor.clone(), range: gap.range.clone() })
                    }
                    Item::Boxes { .. } => continue,
                };
                let mut place = new(paragraph.anchor.character(at), PlaceKind::YearHeading(heading), "年度", &found.around);
                place.spot = spot;
                self.places.push(place);
            }
        }
    }

    /// A cell with text behind a label: it is taken already, or it is a label itself.
    fn taken_cell(&mut self, sheet: &Sheet, number: usize, cell: &Cell, found: &Found) {
        let facts = &sheet.facts[number];
        let behind = found.is_direct && found.year.is_none();
        let is_other = facts.is_unit() || named(&facts.text).is_some() || one_line(&facts.text).is_empty();
        if !behind || sheet.heads_blank(cell) || is_other {
            return;
        }
        let mut place = new(cell.anchor.clone(), PlaceKind::Text, &found.around.label, &found.around);
        place.content = facts.text.trim().to_owned();
        place.is_implied = true;
        place.spot = lines(cell.own_paragraphs().collect(), model(sheet, found));
        self.places.push(place);
    }

    /// What the paragraphs of a cell ask for.
    fn cell_lines(&mut self, sheet: &Sheet, number: usize, cell: &Cell, found: &Found) {
        let paragraphs: Vec<&Paragraph> = cell.own_paragraphs().collect();
        for (at, items) in sheet.facts[number].items.iter().enumerate() {
            let first = self.places.len();
            self.line(paragraphs[at], items.clone(), &found.around);
            if let [place] = &mut self.places[first..]
                && place.is_implied
            {
                into_lines_below(place, paragraphs[at], &paragraphs[at + 1..]);
            }
            for place in &mut self.places[first..] {
                in_year(place, found);
            }
        }
    }

    /// Tables and text boxes inside a cell, with its labels over them.
    fn inner_blocks(&mut self, sheet: &Sheet, number: usize, cell: &Cell, found: &Found) {
        let own = [&found.around.label, &sheet.facts[number].text].map(|text| one_line(text));
        let own = own.into_iter().filter(|text| !text.is_empty() && text.chars().count() <= LABEL);
        let headings: Vec<String> = own.chain(found.around.context.headings.iter().cloned()).collect();
        for block in &cell.blocks {
            match block {
                Block::Table(table) => self.table(table, &headings),
                Block::Paragraph(paragraph) => paragraph.text_boxes.iter().for_each(|blocks| self.story(blocks, &headings)),
            }
        }
    }
}

/// A blank of a cell under a year is the figure of that year.
fn in_year(place: &mut Place, found: &Found) {
    if let (PlaceKind::Text, Some(Heading { year, is_sure })) = (&place.kind, found.year) {
        place.kind = PlaceKind::YearCell(Heading { year, is_sure });
    }
}

/// Text behind a colon goes into the blank lines below it, if there are any; text that stands there takes the place.
fn into_lines_below(place: &mut Place, label: &Paragraph, below: &[&Paragraph]) {
    let is_blank = |paragraph: &&&Paragraph| paragraph.text().trim().is_empty() && paragraph.glyphs.iter().all(is_text);
    let blanks: Vec<&Paragraph> = below.iter().take_while(is_blank).copied().collect();
    if !blanks.is_empty() {
        place.spot = lines(blanks, Some(label.anchor.clone()));
    } else if let Some(text) = below.first() {
        place.content = text.text().trim().to_owned();
    }
}

/// Paragraphs to write into, and the paragraph of the label, whose font counts if they have none.
fn lines(paragraphs: Vec<&Paragraph>, model: Option<Anchor>) -> Spot {
    Spot::Paragraphs { lines: paragraphs.into_iter().map(|paragraph| paragraph.anchor.clone()).collect(), model }
}

/// The paragraph of the label of a cell.
fn model(sheet: &Sheet, found: &Found) -> Option<Anchor> {
    let label = &sheet.table.cells[found.label_cell?];
    let paragraph = label.own_paragraphs().find(|paragraph| paragraph.glyphs.iter().any(|glyph| !is_filler(glyph.shown)));
    paragraph.map(|paragraph| paragraph.anchor.clone())
}

fn is_text(glyph: &crate::form::content::Glyph) -> bool {
    matches!(glyph.kind, GlyphKind::Text(_) | GlyphKind::Element)
}

/// The control of a blank cell with its paragraph, and the blank paragraphs.
fn blanks_of(cell: &Cell) -> (Option<(&Paragraph, usize, usize)>, Vec<&Paragraph>) {
    let paragraphs: Vec<&Paragraph> = cell.own_paragraphs().collect();
    let control = paragraphs.iter().find_map(|paragraph| {
        let found = paragraph.glyphs.iter().enumerate().find_map(|(at, glyph)| match glyph.kind {
            GlyphKind::Control(control) => Some((at, control)),
            _ => None,
        });
        found.map(|(at, control)| (*paragraph, at, control))
    });
    (control, paragraphs)
}

/// Which cells are the label of another that is blank or holds an answer.
fn used(sheet: &Sheet) -> Vec<bool> {
    let mut is_used = vec![false; sheet.facts.len()];
    for (number, cell) in sheet.table.cells.iter().enumerate() {
        let facts = &sheet.facts[number];
        let has_items = facts.items.iter().flatten().next().is_some();
        let found = sheet.around(cell);
        let answers = if has_items { !facts.is_label } else { facts.is_blank || found.is_direct };
        if let Some(label) = found.label_cell.filter(|_| answers) {
            is_used[label] = true;
        }
    }
    is_used
}
