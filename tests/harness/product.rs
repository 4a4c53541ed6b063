//! The built file, and copies of it in which one thing is different.

use crate::engine::variable;
use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

/// The text of a page that a session can open.
#[derive(Clone)]
pub struct Product {
    html: String,
}

impl Product {
    /// The file that `cargo xtask dist` built.
    ///
    /// # Errors
    /// The suite was not started by `cargo xtask`, or the file cannot be read.
    pub fn built() -> Result<Product> {
        let path = variable("QAK_PRODUCT")?;
        let html = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Product { html })
    }

    /// The page as text.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// A copy in which a script runs before those of the page, and which the policy allows to. It stands for another
    /// browser: the script takes a feature away, or watches.
    ///
    /// # Errors
    /// The page has no policy or no title to put the script behind.
    pub fn with_first_script(&self, script: &str) -> Result<Product> {
        let hash = BASE64.encode(Sha256::digest(script));
        let html = replace(&self.html, "script-src ", &format!("script-src 'sha256-{hash}' "))?;
        let html = replace(&html, "</title>", &format!("</title><script>{script}</script>"))?;
        Ok(Product { html })
    }

    /// A copy in which a text outside of the scripts is replaced.
    ///
    /// # Errors
    /// The page does not contain the text exactly once.
    pub fn with_replaced(&self, from: &str, to: &str) -> Result<Product> {
        let html = replace(&self.html, from, to)?;
        Ok(Product { html })
    }

    /// A copy in which a text of an inline script is replaced, and which the policy still allows to run.
    ///
    /// # Errors
    /// No script contains the text, or more than one place does.
    pub fn with_changed_script(&self, from: &str, to: &str) -> Result<Product> {
        let mut scripts = self.html.split("<script>").skip(1);
        let script = scripts
            .find(|script| script.contains(from))
            .and_then(|script| script.split("</script>").next())
            .with_context(|| format!("no script contains {from:?}"))?;
        let changed = replace(script, from, to)?;
        let html = replace(&self.html, &hash(script), &hash(&changed))?;
        let html = replace(&html, script, &changed)?;
        Ok(Product { html })
    }

    /// A page of a journey's own.
    pub fn of_html(html: &str) -> Product {
        Product { html: html.into() }
    }

    /// A copy whose wasm was damaged: one character in the middle of its text is another.
    ///
    /// # Errors
    /// The page has no block for the wasm.
    pub fn with_damaged_wasm(&self) -> Result<Product> {
        let start = self.html.rfind("application/octet-stream").context("there is no data block")?;
        let length = self.html[start..].find("</script>").context("the data block has no end")?;
        let place = start + length / 2;
        let other = if self.html[place..].starts_with('A') { "B" } else { "A" };
        let mut html = self.html.clone();
        html.replace_range(place..=place, other);
        Ok(Product { html })
    }

    /// A copy that ends too early, after a share of its bytes, in percent.
    pub fn cut_off_at(&self, share: usize) -> Product {
        Product { html: self.html[..self.html.floor_char_boundary(self.html.len() * share / 100)].into() }
    }
}

/// The word by which a policy allows a script.
fn hash(script: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(script)))
}

fn replace(html: &str, from: &str, to: &str) -> Result<String> {
    let count = html.matches(from).count();
    ensure!(count == 1, "the page contains {from:?} {count} times");
    Ok(html.replacen(from, to, 1))
}
