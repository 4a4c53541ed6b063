//! A run made of named steps: says which one is running, how long each took, and which one failed.

use anyhow::{Context, Result};
use std::time::{Duration, Instant};

/// The steps of one command so far.
pub struct Steps {
    started: Instant,
    done: Vec<(&'static str, Duration)>,
}

impl Steps {
    /// Starts the clock.
    pub fn start() -> Steps {
        Steps { started: Instant::now(), done: Vec::new() }
    }

    /// Does one step.
    ///
    /// # Errors
    /// The step's own error, with the step's name.
    pub fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n=== {name}");
        let started = Instant::now();
        let result = work().with_context(|| format!("step failed: {name}"))?;
        let elapsed = started.elapsed();
        println!("--- {name}: {}", seconds(elapsed));
        self.done.push((name, elapsed));
        Ok(result)
    }

    /// Prints the time of every step and of the whole.
    pub fn summary(&self) {
        println!("\n=== summary");
        for (name, elapsed) in &self.done {
            println!("{:>9}  {name}", seconds(*elapsed));
        }
        println!("{:>9}  in all", seconds(self.started.elapsed()));
    }
}

fn seconds(elapsed: Duration) -> String {
    format!("{:.1} s", elapsed.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::Steps;

    #[test]
    fn failure_names_its_step() {
        let failed: anyhow::Result<()> = Steps::start().step("fmt", || anyhow::bail!("no"));
        assert_eq!(format!("{:#}", failed.expect_err("it failed")), "step failed: fmt: no");
    }
}
