//! Whether the announced calendars make sense.

use super::{Catalog, Defects};
use crate::calendar::AnnouncedYear;

impl Catalog {
    pub(super) fn check_workdays(&self, defects: &mut Defects) {
        for (position, year) in self.workdays.years.iter().enumerate() {
            let expected = self.workdays.years[0].year + position as i16;
            if year.year != expected {
                defects.add("year", &year.year, format!("应为 {expected}，各年要连续"));
            }
            self.check_year(year, defects);
        }
    }

    fn check_year(&self, year: &AnnouncedYear, defects: &mut Defects) {
        if year.document.is_empty() || year.issued.year() >= year.year {
            defects.add("year", &year.year, "要有通知的文号，和上一年发布的日期");
        }
        for each in year.breaks.iter().filter(|each| each.last < each.first) {
            defects.add("year", &year.year, format!("“{}”假期的结束早于开始", each.name));
        }
        for pair in year.breaks.windows(2).filter(|pair| pair[1].first <= pair[0].last) {
            defects.add("year", &year.year, format!("“{}”假期应排在“{}”之后", pair[1].name, pair[0].name));
        }
        for doubt in year.days().doubts(year.year, &self.workdays.festivals) {
            defects.add("year", &year.year, doubt.message());
        }
    }
}
