//! The library (资料库) behind its pages and its interface: files taken in, documents kept and changed, in plain values.

mod category;
mod citation;
mod document;
mod name;
mod preview;
mod receive;
mod refused;

pub use category::{Category, categories, category_name};
pub use citation::citations;
pub use document::{Given, Kept, Thing, audiences, change, evidence, keep, report, resolve, set_state};
pub use name::clean;
pub(crate) use preview::{PREVIEW, Preview, run as make_preview};
pub use receive::{Looked, look, look_with, receive};
pub(crate) use receive::{broken, short};
pub use refused::{persons_message, refused};
