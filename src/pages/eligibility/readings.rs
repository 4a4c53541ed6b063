//! Open points of the regulation (口径), each with its switch.

use award::ReadingId;
use award::assessment::Action;
use award::scheme::{NumberReading, Reading, Requirement};
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::components::{Dropdown, Tag, TextBox, Tone};
use crate::state::{use_catalog, use_select, use_store};

/// Properties of [`Readings`].
#[derive(Properties)]
pub struct ReadingsProps {
    /// The requirement that they apply to.
    pub requirement: &'static Requirement,
    /// Those that decide it.
    pub deciding: Vec<ReadingId>,
}

impl PartialEq for ReadingsProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.requirement, other.requirement) && self.deciding == other.deciding
    }
}

/// The readings that apply to a requirement; those that decide it are marked.
#[component]
pub fn Readings(props: &ReadingsProps) -> Html {
    let scheme = &use_catalog().scheme;
    let readings: Vec<&Reading> = props.requirement.readings.iter().filter_map(|id| scheme.reading(id)).collect();
    if readings.is_empty() {
        return Html::default();
    }
    let deciding = readings.iter().filter(|reading| props.deciding.contains(&reading.id)).count();
    html! {
        <details>
            <summary>
                { "口径（办法没有写明的地方）" }
                if deciding > 0 { <b class="deciding">{ format!("　{deciding} 处影响这一项的结论") }</b> }
            </summary>
            <dl class="readings">
                { for readings.into_iter().map(|reading| html! {
                    <Switch {reading} place={props.requirement.id.to_string()} decides={props.deciding.contains(&reading.id)} />
                }) }
            </dl>
        </details>
    }
}

/// Properties of [`Switch`].
#[derive(Properties)]
pub struct SwitchProps {
    /// The reading.
    pub reading: &'static Reading,
    /// Something that tells its place from others on the screen.
    pub place: AttrValue,
    /// Whether it decides what it stands at.
    #[prop_or_default]
    pub decides: bool,
}

impl PartialEq for SwitchProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.reading, other.reading) && self.place == other.place && self.decides == other.decides
    }
}

/// A reading with its switch, as a row of a description list.
#[component]
pub fn Switch(props: &SwitchProps) -> Html {
    let reading = props.reading;
    let id = format!("reading-{}-{}", props.place, reading.id);
    html! {
        <>
            <dt>{ &*reading.point }if props.decides { <Tag tone={Tone::Open}>{ "影响结论" }</Tag> }</dt>
            <dd>
                { match (&reading.number, reading.options.as_slice()) {
                    (Some(number), _) => html! { <NumberSwitch {reading} {number} {id} /> },
                    (None, [only]) => html! { { &*only.text } },
                    (None, _) => html! { <OptionSwitch {reading} {id} /> },
                } }
                <span class="muted small">{ "以秘书处公告为准。" }</span>
            </dd>
        </>
    }
}

#[derive(Properties)]
struct OptionSwitchProps {
    reading: &'static Reading,
    id: String,
}

impl PartialEq for OptionSwitchProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.reading, other.reading) && self.id == other.id
    }
}

#[component]
fn OptionSwitch(props: &OptionSwitchProps) -> Html {
    let store = use_store();
    let reading = props.reading;
    let chosen = use_select(move |state| chosen(reading, state.assessment().and_then(|open| open.switched(&reading.id))));
    let choose = Callback::from(move |value: String| store.act(&switched(reading, &value)));
    html! { <Dropdown id={props.id.clone()} label={&*reading.point} quiet_label=true options={options(reading)} {chosen} on_choose={choose} /> }
}

/// The options of a reading as a drop-down list shows them, the default marked.
pub fn options(reading: &'static Reading) -> Vec<(AttrValue, AttrValue)> {
    let text = |option: &award::scheme::ReadingOption| {
        let text = option.text.trim_end_matches('。');
        if option.default { format!("{text}（默认）") } else { text.to_owned() }
    };
    reading.options.iter().map(|option| (option.id.to_string().into(), text(option).into())).collect()
}

/// The id of the option in force.
pub fn chosen(reading: &Reading, switched: Option<&str>) -> AttrValue {
    reading.option(switched).map(|option| option.id.to_string().into()).unwrap_or_default()
}

/// Switching a reading; its default is not kept, because it is no choice of the person.
pub fn switched(reading: &Reading, option: &str) -> Action {
    let is_default = reading.option(None).is_some_and(|default| default.id.as_str() == option);
    Action::SwitchedReading(reading.id.clone(), if is_default { award::Text::default() } else { option.into() })
}

#[derive(Properties)]
struct NumberSwitchProps {
    reading: &'static Reading,
    number: &'static NumberReading,
    id: String,
}

impl PartialEq for NumberSwitchProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.reading, other.reading) && self.id == other.id
    }
}

#[component]
fn NumberSwitch(props: &NumberSwitchProps) -> Html {
    let (reading, number) = (props.reading, props.number);
    let store = use_store();
    let value = use_select(move |state| {
        let switched = state.assessment().and_then(|open| open.switched(&reading.id));
        switched.map(ToOwned::to_owned).unwrap_or_default()
    });
    let is_wrong = !value.trim().is_empty() && number.parse(&value).is_none();
    let problem = is_wrong.then(|| AttrValue::from(format!("请写 {} 到 {} 的整数", number.min, number.max)));
    let example = number.default.map(|default| AttrValue::from(default.to_string()));
    let on_type = store.typing(move |text| Action::SwitchedReading(reading.id.clone(), text));
    html! {
        <TextBox id={props.id.clone()} label={&*reading.point} quiet_label=true unit={&*number.unit} {value} {on_type} {problem} {example}
            keyboard="numeric" hint={&*number.text} />
    }
}
