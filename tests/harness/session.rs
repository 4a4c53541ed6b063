//! A browser of its own for one journey.

use crate::driver::{self, Driver};
use crate::engine::{self, Colours, Engine};
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
        let driver = driver::start(engine, folder.path(), colours).await?;
        let capabilities = engine.capabilities(folder.path(), colours)?;
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
    pub(crate) async fn end(self) -> Result<()> {
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
