//! Beside the item: the total with its range, the radar of categories, and where points are to be gained.

use std::rc::Rc;

use award::assessment::Card;
use award::criteria::Criteria;
use award::order::Order;
use award::points::{Percent, Points};
use award::scoring::{self, Totals};
use dossier::chart::{Frame, Spoke, radar};
use dossier::package::figures::spokes;
use yew::{Html, Properties, component, html};

use crate::components::{CategoryBar, Drawing, RouteLink};
use crate::route::Route;
use crate::state::{use_catalog, use_is_score_sheet, use_select};

/// How many of the most rewarding items are listed.
const LISTED: usize = 5;

/// Properties of [`Side`].
#[derive(Properties, PartialEq)]
pub struct SideProps {
    /// The fiscal year.
    pub year: i16,
}

/// A card, compared by the percents of its items: typing in its texts does not touch them.
#[derive(Clone)]
struct Marks(Rc<Card>);

impl PartialEq for Marks {
    fn eq(&self, other: &Self) -> bool {
        let percents = |card: &'_ Card| card.items.iter().map(|(id, record)| (id.clone(), record.percent)).collect::<Vec<_>>();
        Rc::ptr_eq(&self.0, &other.0) || percents(&self.0) == percents(&other.0)
    }
}

/// The total, the radar, and the most rewarding items.
#[component]
pub fn Side(props: &SideProps) -> Html {
    let (catalog, is_sheet) = (use_catalog(), use_is_score_sheet());
    let year = props.year;
    let Some(card) = use_select(move |state| state.assessment().map(|open| Marks(open.card(year)))) else {
        return Html::default();
    };
    let totals = scoring::totals_of(&catalog.criteria, |item| card.0.percent(item));
    let line = Points::whole(catalog.scheme.review.shortlist_points);
    let total = totals.total;
    html! {
        <aside class="score-side" aria-label="总分">
            <div class="card-head"><h2>{ format!("{year} 年总分") }</h2><span class="muted small">{ format!("{} / {} 项", total.scored, total.items) }</span></div>
            <p class="side-total" role="status">{ total.earned.to_string() }</p>
            <p class="small muted">
                if total.is_complete() { { "全部条款已评" } }
                else { { format!("未评 {} 项共 {} 分，范围 {}–{}", total.items - total.scored, total.open, total.least(), total.most()) } }
            </p>
            if !is_sheet { <p class="small"><RouteLink to={Route::WhyYear(year)}>{ "看分数来历" }</RouteLink></p> }
            <Drawing chart={radar("各类目得分比例", &short_spokes(&catalog.criteria, &totals), Frame::COLUMN)} />
            <table class="small categories"><tbody>
                { for catalog.criteria.categories.iter().zip(&totals.categories).map(|(category, (_, tally))| html! {
                    <tr>
                        <th scope="row">{ &*category.short }</th>
                        <td><CategoryBar tally={*tally} /></td>
                        <td class="num">{ format!("{} / {}", tally.earned, category.points) }</td>
                    </tr>
                }) }
            </tbody></table>
            // An examiner must not score towards the line.
            if !is_sheet {
                <h2>{ gap(total.earned.lacks(line), line) }</h2>
                <table class="small gains"><tbody>
                    { for gains(&catalog.criteria, &totals).into_iter().take(LISTED).map(|gain| html! {
                        <tr>
                            <td><RouteLink to={Route::CardItem(year, gain.item.id.clone())}>{ format!("{} {}", gain.item.id, gain.item.title) }</RouteLink></td>
                            <td class="num">{ gain.text }</td>
                        </tr>
                    }) }
                </tbody></table>
            }
        </aside>
    }
}

/// The spokes of the radar under the short names of the categories.
fn short_spokes(criteria: &'static Criteria, totals: &Totals) -> Vec<Spoke> {
    let named = |(spoke, category): (Spoke, &award::criteria::Category)| Spoke { label: category.short.to_string(), ..spoke };
    spokes(criteria, totals).into_iter().zip(&criteria.categories).map(named).collect()
}

fn gap(lacking: Points, line: Points) -> String {
    if lacking == Points::ZERO { format!("已达 {line} 分") } else { format!("离 {line} 还差 {lacking} 分") }
}

struct Gain {
    item: &'static award::criteria::Item,
    points: Points,
    text: String,
}

/// Where points are to be gained: unscored items by their worth, then scored ones by what another step brings.
fn gains(criteria: &'static Criteria, totals: &Totals) -> Vec<Gain> {
    let step =
        |item: &award::criteria::Item| Percent::new(Percent::STEP).map_or(Points::ZERO, |step| Points::earned(item.points, step));
    let gain = |(item, (_, earned)): (&'static award::criteria::Item, &(award::ItemId, Option<Points>))| match earned {
        None => Some(Gain { item, points: Points::whole(item.points), text: format!("未评 {} 分", item.points) }),
        Some(earned) if *earned < Points::whole(item.points) => {
            Some(Gain { item, points: step(item), text: format!("每 5% 值 {} 分", step(item)) })
        }
        Some(_) => None,
    };
    let mut gains: Vec<Gain> = criteria.every_item().zip(&totals.items).filter_map(gain).collect();
    gains.order_by_key(|gain| std::cmp::Reverse(gain.points));
    gains
}
