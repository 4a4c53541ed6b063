//! Waiting for the database: its requests and transactions as futures.

use futures_channel::oneshot;
use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::{Ended, explain};

type Outcome<T> = Result<T, String>;

/// The result of a request.
pub(super) async fn result(request: &IdbRequest) -> Outcome<JsValue> {
    let request = request.clone();
    let (sender, receiver) = once();
    let failed = sender.clone();
    let (done, not_done) = (request.clone(), request.clone());
    let _listeners = [
        EventListener::once(&request, "success", move |_| sender.send(done.result().map_err(|thrown| explain(&thrown)))),
        EventListener::once(&request, "error", move |_| failed.send(Err(reason(&not_done)))),
    ];
    receiver.await.unwrap_or_else(|_| Err("浏览器没有回答".to_owned()))
}

/// The database that an open request yields, set up by `upgrade` when it is created or of an older form. `blocked` is called
/// if a page that is still open keeps the database as it is; once that is closed, this goes on.
pub(super) async fn upgrading(
    request: &IdbOpenDbRequest,
    upgrade: impl Fn(&IdbDatabase) -> Result<(), JsValue> + 'static,
    blocked: impl Fn() + 'static,
) -> Outcome<IdbDatabase> {
    let opening = request.clone();
    let _upgrade = EventListener::once(request, "upgradeneeded", move |_| {
        let set_up = opening.result().map_err(|thrown| explain(&thrown)).and_then(super::database);
        if let Err(message) = set_up.and_then(|database| upgrade(&database).map_err(|thrown| explain(&thrown))) {
            crate::browser::page::log(&message);
        }
    });
    let _blocked = EventListener::once(request, "blocked", move |_| blocked());
    super::database(result(request).await?)
}

/// The database that an open request finds; `None` if there is none, and then none is made.
pub(super) async fn looking(request: &IdbOpenDbRequest) -> Outcome<Option<IdbDatabase>> {
    let (opening, is_missing) = (request.clone(), std::rc::Rc::new(std::cell::Cell::new(false)));
    let missing = is_missing.clone();
    let _upgrade = EventListener::once(request, "upgradeneeded", move |_| {
        missing.set(true);
        if let Some(Err(thrown)) = opening.transaction().map(|making| making.abort()) {
            crate::browser::page::log(&explain(&thrown));
        }
    });
    match result(request).await {
        Ok(found) => super::database(found).map(Some),
        Err(_) if is_missing.get() => Ok(None),
        Err(reason) => Err(reason),
    }
}

/// Closes a database as soon as another page needs it to change its form; nothing is written to it from then on. `ended` is
/// told of that, and of a database that the browser closes by itself.
pub(super) fn make_way(database: &IdbDatabase, ended: impl Fn(Ended) + Clone + 'static) {
    let (leaving, told) = (database.clone(), ended.clone());
    EventListener::new(database, "versionchange", move |_| {
        // While it is still open, so that what was typed last can be queued: closing waits for what is queued.
        told(Ended::MadeWay);
        leaving.close();
    })
    .forget();
    EventListener::new(database, "close", move |_| ended(Ended::Closed)).forget();
}

/// Waits until a transaction has completed; an error means that nothing of it was written, or in Firefox not all, if it was
/// ended early. WebKit does not tell at such a transaction why it was given up, so that the request that failed is asked.
pub(super) async fn complete(transaction: &IdbTransaction) -> Outcome<()> {
    let (sender, receiver) = once();
    let (failed, aborted, ended) = (sender.clone(), sender.clone(), transaction.clone());
    let _listeners = [
        EventListener::once(transaction, "complete", move |_| sender.send(Ok(()))),
        EventListener::once(transaction, "error", move |event| {
            let request = event.target().and_then(|target| target.dyn_into::<IdbRequest>().ok());
            failed.send(Err(request.map_or_else(|| "浏览器没有完成这个请求".to_owned(), |request| reason(&request))));
        }),
        EventListener::once(transaction, "abort", move |_| {
            let reason = ended.error().map_or_else(|| "浏览器中止了这次写入".to_owned(), |error| explain(&error.into()));
            aborted.send(Err(reason));
        }),
    ];
    receiver.await.unwrap_or_else(|_| Err("浏览器没有回答".to_owned()))
}

fn reason(request: &IdbRequest) -> String {
    match request.error() {
        Ok(Some(error)) => explain(&error.into()),
        Ok(None) => "浏览器没有完成这个请求".to_owned(),
        Err(thrown) => explain(&thrown),
    }
}

/// A sender that several listeners share, of which only the first to speak is heard.
struct Once<T>(std::rc::Rc<std::cell::RefCell<Option<oneshot::Sender<T>>>>);

impl<T> Clone for Once<T> {
    fn clone(&self) -> Self {
        Once(self.0.clone())
    }
}

impl<T> Once<T> {
    fn send(&self, value: T) {
        if let Some(sender) = self.0.borrow_mut().take() {
            // A receiver that is gone no longer wants to know.
            drop(sender.send(value));
        }
    }
}

fn once<T>() -> (Once<T>, oneshot::Receiver<T>) {
    let (sender, receiver) = oneshot::channel();
    (Once(std::rc::Rc::new(std::cell::RefCell::new(Some(sender)))), receiver)
}
