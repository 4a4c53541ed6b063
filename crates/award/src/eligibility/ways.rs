//! What the readings of a requirement set, put together.

use crate::assessment::Assessment;
use crate::scheme::{
    EventDate, FrontBy, GoodBy, GoodRun, LastingFrom, LeapDay, Levels, NumberSetting, Reading, Recent, Requirement, SamePrize,
    Scheme, Setting,
};
use crate::{FieldId, ReadingId};

/// How a requirement is counted. Where no reading says otherwise, the default of each setting holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Ways<'a> {
    pub(super) starts: Option<&'a [FieldId]>,
    pub(super) recent: Recent,
    pub(super) anniversary_counts: bool,
    pub(super) leap_day: LeapDay,
    pub(super) lasting_from: LastingFrom,
    pub(super) event_date: EventDate,
    pub(super) levels: Levels,
    pub(super) good_by: GoodBy,
    pub(super) good_run: GoodRun,
    /// The points from which on a self-assessment is good; without a reading the shortlist line is taken.
    pub(super) good_line: Option<u16>,
    pub(super) loss_fields: Option<&'a [FieldId]>,
    pub(super) front_by: FrontBy,
    /// The reading that leaves the number of front places open, and the number once it is known.
    pub(super) front_places: Option<(&'a ReadingId, Option<u16>)>,
}

impl<'a> Ways<'a> {
    /// What the readings of a requirement set as they are switched, one of them perhaps supposed otherwise.
    pub(super) fn of(
        scheme: &'a Scheme,
        requirement: &Requirement,
        assessment: &Assessment,
        supposed: Option<(&ReadingId, &str)>,
    ) -> Ways<'a> {
        let mut ways = Ways::default();
        for reading in requirement.readings.iter().filter_map(|id| scheme.reading(id)) {
            let chosen = match supposed {
                Some((id, text)) if *id == reading.id => Some(text),
                _ => assessment.switched(&reading.id),
            };
            ways.read(reading, chosen);
        }
        ways
    }

    fn read(&mut self, reading: &'a Reading, chosen: Option<&str>) {
        if let Some(number) = &reading.number {
            match number.sets {
                NumberSetting::GoodLine => self.good_line = number.value(chosen),
                NumberSetting::FrontPlaces => self.front_places = Some((&reading.id, number.value(chosen))),
            }
        }
        if let Some(setting) = reading.option(chosen).and_then(|option| option.sets.as_ref()) {
            self.set(setting);
        }
    }

    fn set(&mut self, setting: &'a Setting) {
        match setting {
            Setting::Start(fields) => self.starts = Some(fields),
            Setting::Recent(recent) => self.recent = *recent,
            Setting::AnniversaryCounts(counts) => self.anniversary_counts = *counts,
            Setting::LeapDay(leap_day) => self.leap_day = *leap_day,
            Setting::LastingFrom(day) => self.lasting_from = *day,
            Setting::EventDate(date) => self.event_date = *date,
            Setting::Levels(levels) => self.levels = *levels,
            Setting::GoodBy(by) => self.good_by = *by,
            Setting::GoodRun(run) => self.good_run = *run,
            Setting::LossFields(fields) => self.loss_fields = Some(fields),
            Setting::FrontBy(by) => self.front_by = *by,
            Setting::SamePrize(SamePrize::Same) => self.levels = Levels::Listed,
            Setting::SamePrize(SamePrize::Any) => self.levels = Levels::Every,
            Setting::ThoseVoting(_) => {}
        }
    }
}

/// The texts to which a reading could be switched instead.
pub(super) fn alternatives(reading: &Reading, chosen: Option<&str>) -> Vec<String> {
    if let Some(number) = &reading.number {
        return [number.min, number.max].map(|bound| bound.to_string()).to_vec();
    }
    let current = reading.option(chosen).map(|option| &option.id);
    let others = reading.options.iter().filter(|option| Some(&option.id) != current);
    others.map(|option| option.id.to_string()).collect()
}
