//! A browser of its own for one journey.

use crate::driver::{self, Driver};
use crate::engine::{self, Colours, Engine, Shape};
use crate::page::Page;
use crate::product::Product;
use crate::wait::wait_for;
use anyhow::{Context, Result};
use serde_json::json;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use thirtyfour::WebDriver;
use url::Url;

/// One browser with an empty profile and an empty folder for downloads.
pub struct Session {
    /// The engine of the browser.
    pub engine: Engine,
    /// The colour scheme of the system as the browser sees it.
    pub colours: Colours,
    pub(crate) browser: WebDriver,
    folder: TempDir,
    driver: Driver,
    _turn: Option<tokio::sync::MutexGuard<'static, ()>>,
}

/// WebKit can be automated by one client at a time.
static WEBKIT: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

impl Session {
    /// Starts a browser.
    ///
    /// # Errors
    /// The driver or the browser does not start.
    pub async fn start(engine: Engine, colours: Colours) -> Result<Session> {
        let turn = match engine {
            Engine::WebKit => Some(WEBKIT.lock().await),
            Engine::Chromium | Engine::Firefox => None,
        };
        let folder = tempfile::Builder::new().prefix("qak-e2e-").tempdir()?;
        std::fs::create_dir(engine::downloads(folder.path()))?;
        Session::start_in(engine, colours, folder, turn, Shape::Headless).await
    }

    /// Starts a browser with windows on the virtual screen, whose own Save As writes pages as they stand, or as they were.
    ///
    /// # Errors
    /// The driver, the browser or the screen does not start.
    pub async fn start_on_screen(engine: Engine, saves_complete: bool) -> Result<Session> {
        let folder = tempfile::Builder::new().prefix("qak-e2e-").tempdir()?;
        std::fs::create_dir(engine::downloads(folder.path()))?;
        let shape = if saves_complete { Shape::SavesComplete } else { Shape::SavesHtmlOnly };
        // The screen has one keyboard, and WebKit has its windows there, too.
        let turn = Some(WEBKIT.lock().await);
        Session::start_in(engine, Colours::Light, folder, turn, shape).await
    }

    /// Presses keys as a keyboard would, wherever the focus of the screen is.
    ///
    /// # Errors
    /// There is no screen.
    pub fn press_on_screen(&self, keys: &[&str]) -> Result<()> {
        driver::on_screen(&[&["key", "--delay", "200"], keys].concat()).map(|_| ())
    }

    /// Answers the browser's own dialog for files with a path.
    ///
    /// # Errors
    /// No dialog appears.
    pub async fn answer_file_dialog(&self, path: &Path) -> Result<()> {
        let path = path.to_str().context("the path is not text")?;
        let dialog = wait_for("a dialog for files", async || Ok(dialog_for_files())).await?;
        driver::on_screen(&["windowfocus", "--sync", &dialog])?;
        driver::on_screen(&["key", "ctrl+a"])?;
        driver::on_screen(&["type", "--delay", "20", path])?;
        // The first answer may only close the list of names that the dialog offers.
        wait_for("the dialog to close", async || match dialog_for_files() {
            None => Ok(Some(())),
            Some(dialog) if self.engine == Engine::Chromium => press_last_button(&dialog).map(|()| None),
            Some(_) => driver::on_screen(&["key", "Return"]).map(|_| None),
        })
        .await
    }

    /// Starts a browser whose profile outlives it.
    ///
    /// # Errors
    /// The driver or the browser does not start.
    pub async fn start_to_be_killed(engine: Engine, colours: Colours) -> Result<Session> {
        let folder = tempfile::Builder::new().prefix("qak-e2e-").tempdir()?;
        std::fs::create_dir(engine::downloads(folder.path()))?;
        std::fs::create_dir(engine::firefox_profile(folder.path()))?;
        Session::start_in(engine, colours, folder, None, Shape::Headless).await
    }

    /// Kills the browser as a power cut would, and starts it again with the same profile.
    ///
    /// # Errors
    /// It does not start again.
    pub async fn killed_and_started_again(self) -> Result<Session> {
        self.driver.kill_all()?;
        let Session { engine, colours, browser, folder, driver, _turn: turn } = self;
        browser.leak().context("the browser has ended before")?;
        drop(driver);
        Session::start_in(engine, colours, folder, turn, Shape::Headless).await
    }

    async fn start_in(
        engine: Engine,
        colours: Colours,
        folder: TempDir,
        turn: Option<tokio::sync::MutexGuard<'static, ()>>,
        shape: Shape,
    ) -> Result<Session> {
        let driver = driver::start(engine, folder.path(), colours, shape).await?;
        let capabilities = engine.capabilities(folder.path(), colours, shape)?;
        let browser = WebDriver::new(driver.address.as_str(), capabilities)
            .await
            .with_context(|| format!("{engine:?} does not start: {}", log(folder.path())))?;
        let session = Session { engine, colours, browser, folder, driver, _turn: turn };
        session.choose_colours().await?;
        Ok(session)
    }

