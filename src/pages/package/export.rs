//! The export: drawn, written, packed, opened again and counted before it is called done.

use std::cell::Cell;
use std::rc::Rc;

use award::assessment::Assessment;
use award::catalog::Catalog;
use dossier::docx::Pictures;
use dossier::package::{self, Making, Step, Verified};
use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, Properties, UseStateHandle, component, html, use_mut_ref, use_state};

use crate::browser::{clock, files, page, picture, timer};
use crate::state::{Store, use_catalog, use_store};

/// How much larger than on the screen pictures are drawn, so that they print sharply.
const ENLARGED: u32 = 3;

/// How far an export is.
#[derive(Clone, Debug, PartialEq)]
enum Progress {
    /// Nothing was exported yet.
    Idle,
    /// So many steps of all are done; what is being done.
    Running(usize, String),
    /// The package was checked and handed to the browser.
    Done(String, Verified),
    /// It was given up by the person; there is no file.
    Cancelled,
    /// It failed; there is no file.
    Failed(String),
}

/// Drawing, the files, packing, checking.
const STEPS: usize = Step::ALL.len() + 3;

/// The button that exports, and what came of it.
#[component]
pub fn Export() -> Html {
    let store = use_store();
    let catalog = use_catalog();
    let progress = use_state(|| Progress::Idle);
    let cancelled = use_mut_ref(|| Rc::new(Cell::new(false)));
    let start = {
        let (progress, cancelled) = (progress.clone(), cancelled.clone());
        Callback::from(move |_| {
            let run = Run { store: store.clone(), catalog, progress: progress.clone(), cancelled: Rc::default() };
            *cancelled.borrow_mut() = run.cancelled.clone();
            spawn_local(run.export());
        })
    };
    let cancel = Callback::from(move |_| cancelled.borrow().set(true));
    html! {
        <section class="card">
            <h2>{ "导出" }</h2>
            <p>{ "导出一个 zip：申报表、自评报告、自评评分表、数据文件和校验清单。zip 可以随时在本工具里再打开，内容全部还原。" }</p>
            <p class="muted small">{ "申报表是本工具自拟的样式，不是秘书处发布的表格；公告附有表格的，请把内容誊入官方表格。" }</p>
            <div class="export">
                if let Progress::Running(done, what) = &*progress {
                    <progress max={STEPS.to_string()} value={done.to_string()} aria-label="导出进度" />
                    <span role="status">{ what }</span>
                    <button type="button" onclick={cancel}>{ "取消" }</button>
                } else {
                    <button type="button" class="primary" onclick={start}>{ "导出申报材料包" }</button>
                }
            </div>
            <Outcome progress={(*progress).clone()} />
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct OutcomeProps {
    progress: Progress,
}

#[component]
fn Outcome(props: &OutcomeProps) -> Html {
    match &props.progress {
        Progress::Idle | Progress::Running(..) => Html::default(),
        Progress::Cancelled => html! { <p role="status">{ "已取消，没有生成文件。" }</p> },
        Progress::Failed(reason) => html! { <p class="warning" role="alert">{ reason }</p> },
        Progress::Done(name, verified) => html! {
            <div role="status">
                <p class="checked"><b>{ format!("已生成并核对：{name}") }</b></p>
                <p class="muted small">{ counted(verified) }</p>
                <ul class="small">{ for verified.files.iter().map(|file| html! { <li>{ format!("{}（{}）", file.name, size(file.size)) }</li> }) }</ul>
                <p class="small">{ "已交给浏览器下载，请到下载文件夹确认。用 WPS 或 Word 打开 docx；目录页码不对时，右键“更新域”。" }</p>
            </div>
        },
    }
}

fn counted(verified: &Verified) -> String {
    format!(
        "已重新打开核对：{} 个文件，{} 个评分条款，{} 张表，{} 幅图，{} 个公式；数据文件读回与导出时的内容一致。",
        verified.files.len(),
        verified.items,
        verified.tables,
        verified.pictures,
        verified.formulas
    )
}

fn size(bytes: usize) -> String {
    if bytes < 1024 * 1024 { format!("{} KB", bytes.div_ceil(1024)) } else { format!("{:.1} MB", bytes as f64 / 1_048_576.0) }
}

/// Why an export ended without a file.
enum Stop {
    Cancelled,
    Failed(String),
}

/// One export.
struct Run {
    store: Store,
    catalog: &'static Catalog,
    progress: UseStateHandle<Progress>,
    cancelled: Rc<Cell<bool>>,
}

impl Run {
    async fn export(self) {
        self.store.settle();
        let Some(open) = self.store.state().assessment().cloned() else { return };
        let outcome = self.make(&open).await;
        self.progress.set(match outcome {
            Ok((name, verified)) => {
                self.store.downloaded(name.clone().into(), open, "申报材料包");
                Progress::Done(name, verified)
            }
            Err(Stop::Cancelled) => Progress::Cancelled,
            Err(Stop::Failed(reason)) => Progress::Failed(format!("没有导出：{reason}")),
        });
    }

    async fn make(&self, open: &Assessment) -> Result<(String, Verified), Stop> {
        let now = clock::local(clock::now());
        self.reach(0, "正在画图…").await?;
        let pictures = self.draw(open).await?;
        let mut making = Making::new(self.catalog, open, now, &pictures).map_err(failed)?;
        let mut done = 1;
        while let Some(step) = making.next_step() {
            self.reach(done, &format!("正在写 {}…", step.name())).await?;
            making.make(step).map_err(failed)?;
            done += 1;
        }
        self.reach(done, "正在打包…").await?;
        let package = making.finish();
        self.reach(done + 1, "正在重新打开核对…").await?;
        let verified = package::verify(&package.bytes, self.catalog, open).map_err(failed)?;
        page::mark("qak-export end");
        files::download(&package.file_name, "application/zip", &package.bytes).map_err(Stop::Failed)?;
        Ok((package.file_name, verified))
    }

    async fn draw(&self, open: &Assessment) -> Result<Pictures, Stop> {
        let mut pictures = Pictures::new();
        for figure in package::figures(self.catalog, open) {
            let png = picture::png(&figure.svg, figure.width_px, figure.height_px, ENLARGED).await;
            pictures.insert(figure.id, png.map_err(|reason| Stop::Failed(format!("画不出“{}”：{reason}", figure.title)))?);
        }
        Ok(pictures)
    }

    /// Shows how far it is, lets the page draw that, and stops if the person wants it to.
    async fn reach(&self, done: usize, what: &str) -> Result<(), Stop> {
        self.progress.set(Progress::Running(done, what.to_owned()));
        timer::breathe().await;
        page::mark(&format!("qak-export {what}"));
        if self.cancelled.get() { Err(Stop::Cancelled) } else { Ok(()) }
    }
}

fn failed(error: impl std::fmt::Display) -> Stop {
    Stop::Failed(error.to_string())
}
