//! Writing and removing assessments, each in one transaction that fails if the tenure has ended.

use award::savefile::Part;
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{IdbObjectStore, IdbTransaction};

use super::copies::COPIES;
use super::reading::record;
use super::revisions::{self, REVISIONS, VALUES};
use super::tenure::TENURES;
use super::{Database, HEADS, Head, PARTS, Tenure, abandon, commit, request, whole};
use crate::browser::explain;

/// What a write replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The given parts; every other part stays.
    Changed,
    /// Everything that was there under the id.
    Whole,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwritten {
    /// The tenure has ended: another page writes this assessment.
    TurnLost,
    /// The database did not take it: the reason.
    Failed(String),
}

impl From<String> for Unwritten {
    fn from(reason: String) -> Self {
        // Only the mark of a tenure is ever added; everything else replaces what is there.
        match reason.starts_with("ConstraintError") {
            true => Unwritten::TurnLost,
            false => Unwritten::Failed(said_plainly(&reason)),
        }
    }
}

impl std::fmt::Display for Unwritten {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unwritten::TurnLost => f.write_str("另一个标签页接管了这份申报"),
            Unwritten::Failed(reason) => f.write_str(reason),
        }
    }
}

/// The most frequent reason in words.
pub(super) fn said_plainly(reason: &str) -> String {
    if reason.contains("Quota") { "浏览器的存储空间不够".to_owned() } else { reason.to_owned() }
}

impl Database {
    /// Writes the head of an assessment and parts of it. The write is queued when this returns, so that whatever is read
    /// later is read after it; the future ends once it is on the disk.
    ///
    /// # Errors
    /// Nothing was written.
    pub fn write(
        &self,
        tenure: &Tenure,
        head: &Head,
        parts: &[Part],
        extent: Extent,
    ) -> impl Future<Output = Result<(), Unwritten>> + use<> {
        let queued = self.queue(tenure, |transaction| queue_write(transaction, head, parts, extent));
        async move { Ok(request::complete(&queued?).await?) }
    }

    /// Removes an assessment for good, and ends the tenure.
    ///
    /// # Errors
    /// Nothing was removed.
    pub async fn remove(&self, tenure: &Tenure) -> Result<(), Unwritten> {
        let range = whole(&tenure.id)?;
        let queued = self.queue(tenure, |transaction| {
            revisions::forget_all(transaction, &tenure.id)?;
            transaction.object_store(PARTS)?.delete(&range)?;
            transaction.object_store(HEADS)?.delete(&tenure.id.as_str().into())?;
            transaction.object_store(COPIES)?.delete(&tenure.id.as_str().into())?;
            tenure.end(transaction)
        });
        Ok(request::complete(&queued?).await?)
    }

    fn queue(
        &self,
        tenure: &Tenure,
        work: impl FnOnce(&IdbTransaction) -> Result<(), JsValue>,
    ) -> Result<IdbTransaction, String> {
        let transaction = self.writing(&[HEADS, PARTS, TENURES, REVISIONS, VALUES, COPIES])?;
        match tenure.guard(&transaction).and_then(|()| work(&transaction)) {
            Ok(()) => {
                commit(&transaction);
                Ok(transaction)
            }
            Err(thrown) => {
                abandon(&transaction);
                Err(explain(&thrown))
            }
        }
    }
}

fn queue_write(transaction: &IdbTransaction, head: &Head, parts: &[Part], extent: Extent) -> Result<(), JsValue> {
    transaction.object_store(HEADS)?.put_with_key(&record(head)?, &head.id.as_str().into())?;
    let store = transaction.object_store(PARTS)?;
    if extent == Extent::Whole {
        store.delete(whole(&head.id).map_err(JsValue::from)?.as_ref())?;
    }
    parts.iter().try_for_each(|part| queue_part(&store, &head.id, part))
}

fn queue_part(store: &IdbObjectStore, id: &str, part: &Part) -> Result<(), JsValue> {
    let key = Array::of2(&id.into(), &part.path.as_str().into());
    match &part.json {
        Some(json) => store.put_with_key(&json.as_str().into(), &key)?,
        None => store.delete(&key)?,
    };
    Ok(())
}
