//! Whether another page of this product is open: a lock that every page shares, and that only a page alone can have for itself.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{explain, page, window};

/// The name of the lock; pages from the disk share it with other products.
const LOCK: &str = "quality-award-kit/pages";

#[wasm_bindgen]
extern "C" {
    /// web-sys has locks only behind a compiler flag.
    type Locking;
    #[wasm_bindgen(method, getter)]
    fn locks(this: &Locking) -> Option<Locks>;
    pub(super) type Locks;
    #[wasm_bindgen(method, catch)]
    pub(super) fn request(this: &Locks, name: &str, options: &Object, granted: &JsValue) -> Result<Promise, JsValue>;
}

/// The locks of this browser.
pub(super) fn locks() -> Option<Locks> {
    window().navigator().unchecked_into::<Locking>().locks()
}

/// Does some work only if no other page of this product is open, and keeps others from opening until it is done.
pub async fn alone(work: impl Future<Output = ()> + 'static) {
    let Some(locks) = locks() else { return };
    let mut work = Some(work);
    let granted = Closure::once_into_js(move |lock: JsValue| -> Promise {
        let work = work.take().filter(|_| !lock.is_null());
        future_to_promise(async move {
            if let Some(work) = work {
                work.await;
            }
            Ok(JsValue::UNDEFINED)
        })
    });
    let options = Object::new();
    let asked = Reflect::set(&options, &"ifAvailable".into(), &true.into());
    match asked.and_then(|_| locks.request(LOCK, &options, &granted)) {
        Ok(ended) => {
            if let Err(thrown) = JsFuture::from(ended).await {
                page::log(&explain(&thrown));
            }
        }
        Err(thrown) => page::log(&explain(&thrown)),
    }
}

/// Says that this page is open, for as long as it is.
pub fn show_presence() {
    let Some(locks) = locks() else { return };
    let never = Closure::once_into_js(|_: JsValue| Promise::new(&mut |_, _| {}));
    let options = Object::new();
    let asked = Reflect::set(&options, &"mode".into(), &"shared".into());
    if let Err(thrown) = asked.and_then(|_| locks.request(LOCK, &options, &never)) {
        page::log(&explain(&thrown));
    }
}
