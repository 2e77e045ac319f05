//! What of a county is its own until its plan is handed in (草案不外露): projects with their money, what they must reach, waivers of findings.

use crate::caller::CountyView;
use model::{Dossier, Plan};

/// Where in the encoding of a dossier it stands.
pub const PATHS: [&str; 3] = ["/plan", "/demands", "/waivers"];

/// Takes it out of a dossier. What is left says nothing of the plan, and never that there is none.
pub fn withhold(dossier: &mut Dossier) {
    dossier.plan = Plan::default();
    dossier.demands.clear();
    dossier.waivers.clear();
}

/// Whether a path of a change lies in it.
pub fn is_own(path: &str) -> bool {
    PATHS.iter().any(|own| path.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

impl CountyView {
    /// What to say where figures of the plan would stand, to those who may not see it yet; `None` for those who see it.
    ///
    /// To them [`CountyView::computed`] has no projects, which is nothing known of the plan: it must never be told as "none".
    pub fn withheld(&self) -> Option<String> {
        (!self.sees_plan()).then(|| self.words().t("wb-plan-withheld"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_names_are_its_own() {
        assert!(is_own("/plan/projects/P1/start") && is_own("/demands") && is_own("/waivers/a"));
        assert!(!is_own("/planning") && !is_own("/schools/plan") && !is_own(""));
    }
}
