//! The ledger: every change, the latest first.

use award::catalog::Catalog;
use award::consensus::Consensus;
use yew::{Html, html};

/// The ledger of a consensus.
pub(super) fn ledger(catalog: &'static Catalog, consensus: &Consensus) -> Html {
    html! {
        <section class="card">
            <div class="card-head"><h2>{ "台账" }</h2><span class="muted small">{ "只增不改" }</span></div>
            if consensus.ledger.is_empty() { <p class="muted">{ "还没有记录。" }</p> }
            <ol class="log small" reversed=true tabindex="0" aria-label="台账">
                { for consensus.ledger.iter().rev().map(|entry| html! {
                    <li><span class="muted">{ format!("{} {}　", entry.at.strftime("%m-%d %H:%M"), entry.by) }</span>{ dossier::consensus::recorded(catalog, &entry.what) }</li>
                }) }
            </ol>
        </section>
    }
}
