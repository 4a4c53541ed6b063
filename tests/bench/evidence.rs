//! What many files of evidence cost: taking them in, exporting them, and the memory that it takes.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::report;
use e2e::{Context, Page, Product, Result, Session};

/// The size of each file in bytes.
const SIZE: u64 = 4 << 20;
/// How many files are exported for time: a gigabyte.
const TIMED: usize = 256;
/// How many files must stay usable: two gigabytes.
const MANY: usize = 500;
/// The size of each of the large files in bytes, and how many make a package of more than the four gigabytes of an old zip.
const LARGE: (u64, usize) = (256 << 20, 20);

/// Programs that read a zip from its first byte to its last and fail where something is wrong.
const READERS: [(&str, &[&str]); 5] = [
    ("unzip", &["-tqq"]),
    ("7zz", &["t", "-bso0"]),
    ("python3", &["-c", "import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)"]),
    ("bsdtar", &["-x", "-O", "-f"]),
    ("jar", &["--list", "--file"]),
];

/// With how many files the register is compared.
const FEW: usize = 5;
/// How often a first frame is measured.
const FRAMES: usize = 5;

/// Goes to the register; done in the task after the frame in which its rows stand.
const FRAME: &str = "const [rows, done] = arguments, start = performance.now();
    const look = () => document.querySelectorAll('.register tbody tr').length === rows
        ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))
        : requestAnimationFrame(look);
    location.hash = '/evidence';
    look();";

/// Reads and hashes what is chosen, which no export can do without.
const FLOOR: &str = "<!doctype html><meta charset=utf-8><label>文件<input type=file multiple></label><p></p><script>
performance.mark('qak-ready');
document.querySelector('input').onchange = async (event) => {
    const files = [...event.target.files], start = performance.now();
    for (const file of files) await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    window.spent = performance.now() - start;
    document.querySelector('p').textContent = 'done';
};</script>";

/// Measures it.
pub async fn evidence(session: &Session) -> Result<()> {
    let files = files(session.folder(), MANY + FEW, SIZE)?;
    let floor = floor(session, &files[..TIMED]).await?;
    let page = session.open(&Product::built()?).await?;
    page.button("新建").click().await?;
    let (spent, growth) = export(session, &page).await?;
    println!("{spent:>8.0} ms           export without evidence");
    say_growth(growth);
    take_in(&page, &files[MANY..], FEW).await?;
    let few = first_frame(&page, FEW).await?;
    page.button("撤销").click().await?;
    let taken = take_in(&page, &files[..TIMED], TIMED).await?;
    report("taking in 256 files, 1 GB", taken, "read and hashed once", floor);
    let (spent, growth) = export(session, &page).await?;
    report("export of 1 GB until the download is handed over", spent, "read and hashed once", floor);
    say_growth(growth);

    take_in(&page, &files[TIMED..MANY], MANY).await?;
    page.go_to_route("/evidence").await?;
    report("first frame of the register with 500 files", first_frame(&page, MANY).await?, "the same with 5", few);
    println!("{:>8.2} ms           a key in a title beside a register of 500 files: script + layout", key(&page).await?);
    let (spent, growth) = export(session, &page).await?;
    println!("{spent:>8.0} ms           export of 500 files, 2 GB");
    say_growth(growth);
    Ok(())
}

