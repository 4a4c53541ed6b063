//! What must be sound about letters and about what has to be handed in.

use std::collections::BTreeSet;

use super::{Catalog, Defects};
use crate::scheme::Letter;

impl Catalog {
    pub(super) fn check_letters(&self, defects: &mut Defects) {
        let (materials, id) = (&self.scheme.materials, &self.scheme.id);
        for asked in &materials.asked {
            self.check_citation("materials", id, asked.clause, defects);
        }
        let mut kinds = BTreeSet::new();
        for letter in &materials.letters {
            self.check_citation("letter", &letter.title, letter.clause, defects);
            if !kinds.insert(letter.kind) {
                defects.add("letter", &letter.title, "同一种文书写了两份");
            }
            self.check_letter(letter, defects);
        }
    }

    fn check_letter(&self, letter: &Letter, defects: &mut Defects) {
        for question in letter.if_yes.iter().chain(&letter.if_no) {
            if self.scheme.question(question).is_none() {
                defects.add("letter", &letter.title, format!("写了问题“{question}”，但没有这个问题"));
            }
        }
        for name in letter.blanks() {
            let is_known = match name.strip_prefix('@') {
                Some(field) => self.form.field(field).is_some(),
                None => Letter::BLANKS.contains(&name),
            };
            if !is_known {
                defects.add("letter", &letter.title, format!("有空格“{{{name}}}”，没有内容可填"));
            }
        }
    }
}
