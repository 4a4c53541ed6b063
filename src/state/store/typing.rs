//! Typing, which must cost no more than in a plain page.

use std::rc::Rc;

use award::Text;
use award::assessment::Action;
use yew::Callback;

use super::{Interest, Store};
use crate::browser::page::TextField;
use crate::browser::timer::Timeout;

/// How long views may lag behind typing, in milliseconds. Together with the write it stays well below half a second.
const TYPING_LAG: u32 = 400;

/// Typing that the state does not know of yet: where it lies, and the action that it is.
pub(super) struct Typed {
    field: TextField,
    action: Rc<dyn Fn(Text) -> Action>,
}

impl Store {
    /// Whether something was typed that views will be told of.
    pub(in crate::state) fn is_lagging(&self) -> bool {
        self.0.lagging.borrow().is_some()
    }

    /// What a text field calls on every key, so that what it holds becomes an action.
    pub fn typing(&self, action: impl Fn(Text) -> Action + 'static) -> Callback<TextField> {
        let (store, action) = (self.clone(), Rc::new(action));
        Callback::from(move |field| store.type_in(field, action.clone()))
    }

    /// Takes typing. A key costs little more than in a plain page, because a long text is not read on each: the field
    /// holds it until somebody reads the state, and views follow within [`TYPING_LAG`].
    fn type_in(&self, field: TextField, action: Rc<dyn Fn(Text) -> Action>) {
        let elsewhere = self.0.typed.borrow().as_ref().is_some_and(|typed| typed.field != field);
        if elsewhere {
            self.take_typed();
        }
        let is_first = self.0.lagging.borrow().is_none();
        if is_first {
            let store = self.clone();
            *self.0.lagging.borrow_mut() = Some(Timeout::new(TYPING_LAG, move || store.settle()));
            self.0.state.borrow_mut().doubt_kept();
            self.tell(Some(Interest::SaveStatus));
        }
        // After watchers were told, because they would read it.
        *self.0.typed.borrow_mut() = Some(Typed { field, action });
    }

    /// Lets the state follow what was typed.
    pub(super) fn take_typed(&self) {
        let typed = self.0.typed.borrow_mut().take();
        if let Some(Typed { field, action }) = typed {
            self.take(&action(field.read().into()));
        }
    }

    /// Tells views about typing that they do not know of yet.
    pub fn settle(&self) {
        let lagged = self.0.lagging.borrow_mut().take();
        if lagged.is_some() {
            self.take_typed();
            self.tell(None);
        }
    }
}
