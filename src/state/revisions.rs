//! Earlier states of what is open: kept by the hour and before anything takes the place of much, looked at, compared, and
//! brought back as a copy. Which of them are given up is told by [`award::revision::RULE`].

use std::rc::Rc;

use award::assessment::{Action, Assessment, CardAction};
use award::revision::{self, Difference, Occasion, Revision, differences};
use award::savefile;
use wasm_bindgen_futures::spawn_local;

use super::shelf::Origin;
use super::turns::read;
use super::{State, Store};
use crate::browser::{clock, page};
use crate::route::Route;

/// What is known of the revisions of what is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Revisions {
    /// They, the earliest first; `None` while they are not known.
    pub all: Option<Vec<Revision>>,
    /// What differs between one of them and what is open.
    pub compared: Option<Compared>,
    /// Whether it was said that none is kept by the hour; once is enough.
    is_failure_told: bool,
}

/// What differs between a revision and what was open when it was compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The revision's id.
    pub id: String,
    /// The state that it was compared with.
    pub with: Rc<Assessment>,
    /// The differences: before in the revision, after in what is open.
    pub differences: Rc<Vec<Difference>>,
}

impl State {
    /// When the last revision of what is open was made, in milliseconds since 1970.
    fn last_revision(&self) -> Option<f64> {
        self.revisions.all.iter().flatten().map(|revision| revision.at).max_by(f64::total_cmp)
    }
}

impl Store {
    /// Learns which revisions of what is open there are, for whoever looks.
    pub fn know_revisions(&self) {
        let store = self.clone();
        spawn_local(async move { store.recall_revisions().await });
    }

    /// Learns which revisions of what is open there are.
    pub(super) async fn recall_revisions(&self) {
        let Some((database, id)) = self.database().zip(self.open_id()) else { return };
        match database.revisions(&id, self.key_of(&id).as_ref()).await {
            Ok(all) if self.open_id().as_ref() == Some(&id) => self.change(|state| state.revisions.all = Some(all)),
            Ok(_) => {}
            Err(reason) => page::log(&reason),
        }
    }

    /// Keeps the state that was held before a change, if an hour has passed since the last one was kept.
    pub(super) async fn revise_hourly(&self, before: &Assessment) {
        if self.told().revisions.all.is_none() {
            self.recall_revisions().await;
        }
        let is_due = self.told().revisions.all.is_some() && revision::is_due(self.told().last_revision(), clock::now());
        if is_due && let Err(reason) = self.revise(before, Occasion::Hourly, "").await {
            self.tell_unrevised(&reason);
        }
    }

    fn tell_unrevised(&self, reason: &str) {
        page::log(reason);
        if !self.told().revisions.is_failure_told {
            self.change(|state| state.revisions.is_failure_told = true);
            self.complain(format!("没能按小时保留版本：{reason}。内容本身照常保存；要留一份，请另存为文件。"));
        }
    }

    /// Keeps a state as a revision and gives up those that the rule gives up.
    ///
    /// # Errors
    /// It was not kept; the message says why.
    pub(super) async fn revise(&self, state: &Assessment, occasion: Occasion, name: &str) -> Result<(), String> {
        let parts = savefile::changed_parts(None, state);
        let parts: Vec<(String, String)> = parts.into_iter().filter_map(|part| Some((part.path, part.json?))).collect();
        self.revise_parts(state.head.id.as_str(), &parts, occasion, name).await
    }

    /// Keeps parts as they lie in the database as a revision.
    pub(super) async fn revise_parts(
        &self,
        id: &str,
        parts: &[(String, String)],
        occasion: Occasion,
        name: &str,
    ) -> Result<(), String> {
        let database = self.database().ok_or("本浏览器没有可用的存储")?;
        let tenure = self.held_tenure(id).ok_or("这份申报还没有存进本浏览器，或正在别处编辑")?;
        let now = clock::now();
        let revision = Revision { id: page::random_id(), at: now, occasion, name: name.to_owned() };
        let given_up = move |all: &[Revision]| revision::given_up(all, now);
        database.revise(&tenure, &revision, parts, given_up).await.map_err(|reason| reason.to_string())?;
        self.recall_revisions().await;
        Ok(())
    }

