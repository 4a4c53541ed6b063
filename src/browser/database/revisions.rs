//! Revisions in the database: earlier states, which share what they have in common.
//!
//! The store `revisions` holds a record under `[id, revision]`: when, why, its name, and a list of paths with the hashes of
//! their values. The store `values` holds each value once under `[id, hash]`. So a revision costs what changed since the
//! last one, and a list. Values that no list names are removed together with the revision that named them last.

mod prepared;

pub(super) use prepared::{add, prepare};

use std::collections::BTreeSet;

use award::revision::{Occasion, Revision};
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{IdbObjectStore, IdbTransaction};

use super::reading::all;
use super::tenure::TENURES;
use super::writing::{Unwritten, opened_parts};
use super::{Database, Tenure, abandon, explain, request, whole};
use crate::browser::seal::Key;

/// The names of the stores.
pub(super) const REVISIONS: &str = "revisions";
pub(super) const VALUES: &str = "values";

/// The parts of a state: paths and values.
pub type State = Vec<(String, String)>;

/// A revision, and the paths of its parts with the hashes of their values.
struct Listed {
    revision: Revision,
    parts: Vec<(String, String)>,
}

impl Database {
    /// The revisions of an assessment, the earliest first.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn revisions(&self, id: &str, key: Option<&Key>) -> Result<Vec<Revision>, String> {
        let transaction = self.reading(&[REVISIONS])?;
        let store = transaction.object_store(REVISIONS).map_err(|thrown| explain(&thrown))?;
        let mut revisions: Vec<Revision> = listed(&store, id).await?.into_iter().map(|listed| listed.revision).collect();
        if let Some(key) = key {
            for revision in &mut revisions {
                revision.name = key.open(&revision.id, &revision.name).await?;
            }
        }
        revisions.sort_by(|a, b| a.at.total_cmp(&b.at));
        Ok(revisions)
    }

    /// The parts of a revision.
    ///
    /// # Errors
    /// It is not there, or the database cannot be read; the message says why.
    pub async fn revision(&self, id: &str, revision: &str, key: Option<&Key>) -> Result<State, String> {
        let transaction = self.reading(&[REVISIONS, VALUES])?;
        let store = |name| transaction.object_store(name).map_err(|thrown| explain(&thrown));
        let (revisions, values) = (store(REVISIONS)?, store(VALUES)?);
        let found = listed(&revisions, id).await?.into_iter().find(|listed| listed.revision.id == revision);
        let mut state = State::new();
        for (path, hash) in found.ok_or("这个版本已不在本浏览器里")?.parts {
            let value = request::result(&values.get(&pair(id, &hash)).map_err(|thrown| explain(&thrown))?).await?;
            state.push((path, value.as_string().ok_or("这个版本不完整")?));
        }
        match key {
            Some(key) => opened_parts(key, &state).await,
            None => Ok(state),
        }
    }

    /// Keeps a state as a revision, and gives up those revisions that `given_up` names, which is asked with all there are.
    ///
    /// # Errors
    /// Nothing was changed.
    pub async fn revise(
        &self,
        tenure: &Tenure,
        revision: &Revision,
        state: &[(String, String)],
        given_up: impl Fn(&[Revision]) -> Vec<String>,
    ) -> Result<(), Unwritten> {
        let prepared = prepare(tenure.key.as_ref(), revision, state).await?;
        let transaction = self.writing(&[REVISIONS, VALUES, TENURES])?;
        let added = tenure.guard(&transaction).and_then(|()| add(&transaction, &tenure.id, &prepared));
        let done = match added {
            Ok(()) => forget_listed(&transaction, &tenure.id, given_up).await,
            Err(thrown) => Err(explain(&thrown)),
        };
        finish(&transaction, done).await
    }

    /// Removes a revision for good.
    ///
    /// # Errors
    /// It is still there.
    pub async fn forget_revision(&self, tenure: &Tenure, revision: &str) -> Result<(), Unwritten> {
        let transaction = self.writing(&[REVISIONS, VALUES, TENURES])?;
        let done = match tenure.guard(&transaction) {
            Ok(()) => forget_listed(&transaction, &tenure.id, |_| vec![revision.to_owned()]).await,
            Err(thrown) => Err(explain(&thrown)),
        };
        finish(&transaction, done).await
    }

    /// The values that revisions of any assessment have under a path.
    ///
    /// # Errors
    /// The database cannot be read; the message says why.
    pub async fn revised_under(&self, path: &str) -> Result<Vec<String>, String> {
        let transaction = self.reading(&[REVISIONS, VALUES])?;
        let store = |name| transaction.object_store(name).map_err(|thrown| explain(&thrown));
        let (revisions, values) = (store(REVISIONS)?, store(VALUES)?);
        let mut wanted = BTreeSet::new();
        for (key, record) in all(&revisions, &JsValue::UNDEFINED).await? {
            let Some((id, listed)) = Array::from(&key).get(0).as_string().zip(read(&key, &record)) else { continue };
            let under = listed.parts.into_iter().filter(|(place, _)| place.starts_with(path));
            wanted.extend(under.map(|(_, hash)| (id.clone(), hash)));
        }
        let mut found = Vec::new();
        for (id, hash) in wanted {
            let value = request::result(&values.get(&pair(&id, &hash)).map_err(|thrown| explain(&thrown))?).await?;
            found.push(value.as_string().unwrap_or_default());
        }
        Ok(found)
    }
}

