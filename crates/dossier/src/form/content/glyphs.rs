//! The characters of a paragraph, gathered from its runs, and the text boxes that hang on them.

use super::control::{self, Field};
use super::{Anchor, Block, CONTROL, Glyph, GlyphKind, Paragraph, Reading, Twin, Waiting, boxes};
use crate::form::tree::{Id, Space};

/// What stands for a picture.
const PICTURE: char = '\u{fffd}';

/// A paragraph being read.
struct Line {
    anchor: Anchor,
    glyphs: Vec<Glyph>,
    text_boxes: Vec<Vec<Block>>,
    /// Fields that have begun and not ended, the outermost first.
    fields: Vec<Field>,
}

/// A run and what its properties say about its characters.
#[derive(Clone, Copy)]
struct Run<'a> {
    id: Id,
    is_underlined: bool,
    font: &'a str,
    /// Its text is the result of a field of one element.
    is_field: bool,
}

impl Reading<'_> {
    /// Reads a paragraph; all of it is one glyph if it is the first in a control that waits for its content.
    pub(super) fn paragraph(&mut self, id: Id, anchor: Anchor, control: Option<usize>) -> Paragraph {
        let mut line = Line { anchor, glyphs: Vec::new(), text_boxes: Vec::new(), fields: Vec::new() };
        match control {
            Some(control) => {
                let inner = self.tree.inner(id);
                let start = self.tree.child(id, "pPr").map_or(inner.start, |properties| self.tree.whole(properties).end);
                line.glyphs.push(waiting(control, start..inner.end, id));
            }
            None => self.inlines(id, &mut line, false),
        }
        let Line { anchor, glyphs, text_boxes, .. } = line;
        let around = self.tree.parent(id).filter(|around| self.tree.word(*around) == "sdtContent");
        let opens_control = around.is_some_and(|around| self.tree.child(around, "p") == Some(id));
        Paragraph { anchor, text_boxes, node: id, glyphs, opens_control, twin: Twin::None }
    }

    /// Adds what stands in a paragraph, or in an element inside it that groups runs.
    fn inlines(&mut self, of: Id, line: &mut Line, is_field: bool) {
        let tree = self.tree;
        for id in tree.children(of) {
            match tree.word(id) {
                "r" => self.run(id, line, is_field),
                "ins" | "moveTo" | "hyperlink" | "smartTag" | "customXml" | "dir" | "bdo" => self.inlines(id, line, is_field),
                "fldSimple" => self.inlines(id, line, true),
                "sdt" => self.inline_control(id, line, is_field),
                _ => {
                    if let Some(choice) = self.choice(id) {
                        self.inlines(choice, line, is_field);
                    }
                }
            }
        }
    }

    fn inline_control(&mut self, id: Id, line: &mut Line, is_field: bool) {
        let Some(content) = self.tree.child(id, "sdtContent") else { return };
        if control::is_gallery(self.tree, id) {
            return;
        }
        if let Some(tick) = self.check_box(id) {
            let (shown, kind) = (tick.shown(), GlyphKind::Box(tick));
            line.glyphs.push(Glyph { shown, place: self.tree.inner(content), kind, run: id, is_underlined: false });
        } else if let Some(control) = self.waiting_control(id) {
            line.glyphs.push(waiting(control, self.tree.inner(content), id));
        } else {
            self.inlines(content, line, is_field);
        }
    }

    fn run(&mut self, id: Id, line: &mut Line, is_field: bool) {
        let tree = self.tree;
        let properties = tree.child(id, "rPr");
        if properties.is_some_and(|properties| tree.is_on(properties, "vanish")) {
            return;
        }
        let is_underlined = properties.is_some_and(|properties| tree.is_on(properties, "u"));
        let fonts = properties.and_then(|properties| tree.child(properties, "rFonts"));
        let font = fonts.and_then(|fonts| ["ascii", "hAnsi"].iter().find_map(|name| tree.attribute(fonts, name)));
        let font = font.unwrap_or_default();
        let is_field = is_field || line.fields.iter().any(|field| field.result.is_some() && field.name() != "FORMTEXT");
        let run = Run { id, is_underlined, font: &font, is_field };
        for child in tree.children(id) {
            self.in_run(child, run, line);
        }
    }

    fn in_run(&mut self, id: Id, run: Run, line: &mut Line) {
        let tree = self.tree;
        match tree.word(id) {
            // Text holds no elements; what does is no place to cut into.
            "t" if tree.children(id).next().is_none() => self.text(id, run, line),
            "tab" | "ptab" => line.element('\t', id, run, self),
            "br" | "cr" => line.element('\n', id, run, self),
            "noBreakHyphen" => line.element('-', id, run, self),
            "sym" => match boxes::symbol_element(tree, id) {
                Some(tick) => line.tick(tick, id, run, self),
                None => line.element(PICTURE, id, run, self),
            },
            "fldChar" => self.field_mark(id, run, line),
            "instrText" => {
                if let Some(field) = line.fields.last_mut() {
                    field.code.extend(tree.characters(id).into_iter().map(|(shown, _)| shown));
                }
            }
            "ruby" => {
                let base = tree.child(id, "rubyBase");
                base.into_iter().for_each(|base| self.inlines(base, line, run.is_field));
            }
            "drawing" | "pict" | "object" => self.shape(id, None, run, line),
            _ => {
                if let Some(choice) = self.choice(id) {
                    self.shape(choice, self.fallback(id), run, line);
                }
            }
        }
    }

    fn text(&self, id: Id, run: Run, line: &mut Line) {
        for (shown, place) in self.tree.characters(id) {
            let tick = boxes::character_in(run.font, shown).or_else(|| boxes::character(shown));
            let (shown, kind) = match tick {
                _ if run.is_field => (shown, GlyphKind::Field),
                Some(tick) => (tick.shown(), GlyphKind::Box(tick)),
                None => (shown, GlyphKind::Text(id)),
            };
            line.glyphs.push(Glyph { shown, place, kind, run: run.id, is_underlined: run.is_underlined });
        }
    }

    /// The version of alternative content for programs before 2010.
    fn fallback(&self, id: Id) -> Option<Id> {
        self.tree.children(id).find(|child| self.tree.named(*child, Space::Compatibility) == "Fallback")
    }

    /// A drawing: its text boxes, or a sign that something is there.
    fn shape(&mut self, shape: Id, fallback: Option<Id>, run: Run, line: &mut Line) {
        let contents = self.text_box_contents(shape);
        if contents.is_empty() {
            let place = self.tree.whole(shape);
            line.glyphs.push(Glyph { shown: PICTURE, place, kind: GlyphKind::Field, run: run.id, is_underlined: false });
        } else {
            self.text_boxes(&contents, fallback, line);
        }
    }

    fn text_boxes(&mut self, contents: &[Id], fallback: Option<Id>, line: &mut Line) {
        let others = fallback.map(|fallback| self.text_box_contents(fallback)).unwrap_or_default();
        for (position, content) in contents.iter().enumerate() {
            let anchor = line.anchor.text_box(line.text_boxes.len());
            let mut blocks = self.blocks(*content, &anchor, Waiting::No);
            if !others.is_empty() {
                let twins = match others.get(position) {
                    Some(other) if others.len() == contents.len() => self.blocks(*other, &anchor, Waiting::No),
                    _ => Vec::new(),
                };
                pair(&mut blocks, twins);
            }
            line.text_boxes.push(blocks);
        }
    }

    /// The contents of the text boxes in a shape, without those inside them.
    fn text_box_contents(&self, shape: Id) -> Vec<Id> {
        let mut contents: Vec<Id> = Vec::new();
        for id in self.tree.inside(shape).filter(|id| self.tree.word(*id) == "txbxContent") {
            if contents.last().is_none_or(|last| self.tree.whole(*last).end <= self.tree.whole(id).start) {
                contents.push(id);
            }
        }
        contents
    }

    /// The beginning, the middle or the end of a field.
    fn field_mark(&mut self, id: Id, run: Run, line: &mut Line) {
        let tree = self.tree;
        match tree.attribute(id, "fldCharType").as_deref() {
            Some("begin") => {
                let (begin, glyphs) = (id, line.glyphs.len());
                line.fields.push(Field { begin, begin_run: run.id, code: String::new(), result: None, glyphs });
            }
            Some("separate") => {
                if let Some(field) = line.fields.last_mut() {
                    field.result = Some(tree.whole(run.id).end);
                    field.glyphs = line.glyphs.len();
                }
            }
            Some("end") => {
                if let Some(field) = line.fields.pop() {
                    self.field(&field, run, line);
                }
            }
            _ => {}
        }
    }

    /// What a form field shows when it has ended; other fields show their result.
    fn field(&mut self, field: &Field, run: Run, line: &mut Line) {
        let tree = self.tree;
        if field.name() == "FORMCHECKBOX"
            && let Some(tick) = self.check_field(field.begin)
        {
            let begin = Run { id: field.begin_run, ..run };
            line.tick(tick, field.begin, begin, self);
            return;
        }
        let Some(control) = field.control(tree, tree.whole(run.id).start) else { return };
        let chosen = control::chosen_entry(tree, field.begin);
        let result = line.glyphs.get(field.glyphs..).unwrap_or_default();
        let is_filled = result.iter().any(|glyph| !award::labels::is_blank(glyph.shown));
        if let Some(entry) = chosen {
            line.glyphs.truncate(field.glyphs);
            let place = tree.whole(field.begin);
            let glyph = |shown| Glyph { shown, place: place.clone(), kind: GlyphKind::Field, run: run.id, is_underlined: false };
            line.glyphs.extend(entry.chars().map(glyph));
        } else if !is_filled {
            line.glyphs.truncate(field.glyphs);
            self.controls.push(control);
            let content = self.controls[self.controls.len() - 1].content.clone();
            line.glyphs.push(waiting(self.controls.len() - 1, content, field.begin_run));
        }
    }
}

