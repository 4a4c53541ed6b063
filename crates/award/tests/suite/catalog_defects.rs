//! The bundled catalog, broken in every way that the build must notice.

use award::catalog::Catalog;
use award::clause::ClauseRef;
use award::form::{Field, FieldKind};
use award::scheme::{Requirement, Rule};

use crate::given::catalog;

/// The defects of the bundled catalog after a change, as the build prints them.
fn defects(change: impl FnOnce(&mut Catalog)) -> Vec<String> {
    let mut broken = catalog().clone();
    change(&mut broken);
    broken.defects().iter().map(ToString::to_string).collect()
}

/// A change makes exactly these defects.
#[track_caller]
pub fn makes(change: impl FnOnce(&mut Catalog), expected: &[&str]) {
    assert_eq!(defects(change), expected);
}

fn requirement<'a>(catalog: &'a mut Catalog, id: &str) -> &'a mut Requirement {
    catalog.scheme.requirements.iter_mut().find(|one| one.id.as_str() == id).expect("the requirement")
}

fn field<'a>(catalog: &'a mut Catalog, id: &str) -> &'a mut Field {
    let fields = catalog.form.groups.iter_mut().flat_map(|group| &mut group.fields);
    fields.into_iter().find(|field| field.id.as_str() == id).expect("the field")
}

/// A reference to a clause.
pub fn clause(article: u8, paragraph: Option<u8>) -> ClauseRef {
    ClauseRef { article, paragraph }
}

#[test]
fn bundled_catalog_is_sound() {
    makes(|_| {}, &[]);
}

#[test]
fn criteria_must_be_the_ones_applied() {
    makes(
        |catalog| catalog.scheme.criteria = "gbt19580-2004".into(),
        &["scheme `xinyang-2022`: applies criteria `gbt19580-2004`, but the catalog holds `gbt19580-2012`"],
    );
}

#[test]
fn points_must_add_up() {
    makes(
        |catalog| catalog.criteria.categories[0].items[0].points = 55,
        &["category `4.1`: has 110 points, but its items add up to 115"],
    );
    makes(
        |catalog| catalog.criteria.categories[0].points = 115,
        &[
            "category `4.1`: has 115 points, but its items add up to 110",
            "criteria `gbt19580-2012`: has 1000 points, but its categories add up to 1005",
        ],
    );
    makes(
        |catalog| catalog.criteria.points = 1001,
        &["criteria `gbt19580-2012`: has 1001 points, but its categories add up to 1000"],
    );
}

#[test]
fn points_beyond_all_measure_are_a_defect_too() {
    makes(
        |catalog| catalog.criteria.categories[0].items[0].points = u16::MAX,
        &["category `4.1`: has 110 points, but its items add up to 65595"],
    );
    assert!(!defects(|catalog| catalog.criteria.categories.iter_mut().for_each(|one| one.points = u16::MAX)).is_empty());
}

#[test]
fn items_must_be_counted_and_belong() {
    makes(|catalog| catalog.criteria.items = 24, &["criteria `gbt19580-2012`: has 24 items, but 23 are listed"]);
    makes(
        |catalog| catalog.criteria.categories[1].items[0].id = "4.1.9".into(),
        &["item `4.1.9`: does not belong to category 4.2"],
    );
    makes(
        |catalog| catalog.criteria.categories[0].items[0].id = "4.10.2".into(),
        &["item `4.10.2`: does not belong to category 4.1"],
    );
    makes(|catalog| catalog.criteria.categories[0].items[0].questions.clear(), &["item `4.1.2`: needs key points and questions"]);
    makes(
        |catalog| catalog.criteria.categories[0].items[0].key_points.clear(),
        &["item `4.1.2`: needs key points and questions"],
    );
}

#[test]
fn bands_must_cover_the_scale() {
    makes(|catalog| catalog.criteria.bands[1].min = 15, &["band `10-25`: must start at 10 and end above"]);
    makes(
        |catalog| catalog.criteria.bands[1].max = 5,
        &["band `10-25`: must start at 10 and end above", "band `30-45`: must start at 10 and end above"],
    );
    makes(|catalog| catalog.criteria.bands[5].max = 95, &["criteria `gbt19580-2012`: the bands must end at 100"]);
    makes(|catalog| drop(catalog.criteria.bands.pop()), &["criteria `gbt19580-2012`: the bands must end at 100"]);
    makes(|catalog| catalog.criteria.bands.clear(), &["criteria `gbt19580-2012`: the bands must end at 100"]);
    makes(
        |catalog| {
            catalog.criteria.bands[0].max = 7;
            catalog.criteria.bands[1].min = 12;
        },
        &["band `0-5`: must end at a multiple of 5"],
    );
    makes(|catalog| catalog.criteria.bands[5].max = u8::MAX, &["criteria `gbt19580-2012`: the bands must end at 100"]);
}

