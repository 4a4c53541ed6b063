//! Shared computers: a password for what lies in the browser, 清除本机数据, 阅后即清.

use e2e::{Engine, Journey, Page, Product, Result, Session, journey, wait_for};
use serde_json::json;

const NAME: &str = "单位名称";
const SECRET: &str = "绝密云雾茶业";

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(password_leaves_nothing_in_the_open).in_both_colours(),
        // Every key takes a good while to derive, and but for their order all of it is in the journey above, which runs everywhere.
        journey!(password_is_changed_and_removed).in_engines(&[Engine::Chromium]),
        // As above: the key takes a good while, and nothing here differs from engine to engine.
        journey!(rehearsal_of_what_has_a_password_is_kept_nowhere).in_engines(&[Engine::Chromium]),
        journey!(wiping_leaves_nothing_of_ours_and_all_of_others),
        journey!(nothing_is_kept_if_nothing_should_be),
    ]
}

/// Everything that this browser holds of any kind, as text, with the texts of blobs.
const ALL: &str = "const done = arguments[0];
(async () => {
    const text = [];
    const tell = async (value) => {
        // By name, because a driver's script may live in another realm than the values.
        const kind = Object.prototype.toString.call(value);
        if (kind === '[object Blob]' || kind === '[object File]') return tell(await value.arrayBuffer());
        if (kind === '[object ArrayBuffer]') return text.push(new TextDecoder().decode(value));
        text.push(JSON.stringify(value));
    };
    for (const storage of [localStorage, sessionStorage]) for (const [key, value] of Object.entries(storage)) text.push(key, value);
    const database = await new Promise((resolve) => {
        const open = indexedDB.open('quality-award-kit');
        open.onupgradeneeded = () => open.transaction.abort();
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => resolve(null);
    });
    if (database) {
        for (const name of database.objectStoreNames) {
            const store = database.transaction(name).objectStore(name);
            const [keys, values] = await Promise.all(['getAllKeys', 'getAll'].map((get) => new Promise((resolve) => {
                const request = store[get]();
                request.onsuccess = () => resolve(request.result);
            })));
            text.push(name, JSON.stringify(keys));
            for (const value of values) await tell(value);
        }
        database.close();
    }
    done([database !== null, text.join('\\n')]);
})();";

async fn everything(page: &Page<'_>) -> Result<(bool, String)> {
    Ok(serde_json::from_value(page.execute_async(ALL, vec![]).await?)?)
}

async fn begin(page: &Page<'_>, session: &Session) -> Result<()> {
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill(SECRET).await?;
    page.wait_for_text("本浏览器 已存").await?;
    let file = session.folder().join("机密.txt");
    std::fs::write(&file, "绝密的证明")?;
    page.go_to_route("/evidence").await?;
    page.file_field("添加文件…").upload(&file).await?;
    page.dialog("登记之前").wait().await?;
    page.button("不涉及，登记").click().await?;
    page.wait_for_text("已登记 1 份").await?;
    page.go_to_route("/keeping").await?;
    page.field("给现在的内容起名").fill("绝密初稿").await?;
    page.button("保留这个版本").click().await?;
    page.wait_for_text("已保留版本").await?;
    page.button("现在备份").click().await?;
    page.wait_for_text("备份已交给浏览器下载").await?;
    page.wait_for_text("本浏览器 已存").await
}

async fn seal(page: &Page<'_>, password: &str, button: &str) -> Result<()> {
    page.field("新密码").fill(password).await?;
    page.field("再输一次").fill(password).await?;
    page.button(button).click().await?;
    page.wait_for_text("已加密：本浏览器里的内容").await?;
    page.button("关闭提示").click().await
}

async fn password_leaves_nothing_in_the_open(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    begin(&page, session).await?;
    let (_, before) = everything(&page).await?;
    for text in [SECRET, "绝密初稿", "绝密的证明"] {
        assert!(before.contains(text), "{text} should lie in the open before");
    }
    seal(&page, "信阳毛尖 2026", "加密").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    let (_, after) = everything(&page).await?;
    assert!(!after.contains("绝密"), "something is left in the open");

    // What is typed later lies sealed, too.
    page.go_to_route("/applicant/basic").await?;
    page.field("统一社会信用代码").fill("绝密代码").await?;
    page.wait_for_text("本浏览器 已存").await?;
    assert!(!everything(&page).await?.1.contains("绝密"));
    page.reload().await?;
    page.wait_for_text("这份申报已加密").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    assert!(!page.text().await?.contains("绝密"));
    page.field("密码").fill("信阳毛尖2026").await?;
    page.button("打开").click().await?;
    page.wait_for_text("密码不对").await?;
    page.field("密码").fill("信阳毛尖 2026").await?;
    page.button("打开").click().await?;
    page.wait_for_text(SECRET).await?;
    page.go_to_route("/applicant/basic").await?;
    page.field("统一社会信用代码").wait_for_value("绝密代码").await?;
    page.go_to_route("/keeping").await?;
    page.wait_for_text("绝密初稿").await?;
    page.go_to_route("/evidence").await?;
    page.wait_for_text("机密").await?;
    let missing = "return [...document.querySelectorAll('main tr')].filter(row => row.innerText.includes('不在本浏览器')).length";
    assert_eq!(page.execute(missing, vec![]).await?, json!(0), "the sealed file is there");
    page.go_to_route("/keeping").await?;
    page.button("现在锁上").click().await?;
    page.wait_for_text("已锁上").await?;
    assert!(!page.text().await?.contains("绝密"), "nothing is left in the page");
    page.button("打开：加密的申报").click().await?;
    page.field("密码").wait().await
}

