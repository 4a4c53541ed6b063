//! The content security policy: nothing is allowed except what this very file contains.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

/// The policy for a page with these inline scripts and this inline style.
///
/// `form-action` and `base-uri` do not fall back to `default-src`, so they are named.
pub fn allowing(scripts: &[&str], style: &str) -> String {
    let scripts: Vec<_> = scripts.iter().map(|script| source(script)).collect();
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' {}; style-src {}; img-src data: blob:; \
         connect-src 'none'; form-action 'none'; base-uri 'none'",
        scripts.join(" "),
        source(style),
    )
}

fn source(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::allowing;

    #[test]
    fn hashes_are_those_of_the_standard() {
        // The example of the CSP specification: alert('Hello, world.');
        let policy = allowing(&["alert('Hello, world.');"], "");
        assert!(policy.contains("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"));
    }

    #[test]
    fn nothing_else_is_allowed() {
        let policy = allowing(&[], "");
        assert!(policy.starts_with("default-src 'none'"));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("http"));
    }
}
