//! The percent of an item as a row of 21 steps: arrow keys walk it, a click chooses.

use award::points::Percent;
use yew::{AttrValue, Callback, Event, Html, Properties, component, html};

/// A percent, or that there is none.
pub fn percent_words(percent: Option<Percent>) -> String {
    percent.map_or_else(|| "未评".to_owned(), |percent| percent.to_string())
}

/// Properties of [`PercentScale`].
#[derive(Properties, PartialEq)]
pub struct PercentScaleProps {
    /// The name of the group, unique in the page.
    pub name: AttrValue,
    /// What is scored, for screen readers.
    pub label: AttrValue,
    /// The chosen percent.
    pub percent: Option<Percent>,
    /// The percent that the factors suggest.
    #[prop_or_default]
    pub suggested: Option<Percent>,
    /// The lowest and the highest percent of the band to tint.
    #[prop_or_default]
    pub band: Option<(u8, u8)>,
    /// Called with the percent that is chosen.
    pub on_choose: Callback<Percent>,
}

/// The percent of an item as a row of 21 steps.
#[component]
pub fn PercentScale(props: &PercentScaleProps) -> Html {
    html! {
        <div class="scale" role="radiogroup" aria-label={&props.label}>
            { for Percent::every().map(|percent| step(props, percent)) }
        </div>
    }
}

/// The id of a step of the scale of that name.
pub fn step_id(name: &str, percent: Percent) -> String {
    format!("{name}-{}", percent.value())
}

fn step(props: &PercentScaleProps, percent: Percent) -> Html {
    let value = percent.value();
    let in_band = props.band.is_some_and(|(min, max)| (min..=max).contains(&value));
    let onchange = props.on_choose.reform(move |_: Event| percent);
    html! {
        <label for={step_id(&props.name, percent)} data-band={in_band.then_some("in")} data-suggested={(props.suggested == Some(percent)).then_some("yes")}>
            <input type="radio" id={step_id(&props.name, percent)} name={&props.name} value={value.to_string()} checked={props.percent == Some(percent)} {onchange}
                aria-label={percent.to_string()} />
            <span aria-hidden="true">{ value }</span>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::testing::{all, rendered, wait_for};

    #[wasm_bindgen_test]
    async fn every_step_can_be_chosen() {
        let chosen = Rc::new(RefCell::new(Vec::new()));
        let on_choose = {
            let chosen = chosen.clone();
            Callback::from(move |percent: Percent| chosen.borrow_mut().push(percent.value()))
        };
        let props = PercentScaleProps {
            name: "p".into(),
            label: "评分".into(),
            percent: Percent::new(65),
            suggested: Percent::new(60),
            band: Some((50, 65)),
            on_choose,
        };
        let root = rendered::<PercentScale>(props).await;
        assert_eq!(all(&root, "input").len(), 21);
        assert_eq!(all(&root, "[data-band=in]").len(), 4);
        assert_eq!(all(&root, "input:checked").len(), 1);
        all(&root, "input").iter().rev().for_each(|step| step.click());
        wait_for("every step was reported", || chosen.borrow().len() == 21).await;
        assert_eq!(*chosen.borrow(), (0..=20).rev().map(|step| step * 5).collect::<Vec<u8>>());
    }
}
