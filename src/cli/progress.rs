//! How far long work has come: a line on the terminal, and nothing where nobody looks.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// Nothing is shown of work that is done before somebody wonders.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the line changes.
const EVERY: Duration = Duration::from_millis(100);

/// Letters of the bar.
const WIDTH: usize = 30;

/// A line on standard error that says how much is done; silent where that is no terminal.
#[derive(Debug)]
pub(super) struct Progress {
    what: &'static str,
    of: usize,
    done: usize,
    began: Instant,
    shown: Option<Instant>,
    is_watched: bool,
}

impl Progress {
    /// Of so many of these, none is done.
    pub fn new(what: &'static str, of: usize) -> Self {
        Self {
            what,
            of,
            done: 0,
            began: Instant::now(),
            shown: None,
            is_watched: std::io::stderr().is_terminal(),
        }
    }

    /// So many more are done.
    pub fn advance(&mut self, by: usize) {
        self.done += by;
        if !self.is_watched {
            return;
        }
        let now = Instant::now();
        let waited = match self.shown {
            None => now.duration_since(self.began) >= PATIENCE,
            Some(shown) => now.duration_since(shown) >= EVERY,
        };
        if waited {
            self.shown = Some(now);
            // A terminal that cannot be written to is no reason to end the work.
            let line = line(self.what, self.done, self.of, now.duration_since(self.began));
            let _ = write!(std::io::stderr(), "\r{line}\x1b[K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

fn line(what: &str, done: usize, of: usize, took: Duration) -> String {
    let share = if of == 0 { 1.0 } else { done as f64 / of as f64 };
    let full = (share * WIDTH as f64) as usize;
    let left = (share > 0.0).then(|| took.as_secs_f64() * (1.0 - share) / share);
    let left = left.map_or_else(String::new, |left| format!(", {left:.0} s left"));
    format!(
        "[{}{}] {done} of {of} {what}{left}",
        "=".repeat(full),
        " ".repeat(WIDTH - full.min(WIDTH))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_much_is_done_and_how_long_the_rest_takes() {
        assert_eq!(
            line("communities", 250, 1000, Duration::from_secs(10)),
            format!(
                "[{}{}] 250 of 1000 communities, 30 s left",
                "=".repeat(7),
                " ".repeat(23)
            )
        );
        assert_eq!(
            line("rows", 0, 5, Duration::ZERO),
            format!("[{}] 0 of 5 rows", " ".repeat(30))
        );
        assert!(line("rows", 0, 0, Duration::ZERO).starts_with(&format!("[{}]", "=".repeat(30))));
    }
}
