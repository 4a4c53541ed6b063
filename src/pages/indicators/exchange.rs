//! The indicators as files for spreadsheets.

use award::assessment::Assessment;
use award::catalog::Catalog;
use dossier::cells;
use yew::{Callback, Html, component, html};

use crate::browser::{clock, files};
use crate::state::{Store, use_select, use_store};

/// A kind of file.
#[derive(Clone, Copy)]
enum Kind {
    Csv,
    Workbook,
}

/// The buttons that hand the indicators out.
#[component]
pub fn Exchange() -> Html {
    let store = use_store();
    let is_empty = use_select(|state| state.assessment().is_none_or(|open| open.indicators.is_empty()));
    let export = |kind: Kind| {
        let store = store.clone();
        Callback::from(move |_| export(&store, kind))
    };
    html! {
        <>
            <button type="button" disabled={is_empty} onclick={export(Kind::Workbook)} title="全部条款的指标">{ "导出 Excel" }</button>
            <button type="button" disabled={is_empty} onclick={export(Kind::Csv)} title="全部条款的指标">{ "导出 CSV" }</button>
        </>
    }
}

fn export(store: &Store, kind: Kind) {
    store.settle();
    let (catalog, open) = {
        let state = store.state();
        let Some(open) = state.assessment() else { return };
        (state.catalog, open.clone())
    };
    let done = made(catalog, &open, kind).and_then(|(name, media_type, bytes)| {
        files::download(&name, media_type, &bytes)?;
        Ok(name)
    });
    match done {
        Ok(name) => store.say(format!("{} 项指标已交给浏览器下载：{name}", open.indicators.len())),
        Err(reason) => store.complain(format!("没有生成文件：{reason}。本浏览器里的内容不受影响。")),
    }
}

/// The name, the kind and the bytes of the file.
fn made(catalog: &'static Catalog, open: &Assessment, kind: Kind) -> Result<(String, &'static str, Vec<u8>), String> {
    let name = |ending: &str| dossier::package::indicators_file_name(open, clock::today(), ending);
    match kind {
        Kind::Csv => {
            let text = cells::text::write(&award::indicator::table(catalog, open));
            Ok((name("csv"), "text/csv", text.into_bytes()))
        }
        Kind::Workbook => {
            let bytes = dossier::workbook::write_indicators(catalog, open, clock::local(clock::now()));
            Ok((name("xlsx"), files::SPREADSHEET, bytes.map_err(|error| error.to_string())?))
        }
    }
}
