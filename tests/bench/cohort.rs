//! What a room of many score cards costs: reading, gathering, computing and drawing them, against reading and parsing the
//! same files; and exporting the workbook. The cost of one card must not grow with their number.

use std::path::{Path, PathBuf};

use e2e::{Context, Page, Product, Result, Session};
use serde_json::{Value, json};

use crate::{median, report};

/// The numbers of cards.
const COUNTS: [usize; 3] = [100, 1_000, 10_000];

/// How often each number is measured, in turn with its floor.
const RUNS: usize = 9;

/// Reads and parses every file of a folder, a few dozen at a time, and keeps what it says: the least that any page would do.
const FLOOR: &str = "<!doctype html><meta charset=utf-8><label>文件夹<input type=file webkitdirectory></label><p></p><script>
performance.mark('qak-ready');
document.querySelector('input').onchange = async (event) => {
    const files = [...event.target.files], start = performance.now(), cards = [];
    let next = 0;
    const reader = async () => { while (next < files.length) { const at = next++; cards[at] = JSON.parse(await files[at].text()); } };
    await Promise.all(Array.from({ length: 48 }, reader));
    window.spent = performance.now() - start;
    document.querySelector('p').textContent = 'done';
};</script>";

/// Notes when the table is on the screen after everything was gathered.
const WATCH: &str = "window.drawn = 0;
new PerformanceObserver((list) => {
    if (list.getEntriesByName('qak-gather end').length) requestAnimationFrame(() => setTimeout(() => { window.drawn = performance.now(); }));
}).observe({ entryTypes: ['mark'] });";

/// Measures it.
pub async fn cohort(session: &Session) -> Result<()> {
    for count in COUNTS {
        let folder = folder(session.folder(), count)?;
        let (mut floors, mut ours, mut exports) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..RUNS {
            floors.push(floor(session, &folder).await?);
            let (gathered, exported) = product(session, &folder, count).await?;
            ours.push(gathered);
            exports.push(exported);
        }
        let (floor, all, export) = (median(floors), median(ours), median(exports));
        report(&format!("{count} cards until they are drawn"), all, "read and parsed", floor);
        println!("{:>8.3} ms           for each of them", all / count as f64);
        println!("{export:>8.0} ms           workbook of {count} cards, {:.3} ms for each", export / count as f64);
    }
    Ok(())
}

/// A folder of so many cards of about 6 KB.
fn folder(within: &Path, count: usize) -> Result<PathBuf> {
    let folder = within.join(format!("cards-{count}"));
    std::fs::create_dir_all(&folder)?;
    for number in 0..count {
        std::fs::write(folder.join(format!("card-{number:05}.json")), card(number))?;
    }
    Ok(folder)
}

fn card(number: usize) -> String {
    let process = json!({ "A": "50-65", "D": "50-65", "L": "30-45", "I": "50-65" });
    let results = json!({ "Le": "50-65", "T": "50-65", "C": "30-45", "I": "50-65" });
    let mut items = serde_json::Map::new();
    for (at, id) in ids().enumerate() {
        let percent = (number * 7 + at * 13) % 21 * 5;
        let factors = if id.starts_with("4.7.") { &results } else { &process };
        items.insert(
            id,
            json!({
                "percent": percent,
                "factors": factors,
                "strengths": ["方法系统，部门之间展开一致，有评价和改进的记录可以查证"],
                "ofis": ["与标杆的对比数据不足，改进效果没有用指标说明"],
            }),
        );
    }
    let applicant = format!("applicant-{number}");
    let card: Value = json!({
        "format": "quality-award-scorecard",
        "version": 1,
        "card": {
            "id": format!("{applicant}/2025/self/"),
            "revised": "2026-11-24T09:30:00",
            "scheme": "xinyang-2022",
            "criteria": "gbt19580-2012",
            "subject": { "applicant": applicant, "name": format!("第{number}号企业"), "alias": true, "county": "浉河区", "industry": "制造业", "size": "中型", "year": 2025 },
            "role": "self",
            "items": items,
        }
    });
    card.to_string()
}

/// The items of the bundled criteria.
fn ids() -> impl Iterator<Item = String> {
    [3, 2, 2, 6, 2, 2, 6].into_iter().enumerate().flat_map(|(category, items)| {
        // Their numbers start at 2: the first part of a category is its preface.
        (0..items).map(move |item| format!("4.{}.{}", category + 1, item + 2))
    })
}

async fn floor(session: &Session, folder: &Path) -> Result<f64> {
    let page = session.open(&Product::of_html(FLOOR)).await?;
    page.file_field("文件夹").upload(folder).await?;
    patiently(&page, "return window.spent || 0").await
}

async fn product(session: &Session, folder: &Path, count: usize) -> Result<(f64, f64)> {
    let page = session.open(&Product::built()?).await?;
    page.go_to_route("/cohort").await?;
    if page.button("清空").count().await? > 0 {
        page.button("清空").click().await?;
    }
    page.file_field("打开文件夹…").wait().await?;
    page.execute(WATCH, vec![]).await?;
    page.file_field("打开文件夹…").upload(folder).await?;
    let drawn = patiently(&page, "return window.drawn").await?;
    let start = mark(&page, "qak-gather start").await?;
    page.wait_for_text(&format!("{count} 份成绩单")).await?;
    page.button("导出 Excel").click().await?;
    let end = patiently(
        &page,
        "const mark = performance.getEntriesByName('qak-cohort-export end')[0]; return mark ? mark.startTime : 0",
    )
    .await?;
    Ok((drawn - start, end - mark(&page, "qak-cohort-export start").await?))
}

async fn mark(page: &Page<'_>, name: &str) -> Result<f64> {
    page.execute("return performance.getEntriesByName(arguments[0])[0].startTime", vec![json!(name)])
        .await?
        .as_f64()
        .context("no mark")
}

/// Waits until a script gives a number that is not 0; the harness's own patience is for what answers at once.
async fn patiently(page: &Page<'_>, script: &str) -> Result<f64> {
    for _ in 0..600 {
        let found = page.execute(script, vec![]).await?.as_f64().context("no number")?;
        if found > 0.0 {
            return Ok(found);
        }
        page.execute_async("const done = arguments[0]; setTimeout(() => done(true), 200)", vec![]).await?;
    }
    anyhow::bail!("it did not end")
}
