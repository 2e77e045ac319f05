//! Checks of a loaded dossier (数据核查): impossible values, contradictions between tables, outliers among peers.
//!
//! Each check returns what it found with the path of the value; the cell comes from the dossier's origins.

mod conditions;
mod limits;
mod outlier;
mod place;
mod plan;
mod pupils;
mod register;

use crate::load::Load;
use crate::problem::Code;
pub use limits::Limits;

/// Something found: its kind, the path of the value it is about, and the arguments of its messages.
pub(crate) struct Finding {
    code: Code,
    path: String,
    args: Vec<(&'static str, String)>,
}

fn finding(code: Code, path: String, args: Vec<(&'static str, String)>) -> Finding {
    Finding { code, path, args }
}

/// Runs every check.
pub fn all(load: &mut Load) {
    let limits = Limits::built_in();
    let d = &load.dossier;
    let mut found = Vec::new();
    for school in &d.schools {
        place::check(&format!("school/{}", school.id), school.location.as_ref(), limits, &mut found);
        pupils::check(d, school, limits, &mut found);
        conditions::check(school, limits, &mut found);
    }
    for site in &d.sites {
        place::check(&format!("site/{}", site.id), site.location.as_ref(), limits, &mut found);
    }
    for settlement in &d.settlements {
        place::check(&format!("settlement/{}", settlement.id), settlement.location.as_ref(), limits, &mut found);
    }
    register::check(d, &mut found);
    outlier::check(d, limits, &mut found);
    plan::check(d, &mut found);
    for f in found {
        let spot = load.spot_of(&f.path);
        load.problems.add(f.code, spot, &f.args);
    }
}
