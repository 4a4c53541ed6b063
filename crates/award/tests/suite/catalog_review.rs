//! The steps, prizes and objections of the bundled scheme, broken in every way that the build must notice.

use crate::catalog_defects::{clause, makes};

#[test]
fn review_steps_must_be_whole() {
    let order = "step “xinyang-2022”：评审的各步骤应齐全、不重复、按次序";
    makes(|catalog| drop(catalog.scheme.steps.remove(3)), &[order]);
    makes(|catalog| catalog.scheme.steps.swap(1, 2), &[order]);
    makes(|catalog| catalog.scheme.steps[0].clauses.clear(), &["step “组成评审组”：没有写明依据哪一条"]);
    makes(|catalog| catalog.scheme.steps[0].clauses[0] = clause(99, None), &["step “组成评审组”：引用第九十九条，但没有这一条"]);
}

#[test]
fn prizes_and_parts_of_an_objection_have_ids_of_their_own() {
    makes(|catalog| catalog.scheme.prizes[1].id = "quality-award".into(), &["prize “quality-award”：出现了两次"]);
    makes(|catalog| catalog.scheme.review.objection.person[0].id = "evidence".into(), &["objection “evidence”：出现了两次"]);
    makes(
        |catalog| catalog.scheme.review.objection.clause = clause(99, None),
        &["objection “xinyang-2022”：引用第九十九条，但没有这一条"],
    );
}
