//! Leaving nothing behind: 清除本机数据 removes everything of this product from the browser and looks whether it is gone;
//! 阅后即清 keeps nothing from the start.

use wasm_bindgen_futures::spawn_local;

use super::contents::Contents;
use super::{Keeping, Store};
use crate::browser::database::{Database, Desk};
use crate::browser::session;
use crate::browser::tabs::{self, Word};
use crate::route::Route;

impl Store {
    /// Removes everything of this product from the browser, and nothing of others. From then on this page keeps nothing.
    pub fn wipe(&self) {
        let store = self.clone();
        spawn_local(async move {
            // Other pages stop writing before the database goes, and remember nothing of theirs.
            tabs::say(Word::Wiped, "");
            store.close_all();
            let erased = match Database::erase().await {
                Ok(()) => Desk::erase().await,
                failed => failed,
            };
            session::forget_all();
            session::fall_silent();
            let left = session::keys();
            store.change(|state| state.keeping = Keeping::Nothing);
            Route::Home.go();
            match (erased, left.is_empty()) {
                (Ok(()), true) => store.say("已清除并核对：本浏览器里不再有本工具的任何内容。别的网页的数据没有动。"),
                (Ok(()), false) => store.complain(format!("内容已清除，但还剩下：{}。", left.join("、"))),
                (Err(reason), _) => {
                    store.complain(format!("没有清除干净：{reason}。请关掉所有标签页里的本工具，再打开一个清除一次。"))
                }
            }
        });
    }

    /// Keeps nothing in this browser for as long as this page lives. What lies there already stays; if nothing does, the empty
    /// database goes, too.
    pub fn keep_nothing(&self) {
        let is_empty = self.state().shelf.is_empty();
        let store = self.clone();
        spawn_local(async move {
            let is_bare = store.close_all();
            if is_bare && let Err(reason) = Desk::erase().await {
                store.complain(format!("空的数据库没有去掉：{reason}"));
            }
            if is_empty && let Err(reason) = Database::erase().await {
                store.complain(format!("空的数据库没有去掉：{reason}"));
            }
            if is_empty {
                session::forget_all();
            }
            session::fall_silent();
            store.change(|state| state.keeping = Keeping::Nothing);
        });
    }

    /// Closes the databases and all that is open, without writing. Whether nothing of workshops lies in the browser.
    fn close_all(&self) -> bool {
        self.set_hold(None);
        self.set_unlocked(None);
        self.set_place(None);
        if let Some(database) = self.database() {
            database.close();
        }
        self.set_database(None);
        self.leave_quietly();
        self.change(|state| {
            state.shelf.clear();
            state.contents = Contents::default();
            state.asking = None;
        });
        self.leave_desk()
    }
}
