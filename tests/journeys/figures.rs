//! Figures for the reader of the test's output; nothing here is a limit.

use e2e::{Engine, Journey, Page, Product, Result, Session, figure, journey};
use serde_json::Value;

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![journey!(start_is_measured), journey!(export_is_measured).in_engines(&[Engine::Chromium])]
}

/// How often the start is measured; the median counts.
const STARTS: usize = 7;

const BLANK: &str = "<!doctype html><meta charset=utf-8><h1>空白页</h1><script>requestAnimationFrame(() => performance.mark('qak-ready'))</script>";

async fn start_is_measured(session: &Session) -> Result<()> {
    let (product, blank) = (Product::built()?, Product::of_html(BLANK));
    let (mut app, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        floor.push(ready_at(&session.open(&blank).await?).await?);
        app.push(ready_at(&session.open(&product).await?).await?);
    }
    let (app, floor) = (median(app), median(floor));
    figure(
        &format!("start to first frame in {:?}, median of 7", session.engine),
        &format!("{app:.0} ms ({:.1} × a blank page)", app / floor),
    )
}

async fn ready_at(page: &Page<'_>) -> Result<f64> {
    let at = page.execute("return performance.getEntriesByName('qak-ready')[0].startTime", vec![]).await?;
    Ok(at.as_f64().unwrap_or_default())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

async fn export_is_measured(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.link("导出申报材料").click().await?;
    page.button("导出申报材料包").click().await?;
    page.wait_for_text("已生成并核对").await?;
    let marks = "return performance.getEntriesByType('mark').map((mark) => [mark.name, mark.startTime])";
    let marks = page.execute(marks, vec![]).await?;
    let marks: Vec<(String, f64)> = serde_json::from_value::<Vec<(String, Value)>>(marks)?
        .into_iter()
        .filter_map(|(name, at)| Some((name.strip_prefix("qak-export ")?.to_owned(), at.as_f64()?)))
        .collect();
    assert!(marks.len() > 5, "the export left no marks");
    for step in marks.windows(2) {
        figure(&format!("export: {}", step[0].0), &format!("{:.0} ms", step[1].1 - step[0].1))?;
    }
    Ok(())
}
