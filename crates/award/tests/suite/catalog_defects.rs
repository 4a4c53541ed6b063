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
        &["scheme “xinyang-2022”：采用准则“gbt19580-2004”，文件里的却是“gbt19580-2012”"],
    );
}

#[test]
fn points_must_add_up() {
    makes(|catalog| catalog.criteria.categories[0].items[0].points = 55, &["category “4.1”：共 110 分，各条款相加却是 115 分"]);
    makes(
        |catalog| catalog.criteria.categories[0].points = 115,
        &["category “4.1”：共 115 分，各条款相加却是 110 分", "criteria “gbt19580-2012”：共 1000 分，各类目相加却是 1005 分"],
    );
    makes(|catalog| catalog.criteria.points = 1001, &["criteria “gbt19580-2012”：共 1001 分，各类目相加却是 1000 分"]);
}

#[test]
fn points_beyond_all_measure_are_a_defect_too() {
    makes(
        |catalog| catalog.criteria.categories[0].items[0].points = u16::MAX,
        &["category “4.1”：共 110 分，各条款相加却是 65595 分"],
    );
    assert!(!defects(|catalog| catalog.criteria.categories.iter_mut().for_each(|one| one.points = u16::MAX)).is_empty());
}

#[test]
fn items_must_be_counted_and_belong() {
    makes(|catalog| catalog.criteria.items = 24, &["criteria “gbt19580-2012”：写明 24 个条款，实际列出 23 个"]);
    makes(|catalog| catalog.criteria.categories[1].items[0].id = "4.1.9".into(), &["item “4.1.9”：编号不属于类目 4.2"]);
    makes(|catalog| catalog.criteria.categories[0].items[0].id = "4.10.2".into(), &["item “4.10.2”：编号不属于类目 4.1"]);
    makes(|catalog| catalog.criteria.categories[0].items[0].questions.clear(), &["item “4.1.2”：缺少要点或提问"]);
    makes(|catalog| catalog.criteria.categories[0].items[0].key_points.clear(), &["item “4.1.2”：缺少要点或提问"]);
}

#[test]
fn bands_must_cover_the_scale() {
    makes(|catalog| catalog.criteria.bands[1].min = 15, &["band “10-25”：应从 10 开始，到更高处结束"]);
    makes(
        |catalog| catalog.criteria.bands[1].max = 5,
        &["band “10-25”：应从 10 开始，到更高处结束", "band “30-45”：应从 10 开始，到更高处结束"],
    );
    makes(|catalog| catalog.criteria.bands[5].max = 95, &["criteria “gbt19580-2012”：分数段应一直到 100"]);
    makes(|catalog| drop(catalog.criteria.bands.pop()), &["criteria “gbt19580-2012”：分数段应一直到 100"]);
    makes(|catalog| catalog.criteria.bands.clear(), &["criteria “gbt19580-2012”：分数段应一直到 100"]);
    makes(
        |catalog| {
            catalog.criteria.bands[0].max = 7;
            catalog.criteria.bands[1].min = 12;
        },
        &["band “0-5”：应在 5 的倍数处结束"],
    );
    makes(|catalog| catalog.criteria.bands[5].max = u8::MAX, &["criteria “gbt19580-2012”：分数段应一直到 100"]);
}

#[test]
fn bands_describe_every_factor() {
    makes(|catalog| drop(catalog.criteria.bands[2].process.pop()), &["band “30-45”：每个要素要有一句说明"]);
    makes(|catalog| catalog.criteria.bands[2].result.push("多一条".into()), &["band “30-45”：每个要素要有一句说明"]);
}

#[test]
fn items_are_judged_by_some_factor() {
    let without = |catalog: &mut Catalog| {
        catalog.criteria.process_factors.clear();
        catalog.criteria.bands.iter_mut().for_each(|band| band.process.clear());
    };
    makes(without, &["criteria “gbt19580-2012”：过程和结果条款都要有评分要素"]);
}

