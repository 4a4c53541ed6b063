//! A package under a password: asked twice, sealed, opened by another program, and not by the app.

use e2e::{Engine, Journey, Product, Result, Session, journey};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![journey!(package_is_sealed).in_engines(&[Engine::Chromium, Engine::Firefox])]
}

async fn package_is_sealed(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/package").await?;
    page.button("设密码导出…").click().await?;
    page.dialog("给材料包设密码").wait().await?;
    page.wait_for_text("密码忘了就打不开").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.field("密码").fill("信阳毛尖2026").await?;
    page.field("再输一遍").fill("信阳毛尖2025").await?;
    page.wait_for_text("两次输入的不一样").await?;
    assert!(!page.button("加密导出").is_enabled().await?);
    page.field("再输一遍").fill("信阳毛尖2026").await?;
    page.button("加密导出").click().await?;
    page.wait_for_text("已加密（AES-256）").await?;
    let packages = page.downloads(1).await?;
    let bytes = std::fs::read(&packages[0])?;
    let has = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(has("01 申报表.docx") && !has("quality-award-kit"), "names can be read, contents cannot");
    let out = session.folder().join("opened");
    let opened = std::process::Command::new("7zz")
        .args(["x", "-p信阳毛尖2026"])
        .arg(format!("-o{}", out.display()))
        .arg(&packages[0])
        .output()?;
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stdout));
    assert!(std::fs::read_to_string(out.join("申报数据.json"))?.contains("quality-award-kit"));

    page.go_to_route("/").await?;
    page.file_field("打开文件…").upload(&packages[0]).await?;
    page.wait_for_text("这个 zip 设了密码").await?;
    Ok(())
}