#[test]
fn bands_describe_every_factor() {
    makes(|catalog| drop(catalog.criteria.bands[2].process.pop()), &["band `30-45`: needs one description per factor"]);
    makes(|catalog| catalog.criteria.bands[2].result.push("多一条".into()), &["band `30-45`: needs one description per factor"]);
}

#[test]
fn ids_must_not_repeat() {
    makes(|catalog| catalog.criteria.bands[1].id = "0-5".into(), &["band `0-5`: stands there twice"]);
    makes(|catalog| catalog.criteria.process_factors[1].id = "A".into(), &["factor `A`: stands there twice"]);
    makes(
        |catalog| catalog.criteria.result_factors[1].id = "C".into(),
        &["factor `C`: stands there twice", "support `T`: is no factor of result items"],
    );
    makes(|catalog| catalog.criteria.categories[0].items[1].id = "4.1.2".into(), &["item `4.1.2`: stands there twice"]);
    makes(|catalog| catalog.criteria.profile.sections[1].id = "P.1a".into(), &["section `P.1a`: stands there twice"]);
    assert!(
        defects(|catalog| catalog.criteria.categories[1].id = "4.1".into())
            .contains(&"category `4.1`: stands there twice".to_owned())
    );
    makes(|catalog| requirement(catalog, "brand").id = "loss".into(), &["requirement `loss`: stands there twice"]);
    makes(
        |catalog| catalog.scheme.questions.push(catalog.scheme.questions[0].clone()),
        &["question `does_business`: stands there twice"],
    );
    makes(
        |catalog| catalog.scheme.readings.push(catalog.scheme.readings[0].clone()),
        &["reading `operating-start`: stands there twice"],
    );
    makes(|catalog| catalog.form.groups[1].id = "cover".into(), &["group `cover`: stands there twice"]);
    makes(|catalog| field(catalog, "org_short").id = "org_name".into(), &["field `org_name`: stands there twice"]);
}

#[test]
fn ids_must_not_be_empty() {
    makes(|catalog| field(catalog, "org_short").id = "".into(), &["field ``: has an empty id"]);
}

#[test]
fn chapters_and_clauses_count_up() {
    makes(
        |catalog| catalog.scheme.chapters.push(award::scheme::Chapter { number: 10, title: "另则".into() }),
        &["chapter `10`: should be number 9"],
    );
    makes(|catalog| catalog.scheme.clauses[5].number = 60, &["clause `60`: should be number 6"]);
    makes(|catalog| catalog.scheme.clauses[5].chapter = 9, &["clause `6`: stands in chapter 9, which does not exist"]);
}

#[test]
fn requirements_refer_to_what_exists() {
    makes(
        |catalog| requirement(catalog, "brand").rule = Rule::Ask("incident".into()),
        &[
            "requirement `brand`: asks `incident`, which does not exist",
            "question `honest_business`: no requirement asks it",
            "question `social_reputation`: no requirement asks it",
        ],
    );
    makes(
        |catalog| requirement(catalog, "accident").readings.push("severity".into()),
        &["requirement `accident`: names reading `severity`, which does not exist"],
    );
    let since = |field: &str| {
        let both = ["honest_business", "social_reputation"].map(|question| Rule::Ask(question.into()));
        let since = Rule::Not(Box::new(Rule::YearsSince { field: field.into(), years: 3 }));
        Rule::All(both.into_iter().chain([since]).collect())
    };
    makes(
        |catalog| requirement(catalog, "brand").rule = since("opened"),
        &["requirement `brand`: reads field `opened`, which is no date of the form"],
    );
    makes(
        |catalog| requirement(catalog, "brand").rule = since("org_name"),
        &["requirement `brand`: reads field `org_name`, which is no date of the form"],
    );
    makes(|catalog| requirement(catalog, "brand").rule = since("ops_start"), &[]);
}

#[test]
fn citations_must_exist() {
    makes(
        |catalog| requirement(catalog, "accident").clause = clause(37, None),
        &["requirement `accident`: cites 第三十七条, which does not exist"],
    );
    makes(
        |catalog| requirement(catalog, "accident").clause = clause(13, Some(9)),
        &["requirement `accident`: cites 第十三条（九）, which does not exist"],
    );
    makes(
        |catalog| requirement(catalog, "accident").clause = clause(13, Some(0)),
        &["requirement `accident`: cites 第十三条（〇）, which does not exist"],
    );
    makes(
        |catalog| requirement(catalog, "revoked_title").clause = clause(33, Some(1)),
        &["requirement `revoked_title`: cites 第三十三条（一）, which does not exist"],
    );
    makes(
        |catalog| catalog.scheme.readings[0].clause = clause(99, None),
        &["reading `operating-start`: cites 第九十九条, which does not exist"],
    );
    makes(
        |catalog| catalog.scheme.review.clauses.push(clause(0, None)),
        &["review `xinyang-2022`: cites 第〇条, which does not exist"],
    );
    makes(
        |catalog| catalog.scheme.windows[0].clause = clause(16, Some(3)),
        &[
            "window `申报单位内部公示`: cites 第十六条（三）, which does not exist",
            "milestone `internal_notice`: lasts a window, but its clause sets 0",
        ],
    );
}