#[test]
fn ids_must_not_repeat() {
    makes(|catalog| catalog.criteria.bands[1].id = "0-5".into(), &["band “0-5”：出现了两次"]);
    makes(|catalog| catalog.criteria.process_factors[1].id = "A".into(), &["factor “A”：出现了两次"]);
    makes(
        |catalog| catalog.criteria.result_factors[1].id = "C".into(),
        &["factor “C”：出现了两次", "support “T”：不是结果类条款的要素"],
    );
    makes(|catalog| catalog.criteria.categories[0].items[1].id = "4.1.2".into(), &["item “4.1.2”：出现了两次"]);
    makes(|catalog| catalog.criteria.profile.sections[1].id = "P.1a".into(), &["section “P.1a”：出现了两次"]);
    assert!(
        defects(|catalog| catalog.criteria.categories[1].id = "4.1".into()).contains(&"category “4.1”：出现了两次".to_owned())
    );
    makes(|catalog| requirement(catalog, "brand").id = "loss".into(), &["requirement “loss”：出现了两次"]);
    makes(
        |catalog| catalog.scheme.questions.push(catalog.scheme.questions[0].clone()),
        &["question “does_business”：出现了两次"],
    );
    makes(|catalog| catalog.scheme.readings.push(catalog.scheme.readings[0].clone()), &["reading “operating-start”：出现了两次"]);
    makes(|catalog| catalog.form.groups[1].id = "cover".into(), &["group “cover”：出现了两次"]);
    makes(|catalog| field(catalog, "org_short").id = "org_name".into(), &["field “org_name”：出现了两次"]);
}

#[test]
fn ids_must_not_be_empty() {
    makes(|catalog| field(catalog, "org_short").id = "".into(), &["field “”：编号是空的"]);
}

#[test]
fn chapters_and_clauses_count_up() {
    makes(
        |catalog| catalog.scheme.chapters.push(award::scheme::Chapter { number: 10, title: "另则".into() }),
        &["chapter “10”：编号应为 9"],
    );
    makes(|catalog| catalog.scheme.clauses[5].number = 60, &["clause “60”：编号应为 6"]);
    makes(|catalog| catalog.scheme.clauses[5].chapter = 9, &["clause “6”：属于第 9 章，但没有这一章"]);
}

#[test]
fn requirements_refer_to_what_exists() {
    makes(
        |catalog| requirement(catalog, "brand").rule = Rule::Ask("incident".into()),
        &[
            "requirement “brand”：问到“incident”，但没有这个问题",
            "question “honest_business”：没有哪一项要求问到它",
            "question “social_reputation”：没有哪一项要求问到它",
        ],
    );
    makes(
        |catalog| requirement(catalog, "accident").readings.push("severity".into()),
        &["requirement “accident”：写了口径“severity”，但没有这个口径"],
    );
    makes(
        |catalog| requirement(catalog, "accident").proof_if_yes = Some("incident".into()),
        &["requirement “accident”：写了问题“incident”，但没有这个问题"],
    );
    makes(
        |catalog| requirement(catalog, "revoked_title").proof.clear(),
        &["requirement “revoked_title”：写了什么时候要证明，没有写要什么证明"],
    );
    let since = |field: &str| {
        let both = ["honest_business", "social_reputation"].map(|question| Rule::Ask(question.into()));
        let since = Rule::Not(Box::new(Rule::YearsSince { field: field.into(), years: 3 }));
        Rule::All(both.into_iter().chain([since]).collect())
    };
    makes(
        |catalog| requirement(catalog, "brand").rule = since("opened"),
        &["requirement “brand”：用到栏目“opened”，申报表里没有这个日期栏目"],
    );
    makes(
        |catalog| requirement(catalog, "brand").rule = since("org_name"),
        &["requirement “brand”：用到栏目“org_name”，申报表里没有这个日期栏目"],
    );
    makes(|catalog| requirement(catalog, "brand").rule = since("ops_start"), &[]);
}

#[test]
fn citations_must_exist() {
    makes(
        |catalog| requirement(catalog, "accident").clause = clause(37, None),
        &["requirement “accident”：引用第三十七条，但没有这一条"],
    );
    makes(
        |catalog| requirement(catalog, "accident").clause = clause(13, Some(9)),
        &["requirement “accident”：引用第十三条（九），但没有这一条"],
    );
    makes(
        |catalog| requirement(catalog, "accident").clause = clause(13, Some(0)),
        &["requirement “accident”：引用第十三条（〇），但没有这一条"],
    );
    makes(
        |catalog| requirement(catalog, "revoked_title").clause = clause(33, Some(1)),
        &["requirement “revoked_title”：引用第三十三条（一），但没有这一条"],
    );
    makes(
        |catalog| catalog.scheme.readings[0].clause = clause(99, None),
        &["reading “operating-start”：引用第九十九条，但没有这一条"],
    );
    makes(|catalog| catalog.scheme.review.clauses.push(clause(0, None)), &["review “xinyang-2022”：引用第〇条，但没有这一条"]);
    makes(
        |catalog| catalog.scheme.windows[0].clause = clause(16, Some(3)),
        &[
            "window “申报单位内部公示”：引用第十六条（三），但没有这一条",
            "milestone “internal_notice”：按工作日期限计，但它那一条规定了 0 个期限",
        ],
    );
}

