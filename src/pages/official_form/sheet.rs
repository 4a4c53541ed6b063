//! The form as it stands, with every place marked by what goes there.

use std::rc::Rc;

use dossier::form::{Block, Cell, Draft, Form, Line, Marks, Match, Paragraph, Segment, Standing, Table};
use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::Known;

/// Properties of [`Sheet`].
#[derive(Properties)]
pub(super) struct SheetProps {
    /// The form.
    pub form: Known,
    /// What goes where.
    pub draft: Rc<Draft>,
    /// The place that is worked on.
    pub current: Option<usize>,
    /// Called with the place that is picked.
    pub on_pick: Callback<Option<usize>>,
}

impl PartialEq for SheetProps {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form && self.draft.lines == other.draft.lines && self.current == other.current
    }
}

/// The id of a place's mark.
pub(super) fn place_id(place: usize) -> String {
    format!("place-{place}")
}

/// The label of a place, for people.
pub(super) fn name(label: &str) -> &str {
    if label.is_empty() { "没有栏目名的一处" } else { label }
}

/// The form with its places marked.
#[component]
pub(super) fn Sheet(props: &SheetProps) -> Html {
    let Known(form) = &props.form;
    let mut lines: Vec<Option<&Line>> = vec![None; form.places().len()];
    props.draft.lines.iter().for_each(|line| lines[line.place] = Some(line));
    let drawing = Drawing { form, marks: Marks::new(form), lines, props };
    html! {
        <section class="card form-sheet" tabindex="0" aria-label="表格">
            { for form.blocks().iter().map(|block| drawing.block(block)) }
        </section>
    }
}

/// A form being drawn.
struct Drawing<'a> {
    form: &'a Form,
    marks: Marks<'a>,
    /// What is known of each place.
    lines: Vec<Option<&'a Line>>,
    props: &'a SheetProps,
}

impl Drawing<'_> {
    fn block(&self, block: &Block) -> Html {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => self.table(table),
        }
    }

    fn paragraph(&self, paragraph: &Paragraph) -> Html {
        let segments = self.marks.segments(paragraph);
        let boxes = &paragraph.text_boxes;
        html! {
            <>
                if !segments.is_empty() { <p>{ for segments.into_iter().map(|segment| self.segment(segment)) }</p> }
                { for boxes.iter().map(|blocks| html! { <div class="text-box">{ for blocks.iter().map(|block| self.block(block)) }</div> }) }
            </>
        }
    }

    fn table(&self, table: &Table) -> Html {
        let row = |row: usize| {
            let cells = table.cells.iter().filter(move |cell| cell.row == row);
            html! { <tr>{ for cells.map(|cell| self.cell(cell)) }</tr> }
        };
        html! { <table><tbody>{ for (0..table.rows).map(row) }</tbody></table> }
    }

    fn cell(&self, cell: &Cell) -> Html {
        let (rows, columns) = (cell.rows.to_string(), cell.columns.to_string());
        html! { <td rowspan={rows} colspan={columns}>{ for cell.blocks.iter().map(|block| self.block(block)) }</td> }
    }

    fn segment(&self, segment: Segment) -> Html {
        match segment {
            Segment::Text(text) => html! { { text } },
            Segment::Place(place) => self.place(place),
        }
    }

    /// A place: what goes there, to be picked; what others fill cannot be.
    fn place(&self, number: usize) -> Html {
        let place = &self.form.places()[number];
        let Some(line) = self.lines[number] else { return html! { { &place.content } } };
        let (standing, text) = mark(line);
        if line.found == Match::Reserved {
            return html! { <span class="blank" data-standing={standing}>{ text }</span> };
        }
        let onclick = self.props.on_pick.reform(move |_| Some(number));
        let is_current = self.props.current == Some(number);
        let label = format!("{}：{text}", name(&place.label));
        html! {
            <button type="button" class="blank" id={place_id(number)} data-standing={standing} aria-pressed={is_current.to_string()}
                aria-label={label} {onclick}>{ text }</button>
        }
    }
}

/// How a place stands as its mark says it: for the style, and in words.
pub(super) fn mark(line: &Line) -> (&'static str, AttrValue) {
    match (line.standing(), &line.written, &line.found) {
        (Standing::Filled, Ok(text), _) => ("filled", text.clone().into()),
        (Standing::Asked, ..) => ("asked", "待定".into()),
        (Standing::Left, _, Match::Occupied) => ("left", "已有内容".into()),
        (Standing::Left, ..) => ("left", "留空".into()),
        _ => ("lacking", "没有数据".into()),
    }
}