/// The record of rehearsals on the desk of workshops, if there is one. Looking makes no database.
const REHEARSALS: &str = "const done = arguments[0], open = indexedDB.open('quality-award-kit-desk');
open.onupgradeneeded = () => open.transaction.abort();
open.onerror = () => done('null');
open.onsuccess = () => {
    const request = open.result.transaction('sessions').objectStore('sessions').get('rehearsals');
    request.onsuccess = () => { open.result.close(); done(JSON.stringify(request.result ?? null)); };
};";

async fn rehearsals(page: &Page<'_>) -> Result<String> {
    Ok(page.execute_async(REHEARSALS, vec![]).await?.as_str().unwrap_or_default().to_owned())
}

async fn rehearsal_of_what_has_a_password_is_kept_nowhere(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/rehearsal").await?;
    let site = page.by_role(&["combobox"], "4.7.2 现场评审");
    site.choose("55%").await?;
    wait_for("the rehearsal to be kept", async || Ok(rehearsals(&page).await?.contains("55").then_some(()))).await?;
    page.go_to_route("/keeping").await?;
    seal(&page, "信阳毛尖 2026", "加密").await?;
    wait_for("the rehearsal to go", async || Ok((rehearsals(&page).await? == "null").then_some(()))).await?;

    page.go_to_route("/rehearsal").await?;
    page.wait_for_text("模拟分数不存进浏览器").await?;
    site.wait_for_value("55").await?;
    site.choose("60%").await?;
    page.by_role(&["combobox"], "4.7.3 现场评审").choose("60%").await?;
    assert_eq!(rehearsals(&page).await?, "null");
    // What has no password must not tell the name of what has one.
    page.go_to_route("/share").await?;
    page.field("评分性质").choose("评审员独立评分").await?;
    page.field("评分人").fill("张专家").await?;
    page.button("另建评审员评分表").click().await?;
    page.wait_for_text("没有建评分表：这份申报设了密码").await?;
    page.heading("成绩单").wait().await?;
    page.go_to_route("/consensus").await?;
    page.field("评哪个单位").wait_for_value("").await?;
    page.go_to_route("/keeping").await?;
    page.button("现在锁上").click().await?;
    page.button("打开：加密的申报").click().await?;
    page.field("密码").fill("信阳毛尖 2026").await?;
    page.button("打开").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/rehearsal").await?;
    site.wait_for_value("").await
}

async fn password_is_changed_and_removed(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    begin(&page, session).await?;
    seal(&page, "第一个密码甲", "加密").await?;
    seal(&page, "第二个密码乙", "换成这个密码").await?;
    page.reload().await?;
    page.field("密码").fill("第一个密码甲").await?;
    page.button("打开").click().await?;
    page.wait_for_text("密码不对").await?;
    page.field("密码").fill("第二个密码乙").await?;
    page.button("打开").click().await?;
    page.wait_for_text(SECRET).await?;
    page.go_to_route("/keeping").await?;
    page.button("取消密码").click().await?;
    page.wait_for_text("已取消密码").await?;
    let (_, all) = everything(&page).await?;
    for text in [SECRET, "绝密初稿", "绝密的证明"] {
        assert!(all.contains(text), "{text} is back");
    }
    page.reload().await?;
    page.wait_for_text(SECRET).await
}

async fn wiping_leaves_nothing_of_ours_and_all_of_others(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    begin(&page, session).await?;
    let others = "const done = arguments[0];
        localStorage.setItem('other-product', 'stays');
        const open = indexedDB.open('other-product', 1);
        open.onupgradeneeded = () => open.result.createObjectStore('s');
        open.onsuccess = () => { open.result.close(); done(true); };";
    page.execute_async(others, vec![]).await?;
    page.go_to_route("/privacy").await?;
    page.button("清除本机数据…").click().await?;
    page.wait_for_text("不能恢复").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("确定清除").click().await?;
    page.wait_for_text("已清除并核对").await?;
    page.wait_for_text("阅后即清").await?;
    // Going about leaves nothing, either.
    page.go_to_route("/regulation").await?;
    page.go_to_route("/").await?;
    let (is_there, left) = everything(&page).await?;
    assert!(!is_there, "a database is there");
    assert!(!left.contains("quality-award-kit") && left.contains("other-product"), "{left}");
    let other = "const done = arguments[0];
        const open = indexedDB.open('other-product');
        open.onsuccess = () => done(open.result.objectStoreNames.contains('s'));";
    assert_eq!(page.execute_async(other, vec![]).await?, json!(true));
    page.reload().await?;
    page.wait_for_text("准备申报").await?;
    page.button("打开：").wait_gone().await
}

async fn nothing_is_kept_if_nothing_should_be(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("阅后即清：这次什么都不存").click().await?;
    page.wait_for_text("这个页面什么都不存进浏览器").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill(SECRET).await?;
    page.wait_for_text("本浏览器 什么都不存").await?;
    page.button("另存为文件").click().await?;
    page.wait_for_text("文件 已交给浏览器下载").await?;
    let saved = page.downloads(1).await?;
    assert!(std::fs::read_to_string(&saved[0])?.contains(SECRET));
    let (is_there, left) = everything(&page).await?;
    assert!(!is_there && !left.contains("quality-award-kit") && !left.contains(SECRET), "{left}");
    Ok(())
}
