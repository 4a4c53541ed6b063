//! The page as its user has it: things with roles and names, keys, downloads, and what went wrong.

use crate::engine::Engine;
use crate::locator::Locator;
use crate::session::Session;
use crate::wait::wait_for;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use thirtyfour::TypingData;

/// Notes what the policy blocked and what the page complained about, from the moment it is installed.
const WATCH: &str = include_str!("watch.js");

/// The page in the browser of a session.
pub struct Page<'s> {
    pub(crate) session: &'s Session,
}

impl<'s> Page<'s> {
    pub(crate) fn new(session: &'s Session) -> Page<'s> {
        Page { session }
    }

    /// A button, by its name.
    pub fn button(&self, name: &str) -> Locator<'_> {
        self.by_role(&["button"], name)
    }

    /// A link, by its name.
    pub fn link(&self, name: &str) -> Locator<'_> {
        self.by_role(&["link"], name)
    }

    /// A field that takes text, a number, a date or a choice from a list, by its label.
    pub fn field(&self, label: &str) -> Locator<'_> {
        self.by_role(&["textbox", "searchbox", "spinbutton", "combobox", "listbox", "slider"], label)
    }

    /// A checkbox or a switch, by its label.
    pub fn checkbox(&self, label: &str) -> Locator<'_> {
        self.by_role(&["checkbox", "switch"], label)
    }

    /// One choice of a group, by the group's name and its own label.
    pub fn radio(&self, group: &str, label: &str) -> Locator<'_> {
        self.by_role(&["radio"], label).within(&self.by_role(&["group", "radiogroup"], group))
    }

    /// A field that takes a file, by its label. It may be hidden behind a button.
    pub fn file_field(&self, label: &str) -> Locator<'_> {
        self.by_role(&["file"], label)
    }

    /// A heading, by its text.
    pub fn heading(&self, text: &str) -> Locator<'_> {
        self.by_role(&["heading"], text)
    }

    /// A tab, by its name.
    pub fn tab(&self, name: &str) -> Locator<'_> {
        self.by_role(&["tab"], name)
    }

    /// A dialog, by its name.
    pub fn dialog(&self, name: &str) -> Locator<'_> {
        self.by_role(&["dialog", "alertdialog"], name)
    }

    /// A part of the page that has a name: a section, a group, a navigation.
    pub fn region(&self, name: &str) -> Locator<'_> {
        self.by_role(&["region", "group", "navigation", "complementary", "form", "search"], name)
    }

    /// A table, by its caption.
    pub fn table(&self, caption: &str) -> Locator<'_> {
        self.by_role(&["table", "grid", "treegrid"], caption)
    }

    /// A row of a table, by all the text that is in it.
    pub fn row(&self, text: &str) -> Locator<'_> {
        self.by_role(&["row"], text)
    }

    /// The one thing that has this role, whatever its name: `main`, `status`, `alert`, `banner`.
    pub fn only(&self, role: &'static str) -> Locator<'_> {
        Locator::new(self, &[role], None)
    }

    /// Anything, by role and name. Names are compared without white space.
    pub fn by_role(&self, roles: &[&'static str], name: &str) -> Locator<'_> {
        Locator::new(self, roles, Some(name))
    }

    /// All the text that is visible.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn text(&self) -> Result<String> {
        let text = self.execute("return document.body.innerText", vec![]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until a text is visible somewhere.
    ///
    /// # Errors
    /// It does not appear.
    pub async fn wait_for_text(&self, text: &str) -> Result<()> {
        wait_for(&format!("the text {text:?}"), async || Ok(self.text().await?.contains(text).then_some(()))).await
    }

    /// Presses keys where the focus is.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        let element = self.execute("return document.activeElement", vec![]).await?;
        self.element(element)?.send_keys(keys).await?;
        Ok(())
    }

    /// Goes to a hash route of the app, as a link would.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn go_to_route(&self, route: &str) -> Result<()> {
        self.execute("location.hash = arguments[0]", vec![json!(route)]).await?;
        self.two_frames().await
    }

    /// Reloads and waits until the app has drawn its first screen.
    ///
    /// # Errors
    /// The app does not come up.
    pub async fn reload(&self) -> Result<()> {
        self.session.browser.refresh().await?;
        self.watch().await?;
        self.wait_until_ready().await
    }

    /// Waits until `count` downloads are complete and returns their paths in the order of their names.
    ///
    /// # Errors
    /// There are not that many in time.
    pub async fn downloads(&self, count: usize) -> Result<Vec<PathBuf>> {
        let folder = self.session.downloads_folder();
        let mut before = Vec::new();
        wait_for(&format!("{count} complete downloads"), async || {
            let present = files(&folder)?;
            let complete = present.len() >= count && present == before;
            before = present;
            Ok(complete.then(|| before.iter().map(|(path, _)| path.clone()).collect()))
        })
        .await
    }

    /// Everything that the page asked the network for since the last call, and everything that the policy kept it from.
    /// Must be empty.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn requests(&self) -> Result<Vec<String>> {
        let mut requests = strings(&self.execute("return window.qakWatch.requests()", vec![]).await?);
        if self.session.engine == Engine::Chromium {
            requests.extend(self.sent_requests().await?);
        }
        Ok(requests)
    }

    /// What the page complained about. In Chromium this is the console from the start; in the others errors since the
    /// page was opened.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        if self.session.engine != Engine::Chromium {
            return Ok(strings(&self.execute("return window.qakWatch.errors", vec![]).await?));
        }
        let entries = self.session.browser.browser_log().await?;
        let bad = entries.into_iter().filter(|entry| matches!(entry.level.as_str(), "SEVERE" | "WARNING"));
        Ok(bad.map(|entry| entry.message).collect())
    }

    /// What axe-core finds: one text per violation, with the places. Must be empty.
    ///
    /// # Errors
    /// axe-core is missing or does not run.
    pub async fn axe(&self) -> Result<Vec<String>> {
        crate::axe::violations(self).await
    }

    /// Writes a picture of what is visible.
    ///
    /// # Errors
    /// The browser does not answer or the file cannot be written.
    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        let folder = path.parent().context("a picture needs a folder")?;
        std::fs::create_dir_all(folder)?;
        let picture = self.session.browser.screenshot_as_png().await?;
        std::fs::write(path, picture).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Makes the visible part of the page this large, in CSS pixels.
    ///
    /// # Errors
    /// The browser cannot be that small or large.
    pub async fn set_size(&self, width: u32, height: u32) -> Result<()> {
        if self.session.engine == Engine::Chromium {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            let cdp = self.session.browser.cdp();
            cdp.send_raw("Emulation.setDeviceMetricsOverride", size).await?;
        }
        let wanted = (i64::from(width), i64::from(height));
        let mut seen = wanted;
        wait_for(&format!("a size of {width} × {height}"), async || {
            self.two_frames().await?;
            seen = self.inner_size().await?;
            if seen == wanted {
                return Ok(Some(()));
            }
            if self.session.engine != Engine::Chromium {
                self.correct_window(wanted, seen).await?;
            }
            Ok(None)
        })
        .await
        .with_context(|| format!("the page is {} × {}", seen.0, seen.1))
    }

    /// Makes the window larger by what the page lacks. Its edges and bars are of unknown size, and the page learns
    /// some time after the window how large it is: what one look measures may be old, and the next corrects it.
    async fn correct_window(&self, wanted: (i64, i64), page: (i64, i64)) -> Result<()> {
        let browser = &self.session.browser;
        let window = browser.get_window_rect().await?;
        let width = u32::try_from(window.width + wanted.0 - page.0)?;
        let height = u32::try_from(window.height + wanted.1 - page.1)?;
        browser.set_window_rect(0, 0, width, height).await?;
        Ok(())
    }

    /// Runs a script in the page; for what a user cannot do.
    ///
    /// # Errors
    /// The script throws or the browser does not answer.
    pub async fn execute(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let result = self.session.browser.execute(script, arguments).await?;
        Ok(result.json().clone())
    }

    /// Runs a script that ends by calling its last argument.
    ///
    /// # Errors
    /// The script throws, does not end, or the browser does not answer.
    pub async fn execute_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let result = self.session.browser.execute_async(script, arguments).await?;
        Ok(result.json().clone())
    }

    /// Asks Chromium something that only its developer tools know.
    ///
    /// # Errors
    /// The browser is another one or refuses.
    pub async fn developer_tools(&self, method: &str, parameters: Value) -> Result<Value> {
        Ok(self.session.browser.cdp().send_raw(method, parameters).await?)
    }

    pub(crate) async fn go(&self, url: &str) -> Result<()> {
        self.session.browser.goto(url).await.with_context(|| format!("cannot open {url}"))?;
        self.watch().await
    }

    pub(crate) fn element(&self, value: Value) -> Result<thirtyfour::WebElement> {
        let handle = self.session.browser.handle().clone();
        thirtyfour::WebElement::from_json(value, handle).context("the script returned no element")
    }

    /// Waits for the mark that the app sets when it has drawn its first screen. A mark and not an attribute, because a
    /// saved page keeps its attributes.
    pub async fn wait_until_ready(&self) -> Result<()> {
        wait_for("the first screen of the app (performance mark qak-ready)", async || {
            let script = "return performance.getEntriesByName('qak-ready').length > 0";
            let ready = self.execute(script, vec![]).await?;
            Ok((ready == Value::Bool(true)).then_some(()))
        })
        .await
    }

    async fn watch(&self) -> Result<()> {
        self.execute(WATCH, vec![]).await.map(|_| ())
    }

    /// Waits until the browser has drawn what was changed before.
    async fn two_frames(&self) -> Result<()> {
        let script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        let done = self.execute_async(script, vec![]).await?;
        ensure!(done == Value::Bool(true), "the browser draws no frames");
        Ok(())
    }

    async fn inner_size(&self) -> Result<(i64, i64)> {
        let size = self.execute("return [innerWidth, innerHeight]", vec![]).await?;
        Ok(serde_json::from_value(size)?)
    }

    /// What Chromium's network log holds that the product asked for, beside its own file.
    async fn sent_requests(&self) -> Result<Vec<String>> {
        let entries = self.session.browser.get_log("performance").await?;
        let mut sent = Vec::new();
        for entry in entries {
            let entry: Value = serde_json::from_str(&entry.message)?;
            sent.extend(sent_request(&entry["message"]));
        }
        Ok(sent)
    }
}

