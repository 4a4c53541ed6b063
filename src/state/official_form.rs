//! The form that the secretariat issued: taken in, kept by its content, and read for a screen.

use std::rc::Rc;

use award::assessment::Action;
use award::documents::{DocumentsAction, OfficialForm};
use award::evidence::ContentHash;
use dossier::archive::Digest;
use dossier::form::Form;
use wasm_bindgen_futures::spawn_local;
use yew::{hook, use_effect_with, use_state_eq};

use super::contents::Whereabouts;
use super::hooks::{use_select, use_store};
use super::taking_in::facts;
use super::{State, Store};
use crate::browser::files::{self, File};

/// The greatest size of a file that is read to see whether it is a form, in bytes.
const LARGEST: f64 = 64.0 * 1024.0 * 1024.0;

/// The form that is to be filled, as far as it is known.
#[derive(Clone, Debug, Default)]
pub enum Issued {
    /// There is none.
    #[default]
    None,
    /// It is being read.
    Reading,
    /// It was read.
    Read(Rc<Form>),
    /// Its content is not in this browser.
    Missing,
    /// It cannot be read; the message says why.
    Failed(String),
}

impl PartialEq for Issued {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Issued::Read(one), Issued::Read(other)) => Rc::ptr_eq(one, other),
            (Issued::Failed(one), Issued::Failed(other)) => one == other,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl Store {
    /// Takes a form to be filled in the place of the built-in one. What was decided about a form of the same content counts again.
    ///
    /// # Errors
    /// It is no form that can be filled, or it is only in this page until that is left. The message says what happened, what is
    /// safe and what to do.
    pub async fn take_form(&self, file: File) -> Result<(), String> {
        let Some(id) = self.state().assessment().map(|open| open.head.id.clone()) else { return Ok(()) };
        if file.size() > LARGEST {
            return Err("文件超过 64 MB，不像是一份表格，没有打开。原文件没有改动。".to_owned());
        }
        let bytes = files::read(&file).await.map_err(|reason| format!("文件读不出来（{reason}）。原文件没有改动。"))?;
        let form = Form::read(&bytes).map_err(|error| error.to_string())?;
        let digest = Digest::of(&bytes);
        let sha256 = ContentHash::parse(&digest.sha256).ok_or("no hash")?;
        let kept = self.keep_content(&sha256, &file, &mut Vec::new()).await;
        if self.state().assessment().is_none_or(|open| open.head.id != id) {
            return Ok(());
        }
        let form = OfficialForm { file: facts(&file, digest.size, sha256), fingerprint: form.fingerprint().into() };
        self.act(&Action::Documents(DocumentsAction::TookForm(Some(form))));
        kept.map_err(|reason| format!("表格没有存进本浏览器（{reason}），只在关闭本页前可用；请保留原文件，下次再放进来。"))
    }
}

/// The form of the open assessment. It is read anew when another one is taken.
#[hook]
pub fn use_issued() -> Issued {
    let store = use_store();
    let known = use_select(issued);
    let shown = use_state_eq(Issued::default);
    use_effect_with(known, {
        let shown = shown.clone();
        move |known| match known.clone() {
            None => shown.set(Issued::None),
            Some((_, Whereabouts::Missing)) => shown.set(Issued::Missing),
            Some((hash, _)) => {
                shown.set(Issued::Reading);
                spawn_local(async move {
                    let read = read(&store, &hash).await;
                    // Another form may have been taken meanwhile; then its own reading tells.
                    let is_current = issued(&store.state()).is_some_and(|(current, _)| current == hash);
                    if is_current {
                        shown.set(read.map_or_else(Issued::Failed, Issued::Read));
                    }
                });
            }
        }
    });
    (*shown).clone()
}

fn issued(state: &State) -> Option<(ContentHash, Whereabouts)> {
    let form = state.assessment()?.documents.form.as_ref()?;
    Some((form.file.sha256.clone(), state.contents.whereabouts(&form.file.sha256)))
}

async fn read(store: &Store, hash: &ContentHash) -> Result<Rc<Form>, String> {
    let content = store.content(hash).await?;
    let bytes = files::read(&content).await?;
    Form::read(&bytes).map(Rc::new).map_err(|error| error.to_string())
}
