//! A queue within this page: work that must not overtake other work.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;

/// A queue. Its clones are the same queue.
#[derive(Clone, Default)]
pub struct Queue(Rc<RefCell<Option<oneshot::Receiver<()>>>>);

/// A turn: those who come later wait until this is dropped.
pub struct InTurn(#[allow(dead_code)] oneshot::Sender<()>);

impl Queue {
    /// Takes a place at the end, at once; the result waits for all who came before.
    pub fn enter(&self) -> impl Future<Output = InTurn> + use<> {
        let (sender, receiver) = oneshot::channel();
        let before = self.0.borrow_mut().replace(receiver);
        async move {
            if let Some(before) = before {
                // It ends by being dropped.
                match before.await {
                    Ok(()) | Err(oneshot::Canceled) => {}
                }
            }
            InTurn(sender)
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_futures::spawn_local;
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::testing::wait_for;

    #[wasm_bindgen_test]
    async fn turns_come_one_after_the_other_as_places_were_taken() {
        let (queue, order) = (Queue::default(), Rc::new(RefCell::new(Vec::new())));
        let first = queue.enter().await;
        let second = queue.enter();
        for (name, place) in [("third", queue.enter()), ("second", second)] {
            let told = order.clone();
            spawn_local(async move {
                let _turn = place.await;
                told.borrow_mut().push(name);
            });
        }
        order.borrow_mut().push("first");
        drop(first);
        wait_for("the third", || order.borrow().len() == 3).await;
        assert_eq!(*order.borrow(), ["first", "second", "third"]);
    }
}
