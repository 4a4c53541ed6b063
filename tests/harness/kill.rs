//! Killing a browser while somebody types, and looking at what is left.

use crate::engine::{Colours, Engine};
use crate::page::Page;
use crate::product::Product;
use crate::session::Session;
use crate::wait::wait_for;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use thirtyfour::WebElement;

/// The field that is typed in, at its route.
const PLACE: (&str, &str) = ("/applicant/cover", "单位名称");

/// What a kill has left.
#[derive(Clone, Copy, Debug)]
pub struct Left {
    /// How many words were typed before it.
    pub typed: usize,
    /// How many of them are there, from the first without a gap.
    pub kept: usize,
    /// How long before the kill the first word was typed that is lost; nothing if all are there.
    pub lost: Option<Duration>,
    /// Whether keys and the database were answered promptly before the kill. If not, how much was lost tells of the machine.
    pub was_prompt: bool,
}

/// The longest typing that may be lost where everything is answered promptly.
const LONGEST: Duration = Duration::from_secs(1);

/// What is prompt.
const PROMPT: Duration = Duration::from_millis(100);

/// `look` starts to read the database without waiting for it, because a kill should come at any moment of a write. It returns
/// what the readings before have found, and how long the slowest took of those that were under way in the last two seconds.
const LOOK: &str = "{
let held = '', readings = [];
window.look = () => {
    const now = performance.now(), reading = { from: now, to: Infinity };
    readings = readings.filter(({ to }) => to > now - 2000);
    const slowest = Math.max(0, ...readings.map(({ from, to }) => Math.min(to, now) - from));
    readings.push(reading);
    const open = indexedDB.open('quality-award-kit');
    open.onsuccess = () => {
        const parts = open.result.transaction('parts').objectStore('parts').getAll();
        parts.onsuccess = () => {
            open.result.close();
            held = JSON.stringify(parts.result);
            reading.to = performance.now();
        };
    };
    return [held, slowest];
};
}";

/// Numbers that look random and are the same again from the same seed (a linear congruential generator).
pub struct Chance(u64);

impl Chance {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    /// A number below that one.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Words as they are typed, and what is known of them.
#[derive(Default)]
struct Typing {
    words: Vec<(String, Instant)>,
    /// What the database was last seen to hold.
    held: String,
    /// When something was not answered promptly.
    delayed: Option<Instant>,
}

impl Typing {
    async fn type_on(&mut self, page: &Page<'_>, field: &WebElement) -> Result<()> {
        let (word, start) = (format!("{:04} ", self.words.len()), Instant::now());
        field.send_keys(&word).await?;
        self.words.push((word, Instant::now()));
        let seen: (String, f64) = serde_json::from_value(page.execute("return look()", vec![]).await?)?;
        if start.elapsed() > PROMPT || seen.1 > PROMPT.as_secs_f64() * 1000.0 {
            self.delayed = Some(Instant::now());
        }
        self.held = seen.0;
        Ok(())
    }
}

/// Kills a browser some times, each time at a random moment while words are typed, and opens the product again.
///
/// # Errors
/// The store is corrupt, words are missing that the database held or in the middle, more than the last second of typing is lost
/// although everything was answered promptly, or the browser does not come up again.
pub async fn kill_while_typing(engine: Engine, times: usize, seed: u64, mut tell: impl FnMut(Left)) -> Result<()> {
    let (mut chance, product) = (Chance::new(seed), Product::built()?.with_first_script(LOOK)?);
    let mut session = Session::start_to_be_killed(engine, Colours::Light).await?;
    let page = session.open(&product).await?;
    page.button("新建").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    let mut before = String::new();
    for _ in 0..times {
        let page = open_again(&session, &product).await?;
        page.field(PLACE.1).wait_for_value(&before).await?;
        page.wait_for_text("本浏览器 已存").await?;
        let field = page.field(PLACE.1).find().await?;
        let start = Instant::now();
        let moment = Duration::from_millis(300 + chance.below(5000));
        let mut typing = Typing::default();
        while start.elapsed() < moment {
            typing.type_on(&page, &field).await?;
        }
        let killed = Instant::now();
        session = session.killed_and_started_again().await?;
        let page = open_again(&session, &product).await?;
        let there = page.field(PLACE.1).value().await?;
        ensure!(!page.text().await?.contains("打不开"), "the store is corrupt");
        let left = compare(&before, &typing, &there, killed)?;
        tell(left);
        ensure!(!left.was_prompt || left.lost.unwrap_or_default() <= LONGEST, "more than the last second is lost: {left:?}");
        before = there;
    }
    session.end().await
}

/// Opens the product with what was open. Which that was, Chromium writes late, and may have forgotten; then it is on the list.
async fn open_again<'s>(session: &'s Session, product: &Product) -> Result<Page<'s>> {
    let page = session.open(product).await?;
    page.go_to_route("/").await?;
    let open = "if (document.body.innerText.includes('已打开')) return true;
        const button = [...document.querySelectorAll('button')].find(each => (each.ariaLabel ?? '').startsWith('打开：'));
        if (button) button.click();
        return Boolean(button)";
    wait_for("the list of what is kept", async || Ok((page.execute(open, vec![]).await? == json!(true)).then_some(()))).await?;
    page.wait_for_text("已打开").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.go_to_route(PLACE.0).await?;
    page.field(PLACE.1).wait().await?;
    Ok(page)
}

/// What is left must be what was there and the first words typed since, with all that the database held; the last of them may
/// be cut off.
fn compare(before: &str, typing: &Typing, there: &str, killed: Instant) -> Result<Left> {
    let words = &typing.words;
    let typed: String = words.iter().map(|(word, _)| word.as_str()).collect();
    let whole = format!("{before}{typed}");
    ensure!(whole.starts_with(there) && there.starts_with(before), "{there:?} is no beginning of {whole:?}");
    let (mut length, mut kept) = (before.len(), 0);
    for (word, _) in words {
        length += word.len();
        ensure!(length <= there.len() || !typing.held.contains(&whole[..length]), "{word:?} was in the database and is gone");
        kept += usize::from(length <= there.len());
    }
    let lost = words.get(kept).map(|(_, at)| killed.saturating_duration_since(*at));
    let was_prompt = typing.delayed.is_none_or(|delayed| killed.saturating_duration_since(delayed) > 2 * LONGEST);
    Ok(Left { typed: words.len(), kept, lost, was_prompt })
}

/// A summary of many kills, for people.
pub fn summary(all: &[Left]) -> Value {
    let lost: Vec<u128> = all.iter().map(|left| left.lost.map_or(0, |lost| lost.as_millis())).collect();
    json!({
        "kills": all.len(),
        "words typed": all.iter().map(|left| left.typed).sum::<usize>(),
        "words lost": all.iter().map(|left| left.typed - left.kept).sum::<usize>(),
        "kills after delays of the machine": all.iter().filter(|left| !left.was_prompt).count(),
        "kills that lost nothing": all.iter().filter(|left| left.lost.is_none()).count(),
        "longest loss in ms": lost.iter().max().map(|longest| u64::try_from(*longest).unwrap_or(u64::MAX)),
    })
}
