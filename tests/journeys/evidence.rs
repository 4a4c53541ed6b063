//! Evidence: files are taken in, looked at, exported, and come back from the package.

use std::path::{Path, PathBuf};

use e2e::{Engine, Journey, Key, Page, Product, Result, Session, journey, wait_for};
use serde_json::{Value, json};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(files_are_registered_and_come_back),
        journey!(saved_file_says_that_files_are_missing),
        journey!(secrets_are_refused),
        journey!(same_content_is_kept_once),
        journey!(taking_in_is_cancelled_without_residue).in_engines(&[Engine::Chromium]),
        journey!(refused_storage_is_said_at_once),
        journey!(package_is_written_and_read_back).in_engines(&[Engine::Chromium]),
        journey!(failed_writing_leaves_nothing).in_engines(&[Engine::Chromium]),
        journey!(export_is_cancelled_without_residue).in_engines(&[Engine::Chromium]),
        journey!(changed_packages_are_reported),
        journey!(old_database_is_taken_over).in_engines(&[Engine::Chromium, Engine::Firefox]),
    ]
}

/// The smallest picture: one pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82";

const SAME_CONTENTS: &str = "其中 1 个与已登记的内容相同";

pub fn keep(session: &Session, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let path = session.folder().join(name);
    std::fs::write(&path, bytes)?;
    Ok(path)
}

pub async fn started(session: &Session) -> Result<Page<'_>> {
    let page = session.open(&Product::built()?).await?;
    page.button("新建").click().await?;
    page.heading("资格自查").wait().await?;
    page.go_to_route("/evidence").await?;
    page.heading("证实性材料").wait().await?;
    Ok(page)
}

/// Offers files and answers that they hold no state secrets.
pub async fn add(page: &Page<'_>, field: &str, files: &[&Path]) -> Result<()> {
    let paths: Vec<&str> = files.iter().filter_map(|path| path.to_str()).collect();
    page.file_field(field).find().await?.send_keys(paths.join("\n")).await?;
    page.dialog("登记之前").wait().await?;
    page.button("不涉及，登记").click().await
}

/// The hashes of the contents that the browser keeps.
async fn contents(page: &Page<'_>) -> Result<Value> {
    let script = "const done = arguments[0];
        const open = indexedDB.open('quality-award-kit');
        open.onsuccess = () => {
            const keys = open.result.transaction('files').objectStore('files').getAllKeys();
            keys.onsuccess = () => { open.result.close(); done(keys.result); };
        };";
    page.execute_async(script, vec![]).await
}

async fn files_are_registered_and_come_back(session: &Session) -> Result<()> {
    let page = started(session).await?;
    let picture = keep(session, "营业执照.png", PIXEL)?;
    let text = keep(session, "说明 1.txt", "位次证明：全市第三㐂".as_bytes())?;
    add(&page, "添加文件…", &[&picture, &text]).await?;
    page.wait_for_text("已登记 2 份证实性材料").await?;
    page.row("其他-01 营业执照营业执照.png（67 B） 未关联").wait().await?;

    page.link("营业执照").click().await?;
    page.field("关联到").choose("第十二条（一）在信阳依法设立，正常运行满三年").await?;
    page.button("关联").click().await?;
    page.heading("12.1-01 的登记内容").wait().await?;
    page.field("有效期至").fill("2020-01-01").await?;
    page.wait_for_text("早于申报日").await?;
    page.field("有效期至").fill("长期").await?;
    page.checkbox("涉及商业秘密（第十五条，导出时列入标注清单）").click().await?;
    page.button("预览").click().await?;
    page.by_role(&["img"], "预览：营业执照.png").wait().await?;
    assert_eq!(page.axe().await?, [""; 0]);

    page.go_to_route("/scoring/4.1.2").await?;
    let sheet = keep(session, "战略会议纪要.pdf", b"%PDF-1.4 minutes")?;
    add(&page, "添加材料：4.1.2 高层领导的作用", &[&sheet]).await?;
    page.link("4.1.2-01 战略会议纪要").press(Key::Enter).await?;
    page.heading("4.1.2-01 的登记内容").wait().await?;
    page.link("说明 1").click().await?;
    page.button("预览").click().await?;
    page.wait_for_text("位次证明：全市第三㐂").await?;
    page.wait_for_text("本浏览器 已存").await?;

    let package = export(&page).await?;
    page.wait_for_text("证实性材料 3 个文件").await?;
    let names = names(&package)?;
    for name in ["证实性材料/12.1-01 营业执照.png", "证实性材料/4.1.2-01 战略会议纪要.pdf", "证实性材料/其他-01 说明 1.txt"]
    {
        assert!(names.iter().any(|found| found == name), "{name} in {names:?}");
    }
    forget_everything(&page).await?;
    assert_eq!(contents(&page).await?, json!([]));

    page.file_field("打开文件…").upload(&keep(session, "包.zip", &package)?).await?;
    page.wait_for_text("都与校验清单一致").await?;
    assert_eq!(contents(&page).await?.as_array().map(Vec::len), Some(3));
    page.reload().await?;
    page.go_to_route("/evidence").await?;
    page.link("营业执照").click().await?;
    page.button("预览").click().await?;
    page.by_role(&["img"], "预览：营业执照.png").wait().await?;
    assert_eq!(page.requests().await?, [""; 0]);
    assert_eq!(page.console_errors().await?, [""; 0]);
    Ok(())
}

