//! Kills browsers while somebody types, as often as it is told, and says what was lost; `cargo xtask kill` runs it.

use e2e::kill::{Left, kill_while_typing, summary};
use e2e::{Context, Engine, Result};

fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let times = words.next().map_or(Ok(100), |word| word.parse()).context("the number of kills")?;
    let seed = words.next().map_or(Ok(1), |word| word.parse()).context("the seed")?;
    let runtime = e2e::runtime()?;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let mut all: Vec<Left> = Vec::new();
        runtime.block_on(kill_while_typing(engine, times, seed, |left| {
            println!("{engine:?} {}: {left:?}", all.len() + 1);
            all.push(left);
        }))?;
        println!("{engine:?}: {}", summary(&all));
    }
    Ok(())
}
