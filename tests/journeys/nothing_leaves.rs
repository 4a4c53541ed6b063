//! Nothing leaves the page: whatever is tried from inside, a server that listens is never reached; what is imported never
//! runs; a link outside asks first.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use e2e::{Context, Engine, Journey, Page, Product, Result, Session, journey, wait_for};
use serde_json::{Value, json};

use crate::cohort;
use crate::screens::SCREENS;

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(every_way_out_is_blocked),
        journey!(a_whole_session_connects_to_nobody),
        journey!(the_page_shows_it).in_both_colours(),
        journey!(a_link_outside_asks_first).in_engines(&[Engine::Chromium, Engine::Firefox]),
        journey!(imported_text_never_runs),
        journey!(forms_and_cards_never_run),
    ]
}

/// A server on this machine that counts who connects, and who of them says anything.
struct Listener {
    address: String,
    connections: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
}

impl Listener {
    fn start() -> Result<Listener> {
        let socket = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("http://{}", socket.local_addr()?);
        let listener = Listener { address, connections: Arc::default(), requests: Arc::default() };
        let (connections, requests) = (listener.connections.clone(), listener.requests.clone());
        // Ends with the program, as do those who listen to a connection until it says something or ends.
        std::thread::spawn(move || {
            for mut connection in socket.incoming().flatten() {
                connections.fetch_add(1, Ordering::SeqCst);
                let requests = requests.clone();
                std::thread::spawn(move || {
                    let said = connection.read(&mut [0]).unwrap_or(0);
                    requests.fetch_add(said, Ordering::SeqCst);
                });
            }
        });
        Ok(listener)
    }

    fn count(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    /// Makes sure that nobody has asked for anything: whatever was on its way has arrived when a later request has.
    async fn was_left_alone(&self) -> Result<()> {
        std::net::TcpStream::connect(self.address.trim_start_matches("http://"))?.write_all(b"x")?;
        wait_for("the last request to be counted", async || Ok((self.requests() > 0).then_some(()))).await?;
        assert_eq!(self.requests(), 1, "something got out");
        Ok(())
    }
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
    // Listeners work: a page without the policy reaches one. It has one of its own, because browsers try again what was not
    // answered.
    let reached = Listener::start()?;
    session.load(&Product::of_html(&format!("<!doctype html><img src='{}'>", reached.address))).await?;
    wait_for("a page without a policy to ask for something", async || Ok((reached.requests() > 0).then_some(()))).await?;

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

/// Every screen, the sheets for paper among them.
fn screens() -> impl Iterator<Item = &'static str> {
    SCREENS.into_iter().map(|(route, _)| route)
}

/// Every way of giving something out: a screen, what is pressed there first, and the button.
const EXPORTS: [(&str, &str, &str); 9] = [
    ("/package", "", "导出申报材料包"),
    ("/keeping", "", "现在备份"),
    ("/keeping", "", "另存为文件"),
    ("/keeping", "", "另存为离线副本"),
    ("/indicators/4.7.2", "", "导出 Excel"),
    ("/indicators/4.7.2", "", "导出 CSV"),
    ("/why", "", "导出 Excel"),
    ("/cohort", "载入示例（40 家）", "导出 Excel"),
    ("/cohort", "", "导出 CSV"),
];

/// Everything that was entered points to the listener; every screen shows it, every export writes it.
async fn a_whole_session_connects_to_nobody(session: &Session) -> Result<()> {
    let listener = Listener::start()?;
    let page = session.open(&Product::built()?).await?;
    page.file_field("打开文件…").upload(&poisoned(session, &listener.address)?).await?;
    page.wait_for_text("本浏览器 已存").await?;
    for screen in screens() {
        page.go_to_route(screen).await?;
        let address = page.execute("return location.search + location.hash", vec![]).await?;
        assert_eq!(address, json!(format!("#{screen}")), "the address tells where somebody is and nothing else");
    }
    for (count, (screen, first, button)) in EXPORTS.into_iter().enumerate() {
        page.go_to_route(screen).await?;
        if !first.is_empty() {
            page.button(first).click().await?;
        }
        page.button(button).click().await?;
        page.downloads(count + 1).await?;
    }
    assert_eq!(page.requests().await?, [""; 0]);
    page.go_to_route("/privacy").await?;
    page.wait_for_text("0 个请求").await?;
    listener.was_left_alone().await
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

/// Shapes that a page or a table program might take for more than text; `HERE` stands for an address.
const SHAPES: [&str; 7] = [
    "<img src='HERE' onerror='window.ran=1'>",
    "<script>window.ran=1</script>",
    "</textarea></title><svg onload='window.ran=1'><a href='javascript:window.ran=1'>x</a></svg>",
    "=HYPERLINK(\"HERE\",\"x\")",
    "{{constructor.constructor('window.ran=1')()}}",
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

const NOWHERE: &str = "http://127.0.0.1:9";

async fn imported_text_never_runs(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.file_field("打开文件…").upload(&poisoned(session, NOWHERE)?).await?;
    page.wait_for_text("本浏览器 已存").await?;
    for screen in screens() {
        page.go_to_route(screen).await?;
        harmless(&page, screen).await?;
    }
    let typed = shapes(NOWHERE).join(" ");
    page.go_to_route("/applicant/cover").await?;
    page.field("单位名称").fill(&typed).await?;
    harmless(&page, "typing").await?;

    let row: Vec<String> = shapes(NOWHERE);
    page.go_to_route("/indicators/4.7.2").await?;
    page.button("粘贴或导入表格…").click().await?;
    page.field("在这里粘贴从 Excel、WPS 复制的单元格").fill(&format!("{}\n{}", row.join("\t"), row.join("\t"))).await?;
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

    let shapes = shapes(NOWHERE);
    let mut card = cohort::card("a", &shapes.join(" "), "", "self", 50);
    card["card"]["items"]["4.1.2"]["strengths"] = json!(shapes);
    let path = session.folder().join("成绩单.json");
    std::fs::write(&path, card.to_string())?;
    page.go_to_route("/cohort").await?;
    page.file_field("打开成绩单…").upload(&path).await?;
    page.table("得分表").wait_for_text("onerror").await?;
    harmless(&page, "a score card").await
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