#[test]
fn numbers_of_the_review_must_fit() {
    makes(
        |catalog| catalog.scheme.review.site_share = 71,
        &["review `xinyang-2022`: the shares of document review and site visit must add up to 100"],
    );
    makes(
        |catalog| (catalog.scheme.review.document_share, catalog.scheme.review.site_share) = (200, 156),
        &["review `xinyang-2022`: the shares of document review and site visit must add up to 100"],
    );
    makes(
        |catalog| catalog.scheme.review.shortlist_points = 1001,
        &["review `xinyang-2022`: the shortlist line lies above the total of the criteria"],
    );
    for share in [(3, 2), (0, 0)] {
        makes(
            |catalog| catalog.scheme.review.ballot_share = share,
            &["review `xinyang-2022`: the share of the votes is no fraction of one"],
        );
    }
    makes(
        |catalog| catalog.scheme.review.examiners = (7, 3),
        &["review `xinyang-2022`: the least number of examiners is above the greatest"],
    );
}

#[test]
fn limits_themselves_are_sound() {
    makes(|catalog| catalog.scheme.review.shortlist_points = 1000, &[]);
    makes(|catalog| catalog.scheme.review.ballot_share = (1, 1), &[]);
    makes(|catalog| catalog.scheme.review.examiners = (5, 5), &[]);
    makes(
        |catalog| {
            catalog.criteria.bands[0].max = 0;
            catalog.criteria.bands[1].min = 5;
        },
        &[],
    );
}

#[test]
fn form_fields_must_make_sense() {
    makes(
        |catalog| field(catalog, "sz_giant").answer = Some("giant".into()),
        &["field `sz_giant`: holds the answer to `giant`, which does not exist"],
    );
    makes(|catalog| field(catalog, "sz_giant").answer = None, &["field `sz_giant`: does not say which answer it holds"]);
    makes(
        |catalog| field(catalog, "sz_giant").kind = FieldKind::Text,
        &["field `sz_giant`: names an answer but is of another kind"],
    );
    makes(|catalog| field(catalog, "org_type").choices.clear(), &["field `org_type`: has nothing to choose from"]);
}

#[test]
fn size_thresholds_must_fall() {
    let message = "size `工业`: the thresholds must fall from large to small";
    makes(|catalog| catalog.form.sizes[1].measures[0].large = 300, &[message]);
    makes(|catalog| catalog.form.sizes[1].measures[0].medium = 20, &[message]);
    makes(|catalog| catalog.form.sizes[1].measures[1].small = 0, &[message]);
}

#[test]
fn rules_must_make_sense() {
    let event = |kinds: &[&str], levels: &[&str], years| Rule::EventWithin {
        kinds: kinds.iter().map(|&kind| kind.into()).collect(),
        years,
        levels: levels.iter().map(|&level| level.into()).collect(),
        ask: Some("accident".into()),
    };
    let broken = |rule: Rule, expected: &[&str]| {
        let uncounted = "event_kind `accident`: no requirement counts it and no question looks at it";
        let found = defects(|catalog| requirement(catalog, "accident").rule = rule);
        assert_eq!(found.into_iter().filter(|defect| defect != uncounted).collect::<Vec<_>>(), expected);
    };
    broken(event(&["accident"], &["major"], Some(3)), &[]);
    broken(event(&[], &[], Some(3)), &["requirement `accident`: counts no kind of events"]);
    broken(event(&["fire"], &[], Some(3)), &["requirement `accident`: counts events of kind `fire`, which does not exist"]);
    broken(
        event(&["accident"], &["city"], None),
        &["requirement `accident`: counts events of level `city`, which none of its kinds has"],
    );
    broken(event(&["accident"], &[], Some(0)), &["requirement `accident`: asks for 0 years; it must be 1 to 50"]);
    broken(event(&["accident"], &[], Some(51)), &["requirement `accident`: asks for 51 years; it must be 1 to 50"]);
    let ask = || Some("accident".into());
    broken(
        Rule::CertificateValid { kind: "passport".into(), ask: ask() },
        &["requirement `accident`: wants a certificate of kind `passport`, which does not exist"],
    );
    broken(
        Rule::Loss { fields: vec!["org_name".into()], years: 3, ask: ask() },
        &["requirement `accident`: reads field `org_name`, which is no figure per year of the form"],
    );
    broken(Rule::Loss { fields: Vec::new(), years: 3, ask: ask() }, &["requirement `accident`: looks for a loss in no field"]);
}

