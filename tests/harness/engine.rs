//! The three browser engines and how each is asked for a clean, quiet session.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use thirtyfour::Capabilities;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium: Edge, Chrome, 360 and most others.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK, the relative of Safari.
    WebKit,
}

/// Whether a browser has windows, and what its own Save As writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// No windows.
    Headless,
    /// Windows on the virtual screen. Save As writes the file as it was.
    SavesHtmlOnly,
    /// Windows on the virtual screen. Save As writes the page as it stands.
    SavesComplete,
}

/// The colour scheme that the user has chosen for the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Dark text on a light ground.
    Light,
    /// Light text on a dark ground.
    Dark,
}

impl Engine {
    /// All engines that the product is made for.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// The program that drives the engine, to be told its port.
    pub(crate) fn driver(self, port: u16) -> Result<Command> {
        let mut command = match self {
            Engine::Chromium => program("chromedriver".as_ref()),
            Engine::Firefox => program(variable("QAK_GECKODRIVER")?.as_ref()),
            Engine::WebKit => program("WebKitWebDriver".as_ref()),
        };
        match self {
            Engine::Chromium | Engine::WebKit => command.arg(format!("--port={port}")),
            Engine::Firefox => command.args(["--port", &port.to_string()]),
        };
        Ok(command)
    }

    /// What the driver is asked for: an own profile and an own folder for downloads, both inside `folder`.
    pub(crate) fn capabilities(self, folder: &Path, colours: Colours, shape: Shape) -> Result<Capabilities> {
        let options = match self {
            Engine::Chromium => chromium(folder, shape),
            Engine::Firefox => firefox(folder, colours, shape),
            Engine::WebKit => webkit()?,
        };
        let mut capabilities = Capabilities::new();
        for (name, value) in options {
            capabilities.set(name, value)?;
        }
        Ok(capabilities)
    }
}

impl Colours {
    /// The word that CSS has for it.
    pub fn name(self) -> &'static str {
        match self {
            Colours::Light => "light",
            Colours::Dark => "dark",
        }
    }
}

/// Where Firefox finds its profile if it is to outlive the browser; else it makes one by itself.
pub(crate) fn firefox_profile(folder: &Path) -> PathBuf {
    folder.join("firefox")
}

/// Where a session's downloads go.
pub(crate) fn downloads(folder: &Path) -> PathBuf {
    folder.join("Downloads")
}

/// A program that ends when the thread that started it does, however that happens.
pub(crate) fn program(name: &std::ffi::OsStr) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "TERM"]).arg(name);
    command
}

/// A variable that `cargo xtask` sets.
pub(crate) fn variable(name: &str) -> Result<PathBuf> {
    std::env::var_os(name).map(PathBuf::from).with_context(|| format!("{name} is not set; run this through cargo xtask e2e"))
}

fn chromium(folder: &Path, shape: Shape) -> Vec<(&'static str, Value)> {
    let mut arguments: Vec<String> = vec![
        "--no-sandbox".into(),
        "--disable-gpu".into(),
        "--disable-quic".into(),
        "--disable-dev-shm-usage".into(),
        "--no-first-run".into(),
        "--disable-background-networking".into(),
        "--disable-component-update".into(),
        "--disable-sync".into(),
        "--lang=zh-CN".into(),
        "--window-size=1366,768".into(),
        format!("--user-data-dir={}", folder.join("profile").display()),
    ];
    if shape == Shape::Headless {
        arguments.push("--headless".into());
        // Without a window there is no dialog in which a place for a file could be chosen.
        arguments.push("--disable-blink-features=FileSystemAccessLocal".into());
    }
    vec![
        ("browserName", json!("chrome")),
        ("goog:loggingPrefs", json!({ "browser": "ALL", "performance": "ALL" })),
        (
            "goog:chromeOptions",
            json!({
                "args": arguments,
                "prefs": {
                    "download.default_directory": downloads(folder),
                    "download.prompt_for_download": false,
                    "savefile.type": i32::from(shape == Shape::SavesComplete),
                    // On a slow machine the click is long ago when a package is done; a second one would then be asked about.
                    "profile.default_content_setting_values.automatic_downloads": 1,
                },
            }),
        ),
    ]
}

fn firefox(folder: &Path, colours: Colours, shape: Shape) -> Vec<(&'static str, Value)> {
    let scheme = match colours {
        Colours::Dark => 0,
        Colours::Light => 1,
    };
    let mut arguments = ["-width", "1366", "-height", "900"].map(String::from).to_vec();
    if shape == Shape::Headless {
        arguments.push("-headless".into());
    }
    let profile = firefox_profile(folder);
    if profile.is_dir() {
        arguments.extend(["-profile".to_owned(), profile.display().to_string()]);
    }
    vec![
        ("browserName", json!("firefox")),
        (
            "moz:firefoxOptions",
            json!({
                "args": arguments,
                "binary": firefox_binary(),
                "prefs": {
                    "browser.download.dir": downloads(folder),
                    "browser.download.folderList": 2,
                    "browser.download.alwaysOpenPanel": false,
                    "browser.download.save_converter_index": i32::from(shape != Shape::SavesComplete),
                    "intl.accept_languages": "zh-CN",
                    "layout.css.prefers-color-scheme.content-override": scheme,
                },
            }),
        ),
    ]
}

/// Debian calls it firefox-esr, everyone else firefox.
fn firefox_binary() -> &'static str {
    let debian = Path::new("/usr/bin/firefox-esr");
    if debian.exists() { "/usr/bin/firefox-esr" } else { "/usr/bin/firefox" }
}

fn webkit() -> Result<Vec<(&'static str, Value)>> {
    Ok(vec![("webkitgtk:browserOptions", json!({ "binary": mini_browser()?, "args": ["--automation"] }))])
}

/// The test browser of WebKitGTK, which is in a folder named after the processor.
fn mini_browser() -> Result<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib").context("there is no /usr/lib")?;
    let mut candidates = folders
        .filter_map(|entry| Some(entry.ok()?.path().join("webkit2gtk-4.1/MiniBrowser")))
        .chain([PathBuf::from("/usr/libexec/webkit2gtk-4.1/MiniBrowser")]);
    candidates.find(|candidate| candidate.exists()).context("there is no MiniBrowser of webkit2gtk-4.1")
}
