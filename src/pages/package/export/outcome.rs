//! What came of an export, never more than is known.

use dossier::package::{FormFilled, Verified};
use yew::{Html, Properties, component, html};

use super::run::Way;
use super::{Finished, Progress};
use crate::components::in_words;

/// Properties of [`Outcome`].
#[derive(Properties, PartialEq)]
pub(super) struct OutcomeProps {
    /// How far the export is.
    pub progress: Progress,
}

/// What came of an export.
#[component]
pub(super) fn Outcome(props: &OutcomeProps) -> Html {
    match &props.progress {
        Progress::Idle | Progress::Running(..) => Html::default(),
        Progress::Cancelled => html! { <p role="status">{ "已取消，没有生成文件。" }</p> },
        Progress::Failed(reason) => html! { <p class="warning" role="alert">{ reason }</p> },
        Progress::Done(finished) => done(finished),
    }
}

fn done(finished: &Finished) -> Html {
    let Finished { name, way, verified, left_out, form, is_sealed } = finished;
    let files = verified.files.iter().chain(&verified.enclosed);
    html! {
        <div role="status">
            <p class="checked"><b>{ match way {
                Way::Downloaded => format!("已生成并核对：{name}"),
                Way::Written => format!("已写入并逐个核对：{name}"),
            } }</b></p>
            <p class="muted small">{ counted(verified) }</p>
            if *is_sealed {
                <p class="small">{ "已加密（AES-256）：加密前核对了内容，加密后逐字节读回核对。用 7-Zip、WinRAR 打开；密码忘了就打不开。" }</p>
            } else {
                { evidence(verified, *way) }
            }
            if let Some(form) = form { { official(form) } }
            if !left_out.is_empty() {
                <div class="warning">
                    <p>{ format!("{} 个文件不在本浏览器里，没有放进包：", left_out.len()) }</p>
                    <ul class="small">{ for left_out.iter().map(|title| html! { <li>{ title }</li> }) }</ul>
                </div>
            }
            <details open={verified.enclosed.is_empty()}>
                <summary class="small">{ format!("包里的 {} 个文件", verified.files.len() + verified.enclosed.len()) }</summary>
                <ul class="small">{ for files.map(|file| html! { <li>{ format!("{}（{}）", file.name, in_words(file.digest.size)) }</li> }) }</ul>
            </details>
            if *way == Way::Downloaded {
                <p class="small">{ "已交给浏览器下载，请到下载文件夹确认。用 WPS 或 Word 打开 docx；目录页码不对时，右键“更新域”。" }</p>
            }
        </div>
    }
}

/// What is filled in the official form, and every place that is not.
fn official(form: &FormFilled) -> Html {
    let FormFilled { filled, not_filled } = form;
    html! {
        <details>
            <summary class="small">{ format!("官方表格填了 {filled} 处，没有填的有 {} 处", not_filled.len()) }</summary>
            <ul class="small">{ for not_filled.iter().map(|left| html! { <li>{ format!("{}：{}", left.name(), left.reason) }</li> }) }</ul>
        </details>
    }
}

fn evidence(verified: &Verified, way: Way) -> Html {
    if verified.enclosed.is_empty() {
        return Html::default();
    }
    let size = verified.enclosed.iter().map(|file| file.digest.size).sum();
    let (count, size) = (verified.enclosed.len(), in_words(size));
    let text = match way {
        Way::Written => format!("证实性材料 {count} 个文件（{size}）：写完后读回，每个文件的校验值都与清单一致。"),
        Way::Downloaded => format!(
            "证实性材料 {count} 个文件（{size}）：打包前逐个读取，校验值写进了清单。下载到磁盘的文件本页读不到；要核对，\
             请在首页用“打开文件…”选这个 zip，本工具会逐个与清单比对（或在解压后的文件夹运行 sha256sum -c SHA256SUMS.txt）。"
        ),
    };
    html! { <p class="small">{ text }</p> }
}

fn counted(verified: &Verified) -> String {
    format!(
        "已重新打开核对：{} 个文件，{} 个评分条款，{} 张表，{} 幅图，{} 个公式；数据文件读回与导出时的内容一致。",
        verified.files.len() + verified.enclosed.len(),
        verified.items,
        verified.tables,
        verified.pictures,
        verified.formulas
    )
}
