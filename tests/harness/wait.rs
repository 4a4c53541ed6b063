//! Waiting for a condition instead of for a time.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// Longer than anything on a busy machine takes, so that running into it means that something is wrong.
const DEADLINE: Duration = Duration::from_secs(20);

/// A browser answers in milliseconds; asking more often than this would only slow it down.
const PAUSE: Duration = Duration::from_millis(30);

/// Asks again and again until there is an answer.
///
/// # Errors
/// Asking fails, or there is no answer within twenty seconds.
pub async fn wait_for<T>(description: &str, mut ask: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask().await? {
            return Ok(answer);
        }
        if started.elapsed() > DEADLINE {
            bail!("waited {} s in vain for {description}", DEADLINE.as_secs());
        }
        tokio::time::sleep(PAUSE).await;
    }
}
