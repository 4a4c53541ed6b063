//! The store as components use it.

use std::cell::Cell;
use std::rc::Rc;

use award::assessment::Action;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Interest, Keeping, Standing, Store, Watch};
use crate::browser::page::TextField;
use crate::testing::wait_for;

fn store() -> Store {
    Store::new(Box::leak(Box::new(schemes::xinyang())))
}

fn named(name: &str) -> Action {
    Action::EditedField("org_name".into(), name.into())
}

fn type_name(store: &Store, name: &str) {
    store.typing(|text| Action::EditedField("org_name".into(), text)).emit(TextField::holding(name));
}

/// How often a watcher with that interest is told, for as long as the watch lives.
fn counted(store: &Store, interest: Interest) -> (Rc<Cell<u32>>, Watch) {
    let told = Rc::new(Cell::new(0));
    let counter = told.clone();
    (told, store.watch(interest, move |_| counter.set(counter.get() + 1)))
}

fn name_in(store: &Store) -> String {
    store.state().assessment().map(|open| open.name().to_string()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn typing_is_known_at_once_and_told_soon() {
    let store = store();
    store.create();
    let (told, _watch) = counted(&store, Interest::Everything);
    for name in ["云", "云雾", "云雾茶"] {
        type_name(&store, name);
    }
    assert_eq!(name_in(&store), "云雾茶");
    assert_eq!(told.get(), 0);
    wait_for("watchers are told", || told.get() > 0).await;
    assert_eq!(told.get(), 1, "a burst of typing is told once");
}

#[wasm_bindgen_test]
async fn a_write_that_ends_while_somebody_types_starts_no_other() {
    let store = store();
    store.create();
    let (told, _watch) = counted(&store, Interest::Everything);
    type_name(&store, "云");
    let before = store.told().assessment().cloned();
    store.note(|state| state.keeping = Keeping::Pending);
    assert_eq!((store.told().assessment(), told.get()), (before.as_ref(), 0), "neither read nor told");
    wait_for("watchers are told", || told.get() > 0).await;
    assert_eq!(store.told().assessment().map(|open| open.name()), Some("云".into()));
}

#[wasm_bindgen_test]
fn typing_in_two_fields_at_once_keeps_both_and_their_order() {
    let store = store();
    store.create();
    type_name(&store, "云雾茶");
    store.typing(|text| Action::EditedField("org_code".into(), text)).emit(TextField::holding("9141"));
    store.act(&Action::Card(2025, award::assessment::CardAction::Scored("4.1.2".into(), award::points::Percent::new(50))));
    let open = store.state().assessment().cloned().expect("open");
    assert_eq!((&*open.name(), &*open.field("org_code")), ("云雾茶", "9141"));
    store.undo();
    store.undo();
    let open = store.state().assessment().cloned().expect("open");
    assert_eq!((&*open.name(), &*open.field("org_code")), ("云雾茶", ""));
}

#[wasm_bindgen_test]
async fn what_was_entered_is_there_after_a_new_start() {
    let first = store();
    first.keep();
    first.start().await;
    first.create();
    type_name(&first, "信阳云雾茶业㐂");
    let kept = |store: &Store| matches!(store.state().keeping, Keeping::Kept(_)) && name_in(store) == "信阳云雾茶业㐂";
    wait_for("the name is kept", || kept(&first)).await;
    let second = store();
    second.start().await;
    assert_eq!(second.state().assessment(), first.state().assessment());
}

/// A store whose assessment is kept, and another that starts and waits for its lock.
async fn one_that_edits_and_one_that_starts() -> (Store, Store, Rc<Cell<bool>>) {
    let (first, second, has_started) = (store(), store(), Rc::new(Cell::new(false)));
    first.keep();
    first.start().await;
    first.create();
    first.act(&named("先开的单位"));
    wait_for("it is kept", || matches!(first.state().keeping, Keeping::Kept(_))).await;
    let (starting, started) = (second.clone(), has_started.clone());
    spawn_local(async move {
        starting.start().await;
        started.set(true);
    });
    wait_for("the list is read", || !second.state().shelf.is_empty()).await;
    (first, second, has_started)
}

#[wasm_bindgen_test]
async fn a_start_waits_for_a_lock_that_is_about_to_go() {
    let (first, second, _) = one_that_edits_and_one_that_starts().await;
    first.create();
    wait_for("it is open again", || name_in(&second) == "先开的单位").await;
    assert_eq!(second.state().standing, Standing::Edits);
}

#[wasm_bindgen_test]
async fn what_is_begun_while_a_start_waits_stays_open() {
    let (_first, second, has_started) = one_that_edits_and_one_that_starts().await;
    second.create();
    second.act(&named("后开的单位"));
    wait_for("the start is over", || has_started.get()).await;
    assert_eq!(name_in(&second), "后开的单位");
}

#[wasm_bindgen_test]
async fn a_deleted_assessment_comes_back() {
    let store = store();
    store.keep();
    store.start().await;
    store.create();
    store.act(&named("要删除的单位"));
    let entry = |store: &Store| store.state().on_shelf().into_iter().find(|entry| entry.title == "要删除的单位");
    wait_for("it is on the shelf", || entry(&store).is_some()).await;
    let deleted = entry(&store).expect("on the shelf");
    store.delete(&deleted);
    wait_for("it is gone", || entry(&store).is_none() && store.state().open.is_none()).await;
    store.restore(&deleted.id);
    wait_for("it is open again", || name_in(&store) == "要删除的单位").await;
}

#[wasm_bindgen_test]
fn undo_says_what_it_took_back() {
    let store = store();
    store.create();
    store.act(&named("甲"));
    store.undo();
    assert_eq!(name_in(&store), "");
    assert_eq!(store.state().notice.as_ref().map(|notice| notice.text.to_string()).as_deref(), Some("已撤销：单位名称"));
    store.redo();
    assert_eq!(name_in(&store), "甲");
}

#[wasm_bindgen_test]
async fn switching_right_after_typing_loses_nothing() {
    let store = store();
    store.keep();
    store.start().await;
    store.create();
    let first = store.state().assessment().expect("open").head.id.to_string();
    wait_for("the first is kept", || matches!(store.state().keeping, Keeping::Kept(_))).await;
    type_name(&store, "先写的单位");
    store.create();
    assert_eq!(name_in(&store), "", "what was typed goes into nothing else");
    let second = store.state().assessment().expect("open").head.id.to_string();
    store.act(&Action::Answered("accident".into(), Some(award::assessment::Choice::No)));
    store.open(&first).await;
    assert_eq!(name_in(&store), "先写的单位");
    store.open(&second).await;
    assert_eq!(name_in(&store), "");
    store.open(&first).await;
    assert_eq!(name_in(&store), "先写的单位");
}

#[wasm_bindgen_test]
async fn deleting_right_after_typing_keeps_the_text_in_the_bin() {
    let store = store();
    store.keep();
    store.start().await;
    store.create();
    let id = store.state().assessment().expect("open").head.id.to_string();
    wait_for("it is kept", || matches!(store.state().keeping, Keeping::Kept(_))).await;
    let entry = store.state().on_shelf().into_iter().find(|entry| entry.id == id.as_str()).expect("on the shelf");
    type_name(&store, "最后一个字");
    store.delete(&entry);
    wait_for("it is gone", || store.state().on_shelf().iter().all(|entry| entry.id != id.as_str())).await;
    store.restore(&id);
    wait_for("it is back with its text", || name_in(&store) == "最后一个字").await;
}

#[wasm_bindgen_test]
fn a_status_never_outlives_a_key() {
    let store = store();
    store.create();
    store.change(|state| {
        state.held = state.assessment().cloned();
        state.keeping = Keeping::Kept(0.0);
    });
    let (told, _watch) = counted(&store, Interest::SaveStatus);
    type_name(&store, "云");
    assert_eq!((store.state().keeping.clone(), told.get()), (Keeping::Pending, 1));
}
