//! 关于: what this is, where the content lies, licences.

use yew::{Html, component, html};

use crate::state::use_catalog;

/// The notices of the libraries inside, collected when the app is built.
const NOTICES: &str = include_str!("../../THIRD-PARTY.txt");

/// 关于
#[component]
pub fn About() -> Html {
    let catalog = use_catalog();
    html! {
        <div class="page narrow">
            <header class="page-head"><h1>{ "关于" }</h1></header>
            <section class="card">
                <h2>{ "这是什么" }</h2>
                <p>{ format!("帮助申报单位准备{}的单文件工具：对照{}逐条自查，按 {} 打分，导出申报材料。版本 {}。", catalog.scheme.award, catalog.scheme.document, catalog.criteria.standard, env!("CARGO_PKG_VERSION")) }</p>
                <p>{ "本工具不是官方发布，判断和分数只供准备申报时参考；能否申报、得多少分，以秘书处和评审组为准。" }</p>
                <p class="muted">{ &*catalog.criteria.remark }</p>
            </section>
            <section class="card">
                <h2>{ "内容存在哪里" }</h2>
                <p>{ "只在这台电脑的这个浏览器里（IndexedDB），不联网，不上传。页面的安全策略禁止一切网络请求。" }</p>
                <p>{ "换电脑、换浏览器、清除浏览数据之前，请先“另存为文件”。同一台电脑上从磁盘打开的网页共用这个存储，公用电脑上用完，请在首页“删除”，再在“已删除”里“彻底删除”。" }</p>
            </section>
            <section class="card">
                <h2>{ "评分办法" }</h2>
                <ul>{ for catalog.criteria.scoring_notes.iter().map(|note| html! { <li>{ &**note }</li> }) }</ul>
            </section>
            <section class="card">
                <h2>{ "许可" }</h2>
                <p>{ "本工具以 MIT 或 Apache-2.0 许可发布，任选其一。" }</p>
                <details><summary>{ "第三方组件声明" }</summary><pre class="notices-text">{ NOTICES }</pre></details>
            </section>
        </div>
    }
}
