//! Files offered as evidence: what is asked about them, and what follows from the answer.

use std::collections::BTreeSet;
use std::rc::Rc;

use award::EvidenceId;
use award::assessment::Action;
use award::evidence::{ContentHash, Evidence, EvidenceAction, Link, next_order};
use wasm_bindgen_futures::spawn_local;

use super::Store;
use crate::browser::files::{self, File, Part};
use crate::browser::page;
use crate::route::Route;

/// Files that wait for the answer whether they hold state secrets.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The files; none for what there is only on paper.
    pub files: Vec<File>,
    /// Whether the answer was that they do.
    pub is_refused: bool,
    purpose: Purpose,
}

/// What the files are for.
#[derive(Clone, Debug, PartialEq)]
enum Purpose {
    /// To be registered, as proof of something.
    Register(BTreeSet<Link>),
    /// To take the place of the file of a piece.
    Attach(EvidenceId),
}

impl Store {
    /// Offers files as evidence for something. Nothing of them is read before the question is answered.
    pub fn offer(&self, files: Vec<File>, links: BTreeSet<Link>) {
        if !files.is_empty() {
            self.ask_about(files, Purpose::Register(links));
        }
    }

    /// Offers what there is only on paper.
    pub fn offer_paper(&self, links: BTreeSet<Link>) {
        self.ask_about(Vec::new(), Purpose::Register(links));
    }

    /// Offers a file for a piece that is registered.
    pub fn offer_file_of(&self, id: EvidenceId, file: File) {
        self.ask_about(vec![file], Purpose::Attach(id));
    }

    fn ask_about(&self, files: Vec<File>, purpose: Purpose) {
        if self.state().assessment().is_some() && self.state().taking_in.is_none() {
            self.change(|state| state.offer = Some(Offer { files, is_refused: false, purpose }));
        }
    }

    /// They hold none: takes them in.
    pub fn accept_offer(&self) {
        let offer = self.state().offer.clone();
        self.drop_offer();
        match offer {
            Some(Offer { files, purpose: Purpose::Register(links), .. }) if files.is_empty() => self.register_paper(links),
            Some(Offer { files, purpose: Purpose::Register(links), .. }) => self.take_in(files, links),
            Some(Offer { files, purpose: Purpose::Attach(id), .. }) => self.take_in_for(files, id),
            None => {}
        }
    }

    /// They do hold state secrets: lets go of them and says why.
    pub fn refuse_offer(&self) {
        self.change(|state| {
            if let Some(offer) = &mut state.offer {
                offer.files.clear();
                offer.is_refused = true;
            }
        });
    }

    /// Lets go of them.
    pub fn drop_offer(&self) {
        self.change(|state| state.offer = None);
    }

    fn register_paper(&self, links: BTreeSet<Link>) {
        let Some(open) = self.state().assessment().cloned() else { return };
        let id = EvidenceId::from(page::random_id().as_str());
        let piece = Evidence { links, order: next_order(&open.evidence), ..Evidence::default() };
        self.act(&Action::Evidence(EvidenceAction::Registered(vec![(id.clone(), Rc::new(piece))])));
        Route::Piece(id).go();
    }

    /// Hands the content of a file of evidence to the browser as a download.
    pub fn give_out(&self, hash: &ContentHash, name: &str, media_type: &str) {
        let (store, hash, name, media_type) = (self.clone(), hash.clone(), name.to_owned(), media_type.to_owned());
        spawn_local(async move {
            let handed = async {
                let content = store.content(&hash).await?;
                files::hand_over(&name, &files::blob_of(&[Part::Content(&content)], &media_type)?)
            };
            match handed.await {
                Ok(()) => store.say(format!("已交给浏览器下载：{name}")),
                Err(reason) => store.complain(format!("没有取出“{name}”：{reason}")),
            }
        });
    }
}
