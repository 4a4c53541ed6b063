//! Nothing leaves the page: whatever is tried from inside, a server that listens is never reached; what is imported never
//! runs; a link outside asks first.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use e2e::{Context, Engine, Journey, Page, Product, Result, Session, journey, wait_for};
use serde_json::{Value, json};

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![
        journey!(every_way_out_is_blocked),
        journey!(a_whole_session_connects_to_nobody),
        journey!(the_page_shows_it).in_both_colours(),
        journey!(a_link_outside_asks_first).in_engines(&[Engine::Chromium, Engine::Firefox]),
        journey!(imported_text_never_runs),
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
    // Whatever was on its way has arrived when a later request has.
    std::net::TcpStream::connect(listener.address.trim_start_matches("http://"))?.write_all(b"x")?;
    wait_for("the last request to be counted", async || Ok((listener.requests() > 0).then_some(()))).await?;
    assert_eq!(listener.requests(), 1, "something got out");
    Ok(())
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

const SCREENS: [&str; 13] = [
    "/",
    "/eligibility",
    "/applicant",
    "/scoring",
    "/years",
    "/indicators",
    "/report",
    "/evidence",
    "/package",
    "/keeping",
    "/regulation",
    "/privacy",
    "/about",
];

async fn a_whole_session_connects_to_nobody(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?).await?;
    page.button("载入示例").click().await?;
    page.wait_for_text("本浏览器 已存").await?;
    for screen in SCREENS {
        page.go_to_route(screen).await?;
    }
    page.go_to_route("/package").await?;
    page.button("导出申报材料包").click().await?;
    page.wait_for_text("申报材料包已交给浏览器下载").await?;
    page.go_to_route("/keeping").await?;
    page.button("现在备份").click().await?;
    page.wait_for_text("备份已交给浏览器下载").await?;
    page.downloads(2).await?;
    assert_eq!(page.requests().await?, [""; 0]);
    page.go_to_route("/privacy").await?;
    page.wait_for_text("0 个请求").await
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

/// Shapes that a page or a table program might take for more than text.
const SHAPES: [&str; 5] = [
    "<img src=x onerror='window.ran=1'>",
    "<script>window.ran=1</script>",
    "</textarea></title><svg onload='window.ran=1'><a href='javascript:window.ran=1'>x</a></svg>",
    "=HYPERLINK(\"http://127.0.0.1:9/\",\"x\")",
    "{{constructor.constructor('window.ran=1')()}}",
];

async fn imported_text_never_runs(session: &Session) -> Result<()> {
    let mut file: Value = serde_json::from_str(include_str!("../../samples/yunwu-tea.json"))?;
    let mut shape = SHAPES.iter().cycle();
    poison(&mut file, &mut shape);
    let path = session.folder().join("名称<b>.json");
    std::fs::write(&path, serde_json::to_vec(&file)?)?;
    let page = session.open(&Product::built()?).await?;
    page.file_field("打开文件…").upload(&path).await?;
    page.wait_for_text("本浏览器 已存").await?;
    for screen in SCREENS {
        page.go_to_route(screen).await?;
        harmless(&page, screen).await?;
    }
    let pasted: String = SHAPES.iter().map(|shape| format!("{shape}\t{shape}\n")).collect();
    page.go_to_route("/applicant/cover").await?;
    page.field("单位名称").fill(&pasted.replace(['\n', '\t'], " ")).await?;
    harmless(&page, "typing").await
}

async fn harmless(page: &Page<'_>, place: &str) -> Result<()> {
    let script = "return [window.ran === undefined, document.querySelectorAll('#app img[src=x], #app script, #app svg[onload], #app a[href^=javascript]').length]";
    let found = page.execute(script, vec![]).await?;
    assert_eq!(found, json!([true, 0]), "something of an imported text lives on {place}");
    Ok(())
}

/// Puts shapes into every text that people enter; ids and marks stay.
fn poison<'a>(value: &mut Value, shapes: &mut impl Iterator<Item = &'a &'static str>) {
    match value {
        Value::String(text) if text.chars().any(|each| each >= '一') => {
            text.push_str(shapes.next().unwrap_or(&""));
        }
        Value::Array(all) => all.iter_mut().for_each(|each| poison(each, shapes)),
        Value::Object(all) => all.values_mut().for_each(|each| poison(each, shapes)),
        _ => {}
    }
}