    /// Keeps the open state under a name, for ever.
    pub fn name_revision(&self, name: String) {
        self.settle();
        let (store, Some(open)) = (self.clone(), self.state().assessment().cloned()) else { return };
        spawn_local(async move {
            match store.revise(&open, Occasion::Named, &name).await {
                Ok(()) => store.say(format!("已保留版本“{name}”")),
                Err(reason) => store.complain(format!("没有保留版本：{reason}")),
            }
        });
    }

    /// Removes a revision for good.
    pub fn forget_revision(&self, revision: String) {
        let store = self.clone();
        spawn_local(async move {
            let Some((database, tenure)) = store.database().zip(store.open_id().and_then(|id| store.held_tenure(&id))) else {
                return store.complain("没有删除：这份申报不在这里编辑");
            };
            match database.forget_revision(&tenure, &revision).await {
                Ok(()) => store.say("已删除这个版本"),
                Err(reason) => store.complain(format!("没有删除：{reason}")),
            }
            store.recall_revisions().await;
        });
    }

    /// Compares a revision with what is open.
    pub fn compare_revision(&self, revision: String) {
        let store = self.clone();
        spawn_local(async move {
            let Some(before) = store.revision_or_complain(&revision).await else { return };
            store.settle();
            let Some(with) = store.state().assessment().cloned() else { return };
            let differences = Rc::new(differences(&before, &with));
            store.change(|state| state.revisions.compared = Some(Compared { id: revision, with, differences }));
        });
    }

    /// Shows a revision in place of what is open, to be looked at and not changed.
    pub fn look_at_revision(&self, revision: Revision) {
        let store = self.clone();
        spawn_local(async move {
            let Some(state) = store.revision_or_complain(&revision.id).await else { return };
            store.show(state, Origin::Revision(revision.at), None);
            Route::Home.go();
        });
    }

    /// Shows again what is open when no revision is looked at.
    pub fn look_at_present(&self) {
        let Some(id) = self.open_id() else { return };
        self.change(|state| state.open = None);
        let store = self.clone();
        spawn_local(async move {
            store.open(&id).await;
            Route::Keeping.go();
        });
    }

    /// Opens a revision as an assessment of its own; what it is a revision of stays as it is.
    pub fn restore_revision(&self, revision: String) {
        let store = self.clone();
        spawn_local(async move {
            let Some(mut state) = store.revision_or_complain(&revision).await else { return };
            state.head.id = page::random_id().as_str().into();
            store.show(state, Origin::Created, None);
            store.say("已把这个版本恢复成另一份申报，原来的那份没有改动。");
            Route::Home.go();
        });
    }

    /// Keeps the state before an action that closes a year.
    pub(super) fn revise_before(&self, action: &Action) {
        if !matches!(action, Action::Card(_, CardAction::Closed(_))) {
            return;
        }
        let (store, Some(open)) = (self.clone(), self.state().assessment().cloned()) else { return };
        if self.database().is_none() {
            return;
        }
        spawn_local(async move {
            if let Err(reason) = store.revise(&open, Occasion::BeforeClosing, "").await {
                store.complain(format!("年度已锁定，但锁定之前的内容没能作为版本保留（{reason}）。要回到锁定之前，请“撤销”。"));
            }
        });
    }

    /// The state of a revision of what is open.
    async fn revision_or_complain(&self, revision: &str) -> Option<Assessment> {
        let read_back = async {
            let (database, id) = self.database().zip(self.open_id()).ok_or("本浏览器没有可用的存储")?;
            read(&database.revision(&id, revision, self.key_of(&id).as_ref()).await?)
        };
        match read_back.await {
            Ok(opened) => Some(opened.assessment),
            Err::<_, String>(reason) => {
                self.complain(format!("这个版本打不开：{reason}"));
                None
            }
        }
    }

    fn open_id(&self) -> Option<String> {
        self.told().assessment().map(|open| open.head.id.to_string())
    }
}
