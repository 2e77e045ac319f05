//! The junheng command.
fn main() {}
