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
                defects.add("letter", &letter.title, "is of a kind that another letter is of");
            }
            self.check_letter(letter, defects);
        }
    }

    fn check_letter(&self, letter: &Letter, defects: &mut Defects) {
        for question in letter.if_yes.iter().chain(&letter.if_no) {
            if self.scheme.question(question).is_none() {
                defects.add("letter", &letter.title, format!("depends on `{question}`, which does not exist"));
            }
        }
        for name in letter.blanks() {
            let is_known = match name.strip_prefix('@') {
                Some(field) => self.form.field(field).is_some(),
                None => Letter::BLANKS.contains(&name),
            };
            if !is_known {
                defects.add("letter", &letter.title, format!("has a blank `{name}`, which nothing fills"));
            }
        }
    }
}
