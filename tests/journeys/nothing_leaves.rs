//! Nothing leaves the page: whatever is tried from inside, a server that listens is never reached; what is imported never
//! runs; a link outside asks first.

use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use e2e::{Context, Engine, Journey, Page, Product, Result, Session, journey, wait_for};
use serde_json::{Value, json};

use crate::cohort;
use crate::screens::SCREENS;

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(every_way_out_is_blocked),
        journey!(a_whole_session_connects_to_nobody),
        journey!(a_room_connects_to_nobody),
        journey!(a_review_connects_to_nobody),
        journey!(the_page_shows_it).in_both_colours(),
        journey!(a_link_outside_asks_first).in_engines(&[Engine::Chromium, Engine::Firefox]),
        journey!(imported_text_never_runs),
        journey!(forms_and_cards_never_run),
    ]
}

/// A server on this machine that never answers, and knows who connected and what each of them has said.
struct Listener {
    address: String,
    connections: Arc<Mutex<Vec<TcpStream>>>,
}

impl Listener {
    fn start() -> Result<Listener> {
        let socket = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("http://{}", socket.local_addr()?);
        let listener = Listener { address, connections: Arc::default() };
        let connections = listener.connections.clone();
        // Ends with the program.
        std::thread::spawn(move || {
            for connection in socket.incoming().flatten() {
                connections.lock().expect("no other thread has failed").push(connection);
            }
        });
        Ok(listener)
    }

    fn count(&self) -> usize {
        self.connections.lock().expect("no other thread has failed").len()
    }

    /// What has been said on each connection on which anything was. Chromium connects ahead of what it may ask, or asks the
    /// policy only then, and ends such a connection without a word: nothing has left through it.
    fn said(&self) -> Result<Vec<String>> {
        let connections = self.connections.lock().expect("no other thread has failed");
        let said: Vec<String> = connections.iter().map(waiting).collect::<Result<_>>()?;
        Ok(said.into_iter().filter(|text| !text.is_empty()).collect())
    }

    /// Makes sure that nobody has asked for anything. Connections are taken in their order, and what was said on one waits there
    /// to be looked at: once a later word is heard, everything before it can be.
    async fn was_left_alone(&self) -> Result<()> {
        const LAST: &str = "the last word, which only the test says";
        let mut own = TcpStream::connect(self.address.trim_start_matches("http://"))?;
        own.write_all(LAST.as_bytes())?;
        wait_for("the test's own word to be heard", async || Ok(self.said()?.iter().any(|text| text == LAST).then_some(())))
            .await?;
        assert_eq!(self.said()?, [LAST], "something got out");
        Ok(())
    }
}

/// A server that ends a connection as soon as anything is said on it, and tells that; its address. WebKit opens no other page
/// while one waits for an answer.
fn curt_server() -> Result<(String, Receiver<()>)> {
    let socket = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", socket.local_addr()?);
    let (sender, receiver) = channel();
    // Ends with the program.
    std::thread::spawn(move || {
        for mut connection in socket.incoming().flatten() {
            let sender = sender.clone();
            std::thread::spawn(move || {
                if connection.read(&mut [0]).is_ok_and(|length| length > 0) {
                    // Fails once the test goes on and listens no more.
                    sender.send(()).unwrap_or_default();
                }
            });
        }
    });
    Ok((address, receiver))
}

/// The beginning of what was said on a connection so far, which stays there.
fn waiting(connection: &TcpStream) -> Result<String> {
    let mut bytes = [0; 200];
    connection.set_nonblocking(true)?;
    let length = match connection.peek(&mut bytes) {
        Ok(length) => length,
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::ConnectionReset) => 0,
        Err(error) => return Err(error.into()),
    };
    Ok(String::from_utf8_lossy(&bytes[..length]).into_owned())
}

