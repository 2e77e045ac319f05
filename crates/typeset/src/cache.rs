//! The engine remembers intermediate results for ever unless told otherwise.

/// Empties the engine's memory when dropped, so that every way out of a run, errors included, gives the memory back.
pub(crate) struct Sweep;

impl Drop for Sweep {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}