/// Ends a transaction: all of it is written, or nothing if something went wrong.
async fn finish(transaction: &IdbTransaction, done: Result<(), String>) -> Result<(), Unwritten> {
    let Err(reason) = done else { return Ok(request::complete(transaction).await?) };
    // What ended the transaction says more than the requests that ended with it.
    let Some(ended) = transaction.error() else {
        abandon(transaction);
        return Err(reason.into());
    };
    Err(explain(&ended.into()).into())
}

/// Removes all revisions of an assessment, as part of a transaction.
pub(super) fn forget_all(transaction: &IdbTransaction, id: &str) -> Result<(), JsValue> {
    let range = whole(id).map_err(JsValue::from)?;
    transaction.object_store(REVISIONS)?.delete(&range)?;
    transaction.object_store(VALUES)?.delete(&range).map(|_| ())
}

/// Removes revisions, and every value that no other one names.
async fn forget_listed(
    transaction: &IdbTransaction,
    id: &str,
    given_up: impl Fn(&[Revision]) -> Vec<String>,
) -> Result<(), String> {
    let store = |name| transaction.object_store(name).map_err(|thrown| explain(&thrown));
    let (revisions, values) = (store(REVISIONS)?, store(VALUES)?);
    let there = listed(&revisions, id).await?;
    let all: Vec<Revision> = there.iter().map(|listed| listed.revision.clone()).collect();
    let gone = given_up(&all);
    let (gone, kept): (Vec<Listed>, Vec<Listed>) = there.into_iter().partition(|listed| gone.contains(&listed.revision.id));
    let named = |listed: &[Listed]| -> BTreeSet<String> {
        listed.iter().flat_map(|listed| listed.parts.iter().map(|(_, hash)| hash.clone())).collect()
    };
    let removed = named(&gone).difference(&named(&kept)).try_for_each(|hash| values.delete(&pair(id, hash)).map(|_| ()));
    let removed =
        removed.and_then(|()| gone.iter().try_for_each(|listed| revisions.delete(&pair(id, &listed.revision.id)).map(|_| ())));
    removed.map_err(|thrown| explain(&thrown))
}

async fn listed(store: &IdbObjectStore, id: &str) -> Result<Vec<Listed>, String> {
    let records = all(store, whole(id)?.as_ref()).await?;
    Ok(records.iter().filter_map(|(key, record)| read(key, record)).collect())
}

/// A record of the store; none if it is of another form, which stays as it is.
fn read(key: &JsValue, record: &JsValue) -> Option<Listed> {
    record.is_object().then_some(())?;
    let field = |name: &str| Reflect::get(record, &name.into()).ok();
    let revision = Revision {
        id: Array::from(key).get(1).as_string()?,
        at: field("at")?.as_f64()?,
        occasion: Occasion::of_word(&field("occasion")?.as_string()?),
        name: field("name")?.as_string()?,
    };
    let part = |part: JsValue| Some((Array::from(&part).get(0).as_string()?, Array::from(&part).get(1).as_string()?));
    Some(Listed { revision, parts: Array::from(&field("parts")?).iter().filter_map(part).collect() })
}

