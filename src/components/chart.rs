//! Charts in the page: drawings made by `dossier::chart`, and the thin bar of a category.

use award::scoring::Tally;
use dossier::chart::Chart;
use yew::{AttrValue, Html, Properties, component, html};

/// Properties of [`Drawing`].
#[derive(Properties, PartialEq)]
pub struct DrawingProps {
    /// The drawing. It is made from numbers and escaped labels only.
    pub chart: Chart,
}

/// A chart, named by its own title. Colours come from the style sheet through the drawing's class names, so they follow light and dark.
#[component]
pub fn Drawing(props: &DrawingProps) -> Html {
    html! {
        <figure class="drawing">
            { Html::from_html_unchecked(AttrValue::from(props.chart.svg.clone())) }
        </figure>
    }
}

/// Properties of [`CategoryBar`].
#[derive(Properties, PartialEq)]
pub struct CategoryBarProps {
    /// The points of the category.
    pub tally: Tally,
}

/// The points of a category as a thin bar: earned, then what is still open.
#[component]
pub fn CategoryBar(props: &CategoryBarProps) -> Html {
    let tally = &props.tally;
    let worth = tally.worth();
    html! {
        <svg class="category-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="ground" width="100" height="6" />
            <rect class="open" width={tally.most().share_of(worth).to_string()} height="6" />
            <rect class="earned" width={tally.earned.share_of(worth).to_string()} height="6" />
        </svg>
    }
}
