//! What a room full of score cards costs: `cargo xtask bench`.
//!
//! Cards of about 8 KB are opened and gathered, against walking through the same JSON without keeping anything; then the
//! table and every statistic of it are computed. The cost of one card must not grow with their number.

use std::hint::black_box;
use std::time::Instant;

use award::catalog::Catalog;
use award::cohort::{self, Gathering, GroupBy, Protection, Settings, SortBy, Table};
use award::points::Percent;
use award::scorecard::{self, Author, CardItem, Role, Scorecard, Subject};
use serde::de::IgnoredAny;

const RUNS: usize = 7;

fn main() {
    let catalog = schemes::xinyang();
    let counties = catalog.form.areas.len();
    println!("   cards    open ×floor    table  statistics   µs a card");
    for count in [100, 1_000, 10_000] {
        let files: Vec<String> = (0..count).map(|number| scorecard::write(&card(&catalog, number, number % counties))).collect();
        let (mut floors, mut opens, mut tables, mut statistics) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for _ in 0..RUNS {
            floors.push(time(|| files.iter().for_each(|file| drop(black_box(serde_json::from_str::<IgnoredAny>(file))))).0);
            let (open, gathering) = time(|| gather(&catalog, &files));
            let (build, table) = time(|| Table::of(&catalog.criteria, &gathering));
            let (aggregate, ()) = time(|| aggregate(&catalog, &gathering, &table));
            opens.push(open);
            tables.push(build);
            statistics.push(aggregate);
        }
        let [floor, open, build, aggregate] = [floors, opens, tables, statistics].map(median);
        let each = (open + build + aggregate) / f64::from(u32::try_from(count).expect("few")) * 1000.0;
        println!("{count:>8} {open:>8.1} {:>5.2} {build:>8.2} {aggregate:>11.2} {each:>11.1}", open / floor);
    }
}

fn gather(catalog: &Catalog, files: &[String]) -> Gathering {
    let mut gathering = Gathering::new(catalog.criteria.id.clone());
    for file in files {
        gathering.add(scorecard::open(file).expect("a card").value);
    }
    gathering
}

fn aggregate(catalog: &Catalog, gathering: &Gathering, table: &Table) {
    let settings = Settings::default();
    let mut rows = table.every_row();
    cohort::sort(gathering, table, &mut rows, &SortBy::Total, true);
    black_box(cohort::standings(&catalog.scheme.review, table, &rows, settings));
    black_box(cohort::histories(gathering));
    let every = Protection::from(settings);
    let groups = cohort::groups(gathering, table, &rows, GroupBy::County, &every);
    let groups = groups.iter().filter_map(|group| Some((&group.rows, group.protection.as_ref()?)));
    for (rows, protection) in groups.chain([(&rows, &every)]) {
        black_box(cohort::item_statistics(table, rows, protection));
        black_box(cohort::total_spread(table, rows, protection));
        black_box(cohort::category_spread(table, rows, protection));
        black_box(cohort::extremes(table, rows, 5, protection));
        black_box(cohort::gains(table, rows, protection));
    }
}

/// A card of the size that people write, a fixed one for each number.
fn card(catalog: &Catalog, number: usize, county: usize) -> Scorecard {
    let subject = Subject {
        applicant: (&*format!("applicant-{number}")).into(),
        name: format!("第{number}号企业").into(),
        alias: true,
        county: catalog.form.areas[county].name.clone(),
        industry: "制造业".into(),
        size: "中型".into(),
        year: 2025,
    };
    let author = Author { role: Role::Own, name: "".into() };
    let item = |at: usize| CardItem {
        percent: Percent::new(((number * 7 + at * 13) % 21) as u8 * 5),
        factors: [("A", "50-65"), ("D", "50-65"), ("L", "30-45"), ("I", "50-65")].map(|(a, b)| (a.into(), b.into())).into(),
        strengths: vec!["方法系统，部门之间展开一致，有评价和改进的记录可以查证".into()],
        ofis: vec!["与标杆的对比数据不足，改进效果没有用指标说明".into()],
    };
    Scorecard {
        id: scorecard::card_id(&subject, &author),
        revised: jiff::civil::date(2026, 11, 24).at(9, 0, 0, 0),
        scheme: catalog.scheme.id.clone(),
        criteria: catalog.criteria.id.clone(),
        subject,
        author,
        items: catalog.criteria.every_item().enumerate().map(|(at, known)| (known.id.clone(), item(at))).collect(),
    }
}

/// Milliseconds of some work, with its result.
fn time<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let result = black_box(work());
    (start.elapsed().as_secs_f64() * 1000.0, result)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
