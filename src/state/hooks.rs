//! How components read the store: each sees only what it selects and renders only when that changes.

use std::cell::RefCell;
use std::rc::Rc;

use award::Text;
use award::assessment::Assessment;
use award::catalog::Catalog;
use award::overview::Overview;
use yew::{hook, use_context, use_effect_with, use_force_update, use_mut_ref};

use super::store::Interest;
use super::{Award, Keeping, State, Store};

/// The store.
#[hook]
pub fn use_store() -> Store {
    use_context::<Store>().expect("every component stands inside the app")
}

/// The award by which the screen is judged, outside screens the one in force. Where it changes, everything is shown anew, so
/// that nothing need watch it.
#[hook]
pub fn use_catalog() -> &'static Catalog {
    let (of_screen, store) = (use_context::<Award>(), use_store());
    of_screen.map_or_else(|| store.state().catalog, |award| award.0)
}

/// The selector of the latest rendering, and what it selected then.
struct Selection<T> {
    select: Rc<dyn Fn(&State) -> T>,
    shown: T,
}

/// A part of the state; the component renders again only when that part differs.
#[hook]
pub fn use_select<T: PartialEq + Clone + 'static>(select: impl Fn(&State) -> T + 'static) -> T {
    use_watched(Interest::Everything, select)
}

/// A text of the state, compared by where it lies before it is compared by letter: `Rc<str>` itself always does the latter,
/// and a report has hundreds of kilobytes that a change elsewhere leaves where they are.
#[derive(Clone, Default)]
pub struct SharedText(pub Text);

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

/// Whether this browser holds the open assessment; known at once when something is typed.
#[hook]
pub fn use_keeping() -> Keeping {
    use_watched(Interest::SaveStatus, |state| state.keeping.clone())
}

#[hook]
fn use_watched<T: PartialEq + Clone + 'static>(interest: Interest, select: impl Fn(&State) -> T + 'static) -> T {
    let store = use_store();
    let value = select(&store.state());
    let latest: Rc<RefCell<Option<Selection<T>>>> = use_mut_ref(|| None);
    *latest.borrow_mut() = Some(Selection { select: Rc::new(select), shown: value.clone() });
    let update = use_force_update();
    use_effect_with(store, move |store| {
        let look = move |store: &Store| {
            // Taken out before it is called, because it may depend on properties that this very change replaces.
            let current = latest.borrow().as_ref().map(|latest| (latest.select.clone(), latest.shown.clone()));
            if let Some((select, shown)) = current
                && select(&store.told()) != shown
            {
                update.force_update();
            }
        };
        // The view library may let other work in between a rendering and its effects; what changed then was told to nobody.
        look(store);
        let watch = store.watch(interest, look);
        move || drop(watch)
    });
    value
}

/// The open assessment; `None` while nothing is open. Renders again on every change of it.
#[hook]
pub fn use_assessment() -> Option<Rc<Assessment>> {
    use_select(|state| state.assessment().cloned())
}

/// Whether what is open is an examiner's score sheet and no application.
#[hook]
pub fn use_is_score_sheet() -> bool {
    use_select(|state| state.assessment().is_some_and(|open| open.is_score_sheet()))
}

/// Where the open assessment stands; `None` while nothing is open.
#[hook]
pub fn use_overview() -> Option<Rc<Overview<'static>>> {
    use_select(|state| state.overview().map(Known)).map(|known| known.0)
}

/// An overview, compared by where it lies: there is one for each state of the assessment, and it is large.
#[derive(Clone)]
struct Known(Rc<Overview<'static>>);

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
