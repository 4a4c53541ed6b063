//! Writing and removing assessments, each in one transaction that fails if the tenure has ended.

use award::savefile::Part;
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{IdbObjectStore, IdbTransaction};

use super::copies::COPIES;
use super::files::FILES;
use super::reading::record;
use super::revisions::{self, REVISIONS, VALUES};
use super::tenure::TENURES;
use super::{Database, HEADS, Head, PARTS, Tenure, abandon, commit, explain, request, whole};
use crate::browser::seal::Key;

/// How long the name of a sealed part is, in characters; no path of a part is so long and without a slash.
const NAME_LENGTH: usize = 64;

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
        // Only the mark of a tenure has to be the only one of its kind; everything else replaces what is there.
        match reason.starts_with("ConstraintError") {
            true => Unwritten::TurnLost,
            false => Unwritten::Failed(reason),
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
        let is_plain = tenure.key.is_none();
        let queued = is_plain.then(|| self.queue_guarded(tenure, head, parts, extent));
        let sealed = (!is_plain).then(|| (self.clone(), tenure.clone(), head.clone(), parts.to_vec()));
        let haste = self.1.clone();
        async move {
            let queued = match (queued, sealed) {
                (Some(queued), _) => queued,
                (None, Some((database, tenure, head, parts))) => database.queue_sealed(&tenure, &head, &parts, extent).await,
                (None, None) => return Ok(()),
            };
            let queued = queued?;
            let written = request::complete(&queued).await;
            haste.under_way.borrow_mut().take_if(|under_way| *under_way == queued);
            haste.is_leaving.set(false);
            Ok(written?)
        }
    }

    /// Seals and queues, after all that was to be sealed before.
    async fn queue_sealed(&self, tenure: &Tenure, head: &Head, parts: &[Part], extent: Extent) -> Result<IdbTransaction, String> {
        let Some(key) = &tenure.key else { return Err("没有密码".to_owned()) };
        let _turn = key.in_turn().await;
        let parts = sealed_parts(key, parts).await?;
        self.queue_guarded(tenure, head, &parts, extent)
    }

    /// Queues a write that may be ended early, with the guard as its last request: see [`Database::hurry`].
    fn queue_guarded(&self, tenure: &Tenure, head: &Head, parts: &[Part], extent: Extent) -> Result<IdbTransaction, String> {
        let queued = self.queue(|transaction| {
            queue_write(transaction, head, parts, extent)?;
            tenure.guard(transaction)
        })?;
        if self.1.is_leaving.get() {
            commit(&queued);
        } else {
            *self.1.under_way.borrow_mut() = Some(queued.clone());
        }
        Ok(queued)
    }

    /// Writes an assessment and its revisions anew as a whole, under another key or under none: of what lay there before
    /// nothing is left. The old tenure ends with it, so that a write under the old key that comes late is refused.
    ///
    /// # Errors
    /// Everything is as it was.
    pub async fn seal_anew(&self, old: &Tenure, new: &Tenure, head: &Head, parts: &[Part]) -> Result<(), Unwritten> {
        let mut kept = Vec::new();
        for revision in self.revisions(&old.id, old.key.as_ref()).await? {
            let state = self.revision(&old.id, &revision.id, old.key.as_ref()).await?;
            kept.push(revisions::prepare(new.key.as_ref(), &revision, &state).await?);
        }
        let parts = match &new.key {
            Some(key) => sealed_parts(key, parts).await?,
            None => parts.to_vec(),
        };
        let queued = self.queue(|transaction| {
            old.guard(transaction)?;
            old.hand_over(transaction, new)?;
            revisions::forget_all(transaction, &new.id)?;
            kept.iter().try_for_each(|kept| revisions::add(transaction, &new.id, kept))?;
            queue_write(transaction, head, &parts, Extent::Whole)
        });
        Ok(request::complete(&queued?).await?)
    }

    /// Removes an assessment for good, and ends the tenure.
    ///
    /// # Errors
    /// Nothing was removed.
    pub async fn remove(&self, tenure: &Tenure) -> Result<(), Unwritten> {
        let range = whole(&tenure.id)?;
        let queued = self.queue(|transaction| {
            tenure.guard(transaction)?;
            revisions::forget_all(transaction, &tenure.id)?;
            transaction.object_store(PARTS)?.delete(&range)?;
            transaction.object_store(HEADS)?.delete(&tenure.id.as_str().into())?;
            transaction.object_store(COPIES)?.delete(&tenure.id.as_str().into())?;
            transaction.object_store(FILES)?.delete(&range)?;
            tenure.end(transaction)
        });
        Ok(request::complete(&queued?).await?)
    }

    fn queue(&self, work: impl FnOnce(&IdbTransaction) -> Result<(), JsValue>) -> Result<IdbTransaction, String> {
        let transaction = self.writing(&[HEADS, PARTS, TENURES, REVISIONS, VALUES, COPIES, FILES])?;
        match work(&transaction) {
            Ok(()) => Ok(transaction),
            Err(thrown) => {
                abandon(&transaction);
                Err(explain(&thrown))
            }
        }
    }
}

/// Parts as a key seals them: each under a name that tells nothing of its path, which is inside together with the value.
async fn sealed_parts(key: &Key, parts: &[Part]) -> Result<Vec<Part>, String> {
    let mut sealed = Vec::new();
    for part in parts {
        let path = key.name_of(&part.path);
        let json = match &part.json {
            Some(json) => Some(key.seal(&path, &format!("{}\n{json}", part.path)).await?),
            None => None,
        };
        sealed.push(Part { path, json });
    }
    Ok(sealed)
}

/// Opens sealed parts.
///
/// # Errors
/// One of them was not sealed with that key, or was changed.
pub async fn opened_parts(key: &Key, sealed: &[(String, String)]) -> Result<Vec<(String, String)>, String> {
    let mut parts = Vec::new();
    for (name, value) in sealed {
        let opened = key.open(name, value).await?;
        let (path, json) = opened.split_once('\n').ok_or("加密的内容已损坏")?;
        parts.push((path.to_owned(), json.to_owned()));
    }
    Ok(parts)
}

fn queue_write(transaction: &IdbTransaction, head: &Head, parts: &[Part], extent: Extent) -> Result<(), JsValue> {
    let is_sealed = parts.iter().all(|part| part.path.len() == NAME_LENGTH);
    if head.seal.is_some() && !is_sealed {
        return Err("sealed data are not written in the open".into());
    }
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
