//! axe-core: the checks for accessibility that a machine can do.

use crate::engine::variable;
use crate::page::Page;
use anyhow::{Context, Result, bail};
use serde_json::Value;

const RUN: &str = "const done = arguments[0];
    axe.run(document, { resultTypes: ['violations'] }).then(
        (result) => done(result.violations),
        (error) => done(String(error)));";

/// One text per violation.
pub(crate) async fn violations(page: &Page<'_>) -> Result<Vec<String>> {
    let path = variable("QAK_AXE")?;
    let axe = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    page.execute(&axe, vec![]).await?;
    match page.execute_async(RUN, vec![]).await? {
        Value::Array(violations) => Ok(violations.iter().map(describe).collect()),
        error => bail!("axe-core did not run: {error}"),
    }
}

fn describe(violation: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let nodes = violation["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let places =
        nodes.iter().map(|node| format!("\n    {} — {}", text(&node["html"]), text(&node["failureSummary"]).replace('\n', " ")));
    format!("{}: {}{}", text(&violation["id"]), text(&violation["help"]), places.collect::<String>())
}
