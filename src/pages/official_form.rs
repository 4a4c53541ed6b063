//! 官方表格: the form that the secretariat issued beside what goes into it.

mod chooser;
mod lines;
mod sheet;

use std::rc::Rc;

use award::assessment::{Action, Assessment};
use award::documents::DocumentsAction;
use dossier::form::{Draft, Form, Values};
use dossier::package::FormFilled;
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, DragEvent, Html, MouseEvent, Properties, component, html, use_state_eq};

use self::lines::Lines;
use self::sheet::Sheet;
use crate::browser::files::{self, File};
use crate::browser::page;
use crate::components::RouteLink;
use crate::route::Route;
use crate::state::{Issued, Store, use_assessment, use_catalog, use_issued, use_store};

/// The media type of a Word document.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// 官方表格
#[component]
pub fn OfficialForm() -> Html {
    let store = use_store();
    let problem = use_state_eq(|| None::<String>);
    let Some(open) = use_assessment() else { return Html::default() };
    let take = {
        let (store, problem) = (store.clone(), problem.clone());
        Callback::from(move |files: Vec<File>| {
            let Some(file) = files.into_iter().next() else { return };
            let (store, problem) = (store.clone(), problem.clone());
            spawn_local(async move {
                let name = file.name();
                problem.set(store.take_form(file).await.err().map(|reason| format!("“{name}”：{reason}")));
            });
        })
    };
    let drop = take.reform(|event: DragEvent| {
        event.prevent_default();
        files::dropped(&event)
    });
    let over = Callback::from(|event: DragEvent| event.prevent_default());
    html! {
        <div class="drop" ondrop={drop} ondragover={over}>
            <div class="page">
                <header class="page-head">
                    <h1>{ "官方表格" }</h1>
                    <p class="muted">{ "秘书处随公告发布的申报表（.docx）：认出要填的地方，核对后照原样填好，别处一个字节也不改。" }</p>
                </header>
                <TakeIn open={open.clone()} {take} />
                if let Some(problem) = &*problem { <p class="warning" role="alert">{ problem }</p> }
                <Work {open} />
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct TakeInProps {
    open: Rc<Assessment>,
    take: Callback<Vec<File>>,
}

/// Which form is to be filled, and the way to take another one or none.
#[component]
fn TakeIn(props: &TakeInProps) -> Html {
    let store = use_store();
    let onchange = props.take.reform(|event: yew::Event| files::chosen(&event));
    let away = Callback::from(move |_: MouseEvent| {
        store.act(&Action::Documents(DocumentsAction::TookForm(None)));
        store.say("已改用本工具的申报表；核对的结果还在，再放进同一份表格就能接着用。");
    });
    let form = props.open.documents.form.as_ref();
    html! {
        <section class="card add-files" aria-label="放入表格">
            <p>{ match form {
                Some(form) => format!("正在填：{}。导出材料包时，用它代替本工具的申报表。", form.file.name),
                None => "把 .docx 表格拖到本页任何地方，或者点右边的按钮。.doc、.wps 请先用 Word 或 WPS 另存为 .docx。".to_owned(),
            } }</p>
            <label class={if form.is_some() { "button file-button" } else { "button primary file-button" }}>
                <input type="file" accept=".docx,.doc,.wps,.pdf" {onchange} />
                { if form.is_some() { "换一份表格…" } else { "选择表格…" } }
            </label>
            if form.is_some() { <button type="button" class="ghost" onclick={away}>{ "不用官方表格" }</button> }
            <RouteLink to={Route::Package}>{ "回到申报材料" }</RouteLink>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct WorkProps {
    open: Rc<Assessment>,
}

/// The form and what goes into it, once it is read.
#[component]
fn Work(props: &WorkProps) -> Html {
    match use_issued() {
        Issued::None => Html::default(),
        Issued::Reading => html! { <p role="status">{ "正在读表格…" }</p> },
        Issued::Missing => html! {
            <p class="warning" role="alert">{ "这份表格的文件不在本浏览器里。请再放进同一份文件，核对的结果会接着用。" }</p>
        },
        Issued::Failed(reason) => html! { <p class="warning" role="alert">{ reason }</p> },
        Issued::Read(form) => html! { <Sides form={Known(form)} open={props.open.clone()} /> },
    }
}

/// A form, compared by where it lies.
#[derive(Clone)]
struct Known(Rc<Form>);

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct SidesProps {
    form: Known,
    open: Rc<Assessment>,
}

/// The form at one side, the places at the other.
#[component]
fn Sides(props: &SidesProps) -> Html {
    let (store, catalog) = (use_store(), use_catalog());
    let current = use_state_eq(|| None::<usize>);
    let (Known(form), open) = (&props.form, &props.open);
    let draft = Rc::new(Draft::new(form, &Values::new(catalog, open), &open.documents.decisions()));
    let pick = |reveal: fn(usize) -> String| {
        let current = current.clone();
        Callback::from(move |place: Option<usize>| {
            current.set(place);
            if let Some(place) = place {
                page::reveal(&reveal(place));
            }
        })
    };
    let take = {
        let (form, open) = (form.clone(), open.clone());
        Callback::from(move |_: MouseEvent| hand_over(&store, &form, &open))
    };
    html! {
        <div class="form-sides">
            <Sheet form={props.form.clone()} draft={draft.clone()} current={*current} on_pick={pick(lines::line_id)} />
            <div class="form-lines">
                <Lines form={props.form.clone()} {draft} current={*current} on_pick={pick(sheet::place_id)} />
                <button type="button" onclick={take}>{ "下载填好的表格" }</button>
            </div>
        </div>
    }
}

/// Hands the filled form to the browser, and says what is not filled.
fn hand_over(store: &Store, form: &Form, open: &Assessment) {
    let name = open.documents.form.as_ref().map(|form| form.file.name.to_string()).unwrap_or_default();
    let handed = FormFilled::of(form, store.state().catalog, open)
        .map_err(|error| error.to_string())
        .and_then(|(bytes, filled)| files::download(&name, WORD, &bytes).map(|()| filled));
    match handed {
        Ok(filled) => {
            let left: Vec<String> = filled.not_filled.iter().map(|left| format!("{}：{}", left.name(), left.reason)).collect();
            let done = format!("已填 {} 处，已交给浏览器下载：{name}。", filled.filled);
            if left.is_empty() {
                store.say(done);
            } else {
                store.complain_about(format!("{done}没有填的有 {} 处。", left.len()), &left);
            }
        }
        Err(reason) => store.complain(format!("没有填写：{reason}")),
    }
}
