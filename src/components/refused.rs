//! Why what was tried last was refused.

use award::refusal::Refusal;
use yew::{Html, Properties, component, html};

/// Properties of [`Refused`].
#[derive(Properties, PartialEq)]
pub struct RefusedProps {
    /// The refusal; none if what was tried last was done.
    pub refusal: Option<Refusal>,
}

/// Why what was tried last was refused, as the last thing of a page: it lies at the lower edge of the window, because the
/// button that was pressed may be anywhere.
#[component]
pub fn Refused(props: &RefusedProps) -> Html {
    html! {
        if let Some(refusal) = &props.refusal { <p class="warning refused" role="alert">{ refusal.to_string() }</p> }
    }
}
