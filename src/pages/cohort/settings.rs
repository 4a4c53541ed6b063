//! How the cards are looked at: names or aliases, from how many applicants on a statistic is shown, what is close to the line.

use award::cohort::Settings;
use award::points::Points;
use yew::{AttrValue, Callback, Event, Html, Properties, UseStateHandle, component, html};

use crate::components::Dropdown;
use crate::state::{use_select, use_store};

/// The least numbers of applicants to choose from.
const LEAST: [usize; 4] = [3, 4, 5, 10];
/// How far below the line counts as close.
const CLOSE: [u16; 4] = [20, 30, 50, 100];

/// Properties of [`SettingsForm`].
#[derive(Properties, PartialEq)]
pub struct SettingsFormProps {
    /// Whether names are hidden.
    pub hidden: UseStateHandle<bool>,
}

/// The settings of the page.
#[component]
pub fn SettingsForm(props: &SettingsFormProps) -> Html {
    let store = use_store();
    let settings = use_select(|state| state.workshop.settings);
    let options = |numbers: &[u16], unit: &str| {
        numbers.iter().map(|number| (AttrValue::from(number.to_string()), format!("{number} {unit}").into())).collect::<Vec<_>>()
    };
    let least = LEAST.map(|least| least as u16);
    let close = CLOSE.into_iter().find(|close| Points::whole(*close) == settings.close).unwrap_or_default();
    let set = |change: fn(Settings, u16) -> Settings| {
        let store = store.clone();
        Callback::from(move |value: String| {
            if let Ok(number) = value.parse() {
                store.set_settings(change(settings, number));
            }
        })
    };
    let hide = {
        let hidden = props.hidden.clone();
        Callback::from(move |_: Event| hidden.set(!*hidden))
    };
    html! {
        <div class="cohort-settings">
            <label class="tick"><input type="checkbox" checked={*props.hidden} onchange={hide} />{ "用编号代替名称" }</label>
            <Dropdown id="cohort-least" label="少于几家不显示统计" options={options(&least, "家")} chosen={settings.least_group.to_string()}
                on_choose={set(|settings, number| Settings { least_group: number.into(), ..settings })} />
            <Dropdown id="cohort-close" label="差多少算接近入围" options={options(&CLOSE, "分")} chosen={close.to_string()}
                on_choose={set(|settings, number| Settings { close: Points::whole(number), ..settings })} />
        </div>
    }
}
