//! What the screens work out of a state that was opened: none of it may panic, whatever the state says.

use award::assessment::Assessment;
use award::catalog::Catalog;
use award::cohort::{self, Gathering, GroupBy, Protection, Settings, Table};
use award::consensus::{self, Consensus};
use award::criteria::Item;
use award::points::Points;
use award::review::{Event, History, Session, Stage};
use award::scorecard::{self, Scorecard};
use award::{applicant, eligibility, evidence, indicator, overview, planner, scoring, timeline, years};
use dossier::cohort::View;
use jiff::civil::Date;

use crate::given::{self, told};

/// The screens of an assessment, seen on several days.
pub fn assessment(catalog: &Catalog, assessment: &Assessment) {
    for today in [given::today(), Date::MIN, Date::MAX] {
        on_a_day(catalog, assessment, today);
    }
    told(overview::lengths(catalog, assessment));
    told(years::compare(&catalog.criteria, assessment));
    told(evidence::register(catalog, assessment));
    told(evidence::gaps(catalog, assessment).count());
    for each in assessment.indicators.values() {
        told(indicator::judge(catalog, assessment, each));
        told(indicator::doubts(catalog, assessment, each));
    }
    told(indicator::table(catalog, assessment));
    catalog.criteria.every_item().for_each(|item| of_item(catalog, assessment, item));
    let percent = |item: &award::ItemId| assessment.item(item).percent;
    let totals = scoring::totals(&catalog.criteria, assessment);
    told(scoring::shortlist(&catalog.scheme.review, &totals.total));
    told(planner::gains(&catalog.criteria, percent));
    told(planner::outlook(catalog, percent, &assessment.targets));
    told(planner::fewest_steps(&catalog.criteria, percent, Points::whole(catalog.scheme.review.shortlist_points)));
}

fn on_a_day(catalog: &Catalog, assessment: &Assessment, today: Date) {
    let check = eligibility::check(catalog, assessment, today);
    told(eligibility::open_questions(catalog, assessment, &check, today));
    told(eligibility::earliest(catalog, assessment, today));
    for finding in &check.findings {
        told(finding.basis.iter().map(|fact| fact.tell(catalog, assessment)).collect::<Vec<String>>());
    }
    for event in assessment.events.keys() {
        told(eligibility::triggers(catalog, assessment, event, today));
    }
    told(overview::overview(catalog, assessment, today).next);
    told(applicant::doubts(catalog, catalog.form.every_field(), assessment, today));
    for each in assessment.evidence.values() {
        told(evidence::doubts(each, today, today));
    }
    let timeline = timeline::timeline_of(catalog, assessment);
    told(timeline.upcoming(&catalog.scheme, today));
    told(dossier::timeline::calendar_file(catalog, &timeline, &assessment.head.id, given::now()));
    let round = timeline::round_of(catalog, assessment);
    told(dossier::timeline::picture(catalog, &round, today, dossier::chart::Width::PAGE));
}

fn of_item(catalog: &Catalog, assessment: &Assessment, item: &Item) {
    told(scoring::suggestion(&catalog.criteria, item, &assessment.item(&item.id)));
    told(indicator::support(catalog, assessment, &item.id).len());
}

/// The screens of a consensus.
pub fn consensus(catalog: &Catalog, consensus: &Consensus) {
    told(consensus.tally(catalog));
    told((consensus.strangers(), consensus.stale()));
    told(consensus.agreement(catalog).is_some());
    told(consensus.collation(catalog).map(|items| consensus::agenda(&items)));
    told(dossier::consensus::build(catalog, consensus, given::today()));
    told(scorecard::write(&consensus.card(given::now())));
}

/// The screens of a review, and one step on and back.
pub fn review(catalog: &Catalog, session: &Session) {
    told((session.remarks(catalog), session.ranking(catalog)));
    told((session.outcomes(catalog), session.payments(catalog)));
    for (_, applicant) in &session.applicants {
        told([Stage::Documents, Stage::Site].map(|stage| applicant.tally(catalog, stage)));
        told(applicant.total(catalog));
    }
    told(dossier::review::minutes(catalog, session, given::today()));
    told(dossier::review::report(catalog, session, given::today()));
    let mut history = History::new(session.clone());
    for event in [Event::Advanced, Event::SteppedBack("甲".into()), Event::Annulled("乙".into())] {
        let action = award::review::Action { at: given::now(), event };
        told(history.act(catalog, &action).is_ok());
    }
}

/// The screens of a room with these cards.
pub fn room(catalog: &Catalog, cards: Vec<Scorecard>) {
    let mut gathering = Gathering::new(catalog.criteria.id.clone());
    for card in cards {
        told(gathering.add(card).message());
    }
    let table = Table::of(&catalog.criteria, &gathering);
    let (rows, settings) = (table.every_row(), Settings { least_group: 1, ..Settings::default() });
    let protection = Protection::from(settings);
    told(cohort::item_statistics(&table, &rows, &protection));
    told(cohort::extremes(&table, &rows, 3, &protection));
    told(cohort::gains(&table, &rows, &protection));
    told(cohort::ranking(&table, &rows));
    told(cohort::standings(&catalog.scheme.review, &table, &rows, settings));
    told((cohort::total_spread(&table, &rows, &protection), cohort::category_spread(&table, &rows, &protection)));
    told((cohort::histories(&gathering), gathering.twins()));
    told(cohort::groups(&gathering, &table, &rows, GroupBy::County, &Settings::default().into()));
    let names: Vec<award::Text> = gathering.cards().iter().map(|card| card.subject.name.clone()).collect();
    let view = View { catalog, gathering: &gathering, table: &table, rows: &rows, names: &names, protection: &protection, group: None };
    for &row in &rows {
        told(cohort::position(&gathering, &table, &rows, row, &protection));
        told(dossier::cohort::feedback(&view, row, given::today()));
    }
    assert!(dossier::cohort::workbook(&view, given::now()).is_ok());
}
