//! 保存与版本: where the assessment is kept, and its earlier states.

mod offline;
mod password;
mod places;
mod revisions;

use yew::{Html, component, html};

use self::offline::OfflineCopy;
use self::password::Password;
use self::places::Places;
use self::revisions::RevisionList;

/// 保存与版本
#[component]
pub fn Keeping() -> Html {
    html! {
        <div class="page narrow">
            <header class="page-head"><h1>{ "保存与版本" }</h1></header>
            <Places />
            <RevisionList />
            <Password />
            <OfflineCopy />
        </div>
    }
}