async fn export(page: &Page<'_>) -> Result<Vec<u8>> {
    page.go_to_route("/package").await?;
    page.button("导出申报材料包").click().await?;
    page.wait_for_text("已生成并核对").await?;
    let packages = page.downloads(1).await?;
    let bytes = std::fs::read(&packages[0])?;
    std::fs::remove_file(&packages[0])?;
    Ok(bytes)
}

fn names(package: &[u8]) -> Result<Vec<String>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package))?;
    (0..archive.len()).map(|at| Ok(archive.by_index(at)?.name()?.into_owned())).collect()
}

/// Deletes the open assessment for good, as on a computer that others use.
async fn forget_everything(page: &Page<'_>) -> Result<()> {
    page.go_to_route("/").await?;
    page.button("删除：未命名单位").click().await?;
    page.by_role(&["button"], "已删除 1 份，30 天内可以恢复").click().await?;
    page.button("彻底删除：未命名单位").click().await?;
    page.wait_for_text("本浏览器里不再有它的内容").await?;
    wait_for("the contents to go", async || Ok((contents(page).await? == json!([])).then_some(()))).await
}

async fn saved_file_says_that_files_are_missing(session: &Session) -> Result<()> {
    let page = started(session).await?;
    add(&page, "添加文件…", &[&keep(session, "营业执照.png", PIXEL)?]).await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.button("另存为文件").click().await?;
    page.wait_for_text("附件（1 个文件）不在里面，要一起带走请“导出申报材料”").await?;
    let saved = page.downloads(1).await?;

    forget_everything(&page).await?;
    page.file_field("打开文件…").upload(&saved[0]).await?;
    page.wait_for_text("有 1 处请留意").await?;
    page.wait_for_text("打开当时导出的申报材料包就能取回").await
}

async fn secrets_are_refused(session: &Session) -> Result<()> {
    let page = started(session).await?;
    let file = keep(session, "机密.txt", b"x")?;
    page.file_field("添加文件…").upload(&file).await?;
    page.dialog("登记之前").wait().await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("涉及").click().await?;
    page.wait_for_text("申报材料不得涉及国家安全和国家秘密").await?;
    page.link("第十五条").wait().await?;
    page.button("知道了").click().await?;
    page.wait_for_text("还没有登记材料").await?;
    assert_eq!(contents(&page).await?, json!([]));
    Ok(())
}

async fn same_content_is_kept_once(session: &Session) -> Result<()> {
    let page = started(session).await?;
    let (one, other) = (keep(session, "证书.txt", b"same")?, keep(session, "证书 副本.txt", b"same")?);
    add(&page, "添加文件…", &[&one]).await?;
    page.wait_for_text("已登记 1 份").await?;
    page.go_to_route("/scoring/4.1.2").await?;
    add(&page, "添加材料：4.1.2 高层领导的作用", &[&other]).await?;
    page.wait_for_text(SAME_CONTENTS).await?;
    page.link("4.1.2-01 证书").press(Key::Enter).await?;
    page.row("4.1.2-01 证书证书.txt（4 B） 4.1.2 高层领导的作用").wait().await?;
    assert_eq!(contents(&page).await?.as_array().map(Vec::len), Some(1));

    page.button("移除这份材料").click().await?;
    page.wait_for_text("还没有登记材料").await?;
    page.button("撤销").click().await?;
    page.link("证书").wait().await?;
    page.button("重做").click().await?;
    page.wait_for_text("还没有登记材料").await?;
    page.wait_for_text("本浏览器 已存").await?;
    // After a new start no history refers to it any more.
    page.reload().await?;
    wait_for("the content to go", async || Ok((contents(&page).await? == json!([])).then_some(()))).await
}

/// Holds the reading of a file of seven bytes until it is let go.
const HELD: &str = "delete window.ReadableStreamBYOBReader;
    const read = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = function () {
        const held = this.size === 7 && !window.free ? new Promise((resolve) => { window.go = resolve; }) : Promise.resolve();
        return held.then(() => read.call(this));
    };";