/// Tries a way out and tells which parts of the policy stopped something, once the browser has said so or a second attempt,
/// which is known to be stopped, has been answered.
const ATTEMPT: &str = "const [way, url, done] = arguments;
const stopped = [];
document.addEventListener('securitypolicyviolation', event => stopped.push(event.effectiveDirective));
const put = (tag, attributes) => {
    const made = Object.assign(document.createElement(tag), attributes);
    document.body.append(made);
    return made;
};
const ways = {
    fetch: () => fetch(url),
    xhr: () => { const request = new XMLHttpRequest(); request.open('GET', url); request.send(); },
    image: () => { new Image().src = url; },
    socket: () => new WebSocket(url.replace('http', 'ws')),
    beacon: () => navigator.sendBeacon(url, 'x'),
    events: () => new EventSource(url),
    frame: () => put('iframe', { src: url }),
    form: () => { const form = put('form', { action: url, method: 'post' }); form.submit(); },
    script: () => put('script', { src: url }),
    style: () => put('link', { rel: 'stylesheet', href: url }),
    font: () => new FontFace('x', 'url(' + url + ')').load(),
    worker: () => new Worker(url),
    media: () => put('video', { src: url }),
    object: () => put('object', { data: url }),
    manifest: () => put('link', { rel: 'manifest', href: url }),
    icon: () => put('link', { rel: 'icon', href: url }),
    inline: () => put('script', { textContent: 'fetch(' + JSON.stringify(url) + ')' }),
};
Promise.resolve().then(ways[way]).catch(() => null).then(() => {
    const image = new Image();
    image.onerror = () => requestAnimationFrame(() => requestAnimationFrame(() => done(stopped)));
    image.src = url + '/last';
});";

const WAYS: [&str; 17] = [
    "fetch", "xhr", "image", "socket", "beacon", "events", "script", "style", "font", "worker", "media", "object", "manifest",
    "icon", "inline", "form", "frame",
];
/// The last ways, which are navigations: for those, Chromium connects before it asks the policy, and says nothing.
const NAVIGATIONS: [&str; 2] = ["form", "frame"];

async fn every_way_out_is_blocked(session: &Session) -> Result<()> {
    // A page without the policy reaches a server.
    let (address, reached) = curt_server()?;
    session.load(&Product::of_html(&format!("<!doctype html><img src='{address}'>"))).await?;
    wait_for("a page without a policy to ask for something", async || Ok(reached.try_recv().ok())).await?;

    let listener = Listener::start()?;
    let page = session.open(&Product::built()?).await?;
    for way in WAYS {
        let stopped = page.execute_async(ATTEMPT, vec![json!(way), json!(listener.address)]).await?;
        assert!(!strings(&stopped).is_empty(), "nothing was said to be stopped after {way}");
        assert!(NAVIGATIONS.contains(&way) || listener.count() == 0, "{way} connected");
    }
    listener.was_left_alone().await
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

/// Goes to a screen of [`SCREENS`] and waits until it is there.
async fn show(page: &Page<'_>, screen: &str) -> Result<()> {
    let (_, heading) = SCREENS.into_iter().find(|(route, _)| *route == screen).context("a screen that is listed")?;
    page.go_to_route(screen).await?;
    page.heading(heading).wait().await
}

/// What screens give out as they are: a screen and its buttons. Those that ask for more first have functions of their own; the
/// plan gives out the same workbook as the screen that explains the score.
const EXPORTS: [(&str, &[&str]); 8] = [
    ("/package", &["导出申报材料包"]),
    ("/keeping", &["现在备份", "另存为文件", "另存为离线副本"]),
    ("/indicators/4.7.4", &["导出 Excel", "导出 CSV"]),
    ("/why", &["导出 Excel"]),
    ("/rehearsal", &["导出 Excel"]),
    ("/share", &["导出成绩单"]),
    ("/schedule", &["下载日历文件（.ics）"]),
    ("/regulation", &["下载：信阳市市长质量奖管理办法"]),
];

/// Presses buttons that give something out, one after the other.
async fn give_out(page: &Page<'_>, count: &mut usize, buttons: &[&str]) -> Result<()> {
    for button in buttons {
        page.button(button).click().await?;
        *count += 1;
        page.downloads(*count).await.with_context(|| format!("“{button}” gives nothing out"))?;
    }
    Ok(())
}

/// An application in which everything that was entered points to the listener.
async fn poisoned_page<'s>(session: &'s Session, listener: &Listener) -> Result<Page<'s>> {
    let page = session.open(&Product::built()?).await?;
    page.file_field("打开文件…").upload(&poisoned(session, &listener.address)?).await?;
    page.wait_for_text("本浏览器 已存").await?;
    Ok(page)
}

