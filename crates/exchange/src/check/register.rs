//! The register: codes and names that several schools bear.

use super::{Finding, finding};
use crate::problem::Code;
use model::{Dossier, School};
use std::collections::BTreeMap;

/// Checks the register.
pub fn check(d: &Dossier, found: &mut Vec<Finding>) {
    let mut codes: BTreeMap<&str, Vec<&School>> = BTreeMap::new();
    let mut names: BTreeMap<&str, Vec<&School>> = BTreeMap::new();
    for school in &d.schools {
        if let Some(span) = school.codes.last().filter(|s| s.to.is_none()) {
            codes.entry(span.code.as_str()).or_default().push(school);
        }
        names.entry(&school.name).or_default().push(school);
    }
    for (code, schools) in codes.into_iter().filter(|(_, s)| s.len() > 1) {
        // campuses of one school, or keys made from the code, say themselves that they share it
        let known = |s: &&School| s.parent.is_some() || s.id.0.strip_prefix(code).is_some_and(|rest| !rest.is_empty());
        tell(Code::DuplicateCode, "code", code, schools.into_iter().filter(|s| !known(s)).collect(), found);
    }
    for (name, schools) in names {
        tell(Code::DuplicateName, "name", name, schools, found);
    }
}

/// Tells of every school after the first.
fn tell(code: Code, column: &str, value: &str, schools: Vec<&School>, found: &mut Vec<Finding>) {
    let Some((first, rest)) = schools.split_first() else { return };
    for school in rest {
        let args =
            vec![("value", value.to_owned()), ("school", school.id.to_string()), ("first", first.id.to_string())];
        found.push(finding(code, format!("school/{}/{column}", school.id), args));
    }
}
