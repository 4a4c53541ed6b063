//! What the product costs in a browser, against the least that any page would: `cargo xtask bench` runs it.
//!
//! Everything is measured in turn in one run, because the machines that run it are noisy; medians and ratios count.

mod cohort;
mod evidence;

use e2e::{Colours, Context, Engine, Page, Product, Result, Session, open};
use serde_json::{Value, json};

const STARTS: usize = 11;
const BURSTS: usize = 15;
/// Keys of one burst.
const KEYS: usize = 40;
/// Characters of each long text of a full assessment.
const LONG: usize = 5_000;

/// The size and the letters of the field, so that the plain one has the same.
const SHAPE: &str = "const field = document.querySelector('main textarea'), style = getComputedStyle(field);
    return ['width', 'height', 'box-sizing', 'font', 'line-height', 'padding', 'border'].map(name => `${name}:${style.getPropertyValue(name)}`).join(';')";

const BLANK: &str = "<!doctype html><meta charset=utf-8><h1>空白页</h1><script>requestAnimationFrame(() => performance.mark('qak-ready'))</script>";

/// Measures everything, or the parts that are named: `start`, `keys`, `evidence`, `cohort`, and `large`, which is measured
/// only by its name.
fn main() -> Result<()> {
    let parts: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|word| word == part);
    if wanted("start") {
        alone(start)?;
    }
    if wanted("keys") {
        alone(keys)?;
    }
    if wanted("evidence") {
        alone(evidence::evidence)?;
    }
    // Takes some minutes and 15 GB of room, so only when it is asked for.
    if parts.iter().any(|part| part == "large") {
        alone(evidence::large)?;
    }
    if wanted("cohort") {
        alone(cohort::cohort)?;
    }
    Ok(())
}

/// Measures a part in a browser of its own, which holds nothing of the parts before.
fn alone(part: impl AsyncFnOnce(&Session) -> Result<()>) -> Result<()> {
    open(Engine::Chromium, Colours::Light, part)
}

async fn start(session: &Session) -> Result<()> {
    let (product, blank) = (Product::built()?, Product::of_html(BLANK));
    let (mut app, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        floor.push(ready_at(&session.open(&blank).await?).await?);
        app.push(ready_at(&session.open(&product).await?).await?);
    }
    report("start to first frame", median(app), "a blank page", median(floor));
    Ok(())
}

async fn ready_at(page: &Page<'_>) -> Result<f64> {
    let at = page.execute("return performance.getEntriesByName('qak-ready')[0].startTime", vec![]).await?;
    at.as_f64().context("no mark")
}

/// A key in a long text of a full assessment, against the same field in a page of its own.
async fn keys(session: &Session) -> Result<()> {
    let product = Product::built()?;
    let full = session.folder().join("full.json");
    std::fs::write(&full, full_assessment()?)?;
    let plain = Product::of_html(&plain_page());
    let mut shape = None;
    let (mut app, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..BURSTS {
        let page = session.open(&product).await?;
        if page.button("新建").count().await? == 1 && page.file_field("打开文件…").count().await? == 1 {
            page.file_field("打开文件…").upload(&full).await?;
            page.wait_for_text("已从“full.json”打开").await?;
        }
        page.go_to_route("/report/4.1.2").await?;
        page.field("高层领导的作用 正文").wait().await?;
        app.push(burst(&page, "document.querySelector('main textarea')").await?);
        if shape.is_none() {
            shape = Some(page.execute(SHAPE, vec![]).await?);
        }
        let page = session.open(&plain).await?;
        page.execute("document.querySelector('textarea').style = arguments[0]", shape.iter().cloned().collect()).await?;
        floor.push(burst(&page, "document.querySelector('textarea')").await?);
    }
    report("a key in a 5,000-character text: script + layout", median(app), "the same field in a plain page", median(floor));
    Ok(())
}

/// The milliseconds of script, style and layout that a key costs, with everything that follows from it.
async fn burst(page: &Page<'_>, field: &str) -> Result<f64> {
    let focus = format!("const field = {field}; field.focus(); field.setSelectionRange(2500, 2500); return field.value.length");
    let length = page.execute(&focus, vec![]).await?;
    anyhow::ensure!(length.as_u64() >= Some(LONG as u64), "the text is not long: {length}");
    keys_cost(page).await
}

/// What a key costs in the field that has the focus.
async fn keys_cost(page: &Page<'_>) -> Result<f64> {
    settle(page).await?;
    type_keys(page).await?;
    let before = cost(page).await?;
    type_keys(page).await?;
    Ok((cost(page).await? - before) / KEYS as f64)
}

async fn type_keys(page: &Page<'_>) -> Result<()> {
    for _ in 0..KEYS {
        page.developer_tools("Input.dispatchKeyEvent", json!({ "type": "char", "text": "茶" })).await?;
    }
    settle(page).await
}

/// Lets everything happen that typing leads to: the pause after which views follow, and the write to the database.
async fn settle(page: &Page<'_>) -> Result<()> {
    page.execute_async("const done = arguments[0]; setTimeout(() => requestIdleCallback(() => done(true)), 800)", vec![]).await?;
    Ok(())
}

/// The milliseconds that the page has spent on script, style and layout since it was opened.
async fn cost(page: &Page<'_>) -> Result<f64> {
    page.developer_tools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
    let metrics = page.developer_tools("Performance.getMetrics", json!({})).await?;
    let spent =
        metrics["metrics"].as_array().context("no metrics")?.iter().filter(|metric| {
            ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"].iter().any(|name| metric["name"] == *name)
        });
    Ok(spent.filter_map(|metric| metric["value"].as_f64()).sum::<f64>() * 1000.0)
}

/// The sample with every text at its longest.
fn full_assessment() -> Result<String> {
    let mut file: Value = serde_json::from_str(include_str!("../../samples/yunwu-tea.json"))?;
    let long = "毛尖".repeat(LONG / 2);
    for text in file["narratives"].as_object_mut().context("no texts")?.values_mut() {
        *text = json!(long);
    }
    let items = &mut file["cards"]["2025"]["items"];
    for item in items.as_object_mut().context("no items")?.values_mut() {
        item["strengths"] = json!(long);
    }
    Ok(file.to_string())
}

fn plain_page() -> String {
    let long = "毛尖".repeat(LONG / 2);
    format!(
        "<!doctype html><html lang=zh-CN><meta charset=utf-8><textarea>{long}</textarea><script>performance.mark('qak-ready')</script>"
    )
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn report(what: &str, ours: f64, floor_name: &str, floor: f64) {
    println!("{ours:>8.2} ms  {:>5.2} ×  {what} ({floor_name} {floor:.2} ms)", ours / floor);
}
