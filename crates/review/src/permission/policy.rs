//! The policies (权限策略): loaded once, checked strictly against their schema, asked through [`decide`].

use super::memory;
use super::words::{self, Vocabulary};
use super::{Action, Context, Decision, Denied, Object, Subject};
use cedar_policy::{Authorizer, Effect, Policy, PolicyId, PolicySet, Schema, ValidationMode, Validator};
use model::Message;
use std::str::FromStr;
use std::sync::OnceLock;

const SCHEMA: &str = include_str!("../../policies/schema.cedarschema");

macro_rules! policies {
    ($($name:literal),* $(,)?) => {
        const POLICIES: &[(&str, &str)] = &[ $( ($name, include_str!(concat!("../../policies/", $name, ".cedar"))), )* ];
    };
}

// one file per noun
policies!["guard", "county", "plan", "library", "office", "account", "delivery", "funds", "publishing"];

/// The policies cannot be used (权限策略有误). The program must not start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("permission policies: {0}")]
pub struct Broken(pub String);

/// The schema and the policy files with their names, as they are in the program.
pub fn sources() -> (&'static str, &'static [(&'static str, &'static str)]) {
    (SCHEMA, POLICIES)
}

/// The policies as loaded.
pub(super) struct Policies {
    all: PolicySet,
    permits: PolicySet,
    vocabulary: Vocabulary,
    authorizer: Authorizer,
}

/// Loads the policies and validates them strictly: to be called when a program starts.
///
/// # Errors
/// What does not parse or does not fit the schema.
pub fn check() -> Result<(), Broken> {
    policies().map(|_| ())
}

fn policies() -> Result<&'static Policies, Broken> {
    static LOADED: OnceLock<Result<Policies, Broken>> = OnceLock::new();
    LOADED.get_or_init(|| Policies::load(SCHEMA, POLICIES)).as_ref().map_err(Clone::clone)
}

impl Policies {
    /// Policies from their sources.
    pub(super) fn load(schema: &str, files: &[(&str, &str)]) -> Result<Policies, Broken> {
        let broken = |e: &dyn std::fmt::Display| Broken(e.to_string());
        let (schema, warnings) = Schema::from_cedarschema_str(schema).map_err(|e| broken(&e))?;
        if let Some(warning) = { warnings }.next() {
            return Err(broken(&warning));
        }
        let (mut all, mut permits) = (PolicySet::new(), PolicySet::new());
        for (name, text) in files {
            let file = PolicySet::from_str(text).map_err(|e| Broken(format!("{name}.cedar: {e}")))?;
            for policy in file.policies() {
                let id =
                    policy.annotation("id").ok_or_else(|| Broken(format!("{name}.cedar: a policy without @id")))?;
                let policy = policy.new_id(PolicyId::new(id));
                if policy.effect() == Effect::Permit {
                    permits.add(policy.clone()).map_err(|e| broken(&e))?;
                } else if Prohibition::of(&policy).is_none() {
                    return Err(Broken(format!("{name}.cedar: {id} lacks @reason or @order")));
                }
                all.add(policy).map_err(|e| broken(&e))?;
            }
        }
        let result = Validator::new(schema.clone()).validate(&all, ValidationMode::Strict);
        if let Some(error) = result.validation_errors().next() {
            return Err(broken(error));
        }
        if let Some(warning) = result.validation_warnings().next() {
            return Err(broken(warning));
        }
        let vocabulary = Vocabulary::new(&schema)?;
        Ok(Policies { all, permits, vocabulary, authorizer: Authorizer::new() })
    }

    pub(super) fn decide(&self, subject: &Subject, action: Action, object: &Object, context: &Context) -> Decision {
        if action.kind() != object.kind() {
            return deny(Message::new("review-deny-mismatch").with("action", action.code()));
        }
        let Ok((request, entities)) = words::put(&self.vocabulary, subject, action, object, context) else {
            return deny(Message::new("review-deny-broken"));
        };
        let answer = self.authorizer.is_authorized(&request, &self.all, &entities);
        // an error skips a policy, which must never open a door
        if answer.diagnostics().errors().next().is_some() {
            return deny(Message::new("review-deny-broken"));
        }
        if answer.decision() == cedar_policy::Decision::Allow {
            return Decision::Allow;
        }
        let mut against: Vec<Prohibition<'_>> =
            answer.diagnostics().reason().filter_map(|id| self.all.policy(id)).filter_map(Prohibition::of).collect();
        against.sort();
        // what concerns the account or must stay hidden is said first, then that the role does not do it, then the rest
        let first = against.first().filter(|p| p.hidden || p.order < ROLE_ORDER);
        if first.is_none() {
            let permitted = self.authorizer.is_authorized(&request, &self.permits, &entities);
            if permitted.decision() == cedar_policy::Decision::Deny {
                let grave = against.first().filter(|p| p.order < STATE_ORDER);
                return match grave {
                    Some(p) => p.denied(action, false),
                    None => deny(Message::new("review-deny-role").with("action", action.code())),
                };
            }
        }
        match against.first() {
            Some(p) => p.denied(action, against.len() == 1 && p.id == "step-up"),
            None => deny(Message::new("review-deny-role").with("action", action.code())),
        }
    }
}

/// Prohibitions below this order are told even to a person whose role would not do it anyway.
const ROLE_ORDER: u8 = 40;
/// From this order on a prohibition speaks of the record's state, which does not concern a person whose role would not do it anyway.
const STATE_ORDER: u8 = 50;

/// A prohibition that applied.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Prohibition<'a> {
    order: u8,
    id: &'a str,
    reason: &'a str,
    hidden: bool,
}

impl<'a> Prohibition<'a> {
    fn of(policy: &'a Policy) -> Option<Prohibition<'a>> {
        Some(Prohibition {
            order: policy.annotation("order")?.parse().ok()?,
            id: policy.annotation("id")?,
            reason: policy.annotation("reason")?,
            hidden: policy.annotation("hidden").is_some(),
        })
    }

    fn denied(&self, action: Action, step_up: bool) -> Decision {
        let mut reason = Message::new("").with("action", action.code());
        reason.key = self.reason.to_owned().into();
        Decision::Deny(Denied { reason, hidden: self.hidden, step_up })
    }
}

fn deny(reason: Message) -> Decision {
    Decision::Deny(Denied { reason, hidden: false, step_up: false })
}

/// Whether `subject` may do `action` to `object` (判定权限), and if not, why.
///
/// What is not permitted is denied; so is everything when the policies do not load (see [`check`]).
pub fn decide(subject: &Subject, action: Action, object: &Object, context: &Context) -> Decision {
    match policies() {
        Ok(policies) => {
            memory::answer(subject, action, object, context, || policies.decide(subject, action, object, context))
        }
        Err(_) => deny(Message::new("review-deny-broken")),
    }
}
