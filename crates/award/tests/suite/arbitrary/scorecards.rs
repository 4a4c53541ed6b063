//! Any score card.

use award::scorecard::{Author, CardItem, Role, Scorecard, Subject};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

use super::{band_ids, factor_ids, id, item_ids, map, moment, percent, text};

fn card_item() -> impl Strategy<Value = CardItem> {
    let factors = btree_map(id(factor_ids()).prop_map(|id| (&*id).into()), id(band_ids()).prop_map(|id| (&*id).into()), 0..5);
    (percent(), factors, vec(text(), 0..3), vec(text(), 0..3)).prop_map(|(percent, factors, strengths, ofis)| CardItem {
        percent,
        factors,
        strengths,
        ofis,
    })
}

fn subject() -> impl Strategy<Value = Subject> {
    ((any::<String>(), text(), any::<bool>()), (text(), text(), text()), any::<i16>()).prop_map(
        |((applicant, name, alias), (county, industry, size), year)| Subject {
            applicant: (&*applicant).into(),
            name,
            alias,
            county,
            industry,
            size,
            year,
        },
    )
}

/// Any score card, also one that this kit would not write.
pub fn scorecard() -> impl Strategy<Value = Scorecard> {
    let ids = (any::<String>(), any::<String>(), any::<String>());
    let author = (select(Role::ALL.to_vec()), text()).prop_map(|(role, name)| Author { role, name });
    (ids, moment(), subject(), author, map(item_ids(), card_item())).prop_map(
        |((id, scheme, criteria), revised, subject, author, items)| Scorecard {
            id: (&*id).into(),
            revised,
            scheme: (&*scheme).into(),
            criteria: (&*criteria).into(),
            subject,
            author,
            items,
        },
    )
}
