//! 另存为离线副本: this program as a file of its own, with the data inside or without.

use yew::{AttrValue, Callback, Html, SubmitEvent, component, html, use_state, use_state_eq};

use crate::browser::page::TextField;
use crate::components::{Dropdown, TextBox};
use crate::state::use_store;

const WITH_DATA: &str = "with-data";
const WITHOUT: &str = "without";

/// Makes copies of this page.
#[component]
pub fn OfflineCopy() -> Html {
    let store = use_store();
    let with_data = use_state_eq(|| true);
    let password = use_state(String::new);
    let choose = {
        let with_data = with_data.clone();
        Callback::from(move |choice: String| with_data.set(choice == WITH_DATA))
    };
    let on_type = {
        let password = password.clone();
        Callback::from(move |field: TextField| password.set(field.read()))
    };
    let save = {
        let (with_data, password) = (with_data.clone(), password.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let password = Some((*password).clone()).filter(|password| *with_data && !password.is_empty());
            store.save_copy(*with_data, password);
        })
    };
    let options: Vec<(AttrValue, AttrValue)> =
        [(WITH_DATA, "带上内容"), (WITHOUT, "不带内容")].map(|(value, text)| (value.into(), text.into())).to_vec();
    html! {
        <section class="card" aria-labelledby="offline">
            <h2 id="offline">{ "另存为离线副本" }</h2>
            <p>{ "把本工具和填写的内容存成一个网页文件，放进 U 盘，在别的电脑上双击就能接着用。打开时会说明是谁的内容，并先问再放进那台电脑的浏览器。设了密码的副本，没有密码看不到内容。" }</p>
            <form class="naming" onsubmit={save}>
                <Dropdown id="offline-data" label="副本里" {options} chosen={if *with_data { WITH_DATA } else { WITHOUT }} on_choose={choose} />
                if *with_data {
                    <TextBox id="offline-password" label="密码（可不设）" kind="password" value={(*password).clone()} {on_type} />
                }
                <button type="submit">{ "另存为离线副本" }</button>
            </form>
            <p class="muted small">{ "副本不含证实性材料的文件，要连文件一起带走，请导出申报材料包。浏览器自己的“网页另存为”会把屏幕上正显示的内容一起存进去；要给别人一份空的工具，请用这里的“不带内容”。" }</p>
        </section>
    }
}
