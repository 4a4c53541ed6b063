//! The page as a file of its own: this very program, without what is on the screen, with data inside or without.
//!
//! It is put together from the shell that the build fills, and from the style, the scripts and the blocks of the program as
//! they stand in this page. So nothing gets into it that a person, an extension or the browser has added to the page.

use js_sys::{Array, JsString};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Document, DomParser, Element, SupportedType};

use super::{document, explain, files};

/// The page as the build finds it: names in double braces are places to be filled.
const SHELL: &str = include_str!("../../index.html");

/// The id of the block that holds data.
const DATA: &str = "qak-data";

/// The data that this page carries inside, if it does.
pub fn carried() -> Option<String> {
    data_in(&document())
}

fn data_in(document: &Document) -> Option<String> {
    document.get_element_by_id(DATA).and_then(|block| block.text_content())
}

/// A copy of this page with data, or without any.
///
/// # Errors
/// The page is not as the build has made it; the message says what is missing.
pub fn copy(data: Option<&str>) -> Result<Blob, String> {
    let page = document();
    let scripts = all(&page, "body > script:not([type])");
    let (boot, glue) = (text_of(scripts.first(), "启动脚本")?, text_of(scripts.get(1), "程序")?);
    let style = text_of(all(&page, "head > style").first(), "样式")?;
    let policy = page.query_selector("meta[http-equiv='Content-Security-Policy']").ok().flatten();
    let policy = policy.and_then(|meta| meta.get_attribute("content")).ok_or("页面里没有安全策略")?;
    let parts = Array::new();
    let mut rest = SHELL;
    while let Some((before, (name, after))) = rest.split_once("{{").and_then(|(a, b)| Some((a, b.split_once("}}")?))) {
        match name {
            "boot" => {
                // Before the first script, so that a copy that was cut off has lost its program, too, and does not start.
                let text = before.strip_suffix("<script>").ok_or("页面的结构不对")?;
                parts.push(&text.into());
                if let Some(data) = data {
                    let block = format!("<script type=\"application/json\" id=\"{DATA}\">{data}</script>\n");
                    parts.push(&block.into());
                }
                parts.push(&"<script>".into());
                parts.push(&boot);
            }
            _ => {
                parts.push(&before.into());
                match name {
                    "policy" => parts.push(&policy.as_str().into()),
                    "style" => parts.push(&style),
                    "glue" => parts.push(&glue),
                    _ => push_blocks(&page, &parts)?,
                };
            }
        }
        rest = after;
    }
    parts.push(&rest.into());
    files::blob(&parts, "text/html")
}

fn push_blocks(page: &Document, parts: &Array) -> Result<u32, String> {
    let blocks = all(page, "body > script[type='application/octet-stream']");
    for block in &blocks {
        parts.push(&"<script type=\"application/octet-stream\">".into());
        parts.push(&text_of(Some(block), "程序数据")?);
        parts.push(&"</script><script>".into());
        parts.push(&text_of(block.next_element_sibling().as_ref(), "程序数据")?);
        parts.push(&"</script>\n".into());
    }
    if blocks.is_empty() { Err("页面里没有程序数据".to_owned()) } else { Ok(parts.length()) }
}

/// Reads a copy as a browser would, without running it: the data that it carries, and whether it says nothing else than a
/// page that has just been built.
///
/// # Errors
/// It cannot be read; the message says why.
pub async fn look_into(copy: &Blob) -> Result<(Option<String>, bool), String> {
    let text = JsFuture::from(copy.text()).await.map_err(|thrown| explain(&thrown))?;
    let text = text.dyn_into::<JsString>().map_err(|_| "no text".to_owned())?;
    let parser = DomParser::new().map_err(|thrown| explain(&thrown))?;
    let parsed = parser.parse_from_string(&String::from(text), SupportedType::TextHtml).map_err(|thrown| explain(&thrown))?;
    let names: Vec<String> = all(&parsed, "body > *").iter().map(|each| each.id() + &each.tag_name()).collect();
    let expected = |name: &String| ["appDIV", "NOSCRIPT", "SCRIPT", "qak-dataSCRIPT"].contains(&name.as_str());
    let is_fresh = names.iter().all(expected) && parsed.query_selector("#app .boot-late").ok().flatten().is_some();
    Ok((data_in(&parsed), is_fresh))
}

fn all(page: &Document, selector: &str) -> Vec<Element> {
    let Ok(found) = page.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// The text of an element, as the browser holds it.
fn text_of(element: Option<&Element>, what: &str) -> Result<JsValue, String> {
    let text = element.and_then(|element| js_sys::Reflect::get(element, &"textContent".into()).ok());
    text.filter(JsValue::is_string).ok_or_else(|| format!("页面里没有{what}"))
}
