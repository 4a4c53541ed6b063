//! Pictures of screens at the sizes that users have, light and dark; `cargo xtask shots` runs it.

use e2e::{Colours, Context, Engine, Product, Result, Session, open};
use std::path::{Path, PathBuf};

const SIZES: [(u32, u32); 3] = [(1366, 768), (1920, 1080), (390, 844)];

fn main() -> Result<()> {
    let (options, routes): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let sample = options.iter().any(|option| option == "--sample");
    let routes = if routes.is_empty() { vec!["#/".into()] } else { routes };
    let output = std::env::var_os("QAK_OUTPUT").context("run this through cargo xtask shots")?;
    let folder = PathBuf::from(output).join("shots");
    for colours in [Colours::Light, Colours::Dark] {
        open(Engine::Chromium, colours, async |session| take(session, sample, &routes, &folder).await)?;
    }
    Ok(())
}

async fn take(session: &Session, sample: bool, routes: &[String], folder: &Path) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    if sample {
        page.button("载入示例").click().await?;
        // The home page offers the sample too, so that the button itself says nothing.
        page.heading("接下来").wait().await?;
    }
    for route in routes {
        page.go_to_route(route).await?;
        for (width, height) in SIZES {
            page.set_size(width, height).await?;
            let name = format!("{}-{width}x{height}-{}.png", file_name(route), session.colours.name());
            let path = folder.join(name);
            page.screenshot(&path).await?;
            println!("{}", path.display());
        }
    }
    Ok(())
}

/// The route as part of a file name: `#/scoring/4.1.1` becomes `scoring-4.1.1`.
fn file_name(route: &str) -> String {
    let words: Vec<_> =
        route.split(|character: char| !character.is_alphanumeric() && character != '.').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "start".into() } else { words.join("-") }
}
