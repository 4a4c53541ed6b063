//! When the database is not as it should be: what cannot be read is set aside and stays as it is, and a database that goes
//! away is said at once, while the work goes on in memory.

use award::savefile;
use wasm_bindgen_futures::spawn_local;
use yew::AttrValue;

use super::shelf::{Origin, ShelfEntry};
use super::{Keeping, State, Store};
use crate::browser::database::{Database, Ended, Found, Head};
use crate::browser::{clock, files, page, session, timer};

/// Why data of a newer version stay closed.
const NEWER: &str = "由更新版本的本工具保存，这个版本打不开，也没有改动。请用新版本的文件打开。";

/// What is done when something does not get written.
const WHAT_NOW: &str = "内容还在这个页面里，可以接着填；请现在就“另存为文件”，在存好之前不要关闭本页。";

/// How long is waited before each attempt to open a database again that the browser has closed, in milliseconds: while its
/// data are being cleared, it refuses.
const REOPENING: [u32; 4] = [0, 300, 1500, 8000];

impl State {
    /// What lies in the database and cannot be opened, by id.
    pub fn set_aside(&self) -> Vec<ShelfEntry> {
        self.shelf.iter().filter(|entry| entry.trouble.is_some()).cloned().collect()
    }
}

/// What is on the shelf for something in the database.
pub(super) fn entry_of(found: Found) -> ShelfEntry {
    let trouble = match (&found.head, found.mark.as_deref()) {
        (Some(Head { seal: Some(_), .. }), _) => None,
        (None, _) => Some("目录记录读不出来，可能是另一个版本写的，或者已经损坏。".to_owned()),
        (Some(_), None) => Some("内容不完整：缺少格式标记。".to_owned()),
        (Some(_), Some(mark)) => savefile::trouble_of_mark(mark).map(|error| error.to_string()),
    };
    let trouble = trouble.map(AttrValue::from);
    match found.head {
        Some(head) => ShelfEntry { trouble, ..ShelfEntry::kept(head) },
        None => {
            ShelfEntry {
                id: found.id.into(), title: "（没有名称）".into(), saved_at: 0.0, deleted_at: None, trouble, seal: None
            }
        }
    }
}

impl Store {
    /// Notes that an assessment of the shelf cannot be opened. It stays where and as it is.
    pub(super) fn set_aside(&self, id: &str, reason: &str) {
        self.change(|state| {
            if state.keeping == Keeping::Starting {
                state.keeping = Keeping::Idle;
            }
            if let Some(entry) = state.shelf.iter_mut().find(|entry| entry.id == id) {
                entry.trouble = Some(reason.to_owned().into());
            }
        });
        self.complain(format!("这份申报打不开：{reason}数据原样留在本浏览器里，首页“打不开的数据”可以导出。"));
    }

    /// Hands what lies under an id to the browser as a file, as it is.
    pub fn export_raw(&self, entry: &ShelfEntry) {
        let (store, id) = (self.clone(), entry.id.clone());
        spawn_local(async move {
            let name =
                format!("打不开的数据-{}-{}.json", clock::today().strftime("%Y%m%d"), id.chars().take(8).collect::<String>());
            let exported = match store.archive() {
                Some(database) => database.raw(&id).await,
                None => Err("本浏览器没有可用的存储".to_owned()),
            };
            match exported.and_then(|json| files::download(&name, "application/json", json.as_bytes())) {
                Ok(()) => store.say(format!("已交给浏览器下载：{name}。请到下载文件夹确认。")),
                Err(reason) => store.complain(format!("没有导出：{reason}。数据仍在本浏览器里，没有改动。")),
            }
        });
    }

    /// Looks at a database of a newer version: everything in it is set aside.
    pub(super) async fn look_at_newer(&self) {
        let found = async {
            let database = Database::open_newer().await?;
            let found = database.found().await?;
            self.set_archive(database);
            Ok(found)
        };
        match found.await {
            Ok(found) => self.change(|state| {
                let entry = |each: Found| ShelfEntry { trouble: Some(NEWER.into()), ..entry_of(each) };
                state.shelf = found.into_iter().map(entry).collect();
            }),
            Err::<_, String>(reason) => page::log(&reason),
        }
        self.lose_database(Keeping::Unavailable(format!("浏览器里的数据{NEWER}")));
    }

    /// The open database went away.
    pub(super) fn database_ended(&self, ended: Ended) {
        match ended {
            Ended::MadeWay => {
                self.write_now();
                let reason = "另一个标签页打开了更新版本的本工具，或清除了本机数据";
                self.lose_database(Keeping::Unavailable(reason.to_owned()));
                self.complain(format!("{reason}，本页不再自动保存。{WHAT_NOW}"));
            }
            Ended::Closed => self.reopen_database(),
        }
    }

    /// Everything was removed by another page: nothing is written back.
    pub(super) fn database_was_wiped(&self) {
        session::fall_silent();
        self.lose_database(Keeping::Unavailable("本机数据已在另一个标签页里清除".to_owned()));
        self.desk_was_wiped();
        self.change(|state| state.shelf.clear());
        self.complain("本机数据已在另一个标签页里清除，本页不再自动保存。要保留这里的内容，请“另存为文件”。");
    }

    /// The browser closed the database, as when somebody clears its data. What is open stays open, and is written anew.
    fn reopen_database(&self) {
        let reason = "浏览器关闭或清除了存储";
        self.lose_database(Keeping::Failed(reason.to_owned()));
        self.complain(format!("{reason}。{WHAT_NOW}"));
        let store = self.clone();
        spawn_local(async move {
            for pause in REOPENING {
                timer::pause(pause).await;
                if store.open_database().await.is_ok() {
                    return;
                }
            }
        });
    }

    fn lose_database(&self, keeping: Keeping) {
        self.set_database(None);
        self.set_hold(None);
        self.change(|state| {
            state.held = None;
            state.contents.forget_stored();
            state.keeping = keeping;
        });
    }

    /// Says that something was not written, the first time; the bar at the top says it as long as it is so.
    pub(super) fn tell_unwritten(&self, reason: &str, is_first: bool) {
        if reason.starts_with("InvalidStateError") {
            self.reopen_database();
        } else if is_first {
            self.complain_until_kept(format!("没有存进本浏览器（{reason}）。{WHAT_NOW}"));
        }
    }

    /// Puts an assessment beside one that cannot be read, never over it: whether its id is one of those.
    pub(super) fn is_set_aside(&self, id: &str) -> bool {
        self.state().set_aside().iter().any(|entry| entry.id == id)
    }

    /// Where an assessment of the database comes from, by the version that it was read from.
    pub(super) fn origin_of(version: u32) -> Origin {
        if version == savefile::VERSION { Origin::Database } else { Origin::OlderDatabase }
    }
}