#[test]
fn readings_must_make_sense() {
    fn reading<'a>(catalog: &'a mut Catalog, id: &str) -> &'a mut award::scheme::Reading {
        catalog.scheme.readings.iter_mut().find(|one| one.id.as_str() == id).expect("the reading")
    }
    makes(
        |catalog| reading(catalog, "three-years").options[1].default = true,
        &["reading `three-years`: needs exactly one default among its options"],
    );
    makes(
        |catalog| reading(catalog, "three-years").options[1].id = "rolling".into(),
        &["reading `three-years`: has option `rolling` twice"],
    );
    makes(
        |catalog| reading(catalog, "three-years").options[1].sets = Some(award::scheme::Setting::AnniversaryCounts(true)),
        &["reading `three-years`: its options set different things"],
    );
    makes(
        |catalog| reading(catalog, "three-years").options.clear(),
        &["reading `three-years`: has neither options nor a number"],
    );
    makes(
        |catalog| reading(catalog, "good-line").number.as_mut().expect("a number").min = 601,
        &["reading `good-line`: the number must lie between the least and the greatest"],
    );
    makes(
        |catalog| reading(catalog, "operating-start").options[1].sets = Some(award::scheme::Setting::Start(Vec::new())),
        &["reading `operating-start`: names no field"],
    );
    makes(
        |catalog| {
            reading(catalog, "loss-measure").options[1].sets = Some(award::scheme::Setting::LossFields(vec!["founded".into()]))
        },
        &["reading `loss-measure`: reads field `founded`, which is no figure per year of the form"],
    );
}

#[test]
fn labels_must_stand_for_one_field() {
    makes(
        |catalog| field(catalog, "org_short").synonyms.push("企 业 名 称：".into()),
        &["field `org_short`: label `企 业 名 称：` also stands with `org_name`"],
    );
    makes(
        |catalog| field(catalog, "legal_rep").synonyms.push("负责人".into()),
        &["field `legal_rep`: label `负责人` also stands with `负责人`"],
    );
    makes(
        |catalog| catalog.form.labels.similar[0].also.push("　：".into()),
        &["labels.similar `名称`: has a label of blanks: `　：`"],
    );
    makes(
        |catalog| catalog.form.labels.similar[0].also.push("姓　名".into()),
        &["labels.similar `名称`: label `姓　名` also stands with `姓名`"],
    );
}

#[test]
fn kinds_of_events_must_be_of_use() {
    makes(
        |catalog| {
            catalog
                .scheme
                .event_kinds
                .push(award::scheme::EventKind { id: "flood".into(), ..catalog.scheme.event_kinds[4].clone() })
        },
        &["event_kind `flood`: no requirement counts it and no question looks at it"],
    );
    makes(
        |catalog| {
            let kind = catalog.scheme.event_kinds.iter_mut().find(|kind| kind.id.as_str() == "accident").expect("the kind");
            kind.levels[1].id = "ordinary".into();
        },
        &["event_kind `accident`: has level `ordinary` twice"],
    );
}

#[test]
fn labels_must_name_fields_that_exist() {
    makes(
        |catalog| catalog.form.labels.similar[0].fields = vec!["org".into()],
        &["labels.similar `名称`: names field `org`, which does not exist"],
    );
    makes(
        |catalog| catalog.form.labels.shared[0].uses[0].of = "org_name".into(),
        &["labels.shared `姓名`: stands behind `org_name`, which is none of the people"],
    );
    makes(|catalog| catalog.form.labels.periods[0].end = "org_name".into(), &["labels.periods `公示起止时间`: needs two dates"]);
    makes(
        |catalog| catalog.form.labels.people.push("boss".into()),
        &["labels `people`: names field `boss`, which does not exist"],
    );
}

#[test]
fn figures_are_compared_with_figures() {
    makes(
        |catalog| catalog.form.comparisons[0].field = "org_name".into(),
        &["comparison `org_name`: `org_name` is no field with a value per year"],
    );
    makes(
        |catalog| catalog.form.comparisons[1].to = serde_json::from_str("\"before(assets) + 1\"").expect("a formula"),
        &["comparison `debt_ratio`: `assets` is no field with a value per year"],
    );
}

#[test]
fn ranks_are_those_of_figures() {
    makes(
        |catalog| field(catalog, "revenue_rank").rank_of = Some("org_name".into()),
        &["field `revenue_rank`: holds the rank of something that has no value per year"],
    );
}