/// The address in a log entry that stands for a request of a page from disk. The browser's own start page asks for
/// many things as well.
fn sent_request(event: &Value) -> Option<String> {
    let parameters = &event["params"];
    let from_disk = parameters["documentURL"].as_str()?.starts_with("file:");
    let url = parameters["request"]["url"].as_str()?;
    let inside = ["data:", "blob:"].iter().any(|scheme| url.starts_with(scheme))
        || (parameters["type"] == "Document" && url.starts_with("file:"));
    let is_request = event["method"] == "Network.requestWillBeSent" && from_disk && !inside;
    is_request.then(|| url.to_owned())
}

/// The files of a folder with their sizes, or none while one of them is still being written or gets its name.
fn files(folder: &Path) -> Result<Vec<(PathBuf, u64)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let unfinished = ["crdownload", "part", "wkdownload"];
        // Chromium writes to a hidden file at first.
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let is_unfinished = is_hidden || path.extension().is_some_and(|end| unfinished.iter().any(|name| end == *name));
        let size = match entry.metadata() {
            // It has got its name since the folder was read.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
            described => described?.len(),
        };
        if is_unfinished || size == 0 {
            return Ok(Vec::new());
        }
        found.push((path, size));
    }
    found.sort();
    Ok(found)
}

fn strings(value: &Value) -> Vec<String> {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(|item| item.as_str().map(String::from)).collect()
}