/// Exports more than an old zip can hold and lets other programs read it.
pub async fn large(session: &Session) -> Result<()> {
    let (size, count) = LARGE;
    let files = files(session.folder(), count, size)?;
    let page = session.open(&Product::built()?).await?;
    page.button("新建").click().await?;
    take_in(&page, &files, count).await?;
    let (spent, growth, package) = exported(session, &page).await?;
    let gigabytes = std::fs::metadata(&package)?.len() as f64 / f64::from(1 << 30);
    println!("{spent:>8.0} ms           export of {count} files, {gigabytes:.2} GB");
    say_growth(growth);
    for (program, arguments) in READERS {
        let start = Instant::now();
        let run = Command::new(program).args(arguments).arg(&package).stdout(Stdio::null()).status();
        let passed = run.with_context(|| program.to_owned())?.success();
        anyhow::ensure!(passed, "{program} finds something wrong with the package");
        println!("{:>8.0} ms           read by {program}", start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(std::fs::remove_file(package)?)
}

fn say_growth(megabytes: u64) {
    println!("{megabytes:>8} MB           the most that RssAnon of any browser process grew during that export");
}

/// Files of equal size and different content; what they do not hold takes no room on the disk.
fn files(folder: &Path, count: usize, size: u64) -> Result<Vec<PathBuf>> {
    let folder = folder.join("files");
    std::fs::create_dir_all(&folder)?;
    (0..count)
        .map(|at| {
            let path = folder.join(format!("材料 {at:03}.bin"));
            std::fs::write(&path, at.to_le_bytes())?;
            std::fs::File::options().write(true).open(&path)?.set_len(size)?;
            Ok(path)
        })
        .collect()
}

fn lines(files: &[PathBuf]) -> String {
    files.iter().filter_map(|path| path.to_str()).collect::<Vec<_>>().join("\n")
}

async fn floor(session: &Session, files: &[PathBuf]) -> Result<f64> {
    let page = session.open(&Product::of_html(FLOOR)).await?;
    page.file_field("文件").find().await?.send_keys(lines(files)).await?;
    patiently(&page, "done").await?;
    page.execute("return window.spent", vec![]).await?.as_f64().context("no time")
}

/// Goes to the register from another screen and returns the milliseconds until its rows are painted, the median of some.
async fn first_frame(page: &Page<'_>, rows: usize) -> Result<f64> {
    let mut times = Vec::new();
    for _ in 0..FRAMES {
        page.go_to_route("/about").await?;
        page.heading("关于").wait().await?;
        times.push(page.execute_async(FRAME, vec![rows.into()]).await?.as_f64().context("no time")?);
    }
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}

/// Registers files and returns the milliseconds it took; `all` are registered then.
async fn take_in(page: &Page<'_>, files: &[PathBuf], all: usize) -> Result<f64> {
    page.go_to_route("/evidence").await?;
    page.file_field("添加文件…").find().await?.send_keys(lines(files)).await?;
    page.dialog("登记之前").wait().await?;
    let start = Instant::now();
    page.button("不涉及，登记").click().await?;
    patiently(page, &format!("已登记 {} 份", files.len())).await?;
    let spent = start.elapsed().as_secs_f64() * 1000.0;
    let rows = page.execute("return document.querySelectorAll('.register tbody tr').length", vec![]).await?;
    anyhow::ensure!(rows == all, "{rows} rows");
    Ok(spent)
}

/// Exports, forgets the package, and returns what [`exported`] does beside it.
async fn export(session: &Session, page: &Page<'_>) -> Result<(f64, u64)> {
    let (spent, growth, package) = exported(session, page).await?;
    std::fs::remove_file(package)?;
    Ok((spent, growth))
}

/// Exports and returns the milliseconds until the package was handed over, how many megabytes the process grew that grew
/// most, and the package.
async fn exported(session: &Session, page: &Page<'_>) -> Result<(f64, u64, PathBuf)> {
    page.go_to_route("/package").await?;
    page.execute("performance.clearMarks('qak-export end')", vec![]).await?;
    let watch = Memory::watch(session.folder())?;
    let start = page.execute("return performance.now()", vec![]).await?.as_f64().context("no clock")?;
    page.button("导出申报材料包").click().await?;
    patiently(page, "已生成并核对").await?;
    let end = page.execute("return performance.getEntriesByName('qak-export end')[0].startTime", vec![]).await?;
    let package = downloaded(page).await?;
    Ok((end.as_f64().context("no mark")? - start, watch.growth()?, package))
}

async fn downloaded(page: &Page<'_>) -> Result<PathBuf> {
    let mut last = None;
    for _ in 0..30 {
        match page.downloads(1).await {
            Ok(mut files) => return files.pop().context("no download"),
            Err(error) => last = Some(error),
        }
    }
    Err(last.context("no download")?)
}

/// Waits for a text longer than a journey would.
async fn patiently(page: &Page<'_>, text: &str) -> Result<()> {
    let mut last = None;
    for _ in 0..30 {
        match page.wait_for_text(text).await {
            Ok(()) => return Ok(()),
            Err(error) => last = Some(error),
        }
    }
    Err(last.context("no text")?)
}

async fn key(page: &Page<'_>) -> Result<f64> {
    page.link("材料 499").click().await?;
    let focus = "const field = document.getElementById('piece-Title'); field.focus(); return field.value";
    let value = page.execute(focus, vec![]).await?;
    anyhow::ensure!(value == "材料 499", "{value}");
    crate::keys_cost(page).await
}

/// Watches the memory that the browser's processes have for themselves.
struct Memory {
    ended: Arc<AtomicBool>,
    watcher: JoinHandle<Result<u64>>,
}

impl Memory {
    fn watch(folder: &Path) -> Result<Memory> {
        let (ended, folder) = (Arc::new(AtomicBool::new(false)), folder.to_path_buf());
        let before = anonymous(&folder)?;
        let until = ended.clone();
        let watcher = std::thread::spawn(move || {
            let mut growth = 0;
            while !until.load(Ordering::Relaxed) {
                for (process, kilobytes) in anonymous(&folder)? {
                    let was = before.iter().find(|(other, _)| *other == process).map_or(0, |(_, was)| *was);
                    growth = growth.max(kilobytes.saturating_sub(was));
                }
                std::thread::park_timeout(Duration::from_millis(50));
            }
            Ok(growth / 1024)
        });
        Ok(Memory { ended, watcher })
    }

    /// By how many megabytes the process grew that grew most.
    fn growth(self) -> Result<u64> {
        self.ended.store(true, Ordering::Relaxed);
        self.watcher.join().map_err(|_| anyhow::anyhow!("the watcher panicked"))?
    }
}

/// RssAnon of every process of the browser whose profile lies in a folder, in kilobytes.
fn anonymous(folder: &Path) -> Result<Vec<(u32, u64)>> {
    let mut processes = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let entry = entry?;
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        // A process may end while it is looked at.
        let Ok(command) = std::fs::read(entry.path().join("cmdline")) else { continue };
        let Ok(status) = std::fs::read_to_string(entry.path().join("status")) else { continue };
        let number = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.trim().trim_end_matches(" kB").parse::<u64>().ok()
        };
        let names_profile = String::from_utf8_lossy(&command).contains(&*folder.to_string_lossy());
        processes.push((
            process,
            number("PPid:").unwrap_or_default() as u32,
            names_profile,
            number("RssAnon:").unwrap_or_default(),
        ));
    }
    // Only the first process of a browser names the profile; the others descend from it.
    let is_ours = |process: u32| {
        let mut at = process;
        std::iter::from_fn(|| {
            let (_, parent, names_profile, _) = *processes.iter().find(|(other, ..)| *other == at)?;
            at = parent;
            Some(names_profile)
        })
        .any(|names_profile| names_profile)
    };
    Ok(processes.iter().filter(|(process, ..)| is_ours(*process)).map(|&(process, .., kilobytes)| (process, kilobytes)).collect())
}
