//! Cards in, and what is made of them: one file of all, a workbook, cells, the projection.

use award::catalog::Catalog;
use yew::{Callback, Html, MouseEvent, Properties, component, html};

use super::Look;
use super::feedback::EveryFeedback;
use super::intake::{OpenButtons, Progress, remarks};
use crate::browser::{clock, files, page};
use crate::components::RouteLink;
use crate::route::Route;
use crate::state::{MOST_KEPT, Store, use_catalog, use_store};

/// Properties of parts of the page that are told everything.
#[derive(Properties, PartialEq)]
pub struct LookProps {
    /// What is looked at.
    pub look: Look,
}

/// A kind of file that is made of the cards.
#[derive(Clone, Copy)]
enum Kind {
    Workbook,
    Cells,
}

/// The card at the top of the page.
#[component]
pub fn FilesOut(props: &LookProps) -> Html {
    let (store, catalog) = (use_store(), use_catalog());
    let look = &props.look;
    let count = look.room.len();
    let export = |kind: Kind| {
        let (store, look) = (store.clone(), look.clone());
        Callback::from(move |_: MouseEvent| export(&store, catalog, &look, kind))
    };
    let calling = |call: fn(&Store)| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| call(&store))
    };
    html! {
        <section class="card">
            if count == 0 {
                <h2>{ "打开参加对比的成绩单" }</h2>
                <p>{ "成绩单、数据文件（.json）和申报材料包（.zip）都可以，一次选多少个都行，也可以把文件夹拖到这里。打开它们不会改动任何人的申报，也不会改动你自己的。" }</p>
            } else {
                <h2>{ format!("{count} 份成绩单") }if look.group.is_some() { { format!("，只看其中 {} 份", look.rows.len()) } }</h2>
            }
            <div class="actions">
                <OpenButtons />
                if count == 0 {
                    <button type="button" onclick={calling(Store::open_sample_room)}>{ "载入示例（40 份）" }</button>
                } else {
                    <button type="button" onclick={calling(Store::save_room)} title="全部成绩单，带原来的名称，不受“用编号代替名称”影响；下次打开这一个文件就可以接着用">{ "存成一个文件" }</button>
                    <button type="button" onclick={export(Kind::Workbook)} title="总表列有每份成绩单的分数，另有条款、类目和分组的统计图表">{ "导出 Excel" }</button>
                    <button type="button" onclick={export(Kind::Cells)} title="每份成绩单一行，列有分数">{ "导出 CSV" }</button>
                    <EveryFeedback look={look.clone()} />
                    <RouteLink class="button" to={Route::Projection}>{ "投影" }</RouteLink>
                    <button type="button" class="ghost" onclick={calling(Store::clear_room)}>{ "清空" }</button>
                }
            </div>
            if count > MOST_KEPT {
                <p class="warning">{ format!("超过 {MOST_KEPT} 份，不存进本浏览器；要接着用，请“存成一个文件”。") }</p>
            }
            <Progress />
            { remarks(&look.room.told, look.hides_names) }
        </section>
    }
}

fn export(store: &Store, catalog: &'static Catalog, look: &Look, kind: Kind) {
    page::mark("qak-cohort-export start");
    let name = |ending: &str| format!("多家对比-{}-{}.{ending}", look.extent(), clock::today().strftime("%Y%m%d"));
    let view = look.view(catalog);
    let made = match kind {
        Kind::Workbook => dossier::cohort::workbook(&view, clock::local(clock::now()))
            .map(|bytes| (name("xlsx"), files::SPREADSHEET, bytes))
            .map_err(|error| error.to_string()),
        Kind::Cells => Ok((name("csv"), "text/csv", dossier::cells::text::write(&dossier::cohort::cells(&view)).into_bytes())),
    };
    let done = made.and_then(|(name, media_type, bytes)| files::download(&name, media_type, &bytes).map(|()| name));
    page::mark("qak-cohort-export end");
    match done {
        Ok(name) => store.say(format!("{} 份成绩单已交给浏览器下载：{name}。文件里有每份成绩单的分数。", look.rows.len())),
        Err(reason) => store.complain(format!("没有生成文件：{reason}。页面上的内容不受影响。")),
    }
}
