//! A file by an earlier edition of the criteria: what moves, moves; what does not is told.

use e2e::{Journey, Product, Result, Session, journey};
use serde_json::{Value, json};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![journey!(a_file_of_2004_is_brought_to_2012)]
}

async fn a_file_of_2004_is_brought_to_2012(session: &Session) -> Result<()> {
    let mut file: Value = serde_json::from_str(include_str!("../../samples/yunwu-tea.json"))?;
    file["about"]["criteria"] = json!("gbt19580-2004");
    file["narratives"] = json!({ "4.1.1": "领导怎么做", "4.1.2": "责任怎么尽" });
    file["cards"] = json!({ "2025": { "items": { "4.1.1": { "percent": 50, "strengths": "有愿景" } } } });
    let path = session.folder().join("2004.json");
    std::fs::write(&path, serde_json::to_vec(&file)?)?;
    let page = session.open(&Product::built()?).await?;
    page.file_field("打开文件…").upload(&path).await?;
    page.wait_for_text("处请留意").await?;
    page.execute("document.querySelector('.notice details').open = true", vec![]).await?;
    page.wait_for_text("原来按 GB/T 19580-2004 填写，已转成 GB/T 19580-2012").await?;
    page.wait_for_text("原 4.1.1 组织的领导 拆分为 4.1.2、4.1.3").await?;
    page.wait_for_text("原 4.1.2 社会责任 → 4.1.4").await?;
    page.wait_for_text("1 个评分没有带过来").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.go_to_route("/scoring/4.1.2").await?;
    page.field("优势").wait_for_value("有愿景").await
}