#[test]
fn numbers_of_the_review_must_fit() {
    makes(|catalog| catalog.scheme.review.site_share = 71, &["review “xinyang-2022”：材料评审和现场评审的占比相加应为 100"]);
    makes(
        |catalog| (catalog.scheme.review.document_share, catalog.scheme.review.site_share) = (200, 156),
        &["review “xinyang-2022”：材料评审和现场评审的占比相加应为 100"],
    );
    makes(|catalog| catalog.scheme.review.shortlist_points = 1001, &["review “xinyang-2022”：入围线高于准则总分"]);
    for share in [(3, 2), (0, 0)] {
        makes(|catalog| catalog.scheme.review.ballot_share = share, &["review “xinyang-2022”：得票比例应是不大于 1 的分数"]);
    }
    makes(|catalog| catalog.scheme.review.examiners = (7, 3), &["review “xinyang-2022”：评审员最少人数大于最多人数"]);
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
        &["field “sz_giant”：对应问题“giant”，但没有这个问题"],
    );
    makes(|catalog| field(catalog, "sz_giant").answer = None, &["field “sz_giant”：没有写明对应哪个问题"]);
    makes(|catalog| field(catalog, "sz_giant").kind = FieldKind::Text, &["field “sz_giant”：写了对应的问题，类型却不是 answer"]);
    makes(|catalog| field(catalog, "org_type").choices.clear(), &["field “org_type”：没有可选的内容"]);
}

#[test]
fn size_thresholds_must_fall() {
    let message = "size “工业”：界限应从大到小";
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
        let uncounted = "event_kind “accident”：没有哪一项要求或问题用到它";
        let found = defects(|catalog| requirement(catalog, "accident").rule = rule);
        assert_eq!(found.into_iter().filter(|defect| defect != uncounted).collect::<Vec<_>>(), expected);
    };
    broken(event(&["accident"], &["major"], Some(3)), &[]);
    broken(event(&[], &[], Some(3)), &["requirement “accident”：没有写明看哪类事件"]);
    broken(event(&["fire"], &[], Some(3)), &["requirement “accident”：看“fire”类事件，但没有这类事件"]);
    broken(event(&["accident"], &["city"], None), &["requirement “accident”：看“city”级事件，但这些事件没有这个级别"]);
    broken(event(&["accident"], &[], Some(0)), &["requirement “accident”：写的是 0 年，应为 1 到 50 年"]);
    broken(event(&["accident"], &[], Some(51)), &["requirement “accident”：写的是 51 年，应为 1 到 50 年"]);
    let ask = || Some("accident".into());
    broken(
        Rule::CertificateValid { kind: "passport".into(), ask: ask() },
        &["requirement “accident”：要“passport”类证书，但没有这类证书"],
    );
    broken(
        Rule::Loss { fields: vec!["org_name".into()], years: 3, ask: ask() },
        &["requirement “accident”：用到栏目“org_name”，申报表里没有这个按年填的栏目"],
    );
    let period = |milestone: &str| Rule::PeriodOver { milestone: milestone.into(), ask: ask() };
    let no_period =
        |milestone: &str| format!("requirement “accident”：看环节“{milestone}”的期限，但没有这个按“不少于”工作日计的环节");
    broken(period("internal_notice"), &[]);
    for milestone in ["announcement", "acceptance_objection", "site_visit", "lunch"] {
        broken(period(milestone), &[&no_period(milestone)]);
    }
    broken(Rule::Loss { fields: Vec::new(), years: 3, ask: ask() }, &["requirement “accident”：没有写明看哪个栏目是否亏损"]);
}

