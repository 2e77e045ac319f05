//! R0911 豁免无效: a waiver handed in has no effect: too low a level, a rule nobody may waive, or nothing it speaks of.

use crate::finding::{Family, Rule, Severity, Waiver};
use crate::report::Report;
use crate::view::View;
use crate::waive::{Flaw, flaw};

/// 豁免无效.
pub(super) const RULE: Rule = Rule {
    number: "R0911",
    family: Family::Completeness,
    severity: Severity::NeedsReason,
    waiver: Waiver::Nobody,
    clause: "通知六（三）、六（五）",
    mission: "M41",
    check,
};

fn check(view: &View<'_>, out: &mut Report<'_>) {
    for (n, waived) in view.dossier.waivers.iter().enumerate() {
        let Some(flaw) = flaw(waived) else { continue };
        let mut draft =
            out.county().with("rule", &waived.rule).with("name", &waived.name).with("level", waived.level.zh());
        draft = match flaw {
            Flaw::NoSuchRule => draft.variant("unknown"),
            Flaw::NotWaivable => draft.variant("barred"),
            Flaw::LevelTooLow(least) => draft.with("least", least.zh()),
            Flaw::Incomplete => draft.variant("incomplete"),
        };
        if let Some(project) = &waived.project {
            draft = draft.about(project);
        }
        if let Some(school) = &waived.school {
            draft = draft.school(school);
        }
        draft.saw(format!("waiver/{n}"), &waived.rule).file();
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{Fixture, trip};
    use model::{Date, ProjectId, Waived, WaiverLevel};

    fn waived(rule: &str, level: WaiverLevel) -> Waived {
        Waived {
            rule: rule.into(),
            project: Some(ProjectId("P2".into())),
            school: None,
            level,
            name: "某某（市教育局）".into(),
            reason: "已经专题研究同意".into(),
            date: Date::new(2021, 10, 12).unwrap(),
            document: None,
        }
    }

    #[test]
    fn tells_the_fault_from_the_clean_plan() {
        trip("R0911", &[], |f| f.dossier.waivers = vec![waived("R0301", WaiverLevel::County)]);
        trip("R0911", &[], |f| f.dossier.waivers = vec![waived("R0501", WaiverLevel::Region)]);
        trip("R0911", &[], |f| f.dossier.waivers = vec![waived("R0099", WaiverLevel::Region)]);
        trip("R0911", &[], |f| {
            f.dossier.waivers = vec![Waived { reason: " ".into(), ..waived("R0301", WaiverLevel::City) }];
        });
    }

    #[test]
    fn only_the_level_the_rule_names_lets_a_finding_stand() {
        for (level, stands) in [(WaiverLevel::County, true), (WaiverLevel::City, false), (WaiverLevel::Region, false)] {
            let mut f = Fixture::clean();
            f.quantity("P2", 2_000);
            f.dossier.waivers = vec![waived("R0301", level)];
            let found = f.findings();
            let over: Vec<_> = found.iter().filter(|f| f.rule == "R0301").collect();
            assert_eq!(over.len(), 1);
            assert_eq!(over[0].stands(), stands, "{level:?}");
            assert!(
                found.iter().filter(|f| f.rule == "R0701").all(crate::Finding::stands),
                "another rule is not touched"
            );
        }
    }

    #[test]
    fn what_nobody_may_waive_stays() {
        let mut f = Fixture::clean();
        f.fund("P2", model::FundSource::Levy);
        f.dossier.waivers = vec![waived("R0504", WaiverLevel::Region)];
        assert!(f.findings().iter().any(|f| f.rule == "R0504" && f.stands()));
    }
}
