//! Applying the waivers a county hands in (豁免): only where the rule allows the level that granted it.

use crate::finding::{Finding, Waiver};
use crate::registry::rule;
use model::{Dossier, Waived};

/// Why a waiver has no effect (豁免无效的原因).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// No rule has this number.
    NoSuchRule,
    /// The rule may not be waived by anybody.
    NotWaivable,
    /// The level that granted it is too low.
    LevelTooLow(Waiver),
    /// Nobody is named, or no reason is given.
    Incomplete,
}

/// What is wrong with a waiver in itself; `None` when nothing is.
pub(crate) fn flaw(waived: &Waived) -> Option<Flaw> {
    let Some(rule) = rule(&waived.rule) else { return Some(Flaw::NoSuchRule) };
    if rule.waiver == Waiver::Nobody {
        return Some(Flaw::NotWaivable);
    }
    if !rule.waiver.allows(waived.level) {
        return Some(Flaw::LevelTooLow(rule.waiver));
    }
    (waived.name.trim().is_empty() || waived.reason.trim().is_empty()).then_some(Flaw::Incomplete)
}

/// Marks the findings that are waived.
pub(crate) fn apply(dossier: &Dossier, findings: &mut [Finding]) {
    for waived in dossier.waivers.iter().filter(|w| flaw(w).is_none()) {
        for finding in findings.iter_mut().filter(|f| f.waived.is_none() && speaks_of(waived, f)) {
            finding.waived = Some(Box::new(waived.clone()));
        }
    }
}

/// True when a waiver speaks of a finding: the same rule on the same project or school, or on the county as a whole.
pub(crate) fn speaks_of(waived: &Waived, finding: &Finding) -> bool {
    let same_object = match (&waived.project, &waived.school) {
        (None, None) => finding.project.is_none() && finding.school.is_none(),
        (Some(project), None) => finding.project.as_ref() == Some(project),
        (None, Some(school)) => finding.school.as_ref() == Some(school),
        (Some(project), Some(school)) => {
            finding.project.as_ref() == Some(project) && finding.school.as_ref() == Some(school)
        }
    };
    finding.rule == waived.rule && same_object
}
