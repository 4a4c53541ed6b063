//! Driver processes and the screen that WebKit needs: started here, ended here.

use crate::engine::{Colours, Engine, Shape, program};
use crate::wait::wait_for;
use anyhow::{Context, Result, bail, ensure};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// A process that ends with this value.
pub(crate) struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // A process that has ended by itself cannot be killed; waiting tells both apart.
        if let Err(error) = self.0.kill().and_then(|()| self.0.wait()) {
            eprintln!("process {} could not be ended: {error}", self.0.id());
        }
    }
}

impl Process {
    /// Kills every process that it has started, and theirs, and itself; at once and without a word.
    pub(crate) fn kill_all(&self) -> Result<()> {
        let mut doomed = vec![self.0.id()];
        let mut at = 0;
        while at < doomed.len() {
            doomed.extend(children_of(doomed[at])?);
            at += 1;
        }
        let mut command = Command::new("kill");
        command.arg("-KILL").args(doomed.iter().map(ToString::to_string)).stderr(Stdio::null());
        // One of them may have ended by itself meanwhile, of which the command complains.
        command.status().context("cannot run kill").map(|_| ())
    }
}

/// The processes that a process has started.
fn children_of(parent: u32) -> Result<Vec<u32>> {
    let mut children = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let Some(id) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        // A process may end while it is looked at. Its name stands in brackets and may hold anything.
        let Ok(status) = std::fs::read_to_string(format!("/proc/{id}/stat")) else { continue };
        let of = status.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse().ok());
        if of == Some(parent) {
            children.push(id);
        }
    }
    Ok(children)
}

/// A driver that listens, and where.
pub(crate) struct Driver {
    /// The address for WebDriver clients.
    pub(crate) address: String,
    process: Process,
}

impl Driver {
    /// Kills the browser and the driver.
    pub(crate) fn kill_all(&self) -> Result<()> {
        self.process.kill_all()
    }
}

/// One port is chosen and taken at a time, so that two sessions of this process never get the same.
static PORTS: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Starts the driver of an engine. Its home is `folder`, and its messages are in `driver.log` there.
pub(crate) async fn start(engine: Engine, folder: &Path, colours: Colours, shape: Shape) -> Result<Driver> {
    let _turn = PORTS.lock().await;
    let port = free_port()?;
    let log = File::create(folder.join("driver.log"))?;
    let mut command = engine.driver(port)?;
    command.stdout(log.try_clone()?).stderr(log).stdin(Stdio::null());
    if engine == Engine::WebKit {
        be_at_home(&mut command, folder, colours)?;
    } else if shape != Shape::Headless {
        command.env("DISPLAY", screen()?).env("GDK_BACKEND", "x11");
    }
    let child = command.spawn().with_context(|| format!("cannot start {command:?}"))?;
    let process = Process(child);
    wait_for("the driver to listen", async || Ok(TcpStream::connect(("127.0.0.1", port)).ok())).await?;
    Ok(Driver { address: format!("http://127.0.0.1:{port}"), process })
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}

/// WebKit has no settings for downloads, profile and colours: it takes them from the environment.
fn be_at_home(command: &mut Command, folder: &Path, colours: Colours) -> Result<()> {
    let theme = match colours {
        Colours::Light => "Adwaita",
        Colours::Dark => "Adwaita:dark",
    };
    let config = folder.join("config");
    std::fs::create_dir_all(&config)?;
    std::fs::write(config.join("user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n")?;
    command
        .env("HOME", folder)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .env("XDG_CONFIG_HOME", config)
        .env("XDG_DATA_HOME", folder.join("data"))
        .env("DISPLAY", screen()?)
        .env("GDK_BACKEND", "x11")
        .env("GTK_THEME", theme)
        // Its compositor draws with a graphics library that crashes now and then without a graphics card.
        .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
        // Of WebKitGTK 2.50 both interpreters of WebAssembly fail now and then where they give over to compiled code: one reads
        // from nowhere, the other traps. Everything is compiled from the start, then, which costs a fifth of a second.
        .env("JSC_useWasmIPInt", "0")
        .env("JSC_useWasmLLInt", "0");
    Ok(())
}

/// The name of the virtual screen, which is started with the first session that needs it.
///
/// The thread that starts it stays, because the screen ends with its thread and sessions come and go.
fn screen() -> Result<&'static str> {
    static SCREEN: OnceLock<std::result::Result<String, String>> = OnceLock::new();
    let screen = SCREEN.get_or_init(|| {
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let screen = start_screen().map_err(|error| format!("{error:#}"));
            let name = screen.as_ref().map(|(_, name)| name.clone()).map_err(Clone::clone);
            if sender.send(name).is_ok() {
                loop {
                    std::thread::park();
                }
            }
        });
        receiver.recv().unwrap_or_else(|error| Err(error.to_string()))
    });
    match screen {
        Ok(name) => Ok(name),
        Err(reason) => bail!("there is no screen for WebKit: {reason}"),
    }
}

/// Does something on the virtual screen as a person would, and says what xdotool printed.
pub(crate) fn on_screen(words: &[&str]) -> Result<String> {
    let output = Command::new("xdotool").args(words).env("DISPLAY", screen()?).output().context("cannot run xdotool")?;
    ensure!(output.status.success(), "xdotool {words:?}: {}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn start_screen() -> Result<(Process, String)> {
    let mut command = program("Xvfb".as_ref());
    command
        // Without -noreset it starts over when its last client leaves, and turns away whoever comes meanwhile.
        .args(["-displayfd", "1", "-screen", "0", "2200x1400x24", "-nolisten", "tcp", "-noreset"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().context("cannot start Xvfb")?;
    let output = child.stdout.take();
    let process = Process(child);
    let mut number = String::new();
    BufReader::new(output.context("Xvfb has no output")?).read_line(&mut number).context("Xvfb does not name its screen")?;
    Ok((process, format!(":{}", number.trim())))
}
