//! The consensus on the desk: opened, changed, saved to its own file.

use std::rc::Rc;

use award::consensus::{self, Action, Consensus, Event, Head};
use award::envelope::{OpenError, Opened};
use award::refusal::Refusal;
use award::savefile::Warning;
use award::scorecard::{self, Role, Subject};
use wasm_bindgen_futures::spawn_local;

use super::Shared;
use super::awards::unknown;
use super::content::{Content, Kind};
use crate::browser::files::{self, File};
use crate::browser::{clock, page};
use crate::state::Store;

/// What reads the file of a session.
type Open<T> = fn(&str) -> Result<Opened<T>, OpenError>;

impl Store {
    /// Begins a consensus about an applicant, for one of the two reviews.
    pub fn begin_consensus(&self, subject: Subject, role: Role) {
        let catalog = self.state().catalog;
        let head = Head {
            id: page::random_id().as_str().into(),
            scheme: catalog.scheme.id.clone(),
            criteria: catalog.criteria.id.clone(),
            role,
            subject,
        };
        self.put_consensus(Some(Consensus::new(head)));
    }

    /// Lets something happen in the consensus.
    ///
    /// # Errors
    /// It is refused; nothing has changed then.
    pub fn agree(&self, by: &str, event: Event) -> Result<(), Refusal> {
        let (catalog, consensus) = {
            let state = self.state();
            (state.consensus_award().0, state.workshop.consensus.clone())
        };
        let Some(consensus) = consensus else { return Ok(()) };
        let action = Action { at: clock::local(clock::now()), by: by.into(), event };
        let next = consensus.apply(catalog, &action)?;
        self.on_desk(|desk| desk.consensus = Some(next.into()));
        Ok(())
    }

    /// Adds examiners' cards from files.
    pub fn add_examiners(&self, by: String, files: Vec<File>) {
        let store = self.clone();
        spawn_local(async move {
            let (mut remarks, mut taken, all) = (Vec::new(), 0, files.len());
            for file in files {
                match store.add_examiner(&by, &file).await {
                    Ok(left_out) => {
                        taken += 1;
                        remarks.extend(left_out.iter().map(|warning| format!("{}：{warning}", file.name())));
                    }
                    Err(reason) => remarks.push(format!("{}：{reason}", file.name())),
                }
            }
            match (remarks.is_empty(), all - taken) {
                (true, _) => store.say(format!("加入了 {taken} 份评审员成绩单")),
                (false, 0) => store.complain_about(format!("加入了 {taken} 份，其中有没有读入的值。"), &remarks),
                (false, refused) => store.complain_about(format!("加入了 {taken} 份，{refused} 份没有加入。"), &remarks),
            }
        });
    }

    /// Adds the card of a file; what of it could not be read is left out and told.
    async fn add_examiner(&self, by: &str, file: &File) -> Result<Vec<Warning>, String> {
        let opened = scorecard::open(&read_text(file).await?).map_err(|error| error.to_string())?;
        let event = Event::AddedCard(Rc::new(opened.value));
        self.agree(by, event).map(|()| opened.warnings).map_err(|refusal| refusal.to_string())
    }

    /// Opens a consensus from its file; one that is on the desk gives way to it.
    pub fn open_consensus(&self, file: File) {
        self.open_session(file, consensus::open, |store, opened| {
            let head = &opened.head;
            store.state().award_of_consensus(head).ok_or_else(|| unknown(&head.scheme, &head.criteria))?;
            store.put_consensus(Some(opened));
            Ok(())
        });
    }

    /// Opens a session from its file and puts it where it belongs.
    pub(super) fn open_session<T: 'static>(&self, file: File, open: Open<T>, put: fn(&Store, T) -> Result<(), String>) {
        let store = self.clone();
        spawn_local(async move {
            let opened = read_text(&file).await.and_then(|text| open(&text).map_err(|error| error.to_string()));
            let put = |opened: Opened<T>| put(&store, opened.value).map(|()| opened.warnings);
            match opened.and_then(put) {
                Ok(left_out) if left_out.is_empty() => store.say(format!("已打开“{}”", file.name())),
                Ok(left_out) => {
                    let remarks: Vec<String> = left_out.iter().map(ToString::to_string).collect();
                    store.complain_about(format!("已打开“{}”，其中有没有读入的值。", file.name()), &remarks);
                }
                Err(reason) => store.complain(format!("没有打开“{}”：{reason}", file.name())),
            }
        });
    }

    /// Hands the consensus to the browser as a file.
    pub fn save_consensus(&self) {
        let Some(consensus) = self.state().workshop.consensus.clone() else { return };
        let name =
            format!("合议-{}-{}.json", dossier::archive::clean(&consensus.head.subject.name), clock::today().strftime("%Y%m%d"));
        self.hand_out_session(&name, &consensus::write(&consensus));
    }

    /// Takes the consensus off the desk; it can be taken back.
    pub fn close_consensus(&self) {
        self.put_consensus(None);
    }

    /// Puts a consensus on the desk, or nothing. What was there gives way.
    fn put_consensus(&self, next: Option<Consensus>) {
        self.on_desk(|desk| {
            let before = Content::lying(desk, Kind::Consensus);
            desk.consensus = next.map(Shared::from);
            desk.put_away(before);
        });
    }

    /// Hands the card of what was agreed to the browser, for the review.
    pub fn save_agreed_card(&self) {
        let Some(consensus) = self.state().workshop.consensus.clone() else { return };
        let card = consensus.card(clock::local(clock::now()));
        let name = format!("合议成绩单-{}-{}.json", dossier::archive::clean(&card.subject.name), card.author.role.name());
        self.hand_out(&name, "application/json", Ok(award::scorecard::write(&card).into_bytes()));
    }

    pub(super) fn hand_out_session(&self, name: &str, json: &str) {
        self.hand_out(name, "application/json", Ok(json.as_bytes().to_vec()));
    }

    /// Hands a file that was made, or not, to the browser and says so.
    pub fn hand_out(&self, name: &str, media_type: &str, made: Result<Vec<u8>, String>) {
        match made.and_then(|bytes| files::download(name, media_type, &bytes)) {
            Ok(()) => self.say(format!("已交给浏览器下载：{name}。请到下载文件夹确认。")),
            Err(reason) => self.complain(format!("没有生成“{name}”：{reason}。页面上的内容不受影响。")),
        }
    }
}

/// The text of a small file.
pub(super) async fn read_text(file: &File) -> Result<String, String> {
    const LARGEST: f64 = 64.0 * 1024.0 * 1024.0;
    if file.size() > LARGEST {
        return Err("文件超过 64 MB，不像是本工具的文件。".to_owned());
    }
    String::from_utf8(files::read(file).await?).map_err(|_| "不是本工具的文件（不是 UTF-8 文本）。文件没有改动。".to_owned())
}
