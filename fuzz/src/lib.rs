//! What all fuzz targets have in common.

pub use exchange;
pub use libfuzzer_sys;

/// Makes a target of the entry of this name: it fails on a panic, and on a property that does not hold.
#[macro_export]
macro_rules! entry {
    ($name:literal) => {
        $crate::libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
            let (_, run) = $crate::exchange::fuzz::target($name).expect("the entry is listed");
            assert!(run(bytes), "a property of {} does not hold", $name);
        });
    };
}
