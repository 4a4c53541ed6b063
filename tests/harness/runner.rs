//! Runs journeys as tests: one for each engine and colour scheme, each in a browser of its own.

use crate::engine::{Colours, Engine, variable};
use crate::page::Page;
use crate::session::Session;
use anyhow::{Context, Result, bail};
use futures_util::FutureExt;
use libtest_mimic::{Arguments, Failed, Trial};
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::runtime::Runtime;

type Steps = for<'s> fn(&'s Session) -> Pin<Box<dyn Future<Output = Result<()>> + 's>>;

/// What a user does, in every engine unless told otherwise.
pub struct Journey {
    name: &'static str,
    steps: Steps,
    engines: Vec<Engine>,
    colours: Vec<Colours>,
}

impl Journey {
    /// A journey through all engines in light colours. The macro `journey!` gives it its name.
    pub fn new(name: &'static str, steps: Steps) -> Journey {
        Journey { name, steps, engines: Engine::ALL.to_vec(), colours: vec![Colours::Light] }
    }

    /// Only through these engines: for what the others do not have.
    pub fn in_engines(mut self, engines: &[Engine]) -> Journey {
        self.engines = engines.to_vec();
        self
    }

    /// In light and in dark colours.
    pub fn in_both_colours(mut self) -> Journey {
        self.colours = vec![Colours::Light, Colours::Dark];
        self
    }

    fn trials(&self, runtime: &Arc<Runtime>) -> Vec<Trial> {
        let mut trials = Vec::new();
        for &engine in &self.engines {
            for &colours in &self.colours {
                let name = format!("{} [{engine:?}, {}]", self.name, colours.name());
                let name = name.trim_start_matches("journeys::").to_owned();
                let (steps, runtime, title) = (self.steps, runtime.clone(), name.clone());
                trials.push(Trial::test(name, move || {
                    let result = runtime.block_on(travel(&title, steps, engine, colours));
                    result.map_err(|error| Failed::from(format!("{error:#}")))
                }));
            }
        }
        trials
    }
}

/// Runs journeys as the command line says, like any other test program.
pub fn run(journeys: &[Journey]) -> ExitCode {
    let arguments = Arguments::from_args();
    let runtime = match Runtime::new() {
        Ok(runtime) => Arc::new(runtime),
        Err(error) => {
            eprintln!("there is no runtime: {error}");
            return ExitCode::FAILURE;
        }
    };
    let trials = journeys.iter().flat_map(|journey| journey.trials(&runtime)).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// What runs work that waits, for programs that are no test.
///
/// # Errors
/// The system gives no threads.
pub fn runtime() -> Result<Runtime> {
    Ok(Runtime::new()?)
}

/// Gives a session to some work outside of a test, and ends it whatever happens.
///
/// # Errors
/// The session does not start, or the work's own error.
pub fn open(engine: Engine, colours: Colours, work: impl AsyncFnOnce(&Session) -> Result<()>) -> Result<()> {
    Runtime::new()?.block_on(async {
        let session = Session::start(engine, colours).await?;
        let result = AssertUnwindSafe(work(&session)).catch_unwind().await;
        session.end().await?;
        result.unwrap_or_else(|panic| bail!("{}", message(&*panic)))
    })
}

async fn travel(title: &str, steps: Steps, engine: Engine, colours: Colours) -> Result<()> {
    let session = Session::start(engine, colours).await?;
    let result = AssertUnwindSafe(steps(&session)).catch_unwind().await;
    let result = result.unwrap_or_else(|panic| bail!("{}", message(&*panic)));
    let result = match result {
        Ok(()) => Ok(()),
        Err(error) => {
            let kept = keep_evidence(title, &session).await;
            Err(error.context(kept.unwrap_or_else(|error| format!("no evidence: {error:#}"))))
        }
    };
    let ended = session.end().await;
    result.and(ended)
}

/// Writes what can be seen of a failure and says where; what matters most is in the message, because where journeys run for
/// everybody the folder may be gone.
async fn keep_evidence(title: &str, session: &Session) -> Result<String> {
    let safe = title.replace(|character: char| !character.is_alphanumeric(), "_");
    let page = Page::new(session);
    let text = page.text().await.unwrap_or_else(|error| format!("(no text: {error:#})"));
    let errors = page.console_errors().await.unwrap_or_else(|error| vec![format!("no console: {error:#}")]);
    let said = format!("the page says:\n{text}\nits console: {errors:?}\n");
    let folder = variable("QAK_OUTPUT")?.join(safe);
    match keep_files(&folder, session).await {
        Ok(()) => Ok(format!("see {}\n{said}", folder.display())),
        Err(error) => Ok(format!("no evidence in {}: {error:#}\n{said}", folder.display())),
    }
}

async fn keep_files(folder: &Path, session: &Session) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("driver.log"), session.driver_log())?;
    Page::new(session).screenshot(&folder.join("screenshot.png")).await?;
    let source = session.browser.source().await.context("there is no page source")?;
    std::fs::write(folder.join("page.html"), source)?;
    Ok(())
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("the journey panicked").to_owned()
}
