//! Awards beside the bundled one: scheme files, kept in the browser, in force for the assessments that name them.

use std::fmt;
use std::rc::Rc;

use award::assessment::{Assessment, Head};
use award::catalog::Catalog;
use award::savefile;
use award::{CriteriaId, SchemeId};
use wasm_bindgen_futures::spawn_local;
use yew::AttrValue;

use super::store::{Notice, Restore};
use super::{Room, State, Store};
use crate::browser::clock;
use crate::browser::database::Database;
use crate::browser::files::{self, File};

/// The greatest size of a scheme file, in bytes; the bundled one has less than a megabyte.
const LARGEST: f64 = 20.0 * 1024.0 * 1024.0;

/// An award that the page knows; it lives as long as the page. Two are the same if they are one and the same file.
#[derive(Clone, Copy)]
pub struct Award(pub &'static Catalog);

impl PartialEq for Award {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl fmt::Debug for Award {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.scheme.id.as_str())
    }
}

/// A scheme file that was not taken.
#[derive(Clone, Debug, PartialEq)]
pub struct RefusedScheme {
    /// The name of the file.
    pub file: AttrValue,
    /// What is wrong with it, and where.
    pub faults: Rc<Vec<String>>,
}

impl Award {
    /// Whether it came as a file.
    pub fn is_loaded(self) -> bool {
        self.0.source.is_some()
    }

    /// The save file of an assessment that it judges; a scheme file goes with it, because its receiver needs that too.
    pub(super) fn save_file(self, assessment: &Assessment) -> String {
        savefile::write_for(self.0, assessment)
    }

    /// What the app is called while it is in force.
    pub fn app_name(self) -> String {
        if self.is_loaded() { format!("{}自评", self.0.scheme.award) } else { "市长质量奖自评".to_owned() }
    }

    /// Something to tell it from every other of the page.
    pub fn key(self) -> String {
        (std::ptr::from_ref(self.0) as usize).to_string()
    }
}

impl State {
    /// The award by which an assessment is judged; `None` if its scheme file is not here.
    pub fn award_of(&self, head: &Head) -> Option<Award> {
        self.award_named(&head.scheme, &head.criteria)
    }

    /// The award of a scheme with those criteria; `None` if its scheme file is not here.
    pub(super) fn award_named(&self, scheme: &SchemeId, criteria: &CriteriaId) -> Option<Award> {
        let is_it = |award: &Award| award.0.scheme.id == *scheme && award.0.criteria.id == *criteria;
        self.awards.iter().copied().find(is_it)
    }

    /// The award by which an assessment that was shown is judged.
    pub(super) fn award_for(&self, assessment: &Assessment) -> Award {
        self.award_of(&assessment.head).unwrap_or(Award(self.catalog))
    }

    /// Lets everything be shown and judged by an award.
    pub(super) fn put_in_force(&mut self, award: Award) {
        self.catalog = award.0;
        self.cached.take();
        if self.workshop.room.len() == 0 {
            self.workshop.room = Room::empty(award.0).into();
        }
    }

    /// Adds an award, or lets it take the place of the file that was there under its id.
    fn add(&mut self, award: Award) {
        let is_in_force = self.catalog.scheme.id == award.0.scheme.id;
        match self.awards.iter_mut().find(|other| other.0.scheme.id == award.0.scheme.id) {
            Some(place) => *place = award,
            None => self.awards.push(award),
        }
        if is_in_force {
            self.put_in_force(award);
        }
        if self.room_award() == award {
            let room = Room::of(award.0, self.workshop.room.gathering.clone(), Vec::new());
            self.workshop.room = room.into();
        }
    }
}

impl Store {
    /// Reads a scheme file that a person chose, and keeps it if it is sound.
    pub fn load_scheme(&self, file: File) {
        let store = self.clone();
        spawn_local(async move {
            let name: AttrValue = file.name().into();
            let read = store.read_scheme(&file).await.and_then(|text| store.understand(&text));
            let faults = read.as_ref().err().cloned().map(Rc::new);
            store.change(|state| state.refused_scheme = faults.map(|faults| RefusedScheme { file: name.clone(), faults }));
            if let Ok(award) = read {
                store.keep_scheme(award).await;
            }
        });
    }

    async fn read_scheme(&self, file: &File) -> Result<String, Vec<String>> {
        if file.size() > LARGEST {
            return Err(vec!["文件超过 20 MB，不像是办法文件。".to_owned()]);
        }
        let bytes = files::read(file).await.map_err(|reason| vec![format!("读不出来：{reason}")])?;
        String::from_utf8(bytes).map_err(|_| vec!["不是 UTF-8 编码的文本，请另存为 UTF-8 再载入。".to_owned()])
    }

