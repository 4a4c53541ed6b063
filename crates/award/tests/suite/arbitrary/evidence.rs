//! Random evidence, also such as no person could enter.

use std::collections::BTreeSet;
use std::rc::Rc;

use award::evidence::{ContentHash, Evidence, EvidenceAction, EvidenceMap, EvidenceText, FileFacts, Link};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{field_ids, id, item_ids, text};
use crate::given;

fn requirement_ids() -> Vec<String> {
    given::catalog().scheme.requirements.iter().map(|requirement| requirement.id.to_string()).collect()
}

fn link() -> impl Strategy<Value = Link> {
    prop_oneof![
        3 => id(item_ids()).prop_map(|id| Link::Item((&*id).into())),
        2 => id(requirement_ids()).prop_map(|id| Link::Requirement((&*id).into())),
        1 => any::<String>().prop_map(|id| Link::Indicator((&*id).into())),
        1 => id(field_ids()).prop_map(|id| Link::Field((&*id).into())),
    ]
}

fn links() -> impl Strategy<Value = BTreeSet<Link>> {
    btree_set(link(), 0..4)
}

fn hash() -> impl Strategy<Value = ContentHash> {
    "[0-9a-f]{64}".prop_filter_map("no hash", |text| ContentHash::parse(&text))
}

pub(super) fn file() -> impl Strategy<Value = FileFacts> {
    (text(), any::<u64>(), text(), hash(), any::<i64>()).prop_map(|(name, size, media_type, sha256, modified)| FileFacts {
        name,
        size,
        media_type,
        sha256,
        modified,
    })
}

fn piece() -> impl Strategy<Value = Evidence> {
    let texts = (text(), text(), text(), text(), text(), text());
    (option::of(file()), texts, any::<bool>(), links(), prop_oneof![0u32..4, any::<u32>()]).prop_map(
        |(file, (title, issuer, dated, valid_until, pages, note), trade_secret, links, order)| Evidence {
            file,
            title,
            issuer,
            dated,
            valid_until,
            pages,
            trade_secret,
            links,
            order,
            note,
        },
    )
}

fn evidence_ids() -> Vec<String> {
    ["a", "b", "c"].map(String::from).to_vec()
}

/// Any evidence.
pub fn evidence() -> impl Strategy<Value = EvidenceMap> {
    btree_map(id(evidence_ids()).prop_map(|id| (&*id).into()), piece().prop_map(Rc::new), 0..8)
}

fn which() -> impl Strategy<Value = EvidenceText> {
    select(vec![
        EvidenceText::Title,
        EvidenceText::Issuer,
        EvidenceText::Dated,
        EvidenceText::ValidUntil,
        EvidenceText::Pages,
        EvidenceText::Note,
    ])
}

/// Something that a person may do to evidence. Ids repeat often, so that actions meet.
pub fn evidence_action() -> impl Strategy<Value = EvidenceAction> {
    let one = || id(evidence_ids()).prop_map(|id| award::EvidenceId::from(&*id));
    prop_oneof![
        2 => vec((one(), piece().prop_map(Rc::new)), 0..3).prop_map(EvidenceAction::Registered),
        1 => one().prop_map(EvidenceAction::Removed),
        2 => (one(), which(), text()).prop_map(|(id, which, text)| EvidenceAction::Edited(id, which, text)),
        1 => (one(), any::<bool>()).prop_map(|(id, is_secret)| EvidenceAction::MarkedTradeSecret(id, is_secret)),
        1 => (one(), links()).prop_map(|(id, links)| EvidenceAction::Linked(id, links)),
        1 => (one(), option::of(file())).prop_map(|(id, file)| EvidenceAction::Attached(id, file)),
        1 => vec(one(), 0..4).prop_map(EvidenceAction::Ordered),
    ]
}