async fn taking_in_is_cancelled_without_residue(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(HELD)?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/evidence").await?;
    let (one, other) = (keep(session, "一.txt", b"1")?, keep(session, "二.txt", b"seven 7")?);
    add(&page, "添加文件…", &[&one, &other]).await?;
    page.wait_for_text("正在读取 2/2：二.txt").await?;
    page.button("取消：登记证实性材料").click().await?;
    page.execute("go()", vec![]).await?;
    page.wait_for_text("已取消，没有登记文件").await?;
    page.wait_for_text("还没有登记材料").await?;
    assert_eq!(contents(&page).await?, json!([]));
    Ok(())
}

/// A disk that is full, and a window that keeps no files: the record is kept, and nobody is told that the file is.
async fn refused_storage_is_said_at_once(session: &Session) -> Result<()> {
    let full = "const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (value, key) {
            if (this.name === 'files') throw new DOMException('full', 'QuotaExceededError');
            return put.call(this, value, key);
        };";
    let page = session.open(&Product::built()?.with_first_script(full)?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/evidence").await?;
    add(&page, "添加文件…", &[&keep(session, "报告.txt", b"report")?]).await?;
    page.wait_for_text("没有存进本浏览器（").await?;
    page.wait_for_text("没有存进本浏览器，离开本页就没有了").await?;
    page.button("关闭提示").click().await?;
    let names = names(&export(&page).await?)?;
    assert!(names.iter().any(|name| name == "证实性材料/其他-01 报告.txt"), "{names:?}");
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.go_to_route("/evidence").await?;
    page.wait_for_text("文件不在本浏览器").await
}

/// Stands for the part of Chromium that asks where to write: a test cannot answer a dialog of the system.
const PLACE: &str = "window.place = { files: [], removed: 0 };
    window.showSaveFilePicker = async (options) => ({
        name: options.suggestedName,
        createWritable: async () => {
            const parts = [];
            return {
                write: async (part) => {
                    if (place.full && part instanceof Blob && parts.some(each => each instanceof Blob)) throw new DOMException('disk', 'QuotaExceededError');
                    parts.push(part);
                },
                close: async () => { place.files.push(new File(place.spoil ? place.spoil(parts) : parts, options.suggestedName)); },
                abort: async () => { place.aborted = true; },
            };
        },
        getFile: async () => place.files.at(-1) ?? new File([], options.suggestedName),
        remove: async () => { place.removed += 1; place.files.pop(); },
    });";

async fn package_is_written_and_read_back(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(PLACE)?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/evidence").await?;
    add(&page, "添加文件…", &[&keep(session, "报告.txt", &b"report".repeat(100_000))?]).await?;
    page.wait_for_text("已登记 1 份").await?;
    page.go_to_route("/package").await?;
    page.button("选择保存位置…").click().await?;
    page.wait_for_text("已写入并逐个核对").await?;
    page.wait_for_text("每个文件的校验值都与清单一致").await?;
    page.wait_for_text("备份 ").await?;
    assert_eq!(page.execute("return [place.files.length, place.removed]", vec![]).await?, json!([1, 0]));

    // A disk that gives back other bytes than were written: the fault is named and the file taken away.
    let spoil = "place.spoil = (parts) => parts.map((part) => part.size === 600000 ? new Blob(['x'.repeat(600000)]) : part)";
    page.execute(spoil, vec![]).await?;
    page.button("选择保存位置…").click().await?;
    page.wait_for_text("其他-01 报告.txt").await?;
    page.wait_for_text("没有导出：").await?;
    assert_eq!(page.execute("return [place.files.length, place.removed]", vec![]).await?, json!([1, 1]));
    Ok(())
}

async fn failed_writing_leaves_nothing(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(PLACE)?).await?;
    page.button("新建").click().await?;
    page.go_to_route("/evidence").await?;
    let many: Vec<PathBuf> =
        (0..8).map(|at| keep(session, &format!("材料 {at}.txt"), format!("{at}").as_bytes())).collect::<Result<_>>()?;
    add(&page, "添加文件…", &many.iter().map(PathBuf::as_path).collect::<Vec<_>>()).await?;
    page.wait_for_text("已登记 8 份").await?;
    page.execute("place.full = true", vec![]).await?;
    page.go_to_route("/package").await?;
    page.button("选择保存位置…").click().await?;
    page.wait_for_text("时中断（QuotaExceededError").await?;
    page.wait_for_text("目标位置没有留下文件").await?;
    assert_eq!(page.execute("return [place.files.length, place.aborted, place.removed]", vec![]).await?, json!([0, true, 1]));
    Ok(())
}

