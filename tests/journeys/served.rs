//! The same file on a web server: it behaves as from disk, asks the server for nothing but itself, and needs nothing that
//! browsers give only to pages that came over a safe connection.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use e2e::{Journey, Page, Product, Result, Session, journey};

const NAME: &str = "单位名称";

/// The journeys of this file.
pub fn journeys() -> Vec<Journey> {
    vec![journey!(a_served_page_asks_for_nothing_else), journey!(a_page_without_safe_connection_works)]
}

/// A web server on this machine that answers everything with one page, and knows what it was asked for.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(html: &str) -> Result<Server> {
        let socket = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("http://{}/tools/quality-award-kit.html", socket.local_addr()?);
        let (html, asked) = (html.to_owned(), Arc::new(Mutex::new(Vec::new())));
        let noted = asked.clone();
        // Ends with the program, as do those who answer: a browser connects ahead of what it asks, and may never ask.
        std::thread::spawn(move || {
            for connection in socket.incoming() {
                let (html, noted) = (html.clone(), noted.clone());
                std::thread::spawn(move || {
                    let answered = connection.and_then(|connection| answer(connection, &html));
                    let told = answered.unwrap_or_else(|error| Some(format!("an error: {error}")));
                    noted.lock().expect("no other thread has failed").extend(told);
                });
            }
        });
        Ok(Server { address, asked })
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no other thread has failed").clone()
    }
}

/// Answers one request and returns its first line; nothing for a connection on which nothing is asked.
fn answer(mut connection: TcpStream, html: &str) -> std::io::Result<Option<String>> {
    let mut lines = BufReader::new(connection.try_clone()?).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(None) };
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n";
    write!(connection, "{head}Content-Length: {}\r\n\r\n{html}", html.len())?;
    Ok(Some(first))
}

/// What somebody does with a page wherever it comes from.
async fn works(page: &Page<'_>) -> Result<()> {
    page.button("新建").click().await?;
    page.go_to_route("/applicant/cover").await?;
    page.field(NAME).fill("网上的单位").await?;
    page.wait_for_text("本浏览器 已存").await?;
    page.reload().await?;
    page.field(NAME).wait_for_value("网上的单位").await?;
    page.go_to_route("/package").await?;
    page.button("导出申报材料包").click().await?;
    page.wait_for_text("申报材料包已交给浏览器下载").await?;
    page.downloads(1).await?;
    assert_eq!(page.requests().await?, [""; 0]);
    Ok(())
}

async fn a_served_page_asks_for_nothing_else(session: &Session) -> Result<()> {
    let server = Server::start(Product::built()?.html())?;
    let page = session.open_at(&server.address).await?;
    works(&page).await?;
    assert_eq!(server.asked(), ["GET /tools/quality-award-kit.html HTTP/1.1"; 2], "opened once and reloaded once");
    Ok(())
}

/// Takes away what browsers keep from pages that came over plain HTTP from another machine.
const PLAIN: &str = "for (const [prototype, names] of [
    [Crypto.prototype, ['subtle', 'randomUUID']],
    [Navigator.prototype, ['locks', 'storage', 'clipboard', 'serviceWorker']],
    [Window.prototype, ['showSaveFilePicker', 'showOpenFilePicker', 'showDirectoryPicker', 'caches']],
]) for (const name of names) {
    Object.defineProperty(prototype, name, { get: () => undefined, configurable: true });
    if (prototype === Window.prototype && name in window) Object.defineProperty(window, name, { value: undefined });
}";

async fn a_page_without_safe_connection_works(session: &Session) -> Result<()> {
    let page = session.open(&Product::built()?.with_first_script(PLAIN)?).await?;
    works(&page).await?;
    page.go_to_route("/keeping").await?;
    page.field("新密码").fill("信阳毛尖 2026").await?;
    page.field("再输一次").fill("信阳毛尖 2026").await?;
    page.button("加密").click().await?;
    page.wait_for_text("密码没有改变：这个浏览器打开本页的方式不支持加密").await
}
