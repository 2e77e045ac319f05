//! How the child tells its parent what it read: frames of a length, a kind and a payload. The
//! parent believes nothing: every length is checked before use.

mod frame;
mod row;

pub(crate) use frame::{FrameReader, FrameWriter, Kind};
pub(crate) use row::{decode_row, encode_row};