async fn export_is_cancelled_without_residue(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(&[HELD, PLACE].concat())?).await?;
    page.execute("window.free = true", vec![]).await?;
    page.button("新建").click().await?;
    page.go_to_route("/evidence").await?;
    add(&page, "添加文件…", &[&keep(session, "报告.txt", b"seven 7")?]).await?;
    page.wait_for_text("已登记 1 份").await?;
    page.go_to_route("/package").await?;
    for button in ["选择保存位置…", "导出申报材料包"] {
        page.execute("window.free = false", vec![]).await?;
        page.button(button).click().await?;
        page.wait_for_text("正在读取 其他-01 报告…").await?;
        wait_for("the reading", async || Ok((page.execute("return !!window.go", vec![]).await? == true).then_some(()))).await?;
        page.button("取消").click().await?;
        page.execute("window.free = true; go(); delete window.go", vec![]).await?;
        page.wait_for_text("已取消，没有生成文件").await?;
    }
    // The place was there as an empty file before the export began.
    assert_eq!(page.execute("return [place.files.length, place.removed]", vec![]).await?, json!([0, 1]));
    page.button("导出申报材料包").click().await?;
    page.wait_for_text("已生成并核对").await?;
    assert_eq!(page.downloads(1).await?.len(), 1);
    Ok(())
}

async fn changed_packages_are_reported(session: &Session) -> Result<()> {
    let page = started(session).await?;
    add(&page, "添加文件…", &[&keep(session, "报告.txt", b"report of 2025")?]).await?;
    page.wait_for_text("已登记 1 份").await?;
    let package = export(&page).await?;
    forget_everything(&page).await?;
    let at = package.windows(14).position(|bytes| bytes == b"report of 2025").expect("the content stands in the package");
    let mut damaged = package.clone();
    damaged[at] ^= 1;
    for (name, bytes, message) in [
        ("损坏.zip", damaged.as_slice(), "已损坏，校验不符"),
        ("截断.zip", &package[..package.len() - 30], "不是完整的 zip"),
        ("别的.zip", &*foreign()?, "不是本工具导出的申报材料"),
    ] {
        page.file_field("打开文件…").upload(&keep(session, name, bytes)?).await?;
        page.wait_for_text(message).await?;
        page.button("关闭提示").click().await?;
    }
    assert_eq!(contents(&page).await?, json!([]));
    page.file_field("打开文件…").upload(&keep(session, "少了.zip", &without(&package, "证实性材料/")?)?).await?;
    page.wait_for_text("有 2 处请留意").await?;
    page.by_role(&["button"], "逐条列出（2）").click().await?;
    page.wait_for_text("证实性材料“报告”的文件不在包里").await
}

fn foreign() -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("读我.txt", zip::write::SimpleFileOptions::default())?;
    Ok(zip.finish()?.into_inner())
}

/// The package packed again by another program, without what stands in a folder.
fn without(package: &[u8], folder: &str) -> Result<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package))?;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at)?;
        let name = entry.name()?.into_owned();
        if !name.starts_with(folder) {
            zip.start_file(name, zip::write::SimpleFileOptions::default())?;
            std::io::copy(&mut entry, &mut zip)?;
        }
    }
    Ok(zip.finish()?.into_inner())
}

/// A database of the first version, with work in it.
const OLD_DATABASE: &str = "const open = indexedDB.open('quality-award-kit', 1);
    open.onupgradeneeded = () => { open.result.createObjectStore('heads'); open.result.createObjectStore('parts'); };
    open.onsuccess = () => {
        const write = open.result.transaction(['heads', 'parts'], 'readwrite');
        write.objectStore('heads').put({ title: '旧版单位', saved_at: 1764000000000, deleted_at: null }, 'old');
        const about = { id: 'old', scheme: 'xinyang-2022', criteria: 'gbt19580-2012', created: '2026-01-01T00:00:00', year: 2025 };
        const parts = { '': { format: 'quality-award-kit', version: 1 }, about, fields: { org_name: '旧版单位' } };
        for (const [path, value] of Object.entries(parts)) write.objectStore('parts').put(JSON.stringify(value), ['old', path]);
        write.oncomplete = () => open.result.close();
    };";

async fn old_database_is_taken_over(session: &Session) -> Result<()> {
    // Queued before the app asks for the database, so it is made first.
    let page = session.open(&Product::built()?.with_first_script(OLD_DATABASE)?).await?;
    page.button("打开：旧版单位").click().await?;
    page.wait_for_text("由格式 1 转成格式 2").await?;
    page.go_to_route("/evidence").await?;
    add(&page, "添加文件…", &[&keep(session, "报告.txt", b"report")?]).await?;
    page.wait_for_text("已登记 1 份").await?;
    page.wait_for_text("本浏览器 已存").await?;
    assert_eq!(contents(&page).await?.as_array().map(Vec::len), Some(1));
    Ok(())
}
