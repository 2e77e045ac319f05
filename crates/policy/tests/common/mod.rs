//! Small packs for the tests.
#![allow(dead_code, reason = "each test file uses a part")]

use model::{Date, RegionCode};
use policy::{PackError, PackSource, Policy, Problem, load};

pub const HEAD: &str = "[pack]\nname = \"base\"\nversion = \"1\"\ntitle = \"试验包\"\nissuer = \"甲方\"\ndate = \"2021-01-01\"\nlevel = \"nation\"\n\n[[document]]\nkey = \"doc\"\ntitle = \"试验文件\"\n\n[cycle]\nfirst = 2021\nlast = 2025\ncompletion = \"2025-12-31\"\ncite = \"doc\"\ncertainty = \"confirmed\"\n";
pub const OVER: &str = "[pack]\nname = \"over\"\nversion = \"1\"\ntitle = \"下级包\"\nissuer = \"乙方\"\ndate = \"2021-01-01\"\nlevel = \"county\"\noverlays = \"base\"\nauthority = { cite = \"doc\" }\n";

/// The fields nearly every entry ends with.
pub const TAIL: &str = "from = \"2020-01-01\"\ncite = \"doc\"\ncertainty = \"confirmed\"\n";

pub fn pack(name: &str, head: &str, text: &str) -> PackSource {
    PackSource { name: name.into(), files: vec![("pack.toml".into(), head.into()), ("a.toml".into(), text.into())] }
}

pub fn one(text: &str) -> Result<Policy, PackError> {
    load(&[pack("base", HEAD, text)])
}

pub fn two(lower: &str, upper: &str) -> Result<Policy, PackError> {
    load(&[pack("base", HEAD, lower), pack("over", OVER, upper)])
}

pub fn problems(result: Result<Policy, PackError>) -> Vec<Problem> {
    result.err().map(|e| e.problems).unwrap_or_default()
}

/// The message keys of the problems.
pub fn keys(result: Result<Policy, PackError>) -> Vec<String> {
    problems(result).into_iter().map(|p| p.message.key.to_string()).collect()
}

pub fn date(s: &str) -> Date {
    s.parse().unwrap()
}

pub fn builtin(code: &str) -> Policy {
    let region: RegionCode = code.parse().unwrap();
    policy::builtin(&region).unwrap_or_else(|e| panic!("{e}"))
}

pub fn figure(fields: &str) -> String {
    format!("[[figure]]\nkey = \"x.y\"\nname = \"试验\"\nunit = \"人\"\n{fields}\n{TAIL}")
}
