//! Pictures (图片): their size. There is no recognition of characters in pictures.

use super::{Finder, Remark};
use crate::problem::IntakeProblem;

/// Sides longer than this are no picture anybody took.
const SIDE: usize = 60_000;

pub(super) fn look(bytes: &[u8], found: &mut Finder) -> Result<(), IntakeProblem> {
    let size = imagesize::blob_size(bytes).map_err(IntakeProblem::damaged)?;
    let side = |n: usize| u32::try_from(n).ok().filter(|_| (1..=SIDE).contains(&n));
    let (Some(width), Some(height)) = (side(size.width), side(size.height)) else {
        return Err(IntakeProblem::damaged("size of picture"));
    };
    found.look.pixels = Some((width, height));
    found.look.pages = Some(1);
    found.remark(Remark::NoText);
    Ok(())
}
