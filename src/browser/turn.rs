//! Turns: of all pages with the same assessment, one at a time has the turn to write it.
//!
//! The lock makes sure that a second page knows that there is a first, and notices when that one is gone, however it went.
//! It is not what keeps two pages from overwriting each other: that is the tenure in the database. A browser without locks
//! therefore grants every turn.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::alone::locks;
use super::queue::Queue;
use super::{explain, page};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = AbortSignal, js_name = timeout, catch)]
    fn abort_after(milliseconds: u32) -> Result<JsValue, JsValue>;
}

thread_local! {
    /// Turns that this page is giving back. Until the browser has done so, the page would take its own lock for another page's.
    static RETURNS: Queue = Queue::default();
}

/// The turn to write something, given back when this is dropped or the page goes away.
pub struct Turn(Option<Granted>);

/// What gives a turn back, and what ends once the browser has taken it back.
struct Granted {
    give_back: Function,
    returned: oneshot::Receiver<()>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(Granted { give_back, returned }) = self.0.take() else { return };
        if let Err(thrown) = give_back.call0(&JsValue::NULL) {
            return page::log(&explain(&thrown));
        }
        let place = RETURNS.with(Queue::enter);
        spawn_local(async move {
            let _turn = place.await;
            // It ends by being dropped.
            match returned.await {
                Ok(()) | Err(oneshot::Canceled) => {}
            }
        });
    }
}

/// How a turn is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Only if nobody has it.
    IfFree,
    /// Whoever has it is waited for, but no longer than so many milliseconds.
    Within(u32),
    /// It is taken from whoever has it.
    Steal,
}

/// The sender of an answer, for whoever gives it first.
type Answer = Rc<RefCell<Option<oneshot::Sender<Option<Turn>>>>>;

/// Asks for the turn of that name; `None` if somebody else has it. `lost` is called if another page steals it later.
pub async fn take(name: &str, how: How, lost: impl FnOnce() + 'static) -> Option<Turn> {
    let Some(locks) = locks() else { return Some(Turn(None)) };
    drop(RETURNS.with(Queue::enter).await);
    let (sender, receiver) = oneshot::channel();
    let (returning, returned) = oneshot::channel::<()>();
    let mut returned = Some(returned);
    let answer: Answer = Rc::new(RefCell::new(Some(sender)));
    let (granting, is_granted) = (answer.clone(), Rc::new(RefCell::new(false)));
    let granted_here = is_granted.clone();
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            give(&granting, None);
            return JsValue::UNDEFINED;
        }
        *granted_here.borrow_mut() = true;
        let mut give_back = None;
        let held = Promise::new(&mut |resolve, _| give_back = Some(resolve));
        let granted = give_back.zip(returned.take()).map(|(give_back, returned)| Granted { give_back, returned });
        give(&granting, Some(Turn(granted)));
        held.into()
    });
    let asked = options(how).and_then(|options| locks.request(&format!("quality-award-kit/write/{name}"), &options, &granted));
    match asked {
        Ok(ended) => spawn_local(async move {
            let outcome = JsFuture::from(ended).await;
            drop(returning);
            let was_granted = *is_granted.borrow();
            match outcome {
                Err(_) if was_granted => lost(),
                _ => give(&answer, None),
            }
        }),
        Err(thrown) => {
            page::log(&explain(&thrown));
            give(&answer, Some(Turn(None)));
        }
    }
    receiver.await.ok().flatten()
}

/// Gives an answer, if none was given yet. A turn that nobody waits for any more is given back by being dropped.
fn give(answer: &Answer, turn: Option<Turn>) {
    if let Some(sender) = answer.borrow_mut().take() {
        drop(sender.send(turn));
    }
}

fn options(how: How) -> Result<Object, JsValue> {
    let options = Object::new();
    let (name, value) = match how {
        How::IfFree => ("ifAvailable", JsValue::TRUE),
        How::Within(milliseconds) => ("signal", abort_after(milliseconds)?),
        How::Steal => ("steal", JsValue::TRUE),
    };
    Reflect::set(&options, &name.into(), &value)?;
    Ok(options)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::testing::wait_for;

    #[wasm_bindgen_test]
    async fn a_turn_is_one_at_a_time_and_can_be_stolen() {
        let (name, lost) = (page::random_id(), Rc::new(Cell::new(false)));
        let told = lost.clone();
        let first = take(&name, How::IfFree, move || told.set(true)).await;
        assert!(first.is_some());
        assert!(take(&name, How::IfFree, || ()).await.is_none());
        assert!(take(&name, How::Within(20), || ()).await.is_none());
        let second = take(&name, How::Steal, || ()).await;
        assert!(second.is_some());
        wait_for("the first is told", || lost.get()).await;
        drop(second);
        assert!(take(&name, How::Within(2000), || ()).await.is_some());
    }
}
