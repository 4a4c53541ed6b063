//! Undo and redo: every state a person has passed through, without copies of what did not change.

use std::rc::Rc;

use crate::assessment::{Action, Assessment, Place};

/// The number of steps that can be undone.
const DEPTH: usize = 300;

/// A pause in typing after which more typing at the same place is a step of its own, in milliseconds.
const PAUSE: f64 = 3000.0;

/// An assessment with the steps that led to it and the steps taken back from it.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    present: Rc<Assessment>,
    done: Vec<Step>,
    undone: Vec<Step>,
    typing: Option<Typing>,
}

/// A state to return to, and the place that differs there.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    state: Rc<Assessment>,
    place: Place,
}

#[derive(Clone, Debug, PartialEq)]
struct Typing {
    place: Place,
    last: f64,
}

impl History {
    /// The history of an assessment just opened: nothing to undo.
    #[must_use]
    pub fn new(present: Rc<Assessment>) -> History {
        History { present, done: Vec::new(), undone: Vec::new(), typing: None }
    }

    /// The assessment as it stands.
    #[must_use]
    pub fn present(&self) -> &Rc<Assessment> {
        &self.present
    }

    /// The place that an undo would change back, if there is something to undo.
    #[must_use]
    pub fn undoable(&self) -> Option<&Place> {
        self.done.last().map(|step| &step.place)
    }

    /// The place that a redo would change again, if there is something to redo.
    #[must_use]
    pub fn redoable(&self) -> Option<&Place> {
        self.undone.last().map(|step| &step.place)
    }

    /// Every state that can be reached: the present one and those before and after it.
    pub fn states(&self) -> impl Iterator<Item = &Rc<Assessment>> {
        let steps = self.done.iter().chain(&self.undone).map(|step| &step.state);
        std::iter::once(&self.present).chain(steps)
    }

    /// Takes an action at a time in milliseconds. An action that changes nothing leaves no step.
    pub fn act(&mut self, action: &Action, now: f64) {
        let next = self.present.apply(action);
        if next == *self.present {
            return;
        }
        let place = action.place();
        let continues = action.is_typing()
            && self.undone.is_empty()
            && self.typing.as_ref().is_some_and(|typing| typing.place == place && (0.0..PAUSE).contains(&(now - typing.last)));
        if !continues {
            self.done.push(Step { state: self.present.clone(), place: place.clone() });
            if self.done.len() > DEPTH {
                self.done.remove(0);
            }
        }
        self.typing = action.is_typing().then_some(Typing { place, last: now });
        self.undone.clear();
        self.present = Rc::new(next);
        self.forget_idle_step();
    }

    /// Lets another state of the same assessment take the place of the present one, as a step that can be undone.
    pub fn replace(&mut self, next: Rc<Assessment>) {
        let before = std::mem::replace(&mut self.present, next);
        self.done.push(Step { state: before, place: Place::Everything });
        self.undone.clear();
        self.typing = None;
    }

    /// Typing that ends where it began is no step: undoing it would show nothing.
    fn forget_idle_step(&mut self) {
        if self.done.last().is_some_and(|step| step.state == self.present) {
            self.done.pop();
            self.typing = None;
        }
    }

    /// Takes the last step back and returns the place that changed.
    pub fn undo(&mut self) -> Option<Place> {
        let step = self.done.pop()?;
        let current = std::mem::replace(&mut self.present, step.state);
        self.undone.push(Step { state: current, place: step.place.clone() });
        self.typing = None;
        Some(step.place)
    }

    /// Takes the last undone step again and returns the place that changed.
    pub fn redo(&mut self) -> Option<Place> {
        let step = self.undone.pop()?;
        let current = std::mem::replace(&mut self.present, step.state);
        self.done.push(Step { state: current, place: step.place.clone() });
        self.typing = None;
        Some(step.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::tests::blank;

    fn typed(text: &str) -> Action {
        Action::EditedField("org_name".into(), text.into())
    }

    #[test]
    fn a_run_of_typing_is_one_step() {
        let mut history = History::new(Rc::new(blank()));
        history.act(&typed("云"), 0.0);
        history.act(&typed("云雾"), 200.0);
        history.act(&typed("云雾茶"), 9000.0);
        assert_eq!(&*history.present().name(), "云雾茶");
        history.undo();
        assert_eq!(&*history.present().name(), "云雾");
        history.undo();
        assert_eq!(&*history.present().name(), "");
        assert_eq!(history.undo(), None);
    }

    #[test]
    fn redo_returns_what_undo_took() {
        let mut history = History::new(Rc::new(blank()));
        history.act(&typed("云"), 0.0);
        let there = history.present().clone();
        assert_eq!(history.undo(), history.redo());
        assert_eq!(*history.present(), there);
        history.undo();
        history.act(&typed("雾"), 100.0);
        assert_eq!(history.redoable(), None);
    }

    #[test]
    fn an_action_without_effect_leaves_no_step() {
        let mut history = History::new(Rc::new(blank()));
        history.act(&typed(""), 0.0);
        assert_eq!(history.undoable(), None);
    }

    #[test]
    fn a_replaced_state_comes_back() {
        let mut history = History::new(Rc::new(blank()));
        history.act(&typed("这里的"), 0.0);
        history.replace(Rc::new(blank().apply(&typed("文件里的"))));
        assert_eq!(&*history.present().name(), "文件里的");
        assert_eq!(history.undo(), Some(Place::Everything));
        assert_eq!(&*history.present().name(), "这里的");
    }

    #[test]
    fn a_clock_set_back_starts_another_step() {
        let mut history = History::new(Rc::new(blank()));
        history.act(&typed("云"), 9000.0);
        history.act(&typed("云雾"), 10.0);
        history.undo();
        assert_eq!(&*history.present().name(), "云");
    }
}