/// Neither the browser nor the listener knows of anything.
async fn stays_alone(page: &Page<'_>, listener: &Listener) -> Result<()> {
    assert_eq!(page.requests().await?, [""; 0]);
    show(page, "/privacy").await?;
    page.wait_for_text("0 个请求").await?;
    listener.was_left_alone().await
}

/// Every screen shows what points to the listener, and the exports of an application write it. The exports of workshops have
/// sessions of their own, because the window of WebKit's test browser gives up room for each download. Only the minutes of a
/// review are left to the journey that plays one through, because they need a vote.
async fn a_whole_session_connects_to_nobody(session: &Session) -> Result<()> {
    let listener = Listener::start()?;
    let page = poisoned_page(session, &listener).await?;
    for (screen, _) in SCREENS {
        show(&page, screen).await?;
        let address = page.execute("return location.search + location.hash", vec![]).await?;
        assert_eq!(address, json!(format!("#{screen}")), "the address tells where somebody is and nothing else");
    }
    let mut count = 0;
    for (screen, buttons) in EXPORTS {
        show(&page, screen).await?;
        give_out(&page, &mut count, buttons).await?;
    }
    stays_alone(&page, &listener).await
}

async fn a_room_connects_to_nobody(session: &Session) -> Result<()> {
    let listener = Listener::start()?;
    let page = poisoned_page(session, &listener).await?;
    give_out_room(&page, &mut 0).await?;
    stays_alone(&page, &listener).await
}

async fn a_review_connects_to_nobody(session: &Session) -> Result<()> {
    let listener = Listener::start()?;
    let (page, shapes) = (poisoned_page(session, &listener).await?, shapes(&listener.address));
    let mut count = 0;
    give_out_consensus(session, &page, &mut count, &shapes).await?;
    give_out_review(&page, &mut count, &shapes).await?;
    give_out_form(session, &page, &mut count).await?;
    stays_alone(&page, &listener).await
}

async fn give_out_room(page: &Page<'_>, count: &mut usize) -> Result<()> {
    show(page, "/cohort").await?;
    page.button("载入示例（40 份）").click().await?;
    page.checkbox("选中 云溪茶业（示例） 2025").click().await?;
    give_out(page, count, &["导出反馈（Word）：云溪茶业（示例）"]).await?;
    page.button("为什么是这个分：云溪茶业（示例）").click().await?;
    let room = ["存成一个文件", "导出 Excel", "导出 CSV", "导出各家反馈（Word）"];
    give_out(page, count, &["导出分数来历（Excel）：云溪茶业（示例）"]).await?;
    give_out(page, count, &room).await
}

async fn give_out_consensus(session: &Session, page: &Page<'_>, count: &mut usize, shapes: &[String]) -> Result<()> {
    show(page, "/consensus").await?;
    page.field("申报单位").fill(&format!("甲茶业{}", shapes[0])).await?;
    page.field("年度").fill("2025").await?;
    page.button("建立合议").click().await?;
    page.field("记录人").fill("记录员").await?;
    for (author, percent) in [("张专家", 50), ("李专家", 70), ("王专家", 60)] {
        let path = poisoned_card(session, author, percent, shapes)?;
        page.file_field("加入评审员成绩单…").upload(&path).await?;
        page.wait_for_text(author).await?;
    }
    page.button("公开各人评分").click().await?;
    page.by_role(&["radio"], "60%").click().await?;
    page.field("理由").fill(&shapes[1]).await?;
    page.button("定为合议结果").click().await?;
    page.wait_for_text("已合议 1 / 23 条").await?;
    give_out(page, count, &["存成文件", "导出合议记录（Word）", "导出合议成绩单"]).await
}

