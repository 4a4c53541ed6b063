//! Whether the course of a round makes sense.

use super::{Catalog, Defects};
use crate::form::FieldKind;
use crate::timeline::{Lasts, Milestone, Order, Wording};
use crate::{MilestoneId, ReadingId};

impl Catalog {
    pub(super) fn check_course(&self, defects: &mut Defects) {
        let course = &self.scheme.course;
        let ids = course.milestones.iter().flat_map(|milestone| [Some(&milestone.id), milestone.end.as_ref()]).flatten();
        defects.unique("milestone", ids.map(MilestoneId::as_str));
        defects.unique("reminder", course.reminders.iter().map(|reminder| reminder.id.as_str()));
        for (position, milestone) in course.milestones.iter().enumerate() {
            self.check_milestone(milestone, position, defects);
        }
        for order in &course.orders {
            self.check_order(order, defects);
        }
        for reminder in &course.reminders {
            self.check_citation("reminder", &reminder.id, reminder.clause, defects);
            self.check_named_readings("reminder", reminder.id.as_str(), &reminder.readings, defects);
            for from in std::iter::once(&reminder.from).chain(&reminder.second_from) {
                if course.milestone(from).is_none() {
                    defects.add("reminder", &reminder.id, format!("从“{from}”算起，但没有这个环节"));
                }
            }
        }
        check_wording(&course.wording, defects);
    }

    fn check_milestone(&self, milestone: &Milestone, position: usize, defects: &mut Defects) {
        for clause in milestone.clauses() {
            self.check_citation("milestone", &milestone.id, clause, defects);
        }
        self.check_named_readings("milestone", milestone.id.as_str(), &milestone.readings, defects);
        let windows = self.scheme.windows.iter().filter(|window| window.clause == milestone.clause).count();
        if milestone.lasts == Lasts::Window && windows != 1 {
            defects.add("milestone", &milestone.id, format!("按工作日期限计，但它那一条规定了 {windows} 个期限"));
        }
        if milestone.end.is_some() != (milestone.lasts != Lasts::Day) {
            defects.add("milestone", &milestone.id, "持续多天的要有最后一天的编号，只有一天的不要");
        }
        for field in [&milestone.field, &milestone.end_field].into_iter().flatten() {
            if self.form.field(field.as_str()).is_none_or(|field| field.kind != FieldKind::Date) {
                defects.add("milestone", &milestone.id, format!("日期填在栏目“{field}”，但申报表没有这个日期栏目"));
            }
        }
        if milestone.end_field.is_some() && milestone.end.is_none() {
            defects.add("milestone", &milestone.id, "没有最后一天的编号，不能有最后一天的栏目");
        }
        if let Some(with) = &milestone.starts_with
            && self.position(with).is_none_or(|other| other >= position)
        {
            defects.add("milestone", &milestone.id, format!("随“{with}”开始，但前面没有这个环节"));
        }
    }

    fn check_order(&self, order: &Order, defects: &mut Defects) {
        let row = format!("{} – {}", order.earlier, order.later);
        self.check_citation("order", &row, order.clause, defects);
        match (self.position(&order.earlier), self.position(&order.later)) {
            (Some(earlier), Some(later)) if earlier < later => {}
            (Some(_), Some(_)) => defects.add("order", &row, "先后写反了"),
            _ => defects.add("order", &row, "写了不存在的环节"),
        }
    }

    fn check_named_readings(&self, table: &'static str, row: &str, readings: &[ReadingId], defects: &mut Defects) {
        for reading in readings.iter().filter(|reading| self.scheme.reading(reading).is_none()) {
            defects.add(table, &row, format!("写了口径“{reading}”，但没有这个口径"));
        }
    }

    fn position(&self, id: &MilestoneId) -> Option<usize> {
        self.scheme.course.milestones.iter().position(|milestone| milestone.id == *id)
    }
}

/// Every `{place}` of a sentence must be one that is filled.
fn check_wording(wording: &Wording, defects: &mut Defects) {
    for (key, sentence, places) in wording.sentences() {
        for piece in sentence.split('{').skip(1) {
            let (place, _) = piece.split_once('}').unwrap_or((piece, ""));
            if !places.contains(&place) || !piece.contains('}') {
                defects.add("wording", &key, format!("有位置“{{{place}”，可用的只有 {places:?}"));
            }
        }
    }
}
