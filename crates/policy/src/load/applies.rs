//! Reading what an entry applies to (适用范围).

use super::fields::{Fields, Reader};
use crate::Applies;
use model::Message;

/// Reads the `applies` table; missing means everything.
pub(super) fn applies(r: &mut Reader<'_>, f: &mut Fields<'_>) -> Applies {
    let Some(mut t) = f.table(r, "applies") else { return Applies::default() };
    let out = Applies {
        kinds: t.words(r, "kinds"),
        stages: t.words(r, "stages"),
        settings: t.words(r, "settings"),
        boarding: t.truth_opt(r, "boarding"),
        sources: t.words(r, "sources"),
        regions: regions(r, &mut t),
        natures: t.words(r, "natures"),
        built_until: year(r, &mut t),
    };
    t.finish(r);
    out
}

/// Reads a year of four digits.
fn year(r: &mut Reader<'_>, t: &mut Fields<'_>) -> Option<u16> {
    let given = t.number_opt(r, "built_until")?;
    let year = u16::try_from(given).ok().filter(|y| given.is_integer() && (1800..=2200).contains(y));
    if year.is_none() {
        t.report(r, "built_until", Message::new("policy-want-year"));
    }
    year
}

/// Reads region code prefixes: two to twelve digits or letters.
pub(super) fn regions(r: &mut Reader<'_>, f: &mut Fields<'_>) -> Vec<String> {
    let regions = f.texts(r, "regions");
    for region in &regions {
        let fine = (2..=12).contains(&region.len()) && region.bytes().all(|b| b.is_ascii_alphanumeric());
        if !fine {
            f.report(r, "regions", Message::new("policy-region-prefix").with("value", region));
        }
    }
    regions
}