async fn give_out_review(page: &Page<'_>, count: &mut usize, shapes: &[String]) -> Result<()> {
    show(page, "/review").await?;
    page.button("建立模拟评审").click().await?;
    page.field("申报单位名称").fill(&format!("甲茶业{}", shapes[0])).await?;
    page.button("加入申报单位").click().await?;
    page.field("申报单位名称").wait_for_value("").await?;
    give_out(page, count, &["存成文件", "导出评审报告（Word）"]).await
}

async fn give_out_form(session: &Session, page: &Page<'_>, count: &mut usize) -> Result<()> {
    show(page, "/package/form").await?;
    page.file_field("选择表格…").upload(&poisoned_form(session)?).await?;
    page.wait_for_text("正在填：").await?;
    give_out(page, count, &["下载填好的表格"]).await
}

async fn the_page_shows_it(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.go_to_route("/privacy").await?;
    page.wait_for_text("0 个请求").await?;
    page.wait_for_text("connect-src").await?;
    assert_eq!(page.axe().await?, [""; 0]);
    page.button("试着联网").click().await?;
    page.wait_for_text("浏览器按 connect-src 拦下了这个请求").await
}

async fn a_link_outside_asks_first(session: &Session) -> Result<()> {
    let listener = Listener::start()?;
    let page = session.open(&Product::built()?).await?;
    let click = "const link = document.createElement('a');
        link.href = arguments[0];
        document.body.append(link);
        let asked = '';
        window.confirm = question => { asked = question; return false; };
        link.click();
        return asked;";
    let asked = page.execute(click, vec![json!(listener.address)]).await?;
    let asked = asked.as_str().context("a question")?;
    assert!(asked.contains("离开本工具") && asked.contains(&listener.address), "{asked}");
    page.only("main").wait().await?;
    assert_eq!(listener.count(), 0);
    Ok(())
}

/// Shapes that a page or a table program might take for more than text; `HERE` stands for an address, to which each points.
const SHAPES: [&str; 7] = [
    "<img src='HERE' onerror='window.ran=1'>",
    "<script>window.ran=1; fetch('HERE')</script>",
    "</textarea></title><svg onload='window.ran=1'><image href='HERE'/><a href='javascript:window.ran=1'>x</a></svg>",
    "=HYPERLINK(\"HERE\",\"x\")",
    "{{constructor.constructor('window.ran=1; location=`HERE`')()}}",
    "<link rel='prefetch' href='HERE'><iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<style>@import url(HERE); * { background: url(HERE) }</style>",
];

fn shapes(address: &str) -> Vec<String> {
    SHAPES.iter().map(|shape| shape.replace("HERE", address)).collect()
}

/// The sample with shapes in every text, in a file whose name is one, too.
fn poisoned(session: &Session, address: &str) -> Result<PathBuf> {
    let mut file: Value = serde_json::from_str(include_str!("../../samples/yunwu-tea.json"))?;
    let shapes = shapes(address);
    poison(&mut file, &mut shapes.iter().cycle());
    let path = session.folder().join("名称<b>.json");
    std::fs::write(&path, serde_json::to_vec(&file)?)?;
    Ok(path)
}

/// Puts shapes into every text that people enter; ids and marks stay.
fn poison<'a>(value: &mut Value, shapes: &mut impl Iterator<Item = &'a String>) {
    match value {
        Value::String(text) if text.chars().any(|each| each >= '一') => {
            text.push_str(shapes.next().map_or("", |shape| shape));
        }
        Value::Array(all) => all.iter_mut().for_each(|each| poison(each, shapes)),
        Value::Object(all) => all.values_mut().for_each(|each| poison(each, shapes)),
        _ => {}
    }
}

/// Puts a text into a field at once. Typed, a tab would leave the field, and the line break after it press a button.
const PASTE: &str = "const [field, text] = arguments;
field.value = text;
field.dispatchEvent(new Event('input', { bubbles: true }));";

