//! How much a search may do.

/// Elementary steps that are left. They are counted rather than timed, so that the same question comes to the same answer on
/// every machine; a caller who has a clock may still call a search off.
pub struct Effort<'a> {
    left: u64,
    spent: u64,
    asks_at: u64,
    is_called_off: bool,
    stop: &'a dyn Fn() -> bool,
}

impl<'a> Effort<'a> {
    /// So many steps, unless `stop` says that nobody waits any more.
    pub fn new(steps: u64, stop: &'a dyn Fn() -> bool) -> Self {
        Self {
            left: steps,
            spent: 0,
            asks_at: 0,
            is_called_off: false,
            stop,
        }
    }

    /// How often a caller is asked whether to go on: a few thousand times a second.
    const ASKS_EVERY: u64 = 1 << 18;

    /// Takes steps, which were done or are about to be.
    pub fn spend(&mut self, steps: u64) {
        self.spent += steps;
        self.left = self.left.saturating_sub(steps);
        if self.spent >= self.asks_at {
            self.asks_at = self.spent + Self::ASKS_EVERY;
            self.is_called_off = self.is_called_off || (self.stop)();
        }
    }

    /// Whether nothing is left, or nobody waits.
    pub const fn is_over(&self) -> bool {
        self.left == 0 || self.is_called_off
    }

    /// Whether the caller called it off: what came out then hangs on a clock.
    pub const fn is_called_off(&self) -> bool {
        self.is_called_off
    }

    /// Steps that are left.
    pub const fn left(&self) -> u64 {
        self.left
    }

    /// Steps taken so far.
    pub const fn spent(&self) -> u64 {
        self.spent
    }

    /// A part of what is left, for a side question that must not use up everything.
    #[must_use]
    pub fn portion(&self, steps: u64) -> Self {
        Self {
            left: self.left.min(steps),
            spent: 0,
            asks_at: 0,
            is_called_off: self.is_called_off,
            stop: self.stop,
        }
    }

    /// Takes what a portion has used.
    pub fn settle(&mut self, portion: &Self) {
        self.spend(portion.spent);
        self.is_called_off = self.is_called_off || portion.is_called_off;
    }
}
