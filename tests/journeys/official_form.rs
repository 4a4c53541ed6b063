//! The form that the secretariat issued: taken in, looked through, corrected, filled, and back from the package.

use std::path::{Path, PathBuf};

use e2e::{Engine, Journey, Page, Product, Result, Session, journey};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(official_form_is_filled_and_comes_back),
        journey!(other_formats_are_explained),
        journey!(decisions_are_remembered_by_content).in_engines(&[Engine::Chromium, Engine::Firefox]),
    ]
}

fn form(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the project holds its tests");
    folder.join("crates/dossier/tests/forms").join(name)
}

async fn sample(session: &Session) -> Result<Page<'_>> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/package/form").await?;
    page.heading("官方表格").wait().await?;
    Ok(page)
}

/// The text of the form in a package.
fn filled(package: &Path) -> Result<String> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(package)?)?;
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name("01 申报表.docx")?, &mut bytes)?;
    let mut form = zip::ZipArchive::new(std::io::Cursor::new(bytes))?;
    let mut text = String::new();
    std::io::Read::read_to_string(&mut form.by_name("word/document.xml")?, &mut text)?;
    Ok(text)
}

async fn official_form_is_filled_and_comes_back(session: &Session) -> Result<()> {
    let page = sample(session).await?;
    page.file_field("选择表格…").upload(&form("ambiguous.docx")).await?;
    page.wait_for_text("正在填：ambiguous.docx").await?;
    page.region("要填的地方").wait().await?;
    assert_eq!(page.axe().await?, [""; 0]);

    page.by_role(&["button"], "联系电话：待定").click().await?;
    page.field("填什么").choose("自己写…").await?;
    page.field("自己写的内容").fill("0376-0000㐂").await?;
    page.by_role(&["button"], "联系电话：0376-0000㐂").wait().await?;

    page.go_to_route("/package").await?;
    page.wait_for_text("申报表按秘书处的表格“ambiguous.docx”填写").await?;
    page.button("导出申报材料包").click().await?;
    page.wait_for_text("已生成并核对").await?;
    page.wait_for_text("官方表格填了").await?;
    let packages = page.downloads(1).await?;
    assert!(filled(&packages[0])?.contains("0376-0000㐂"));
    page.go_to_route("/package/print/check-list").await?;
    page.wait_for_text("处没有填，请逐处核对").await?;

    page.go_to_route("/").await?;
    page.file_field("打开文件…").upload(&packages[0]).await?;
    page.wait_for_text("都与校验清单一致").await?;
    page.go_to_route("/package/form").await?;
    page.by_role(&["button"], "联系电话：0376-0000㐂").wait().await?;
    assert_eq!(page.requests().await?, [""; 0]);
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

async fn other_formats_are_explained(session: &Session) -> Result<()> {
    let page = sample(session).await?;
    let old = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    for (name, bytes, says) in [("表.doc", old.as_slice(), "另存为"), ("表.pdf", b"%PDF-1.7\n", "PDF"), ("表.docx", b"", "空的")]
    {
        let path = session.folder().join(name);
        std::fs::write(&path, bytes)?;
        page.file_field("选择表格…").upload(&path).await?;
        page.wait_for_text(&format!("“{name}”：")).await?;
        page.wait_for_text(says).await?;
    }
    page.button("选择表格…").wait_gone().await?;
    assert_eq!(page.axe().await?, [""; 0]);
    Ok(())
}

async fn decisions_are_remembered_by_content(session: &Session) -> Result<()> {
    let page = sample(session).await?;
    page.file_field("选择表格…").upload(&form("ambiguous.docx")).await?;
    page.by_role(&["button"], "联系电话：待定").click().await?;
    page.field("填什么").choose("留空，不填").await?;
    page.by_role(&["button"], "联系电话：留空").wait().await?;
    page.button("不用官方表格").click().await?;
    page.region("要填的地方").wait_gone().await?;
    page.file_field("选择表格…").upload(&form("official.docx")).await?;
    page.wait_for_text("正在填：official.docx").await?;
    page.file_field("换一份表格…").upload(&form("ambiguous.docx")).await?;
    page.by_role(&["button"], "联系电话：留空").wait().await?;
    page.reload().await?;
    page.by_role(&["button"], "联系电话：留空").wait().await?;
    Ok(())
}
