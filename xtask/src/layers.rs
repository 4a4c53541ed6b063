//! The layers of the code: which places may name which libraries. A step of `cargo xtask check`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::workspace::Workspace;

/// A folder, the names that must not stand in it, and the places inside where they may.
struct Rule {
    folder: &'static str,
    forbidden: &'static [&'static str],
    except: &'static [&'static str],
}

const NAVIGATION: &[&str] = &[
    "set_href(",
    ".set_location",
    "Location::assign",
    "location.assign",
    "location.replace",
    "location.href",
    "location =",
    "window.open",
    "window().open",
    "open_with_url",
    "document.write",
    "meta http-equiv=\"refresh",
];

const PEERS: &[&str] = &["RtcPeer", "RTCPeer", "RtcData", "WebTransport", "getUserMedia"];

const REQUESTS: &[&str] = &[
    "fetch(",
    "fetch_with",
    "XmlHttpRequest",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "send_beacon",
    "sendBeacon",
    "importScripts",
    "serviceWorker",
    "ServiceWorker",
    "prefetch",
    "preconnect",
    "http://",
    "https://",
];

const RULES: &[Rule] = &[
    Rule {
        folder: "src",
        forbidden: &["web_sys::", "js_sys::", "gloo::"],
        except: &["src/browser.rs", "src/browser/", "src/testing.rs"],
    },
    // Nothing may leave the page. A policy forbids requests but neither navigation nor peer connections, so that these words
    // may not stand in any source; each exception is a place that is told why it needs one.
    Rule {
        folder: "src",
        forbidden: NAVIGATION,
        // An address of a download, which is a blob of the page.
        except: &["src/browser/files.rs"],
    },
    Rule { folder: "src", forbidden: PEERS, except: &[] },
    Rule {
        folder: "src",
        forbidden: REQUESTS,
        // The attempt that shows people that it is blocked; the name of a vocabulary in a picture.
        except: &["src/browser/probe.rs", "src/browser/picture.rs"],
    },
    Rule {
        folder: "crates/award/src",
        forbidden: &["yew", "web_sys", "js_sys", "zip::", "quick_xml", "std::fs", "std::time"],
        except: &[],
    },
    Rule { folder: "crates/dossier/src", forbidden: &["yew", "web_sys", "js_sys", "std::fs", "std::time"], except: &[] },
];

/// Makes sure that no layer reaches into one that it must not know.
///
/// # Errors
/// A file names something that its place must not know.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mut breaches = Vec::new();
    for rule in RULES {
        for file in sources(&workspace.root.join(rule.folder))? {
            let name = file.strip_prefix(&workspace.root)?.to_string_lossy().replace('\\', "/");
            if !rule.except.iter().any(|place| name.starts_with(place)) {
                breaches.extend(breaches_in(&name, &std::fs::read_to_string(&file)?, rule.forbidden));
            }
        }
    }
    if breaches.is_empty() { Ok(()) } else { bail!("layers are broken:\n  {}", breaches.join("\n  ")) }
}

fn breaches_in(name: &str, text: &str, forbidden: &[&str]) -> Vec<String> {
    let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    let found = code.flat_map(|(at, line)| {
        forbidden.iter().filter(move |word| line.contains(**word)).map(move |word| format!("{name}:{}: {word}", at + 1))
    });
    found.collect()
}

fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "js") {
            files.push(path);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{NAVIGATION, PEERS, REQUESTS, breaches_in};

    #[test]
    fn a_breach_is_named_with_its_line() {
        assert_eq!(breaches_in("a.rs", "// web_sys::x\nuse web_sys::File;\n", &["web_sys::"]), ["a.rs:2: web_sys::"]);
        assert!(breaches_in("a.rs", "use yew::html;", &["web_sys::"]).is_empty());
    }

    #[test]
    fn ways_out_of_the_page_are_breaches() {
        for line in ["location.href = 'x'", "new RTCPeerConnection()", "navigator.sendBeacon(u)", "window.open(u)"] {
            let breaches = [NAVIGATION, PEERS, REQUESTS].map(|words| breaches_in("boot.js", line, words).len());
            assert_eq!(breaches.iter().sum::<usize>(), 1, "{line}");
        }
    }
}
