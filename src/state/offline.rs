//! Copies of the page itself: making one, with data or without; and asking about the data that this page carries.

use award::offline::{self, Content, Sealed};
use award::savefile::{self, Opened};
use dossier::package;
use wasm_bindgen_futures::spawn_local;
use yew::AttrValue;

use super::Store;
use super::copies::Proof;
use super::shelf::title_of;
use crate::browser::seal::{Key, Seal};
use crate::browser::{clock, copying, files};

/// The place that a sealed save file of a copy is bound to.
const PLACE: &str = "copy of the page";

/// What this page carries inside, about which the person is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// Whose it is, if that is told in the open.
    pub title: Option<AttrValue>,
    /// When the copy was made, in milliseconds since 1970.
    pub made_at: f64,
    /// Why the last password did not open it.
    pub refused: Option<AttrValue>,
    content: Content,
}

impl Store {
    /// Asks about the data that this page carries, if it does and they are not what is open.
    pub(super) fn look_at_carried(&self) {
        let Some(text) = copying::carried() else { return };
        let read = offline::read(&text).and_then(|copy| match &copy.content {
            Content::Sealed(_) => Ok((copy, None)),
            Content::Open(json) => {
                let opened = savefile::open(json).map_err(|error| error.to_string())?;
                Ok((copy, Some(opened)))
            }
        });
        match read {
            Ok((copy, opened)) => {
                let is_open = |opened: &Opened| self.state().assessment().is_some_and(|open| **open == opened.assessment);
                if opened.as_ref().is_some_and(is_open) {
                    return;
                }
                let title = opened.map(|opened| title_of(&opened.assessment).into());
                let carried = Carried { title, made_at: copy.made_at, refused: None, content: copy.content };
                self.change(|state| state.carried = Some(carried));
            }
            Err(reason) => self.complain(format!("这个文件里带的内容打不开：{reason}。")),
        }
    }

    /// Leaves the data that this page carries where they are.
    pub fn leave_carried(&self) {
        self.change(|state| state.carried = None);
    }

    /// Opens the data that this page carries; asks before they take the place of what this browser has.
    pub fn open_carried(&self, password: String) {
        let (store, Some(carried)) = (self.clone(), self.state().carried.clone()) else { return };
        spawn_local(async move {
            let json = match &carried.content {
                Content::Open(json) => Ok(json.clone()),
                Content::Sealed(sealed) => opened(sealed, &password).await,
            };
            match json.and_then(|json| savefile::open(&json).map_err(|error| error.to_string())) {
                Ok(opened) => {
                    store.change(|state| state.carried = None);
                    store.receive_copy(carried.made_at, opened).await;
                }
                Err(reason) => store.change(|state| {
                    state.carried = Some(Carried { refused: Some(reason.into()), ..carried });
                }),
            }
        });
    }

    /// Hands a copy of this page to the browser: with what is open, sealed if there is a password, or without any data.
    pub fn save_copy(&self, with_data: bool, password: Option<String>) {
        self.settle();
        let open = self.state().assessment().cloned().filter(|_| with_data);
        let store = self.clone();
        spawn_local(async move {
            let made = async {
                let data = match &open {
                    Some(open) => {
                        let json = store.state().award_for(open).save_file(open);
                        Some(offline::write(clock::now(), content(&json, password).await?))
                    }
                    None => None,
                };
                let copy = copying::copy(data.as_deref())?;
                let (carried, is_fresh) = copying::look_into(&copy).await?;
                if carried != data || !is_fresh {
                    return Err("生成的副本读回来与应有的不一样".to_owned());
                }
                let name = package::page_name(&store.copy_name(open.as_deref()), open.as_deref(), clock::today());
                files::hand_over(&name, &copy).map(|()| name)
            };
            match (made.await, open) {
                (Ok(name), Some(open)) => {
                    store.say(format!(
                        "离线副本生成后核对过，已交给浏览器下载：{name}。里面有这份申报的全部填写内容，不含材料文件。"
                    ));
                    store.backed_up(name.into(), Proof::Downloaded, open);
                }
                (Ok(name), None) => store.say(format!("离线副本生成后核对过，已交给浏览器下载：{name}。里面没有任何填写内容。")),
                (Err(reason), _) => store.complain(format!("没有生成离线副本：{reason}。")),
            }
        });
    }
}

impl Store {
    /// What a copy of the page is called: by the award of what it carries; without data by the bundled one, which every copy has.
    fn copy_name(&self, carried: Option<&award::assessment::Assessment>) -> String {
        let state = self.state();
        carried.map_or_else(|| state.awards[0], |open| state.award_for(open)).app_name()
    }
}

async fn content(json: &str, password: Option<String>) -> Result<Content, String> {
    let Some(password) = password else { return Ok(Content::Open(json.to_owned())) };
    let key = Key::of(&password).await?;
    let Seal { iterations, salt, check } = key.parameters().clone();
    Ok(Content::Sealed(Sealed { iterations, salt, check, text: key.seal(PLACE, json).await? }))
}

async fn opened(sealed: &Sealed, password: &str) -> Result<String, String> {
    let seal = Seal { iterations: sealed.iterations, salt: sealed.salt.clone(), check: sealed.check.clone() };
    match seal.unlock(password).await? {
        Some(key) => key.open(PLACE, &sealed.text).await,
        None => Err("密码不对，可以再试。".to_owned()),
    }
}
