//! What is left to others or to a pen: opinions, seals, signatures, and the dates beside them.

use award::labels::plain;

use super::{Around, LABEL};
use crate::form::place::Reserved;
use crate::form::words::{asks_opinion, asks_seal, asks_signature};

/// What a text asks of others. It is found out once for all that stands in or near the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    signature: bool,
    seal: bool,
}

impl Asked {
    pub(super) fn by(text: &str) -> Asked {
        Asked { signature: asks_signature(text), seal: asks_seal(text) }
    }

    fn is_any(self) -> bool {
        self.signature || self.seal
    }
}

/// Why a blank with a label of its own is not the applicant's to fill with text.
pub(super) fn blank(label: &str, around: &Around) -> Option<Reserved> {
    if asks_opinion(label) || asks_opinion(&around.label) {
        return Some(Reserved::Opinion);
    }
    if asks_signature(label) {
        return Some(Reserved::Signature);
    }
    // A name before a seal is written, as on a cover; beside a signature it is stamped.
    let is_bare = matches!(plain(label).as_str(), "盖章" | "公章" | "单位(盖章)" | "(盖章)" | "单位盖章" | "加盖公章" | "(公章)");
    (is_bare || asks_seal(label) && around.near.signature).then_some(Reserved::Seal)
}

/// Why a date is not the applicant's to fill.
pub(super) fn date(label: &str, around: &Around) -> Option<Reserved> {
    if asks_opinion(label) || asks_opinion(&around.label) {
        return Some(Reserved::Opinion);
    }
    let is_named = !matches!(plain(label).as_str(), "" | "日期" | "时间" | "年月日" | "签字日期" | "盖章日期" | "签署日期");
    let is_beside = |text: &str| Asked::by(text).is_any();
    let mut beside = around.context.row.iter().chain(&around.context.before);
    let is_theirs = around.near.is_any() || beside.any(|label| is_beside(label));
    (!is_named && is_theirs || is_beside(label)).then_some(Reserved::Date)
}

/// Whether a cell is one box for an opinion: its label asks for it, or its first words do.
pub(super) fn is_opinion_box(text: &str, around: &Around) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    asks_opinion(&around.label) || first.chars().count() <= LABEL && asks_opinion(first)
}