    /// The award in the text of a scheme file.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    fn understand(&self, text: &str) -> Result<Award, Vec<String>> {
        let bundled = self.bundled();
        let catalog = Catalog::read(text, &bundled.0.workdays)
            .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<String>>())?;
        if catalog.scheme.id == bundled.0.scheme.id {
            return Err(vec![format!("scheme 的 id “{}”是内置办法的编号，请换一个。", catalog.scheme.id)]);
        }
        Ok(Award(Box::leak(Box::new(catalog))))
    }

    /// The award that the kit bundles.
    pub(super) fn bundled(&self) -> Award {
        self.state().awards[0]
    }

    async fn keep_scheme(&self, award: Award) {
        let is_known = self.state().awards.iter().any(|other| other.0.scheme.id == award.0.scheme.id);
        self.change(|state| state.add(award));
        let title = &award.0.scheme.title;
        match self.write_scheme(award).await {
            Ok(()) if is_known => self.say(format!("已用这个文件更新“{title}”")),
            Ok(()) => self.say(format!("已载入“{title}”，存在本浏览器里")),
            Err(reason) => self.complain(format!("已载入“{title}”，但没有存进本浏览器（{reason}），下次要重新载入。")),
        }
    }

    async fn write_scheme(&self, award: Award) -> Result<(), String> {
        let database = self.database().ok_or("本浏览器没有可用的存储")?;
        let text = award.0.source.as_deref().unwrap_or_default();
        database.keep_scheme(award.0.scheme.id.as_str(), text).await
    }

    /// Takes the scheme file over that came with an assessment, unless the award is here already; says what is worth knowing.
    pub(super) async fn take_carried(&self, head: &Head, text: &str) -> Result<Option<String>, Vec<String>> {
        let known = self.state().award_of(head);
        match known {
            Some(award) if award.0.source.as_deref() == Some(text) => Ok(None),
            Some(award) => Ok(Some(format!("文件里带的“{}”与本浏览器里的内容不同，按本浏览器里的判断", award.0.scheme.title))),
            None => {
                let award = self.understand(text)?;
                self.change(|state| state.add(award));
                let brought = format!("文件带来了评选办法“{}”，已一并载入", award.0.scheme.title);
                Ok(Some(match self.write_scheme(award).await {
                    Ok(()) => brought,
                    Err(reason) => format!("{brought}，但没有存进本浏览器（{reason}），下次要重新打开这个文件"),
                }))
            }
        }
    }

    /// Says that an assessment cannot be shown, because the scheme file that it is judged by is not here.
    pub(super) fn lack_scheme(&self, head: &Head) {
        self.complain(format!(
            "没有打开：这份申报按另一套办法（{} / {}）填写，本浏览器里没有这套办法。请先在“管理办法”里载入办法文件再打开；内容都在，没有改动。",
            head.scheme, head.criteria
        ));
    }

    /// Learns which scheme files the database holds. One that this version of the kit cannot read stays there and is told.
    pub(super) async fn start_schemes(&self, database: &Database) {
        let kept = match database.schemes().await {
            Ok(kept) => kept,
            Err(reason) => return self.complain(format!("本浏览器里的办法文件读不出来：{reason}。文件还在，没有改动。")),
        };
        for (id, text) in kept {
            match self.understand(&text) {
                Ok(award) => self.change(|state| state.add(award)),
                Err(faults) => self.complain_about(format!("本浏览器里的办法文件“{id}”读不懂了，文件还在，没有改动。"), &faults),
            }
        }
    }

    /// Forgets a scheme file that no assessment of this browser is judged by; the message offers to take that back.
    pub fn forget_scheme(&self, award: Award) {
        let store = self.clone();
        spawn_local(async move {
            let title = &award.0.scheme.title;
            if store.state().judges_on_desk(award) {
                return store.complain(format!("没有移除：“研讨和评审”里的内容按“{title}”评分。请先存成文件，再清空那里。"));
            }
            match store.try_to_forget(award).await {
                Ok(0) => store.change(|state| {
                    state.awards.retain(|other| other.0.scheme.id != award.0.scheme.id);
                    if state.catalog.scheme.id == award.0.scheme.id {
                        let bundled = state.awards[0];
                        state.put_in_force(bundled);
                    }
                    let text = format!("已移除“{title}”").into();
                    state.notice =
                        Some(Notice { text, restore: Some(Restore::Scheme(award)), at: clock::now(), ..Notice::default() });
                }),
                Ok(users) => store.complain(format!("没有移除：本浏览器里有 {users} 份申报（含已删除的）按“{title}”填写。")),
                Err(reason) => store.complain(format!("没有移除：{reason}")),
            }
        });
    }

    /// Removes a scheme file from the database if nothing needs it; tells how many assessments do.
    async fn try_to_forget(&self, award: Award) -> Result<usize, String> {
        let id = &award.0.scheme.id;
        let open = usize::from(self.state().assessment().is_some_and(|open| open.head.scheme == *id));
        let Some(database) = self.database() else { return Ok(open) };
        let heads = database.parts_under(savefile::ABOUT).await?;
        let users = heads.iter().filter(|(_, about)| savefile::scheme_in(about).is_none_or(|scheme| scheme == *id)).count();
        if users.max(open) == 0 {
            database.forget_scheme(id.as_str()).await?;
        }
        Ok(users.max(open))
    }

    /// Lets the next assessment be judged by an award while nothing is open.
    pub fn choose_award(&self, key: &str) {
        let chosen = self.state().awards.iter().copied().find(|award| award.key() == key);
        if let Some(award) = chosen.filter(|_| self.state().open.is_none()) {
            self.change(|state| state.put_in_force(award));
        }
    }

    /// Takes the removal of a scheme file back.
    pub fn restore_scheme(&self, award: Award) {
        let store = self.clone();
        spawn_local(async move { store.keep_scheme(award).await });
    }

    /// Hands the bundled award out as a scheme file, to write one's own after.
    pub fn hand_out_scheme(&self, award: Award) {
        let text = award.0.source.as_deref().unwrap_or(schemes::XINYANG);
        let name = format!("{}.json", award.0.scheme.id);
        match files::download(&name, "application/json", text.as_bytes()) {
            Ok(()) => self.say(format!("办法文件已交给浏览器下载：{name}")),
            Err(reason) => self.complain(format!("没有生成文件：{reason}")),
        }
    }
}