fn pair(id: &str, second: &str) -> JsValue {
    Array::of2(&id.into(), &second.into()).into()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use award::savefile::Part;

    use super::super::Extent;
    use super::*;
    use crate::browser::page;

    fn state(texts: &[(&str, &str)]) -> State {
        texts.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect()
    }

    fn revision(id: &str, at: f64) -> Revision {
        Revision { id: id.into(), at, occasion: Occasion::Hourly, name: String::new() }
    }

    async fn values_of(database: &Database, id: &str) -> usize {
        let transaction = database.reading(&[VALUES]).expect("reading");
        let store = transaction.object_store(VALUES).expect("a store");
        all(&store, whole(id).expect("a range").as_ref()).await.expect("read").len()
    }

    #[wasm_bindgen_test]
    async fn nothing_is_left_in_the_open_once_it_is_sealed() {
        let (database, id) = (Database::open(|| (), |_| ()).await.expect("a database"), page::random_id());
        let plain = database.claim(&id).await.expect("claimed").tenure;
        let part = |text: &str| vec![Part { path: "fields".into(), json: Some(text.into()) }];
        database.write(&plain, &plain.head("甲公司".into(), 1.0), &part("\"甲公司\""), Extent::Whole).await.expect("written");
        let named = Revision { name: "甲稿".into(), ..revision("r1", 1.0) };
        database.revise(&plain, &named, &state(&[("fields", "\"甲\"")]), |_| Vec::new()).await.expect("kept");

        let key = Key::of("密码").await.expect("a key");
        let sealed = plain.successor(Some(key.clone()));
        let head = sealed.head("甲公司".into(), 2.0);
        database.seal_anew(&plain, &sealed, &head, &part("\"甲公司\"")).await.expect("sealed");
        let raw = database.raw(&id).await.expect("read");
        assert!(!raw.contains('甲') && !raw.contains("fields"), "{raw}");
        let names: Vec<String> = database.revisions(&id, None).await.expect("read").into_iter().map(|each| each.name).collect();
        assert!(!names[0].contains('甲'));
        assert_eq!(database.revisions(&id, Some(&key)).await, Ok(vec![named]));
        assert_eq!(database.revision(&id, "r1", Some(&key)).await, Ok(state(&[("fields", "\"甲\"")])));
        let parts = database.parts(&id).await.expect("read");
        assert_eq!(opened_parts(&key, &parts).await, Ok(state(&[("fields", "\"甲公司\"")])));
        let late = database.write(&plain, &plain.head("甲公司".into(), 3.0), &part("1"), Extent::Changed).await;
        assert_eq!(late, Err(Unwritten::TurnLost), "a write in the open that comes late is refused");
        let open = database.write(&sealed.with_key(None), &head, &part("1"), Extent::Changed).await;
        assert!(matches!(open, Err(Unwritten::Failed(_))), "plain parts beside a sealed head are refused: {open:?}");

        let again = sealed.successor(None);
        database.seal_anew(&sealed, &again, &again.head("甲公司".into(), 3.0), &part("2")).await.expect("opened");
        assert_eq!(database.parts(&id).await.expect("read"), state(&[("fields", "2")]));
        assert_eq!(database.revision(&id, "r1", None).await, Ok(state(&[("fields", "\"甲\"")])));
    }

    #[wasm_bindgen_test]
    async fn revisions_share_what_they_have_in_common() {
        let (database, id) = (Database::open(|| (), |_| ()).await.expect("a database"), page::random_id());
        let tenure = database.claim(&id).await.expect("claimed").tenure;
        let (first, second) = (state(&[("a", "1"), ("b", "2")]), state(&[("a", "1"), ("b", "3")]));
        let none = |_: &[Revision]| Vec::new();
        database.revise(&tenure, &revision("r1", 1.0), &first, none).await.expect("kept");
        database.revise(&tenure, &revision("r2", 2.0), &second, none).await.expect("kept");
        assert_eq!(values_of(&database, &id).await, 3);
        assert_eq!(database.revision(&id, "r1", None).await, Ok(first));
        database.revise(&tenure, &revision("r3", 3.0), &second, |all| vec![all[0].id.clone()]).await.expect("kept");
        assert_eq!(values_of(&database, &id).await, 2, "what only the first named is gone");
        let there: Vec<String> = database.revisions(&id, None).await.expect("read").into_iter().map(|each| each.id).collect();
        assert_eq!(there, ["r2", "r3"]);
        assert_eq!(database.revision(&id, "r2", None).await, Ok(second));
        database.remove(&tenure).await.expect("removed");
        assert_eq!(values_of(&database, &id).await, 0);
        let late = database.revise(&tenure, &revision("r4", 4.0), &state(&[("a", "1")]), none).await;
        assert_eq!(late, Err(Unwritten::TurnLost));
    }
}
