//! What happened last, told to the person.

use yew::AttrValue;

use super::Store;
use crate::browser::clock;
use crate::state::schemes::Award;

/// How long ago a message may be that is about the very step that leads to another screen, in milliseconds.
const SAID_BY_THIS_STEP: f64 = 1000.0;

/// A message about what happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notice {
    /// What happened, what is safe, what to do.
    pub text: AttrValue,
    /// Each thing that it is about, if there are many.
    pub details: Vec<AttrValue>,
    /// Whether something went wrong.
    pub is_error: bool,
    /// Whether it is about work that is not kept, and passes as soon as it is.
    pub is_unkept: bool,
    /// The deletion that can be taken back.
    pub restore: Option<Restore>,
    /// When it was said, in milliseconds since 1970.
    pub at: f64,
}

/// Something that was deleted and can come back.
#[derive(Clone, Debug, PartialEq)]
pub enum Restore {
    /// The assessment of that id.
    Assessment(String),
    /// A scheme file.
    Scheme(Award),
}

impl Store {
    /// Shows a message.
    pub fn say(&self, text: impl Into<AttrValue>) {
        self.notify(Notice { text: text.into(), ..Notice::default() });
    }

    /// Shows a message about something that went wrong.
    pub fn complain(&self, text: impl Into<AttrValue>) {
        self.notify(Notice { text: text.into(), is_error: true, ..Notice::default() });
    }

    /// Shows a message about many things that are not as they should be.
    pub fn complain_about(&self, text: impl Into<AttrValue>, details: &[String]) {
        let details = details.iter().map(|each| each.clone().into()).collect();
        self.notify(Notice { text: text.into(), details, is_error: true, ..Notice::default() });
    }

    /// Says that work is not kept, for as long as it is so.
    pub(in crate::state) fn complain_until_kept(&self, text: String) {
        self.notify(Notice { text: text.into(), is_error: true, is_unkept: true, ..Notice::default() });
    }

    /// Shows a message as of now.
    pub(in crate::state) fn notify(&self, notice: Notice) {
        self.change(|state| state.notice = Some(Notice { at: clock::now(), ..notice }));
    }

    /// Takes a message away that asks for nothing, because the person went on; one that was said by that very step stays.
    pub fn let_message_pass(&self) {
        let is_old =
            |notice: &Notice| !notice.is_error && notice.restore.is_none() && clock::now() - notice.at > SAID_BY_THIS_STEP;
        let passes = self.told().notice.as_ref().is_some_and(is_old);
        if passes {
            self.dismiss();
        }
    }

    /// Takes the message away.
    pub fn dismiss(&self) {
        self.change(|state| state.notice = None);
    }

    /// Takes that message away, if no other has taken its place.
    pub fn dismiss_only(&self, notice: &Notice) {
        if self.told().notice.as_ref() == Some(notice) {
            self.dismiss();
        }
    }
}
