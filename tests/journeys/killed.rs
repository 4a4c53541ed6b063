//! The browser is killed while somebody types; `cargo xtask kill` does it a hundred times and more.

use std::time::Duration;

use e2e::kill::kill_while_typing;
use e2e::{Engine, Journey, Result, Session, figure, journey};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    // An automated WebKit keeps no profile that outlives it.
    vec![journey!(a_kill_costs_the_last_second).in_engines(&[Engine::Chromium, Engine::Firefox])]
}

/// How often here. A hundred kills of both take a quarter of an hour and more, so the suite kills a few times and tells its
/// figures, and a hundred times is a command of its own.
const TIMES: usize = 5;

async fn a_kill_costs_the_last_second(session: &Session) -> Result<()> {
    let mut longest = Duration::ZERO;
    kill_while_typing(session.engine, TIMES, 7, |left| longest = longest.max(left.lost.unwrap_or_default())).await?;
    figure(
        &format!("the most typing that {TIMES} kills of {:?} have lost", session.engine),
        &format!("{} ms", longest.as_millis()),
    )
}
