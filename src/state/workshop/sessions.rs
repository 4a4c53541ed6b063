//! The consensus on the desk: opened, changed, saved to its own file.

use award::consensus::{self, Action, Consensus, Event, Head};
use award::envelope::{OpenError, Opened};
use award::refusal::Refusal;
use award::scorecard::{Role, Scorecard, Subject};
use wasm_bindgen_futures::spawn_local;

use super::awards::unknown;
use super::{PutAway, Shared};
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
            let (mut refused, mut taken) = (Vec::new(), 0);
            for file in files {
                match store.add_examiner(&by, &file).await {
                    Ok(()) => taken += 1,
                    Err(reason) => refused.push(format!("{}：{reason}", file.name())),
                }
            }
            match refused.is_empty() {
                true => store.say(format!("加入了 {taken} 份评审员成绩单")),
                false => store.complain_about(format!("加入了 {taken} 份，{} 份没有加入。", refused.len()), &refused),
            }
        });
    }

    async fn add_examiner(&self, by: &str, file: &File) -> Result<(), String> {
        let bytes = files::read(file).await?;
        let text = std::str::from_utf8(&bytes).map_err(|_| "不是成绩单。文件没有改动。".to_owned())?;
        let card: Scorecard = award::scorecard::open(text).map_err(|error| error.to_string())?.value;
        self.agree(by, Event::AddedCard(std::rc::Rc::new(card))).map_err(|refusal| refusal.to_string())
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
            match opened.and_then(|opened| put(&store, opened.value)) {
                Ok(()) => store.say(format!("已打开“{}”", file.name())),
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
            let before = std::mem::replace(&mut desk.consensus, next.map(Shared::from));
            desk.put_away = before.map(PutAway::Consensus).or(desk.put_away.take());
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
