//! Fuzz target `xls`, see `exchange::fuzz`. The library that reads old workbooks panics on broken ones, which its caller
//! contains; what is looked for here are panics of our own.
#![no_main]

use fuzz::{exchange, libfuzzer_sys};

libfuzzer_sys::fuzz_target!(
    init: {
        let deadly = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let words = panic.payload_as_str().unwrap_or_default();
            let theirs = panic.location().is_some_and(|place| place.file().contains("/calamine-"));
            if !theirs && !words.contains("capacity overflow") {
                deadly(panic);
            }
        }));
    },
    |bytes: &[u8]| {
        let (_, run) = exchange::fuzz::target("xls").expect("the entry is listed");
        assert!(run(bytes), "a property of xls does not hold");
    }
);