#[test]
fn readings_must_make_sense() {
    fn reading<'a>(catalog: &'a mut Catalog, id: &str) -> &'a mut award::scheme::Reading {
        catalog.scheme.readings.iter_mut().find(|one| one.id.as_str() == id).expect("the reading")
    }
    makes(
        |catalog| reading(catalog, "three-years").options[1].default = true,
        &["reading “three-years”：选项中应恰好有一个默认"],
    );
    makes(
        |catalog| reading(catalog, "three-years").options[1].id = "rolling".into(),
        &["reading “three-years”：选项“rolling”出现了两次"],
    );
    makes(
        |catalog| reading(catalog, "three-years").options[1].sets = Some(award::scheme::Setting::AnniversaryCounts(true)),
        &["reading “three-years”：各选项设定的不是同一件事"],
    );
    makes(|catalog| reading(catalog, "three-years").options.clear(), &["reading “three-years”：既没有选项，也没有数值"]);
    makes(
        |catalog| reading(catalog, "good-line").number.as_mut().expect("a number").min = 601,
        &["reading “good-line”：数值应在最小和最大之间"],
    );
    makes(
        |catalog| reading(catalog, "operating-start").options[1].sets = Some(award::scheme::Setting::Start(Vec::new())),
        &["reading “operating-start”：没有写明栏目"],
    );
    makes(
        |catalog| {
            reading(catalog, "loss-measure").options[1].sets = Some(award::scheme::Setting::LossFields(vec!["founded".into()]))
        },
        &["reading “loss-measure”：用到栏目“founded”，申报表里没有这个按年填的栏目"],
    );
}

#[test]
fn labels_must_stand_for_one_field() {
    makes(
        |catalog| field(catalog, "org_short").synonyms.push("企 业 名 称：".into()),
        &["field “org_short”：标签“企 业 名 称：”也写在“org_name”处"],
    );
    makes(
        |catalog| field(catalog, "legal_rep").synonyms.push("负责人".into()),
        &["field “legal_rep”：标签“负责人”也写在“负责人”处"],
    );
    makes(|catalog| catalog.form.labels.similar[0].also.push("　：".into()), &["labels.similar “名称”：有空白的标签：“　：”"]);
    makes(
        |catalog| catalog.form.labels.similar[0].also.push("姓　名".into()),
        &["labels.similar “名称”：标签“姓　名”也写在“姓名”处"],
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
        &["event_kind “flood”：没有哪一项要求或问题用到它"],
    );
    makes(
        |catalog| {
            let kind = catalog.scheme.event_kinds.iter_mut().find(|kind| kind.id.as_str() == "accident").expect("the kind");
            kind.levels[1].id = "ordinary".into();
        },
        &["event_kind “accident”：级别“ordinary”出现了两次"],
    );
}

#[test]
fn labels_must_name_fields_that_exist() {
    makes(
        |catalog| catalog.form.labels.similar[0].fields = vec!["org".into()],
        &["labels.similar “名称”：写了栏目“org”，但没有这个栏目"],
    );
    makes(
        |catalog| catalog.form.labels.shared[0].uses[0].of = "org_name".into(),
        &["labels.shared “姓名”：跟在“org_name”后面，但它不是人名栏目"],
    );
    makes(|catalog| catalog.form.labels.periods[0].end = "org_name".into(), &["labels.periods “公示起止时间”：需要两个日期栏目"]);
    makes(|catalog| catalog.form.labels.people.push("boss".into()), &["labels “people”：写了栏目“boss”，但没有这个栏目"]);
}

#[test]
fn figures_are_compared_with_figures() {
    makes(
        |catalog| catalog.form.comparisons[0].field = "org_name".into(),
        &["comparison “org_name”：用到栏目“org_name”，申报表里没有这个按年填的栏目"],
    );
    makes(
        |catalog| catalog.form.comparisons[1].to = serde_json::from_str("\"before(assets) + 1\"").expect("a formula"),
        &["comparison “debt_ratio”：用到栏目“assets”，申报表里没有这个按年填的栏目"],
    );
}

#[test]
fn ranks_are_those_of_figures() {
    makes(
        |catalog| field(catalog, "revenue_rank").rank_of = Some("org_name".into()),
        &["field “revenue_rank”：是位次，但所排的不是按年填的栏目"],
    );
}
