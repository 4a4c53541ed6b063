//! Whether the announced calendars make sense.

use super::{Catalog, Defects};
use crate::calendar::{AnnouncedYear, Doubt};

impl Catalog {
    pub(super) fn check_workdays(&self, defects: &mut Defects) {
        for (position, year) in self.workdays.years.iter().enumerate() {
            let expected = self.workdays.years[0].year + position as i16;
            if year.year != expected {
                defects.add("year", &year.year, format!("should be {expected}, because years follow each other"));
            }
            self.check_year(year, defects);
        }
    }

    fn check_year(&self, year: &AnnouncedYear, defects: &mut Defects) {
        if year.document.is_empty() || year.issued.year() >= year.year {
            defects.add(
                "year",
                &year.year,
                "needs the number of its notice and the day in the year before on which it was issued",
            );
        }
        for each in year.breaks.iter().filter(|each| each.last < each.first) {
            defects.add("year", &year.year, format!("break {} ends before it starts", each.name));
        }
        for pair in year.breaks.windows(2).filter(|pair| pair[1].first <= pair[0].last) {
            defects.add("year", &year.year, format!("break {} does not follow {}", pair[1].name, pair[0].name));
        }
        for doubt in year.days().doubts(year.year, &self.workdays.festivals) {
            defects.add("year", &year.year, in_english(&doubt));
        }
    }
}

fn in_english(doubt: &Doubt) -> String {
    match doubt {
        Doubt::OtherYear(day) => format!("{day} is no day of that year"),
        Doubt::OffAndMadeUp(day) => format!("{day} is both off and made up"),
        Doubt::MakeUpOnWeekday(day) => format!("{day} is made up, but is no weekend day"),
        Doubt::Missing(festival) => format!("has fewer than {} days off for {}", festival.days, festival.name),
    }
}
