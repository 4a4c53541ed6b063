//! The text of the report: written with its marks, previewed, and printed as the package has it.

use std::path::Path;

use e2e::{Engine, Journey, Page, Product, Result, Session, journey};
use serde_json::json;

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(marks_are_written_and_previewed),
        journey!(limits_are_counted_and_set),
        journey!(every_document_can_be_printed).in_engines(&[Engine::Chromium, Engine::Firefox]),
        journey!(paper_says_what_the_files_say).in_engines(&[Engine::Chromium]),
    ]
}

/// The smallest picture: one pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82";

/// The documents that are printed: the name in the address, the file in the package, and something that it says.
const PAPERS: [(&str, &str, &str); 7] = [
    ("form", "01 申报表.docx", "申报单位承诺"),
    ("report", "02 自评报告.docx", "第二部分"),
    ("catalogue", "04 证实性材料目录.docx", "证实性材料目录"),
    ("trade-secrets", "05 商业秘密标注清单.docx", "商业秘密标注清单"),
    ("commitment", "06 真实性承诺书.docx", "郑重承诺"),
    ("notice", "07 内部公示.docx", "内部公示结果证明"),
    ("check-list", "08 申报材料检查清单.docx", "要提交的材料"),
];

async fn at<'a>(session: &'a Session, route: &str) -> Result<Page<'a>> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route(route).await?;
    Ok(page)
}

async fn marks_are_written_and_previewed(session: &Session) -> Result<()> {
    let page = at(session, "/report/4.1.2").await?;
    let text = page.field("高层领导的作用 正文");
    text.fill("# 方法\n**首席质量官**直接向董事会报告\n").await?;
    // A table as it is pasted: a typed tab would go to the next element.
    page.execute("document.execCommand('insertText', false, arguments[0])", vec![json!("年份\t次数\n2024\t3\n2025\t5")]).await?;
    page.button("预览").click().await?;
    let preview = page.region("预览");
    preview.wait().await?;
    page.row("2025 5").within(&preview).wait().await?;

    let picture = session.folder().join("质量例会.png");
    std::fs::write(&picture, PIXEL)?;
    page.file_field("插图…").upload(Path::new(&picture)).await?;
    page.by_role(&["img"], "图 质量例会").wait().await?;
    assert_eq!(page.axe().await?, [""; 0]);

    page.go_to_route("/package/print/report").await?;
    page.wait_for_text("首席质量官直接向董事会报告").await?;
    page.wait_for_text("质量例会").await?;
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

async fn limits_are_counted_and_set(session: &Session) -> Result<()> {
    let page = at(session, "/package").await?;
    page.field("自评报告上限").choose("30000 字").await?;
    page.field("页边距").choose("28 毫米").await?;
    page.go_to_route("/report/4.1.2").await?;
    page.wait_for_text("/ 30000 字").await?;
    page.reload().await?;
    page.wait_for_text("/ 30000 字").await?;
    Ok(())
}

async fn every_document_can_be_printed(session: &Session) -> Result<()> {
    let page = at(session, "/package").await?;
    for (name, _, says) in PAPERS {
        page.go_to_route(&format!("/package/print/{name}")).await?;
        page.button("打印（Ctrl+P）").wait().await?;
        page.wait_for_text(says).await?;
        assert_eq!(page.axe().await?, [""; 0], "{name}");
    }
    assert_eq!(page.requests().await?, [""; 0]);
    Ok(())
}

async fn paper_says_what_the_files_say(session: &Session) -> Result<()> {
    let page = at(session, "/package").await?;
    page.button("导出申报材料包").click().await?;
    page.wait_for_text("已生成并核对").await?;
    let package = std::fs::File::open(&page.downloads(1).await?[0])?;
    let mut package = zip::ZipArchive::new(package)?;
    for (name, file, _) in PAPERS {
        page.go_to_route(&format!("/package/print/{name}")).await?;
        page.button("打印（Ctrl+P）").wait().await?;
        let paper = page.execute("return document.querySelector('.paper').textContent", vec![]).await?;
        let paper = bare(paper.as_str().unwrap_or_default());
        let said = paragraphs(&mut package, file)?;
        assert!(said.len() > 3, "{file}: {said:?}");
        let unsaid: Vec<&String> = said.iter().filter(|text| !paper.contains(text.as_str())).collect();
        assert!(unsaid.is_empty(), "{file} says what {name} does not: {unsaid:?}");
    }
    Ok(())
}

/// The text of every paragraph of a Word document of a package, but of those that list headings and captions with their pages.
fn paragraphs(package: &mut zip::ZipArchive<std::fs::File>, name: &str) -> Result<Vec<String>> {
    let mut file = Vec::new();
    std::io::Read::read_to_end(&mut package.by_name(name)?, &mut file)?;
    let mut file = zip::ZipArchive::new(std::io::Cursor::new(file))?;
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut file.by_name("word/document.xml")?, &mut xml)?;
    let is_listing = |paragraph: &str| paragraph.contains("w:val=\"TOC") || paragraph.contains("w:val=\"TableofFigures");
    let paragraphs = xml.split("<w:p>").flat_map(|rest| rest.split("</w:p>").next()).filter(|paragraph| !is_listing(paragraph));
    let text = |paragraph: &str| {
        let runs = paragraph.split("<w:t ").skip(1).filter_map(|run| run.split_once('>')?.1.split("</w:t>").next());
        bare(&runs.collect::<String>().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    };
    Ok(paragraphs.map(text).filter(|text| !text.is_empty()).collect())
}

/// A text without blanks.
fn bare(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
