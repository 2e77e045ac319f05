//! Stopping before the work is done (停止信号). The core reads no clock: who holds one passes it in.

use std::cell::Cell;
use std::fmt;

/// Asked now and then whether to stop (停止信号). An answer that was stopped depends on the machine and its load, so it is not
/// reproducible and says so.
pub struct Halt<'a> {
    ask: Option<&'a dyn Fn() -> bool>,
    fired: Cell<bool>,
}

impl<'a> Halt<'a> {
    /// Never stops: only the limits on work count.
    pub fn never() -> Halt<'a> {
        Halt { ask: None, fired: Cell::new(false) }
    }

    /// Stops once `ask` says so.
    pub fn when(ask: &'a dyn Fn() -> bool) -> Halt<'a> {
        Halt { ask: Some(ask), fired: Cell::new(false) }
    }

    /// True from the first time on that the answer was to stop.
    pub fn now(&self) -> bool {
        if !self.fired.get() && self.ask.is_some_and(|ask| ask()) {
            self.fired.set(true);
        }
        self.fired.get()
    }

    /// Whether work was cut short.
    pub fn fired(&self) -> bool {
        self.fired.get()
    }
}

impl fmt::Debug for Halt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Halt({})", self.fired.get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn once_stopped_it_stays_stopped() {
        let asked = Cell::new(0);
        let ask = || {
            asked.set(asked.get() + 1);
            asked.get() == 2
        };
        let halt = Halt::when(&ask);
        assert!(!halt.now() && !halt.fired());
        assert!(halt.now() && halt.now() && halt.fired());
        assert_eq!(asked.get(), 2, "not asked again");
        assert!(!Halt::never().now());
    }
}
