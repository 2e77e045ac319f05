//! The inputs that fuzzing kept (`fuzz/corpus`), each through the entry it was kept for.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::path::Path;

#[test]
fn kept_inputs_pass() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let mut count = 0;
    for folder in std::fs::read_dir(&corpus).unwrap() {
        let folder = folder.unwrap();
        let name = folder.file_name().into_string().unwrap();
        let (_, run) = exchange::fuzz::target(&name).unwrap_or_else(|| panic!("{name} is no entry"));
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let path = file.unwrap().path();
            assert!(run(&std::fs::read(&path).unwrap()), "a property does not hold: {}", path.display());
            count += 1;
        }
    }
    assert!(count >= exchange::fuzz::TARGETS.len(), "only {count} inputs");
    println!("{count} inputs");
}