    /// Opens the product from disk and waits until the app has drawn its first screen.
    ///
    /// # Errors
    /// The file cannot be written or the app does not come up.
    pub async fn open(&self, product: &Product) -> Result<Page<'_>> {
        let page = self.load(product).await?;
        page.wait_until_ready().await?;
        Ok(page)
    }

    /// Opens what lies at an address, and waits until the app has drawn its first screen.
    ///
    /// # Errors
    /// It cannot be opened or the app does not come up.
    pub async fn open_at(&self, address: &str) -> Result<Page<'_>> {
        let page = Page::new(self);
        page.go(address).await?;
        page.wait_until_ready().await?;
        Ok(page)
    }

    /// Opens the product from disk and does not wait, for pages on which the app must not come up.
    ///
    /// # Errors
    /// The file cannot be written or opened.
    pub async fn load(&self, product: &Product) -> Result<Page<'_>> {
        let folder = self.folder.path().join("质量奖 申报（2026）");
        std::fs::create_dir_all(&folder)?;
        let file = folder.join("市长质量奖 自评.html");
        std::fs::write(&file, product.html())?;
        let url = Url::from_file_path(&file).ok().with_context(|| format!("{} is not absolute", file.display()))?;
        let page = Page::new(self);
        page.go(url.as_str()).await?;
        Ok(page)
    }

    /// Opens the product in a second tab, which has the turn to be acted on then.
    ///
    /// # Errors
    /// The browser opens none, or the app does not come up.
    pub async fn open_tab(&self, product: &Product) -> Result<Page<'_>> {
        let tab = self.browser.new_tab().await.context("no second tab")?;
        self.browser.switch_to_window(tab).await?;
        self.open(product).await
    }

    /// Goes to a tab, by the order in which they were opened.
    ///
    /// # Errors
    /// There is no such tab.
    pub async fn go_to_tab(&self, at: usize) -> Result<()> {
        let tab = self.browser.windows().await?.into_iter().nth(at).with_context(|| format!("there is no tab {at}"))?;
        Ok(self.browser.switch_to_window(tab).await?)
    }

    /// Closes the tab that is acted on and goes to the first.
    ///
    /// # Errors
    /// The browser does not answer.
    pub async fn close_tab(&self) -> Result<()> {
        self.browser.close_window().await?;
        self.go_to_tab(0).await
    }

    /// The folder for downloads of this browser.
    pub fn downloads_folder(&self) -> PathBuf {
        engine::downloads(self.folder.path())
    }

    /// A folder for files of this journey, removed with the session.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the driver has said so far.
    pub(crate) fn driver_log(&self) -> String {
        log(self.folder.path())
    }

    /// Ends the browser and removes what it leaves, as soon as its last process lets go of it.
    ///
    /// # Errors
    /// It does not end.
    pub async fn end(self) -> Result<()> {
        self.browser.quit().await.context("the browser does not end")?;
        drop(self.driver);
        let folder = self.folder.keep();
        wait_for("the browser to let go of its folder", async || match std::fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Ok(None),
            _ => Ok(Some(())),
        })
        .await
    }

    /// Chromium takes the colour scheme by command; the others have it from their start.
    async fn choose_colours(&self) -> Result<()> {
        if self.engine == Engine::Chromium {
            let feature = json!({ "name": "prefers-color-scheme", "value": self.colours.name() });
            self.browser.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "features": [feature] })).await?;
        }
        Ok(())
    }
}

fn log(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("driver.log"))
        .unwrap_or_else(|error| format!("the log of the driver cannot be read: {error}"))
}

/// The window of the browser's own dialog for files, if there is one.
fn dialog_for_files() -> Option<String> {
    // xdotool finds no window by failing.
    let found = driver::on_screen(&["search", "--onlyvisible", "--name", "^(Save|另存|保存)"]).unwrap_or_default();
    found.lines().last().map(String::from)
}

/// Presses the button in the lower right corner of a window, which is the one that does what its dialog is for.
fn press_last_button(window: &str) -> Result<()> {
    let geometry = driver::on_screen(&["getwindowgeometry", "--shell", window])?;
    let side = |name: &str| {
        let line = geometry.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        line.context("the window has no size")?.parse::<i32>().context("the size is no number")
    };
    let (x, y) = (side("WIDTH")? - 50, side("HEIGHT")? - 24);
    driver::on_screen(&["mousemove", "--window", window, &x.to_string(), &y.to_string(), "click", "1"]).map(|_| ())
}
