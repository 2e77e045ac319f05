//! Rules switched by packs (规则调整): what is in force, and what of it the report must tell.

use crate::finding::{Finding, Rule, Severity, Waiver};
use crate::report::{Report, Words};
use crate::view::View;
use model::Message;
use policy::{PackLevel, Policy, RuleSwitch};

/// How a rule stands after the packs' switches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// As written.
    Plain,
    /// Switched off.
    Off,
    /// With another severity.
    As(Severity),
}

impl Setting {
    /// The severity in force.
    pub fn severity(self, rule: &Rule) -> Severity {
        match self {
            Setting::As(severity) => severity,
            Setting::Plain | Setting::Off => rule.severity,
        }
    }
}

/// How a rule stands. A switch that loosens it counts only when its pack comes from a level that could waive the rule.
pub(crate) fn of(rule: &Rule, policy: &Policy) -> Setting {
    policy.switch(rule.number).filter(|s| allowed(rule, s, policy)).map_or(Setting::Plain, asked)
}

fn asked(switch: &RuleSwitch) -> Setting {
    match (switch.enabled, switch.severity.as_deref()) {
        (false, _) => Setting::Off,
        (true, Some("blocks")) => Setting::As(Severity::Blocks),
        (true, Some("needs_reason")) => Setting::As(Severity::NeedsReason),
        (true, Some("notice")) => Setting::As(Severity::Notice),
        (true, _) => Setting::Plain,
    }
}

fn allowed(rule: &Rule, switch: &RuleSwitch, policy: &Policy) -> bool {
    let looser = match asked(switch) {
        Setting::Off => true,
        Setting::As(severity) => severity > rule.severity,
        Setting::Plain => false,
    };
    let mut layers = policy.layers.iter().rev();
    let level = layers.find(|l| l.content.switches.contains(switch)).map(|l| l.pack.level);
    // the levels stand from the nation down; what nobody may waive, only the region and the nation may change
    let least = match rule.waiver {
        Waiver::Nobody | Waiver::Region => PackLevel::Province,
        Waiver::City => PackLevel::Prefecture,
        Waiver::County => PackLevel::County,
    };
    !looser || level.is_none_or(|level| level <= least)
}

/// Says that a pack has switched the rule, by what authority, and when it had not the standing to.
pub(crate) fn tell(rule: &Rule, words: Words, view: &View<'_>, out: &mut Vec<Finding>) {
    let Some(switch) = view.policy.switch(rule.number) else { return };
    let asked = asked(switch);
    let refused = !allowed(rule, switch, view.policy);
    if asked == Setting::Plain {
        return;
    }
    let mut report = Report::new(rule, words, if refused { Severity::NeedsReason } else { Severity::Notice }, out);
    let key = match (refused, asked) {
        (true, _) => "rules-switch-refused",
        (false, Setting::Off) => "rules-switch-off",
        (false, Setting::As(Severity::Blocks)) => "rules-switch-blocks",
        (false, Setting::As(Severity::NeedsReason)) => "rules-switch-needs-reason",
        (false, _) => "rules-switch-notice",
    };
    let words = Message::new(key).with("rule", rule.number).with("reference", &switch.reference);
    let remedy = Message::new(if refused { "rules-switch-refused-do" } else { "rules-switch-do" });
    report.county().clause(&switch.reference).worded(words, remedy).file();
}