const NOWHERE: &str = "http://127.0.0.1:9";

async fn imported_text_never_runs(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.file_field("打开文件…").upload(&poisoned(session, NOWHERE)?).await?;
    page.wait_for_text("本浏览器 已存").await?;
    for (screen, _) in SCREENS {
        show(&page, screen).await?;
        harmless(&page, screen).await?;
    }
    let typed = shapes(NOWHERE).join(" ");
    page.go_to_route("/applicant/cover").await?;
    page.field("单位名称").fill(&typed).await?;
    harmless(&page, "typing").await?;

    let row = shapes(NOWHERE).join("\t");
    show(&page, "/indicators/4.7.4").await?;
    page.button("粘贴或导入表格…").click().await?;
    let field = page.field("在这里粘贴从 Excel、WPS 复制的单元格").find().await?;
    page.execute(PASTE, vec![field.to_json()?, json!(format!("{row}\n{row}"))]).await?;
    page.field("第 7 列是").wait().await?;
    harmless(&page, "a pasted table").await?;
    page.button("取消").click().await?;

    let file = session.folder().join("<img src=x onerror='window.ran=1'>.txt");
    std::fs::write(&file, "x")?;
    page.go_to_route("/evidence").await?;
    page.file_field("添加文件…").upload(&file).await?;
    page.button("不涉及，登记").click().await?;
    page.wait_for_text("已登记 1 份").await?;
    harmless(&page, "the name of a file").await
}

/// Forms and score cards of others, full of the same shapes.
async fn forms_and_cards_never_run(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("可以申报").await?;
    page.go_to_route("/package/form").await?;
    page.file_field("选择表格…").upload(&poisoned_form(session)?).await?;
    page.wait_for_text("正在填：").await?;
    page.wait_for_text("onerror").await?;
    harmless(&page, "a form").await?;

    show(&page, "/cohort").await?;
    page.file_field("打开成绩单…").upload(&poisoned_card(session, "", 50, &shapes(NOWHERE))?).await?;
    page.table("得分表").wait_for_text("onerror").await?;
    harmless(&page, "a score card").await
}

/// A score card with shapes in its texts: an examiner's, or without an author the applicant's own.
fn poisoned_card(session: &Session, author: &str, percent: u32, shapes: &[String]) -> Result<PathBuf> {
    let role = if author.is_empty() { "self" } else { "examiner" };
    let mut card = cohort::card("a", &shapes.join(" "), author, role, percent);
    card["card"]["items"]["4.1.2"]["strengths"] = json!(shapes);
    cohort::written(session, &format!("成绩单{author}.json"), &card)
}

/// A form whose labels hold shapes.
fn poisoned_form(session: &Session) -> Result<PathBuf> {
    let from = std::fs::File::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/dossier/tests/forms/ambiguous.docx"))?;
    let mut from = zip::ZipArchive::new(from)?;
    let path = session.folder().join("表<i>.docx");
    let mut to = zip::ZipWriter::new(std::fs::File::create(&path)?);
    for at in 0..from.len() {
        let mut entry = from.by_index(at)?;
        let (name, mut bytes) = (entry.name()?.into_owned(), Vec::new());
        std::io::Read::read_to_end(&mut entry, &mut bytes)?;
        if name == "word/document.xml" {
            let text = String::from_utf8(bytes)?.replace("</w:t>", "&lt;img src=x onerror='window.ran=1'&gt;</w:t>");
            bytes = text.into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())?;
        std::io::Write::write_all(&mut to, &bytes)?;
    }
    to.finish()?;
    Ok(path)
}

async fn harmless(page: &Page<'_>, place: &str) -> Result<()> {
    let script = "return [window.ran === undefined, document.querySelectorAll(
        '#app img[src=x], #app img[src^=http], #app script, #app style, #app iframe, #app link, #app svg[onload], #app a[href^=javascript]'
    ).length]";
    let found = page.execute(script, vec![]).await?;
    assert_eq!(found, json!([true, 0]), "something of an imported text lives on {place}");
    Ok(())
}