impl Line {
    fn element(&mut self, shown: char, id: Id, run: Run, reading: &Reading) {
        let kind = if run.is_field { GlyphKind::Field } else { GlyphKind::Element };
        let place = reading.tree.whole(id);
        self.glyphs.push(Glyph { shown, place, kind, run: run.id, is_underlined: run.is_underlined });
    }

    fn tick(&mut self, tick: boxes::Tick, id: Id, run: Run, reading: &Reading) {
        let (shown, place) = (tick.shown(), reading.tree.whole(id));
        let kind = GlyphKind::Box(tick);
        self.glyphs.push(Glyph { shown, place, kind, run: run.id, is_underlined: run.is_underlined });
    }
}

/// The glyph of a control that waits for its content.
fn waiting(control: usize, place: std::ops::Range<usize>, run: Id) -> Glyph {
    Glyph { shown: CONTROL, place, kind: GlyphKind::Control(control), run, is_underlined: false }
}

/// Tells every paragraph of a text box its other version.
fn pair(blocks: &mut [Block], twins: Vec<Block>) {
    let texts: Vec<String> = blocks.iter().flat_map(Block::paragraphs).map(Paragraph::text).collect();
    let twin_texts: Vec<String> = twins.iter().flat_map(Block::paragraphs).map(Paragraph::text).collect();
    let mut twins = if texts == twin_texts { flatten(twins) } else { Vec::new() }.into_iter();
    for_each_paragraph(blocks, &mut |paragraph| {
        paragraph.twin = twins.next().map_or(Twin::Differs, |twin| Twin::Same(Box::new(twin)));
    });
}

/// The paragraphs of blocks in reading order.
fn flatten(blocks: Vec<Block>) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(mut paragraph) => {
                let boxes = std::mem::take(&mut paragraph.text_boxes);
                paragraphs.push(paragraph);
                boxes.into_iter().for_each(|blocks| paragraphs.extend(flatten(blocks)));
            }
            Block::Table(table) => table.cells.into_iter().for_each(|cell| paragraphs.extend(flatten(cell.blocks))),
        }
    }
    paragraphs
}

fn for_each_paragraph(blocks: &mut [Block], then: &mut impl FnMut(&mut Paragraph)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                then(paragraph);
                paragraph.text_boxes.iter_mut().for_each(|blocks| for_each_paragraph(blocks, &mut *then));
            }
            Block::Table(table) => table.cells.iter_mut().for_each(|cell| for_each_paragraph(&mut cell.blocks, &mut *then)),
        }
    }
}
