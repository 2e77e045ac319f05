//! Dated, cited figures of the regulations, read from policy packs.
