//! The commands of the project: `cargo xtask COMMAND`, one file per command.

mod app;
mod args;
mod bench;
mod bill;
mod check;
mod deny;
mod dist;
mod e2e;
mod form;
mod inspect;
mod kill;
mod layers;
mod notices;
mod package;
mod package_file;
mod page;
mod process;
mod schema;
mod scheme;
mod shots;
mod statistics;
mod steps;
mod styles;
mod test;
mod timeline;
mod tools;
mod wasm;
mod workdays;
mod workspace;

use anyhow::{Result, bail};
use args::Args;
use std::process::ExitCode;
use workspace::Workspace;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  app [--no-open] [--quick]    build dist/quality-award-kit.html and open it in the default browser
  deny                         licences, sources and known weaknesses of the libraries (cargo-deny)
  dist [--check-reproducible]  build it and write its SHA-256 and bill of materials; or build it twice from scratch and compare
  check                        what to run before a commit: fmt, clippy, native tests
  test                         everything: check, clippy for wasm32, browser tests, end-to-end, documents
  e2e [--quick] [FILTER]       only the end-to-end suite, on a fresh build
  bench [PART...]              what start, typing, documents, evidence and rooms of cards cost, against floors of the same
                               run; only the parts start, keys, evidence, cohort, large (15 GB) that are named
  inspect FILE... [--on DATE]  what the app would show for save files, as JSON
  package FILE --out DIR       the documents and the zip of a save file; --at DATETIME sets the clock,
                               --evidence DIR is where its files are
  statistics FILE              what the kit makes of rooms full of score cards, for independent calculations
  timeline FILE... [--out DIR [--png]]
                               what follows from the days of a round (JSON), as JSON; calendar file and pictures in DIR
  workdays --from DATE --to DATE
                               every day of a stretch, and how far working days reach from it, as JSON
  scheme [FILE]                the bundled scheme as a file to start from, or what is wrong with a scheme file
  kill [--quick] [TIMES [SEED]]
                               kill Chromium and Firefox while somebody types (100 times), and say what was lost
  form FORM FILE --out FILE    an official form, filled with what a save file holds; what went where, as JSON
  schema [--check]             write the JSON Schemas of the file formats, or say whether they are fresh
  notices [--check]            write the licences of the libraries inside, or say whether they are fresh
  shots [--quick] [--sample] [ROUTE...]
                               pictures of hash routes in test-output/shots/, with --sample of the sample's

With --scheme FILE, inspect and package judge by the scheme in that file.
With --quick the page is not optimised: for looking at a change, never for passing on.
Tools are installed into a private folder of the user when they are missing; QAK_TOOLS names another one.";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    match dispatch(&command, Args::new(words)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, args: Args) -> Result<()> {
    let workspace = Workspace::discover()?;
    match command {
        "app" => app::run(&workspace, args),
        "bench" => bench::run(&workspace, args),
        "check" => check::run(&workspace, args),
        "deny" => deny::run(&workspace, args),
        "dist" => dist::run(&workspace, args),
        "e2e" => e2e::run(&workspace, args),
        "form" => form::run(args),
        "inspect" => inspect::run(&workspace, args),
        "kill" => kill::run(&workspace, args),
        "notices" => notices::run(&workspace, args),
        "package" => package::run(args),
        "scheme" => scheme::run(args),
        "schema" => schema::run(&workspace, args),
        "shots" => shots::run(&workspace, args),
        "statistics" => statistics::run(&workspace, args),
        "test" => test::run(&workspace, args),
        "timeline" => timeline::run(args),
        "workdays" => workdays::run(args),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        "" => bail!("no command given\n\n{USAGE}"),
        unknown => bail!("there is no command `{unknown}`\n\n{USAGE}"),
    }
}
