//! A question in Cedar's words (策略语言): our types as entities and a request.

use super::{Action, Broken, Context, Facts, Object, Plan, Role, Subject};
use crate::region::{Place, rank};
use cedar_policy::{
    Entities, Entity, EntityId, EntityTypeName, EntityUid, Request, RestrictedExpression as Value, Schema,
};
use model::WaiverLevel;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::str::FromStr;

/// Names of entity types and the action entities with their groups, looked up once.
pub(super) struct Vocabulary {
    types: BTreeMap<&'static str, EntityTypeName>,
    actions: BTreeMap<Action, Entity>,
}

const TYPES: &[&str] = &[
    "Region",
    "Role",
    "Department",
    "AccountState",
    "PlanState",
    "DocumentState",
    "Audience",
    "ProjectState",
    "FundState",
    "NoticeState",
    "Account",
    "Office",
    "Dossier",
    "Plan",
    "Document",
    "Profile",
    "Token",
    "Cycle",
    "Job",
    "Project",
    "Fund",
    "Notice",
    "Action",
];

/// Something could not be put into Cedar's words.
pub(super) struct Wordless;

impl Vocabulary {
    /// The names of a schema.
    ///
    /// # Errors
    /// An action of ours that the schema does not know, or one more than ours.
    pub(super) fn new(schema: &Schema) -> Result<Vocabulary, Broken> {
        let mut types = BTreeMap::new();
        for name in TYPES {
            types.insert(*name, EntityTypeName::from_str(name).map_err(|e| Broken(e.to_string()))?);
        }
        let known = schema.action_entities().map_err(|e| Broken(e.to_string()))?;
        let mut actions = BTreeMap::new();
        for action in Action::ALL {
            let found = known.iter().find(|e| e.uid().id().unescaped() == action.code());
            let entity = found.ok_or_else(|| Broken(format!("the schema lacks the action {}", action.code())))?;
            actions.insert(*action, entity.clone());
        }
        for uid in schema.actions() {
            let group = schema.request_envs().all(|env| env.action() != uid);
            if !group && Action::from_str(uid.id().unescaped()).is_err() {
                return Err(Broken(format!("the schema has an action of its own: {uid}")));
            }
        }
        Ok(Vocabulary { types, actions })
    }

    fn uid(&self, kind: &str, id: &str) -> Result<EntityUid, Wordless> {
        let name = self.types.get(kind).ok_or(Wordless)?;
        Ok(EntityUid::from_type_name_and_id(name.clone(), EntityId::new(id)))
    }

    fn reference(&self, kind: &str, id: &str) -> Result<Value, Wordless> {
        Ok(Value::new_entity_uid(self.uid(kind, id)?))
    }

    fn region(&self, place: &Place) -> Result<Value, Wordless> {
        self.reference("Region", place.code().as_str())
    }
}

/// The request and the entities it speaks of.
pub(super) fn put(
    v: &Vocabulary,
    subject: &Subject,
    action: Action,
    object: &Object,
    context: &Context,
) -> Result<(Request, Entities), Wordless> {
    let mut regions = BTreeMap::new();
    place(v, &subject.place, &mut regions)?;
    place(v, &object.place, &mut regions)?;
    if let Facts::Plan(plan) = &object.facts {
        place(v, &plan.desk, &mut regions)?;
    }
    let deed = v.actions.get(&action).ok_or(Wordless)?;
    let principal = account(v, subject)?;
    let (kind, attributes) = record(v, object)?;
    let resource = Entity::new(v.uid(kind, &object.id)?, attributes, HashSet::new()).map_err(|_| Wordless)?;
    let circumstances = cedar_policy::Context::from_pairs([
        ("step_up".to_owned(), Value::new_bool(context.fresh())),
        ("token".to_owned(), Value::new_bool(context.token.is_some())),
        ("granted".to_owned(), Value::new_bool(context.token.as_ref().is_some_and(|t| t.contains(&action)))),
    ])
    .map_err(|_| Wordless)?;
    let request =
        Request::new(principal.uid(), deed.uid(), resource.uid(), circumstances, None).map_err(|_| Wordless)?;
    let all = regions.into_values().chain([principal, resource, deed.clone()]);
    Ok((request, Entities::from_entities(all, None).map_err(|_| Wordless)?))
}

/// The region and everything above it as entities.
fn place(v: &Vocabulary, place: &Place, into: &mut BTreeMap<String, Entity>) -> Result<(), Wordless> {
    let mut codes = std::iter::once(place.code()).chain(place.above()).peekable();
    while let Some(code) = codes.next() {
        if into.contains_key(code.as_str()) {
            continue;
        }
        let parents = codes.peek().map(|c| v.uid("Region", c.as_str())).transpose()?.into_iter().collect();
        let entity = Entity::new_no_attrs(v.uid("Region", code.as_str())?, parents);
        into.insert(code.to_string(), entity);
    }
    Ok(())
}

fn account(v: &Vocabulary, s: &Subject) -> Result<Entity, Wordless> {
    let assigned: Result<Vec<_>, _> = s.assigned.iter().map(|c| v.reference("Region", c.as_str())).collect();
    let attributes = HashMap::from([
        ("region".to_owned(), v.region(&s.place)?),
        ("rank".to_owned(), Value::new_long(rank(s.place.level()).into())),
        ("department".to_owned(), v.reference("Department", s.department.code())?),
        ("person".to_owned(), Value::new_string(s.person.clone())),
        ("state".to_owned(), v.reference("AccountState", s.state.code())?),
        ("assigned".to_owned(), Value::new_set(assigned?)),
    ]);
    let roles: Result<HashSet<_>, _> = s.roles.iter().map(|r| v.uid("Role", r.code())).collect();
    Entity::new(v.uid("Account", &s.account)?, attributes, roles?).map_err(|_| Wordless)
}

type Attributes = HashMap<String, Value>;

fn record(v: &Vocabulary, object: &Object) -> Result<(&'static str, Attributes), Wordless> {
    let (kind, more): (_, Vec<(&str, Value)>) = match &object.facts {
        Facts::Office => ("Office", vec![]),
        Facts::Cycle => ("Cycle", vec![]),
        Facts::Dossier { open } => ("Dossier", vec![("open", Value::new_bool(*open))]),
        Facts::Plan(plan) => ("Plan", self::plan(v, plan)?),
        Facts::Document { state, audience, readers, uploader } => (
            "Document",
            vec![
                ("state", v.reference("DocumentState", state.code())?),
                ("audience", v.reference("Audience", audience.code())?),
                ("limited", Value::new_bool(!readers.is_empty())),
                ("readers", roles(v, readers)?),
                ("uploader", Value::new_string(uploader.clone())),
            ],
        ),
        Facts::Account { state, person } => (
            "Profile",
            vec![
                ("account", v.reference("Account", &object.id)?),
                ("state", v.reference("AccountState", state.code())?),
                ("person", Value::new_string(person.clone())),
            ],
        ),
        Facts::Token { owner } => ("Token", vec![("owner", v.reference("Account", owner)?)]),
        Facts::Job { owner } => ("Job", vec![("owner", v.reference("Account", owner)?)]),
        Facts::Project { state, makers } => {
            ("Project", vec![("state", v.reference("ProjectState", state.code())?), ("makers", strings(makers))])
        }
        Facts::Fund { state, makers } => {
            ("Fund", vec![("state", v.reference("FundState", state.code())?), ("makers", strings(makers))])
        }
        Facts::Notice { state, makers } => {
            ("Notice", vec![("state", v.reference("NoticeState", state.code())?), ("makers", strings(makers))])
        }
    };
    let mut attributes: Attributes = more.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    attributes.insert("region".to_owned(), v.region(&object.place)?);
    Ok((kind, attributes))
}

fn plan(v: &Vocabulary, plan: &Plan) -> Result<Vec<(&'static str, Value)>, Wordless> {
    let seats: Result<Vec<_>, _> = plan.seats.iter().map(|d| v.reference("Department", d.code())).collect();
    let mut attributes = vec![
        ("state", v.reference("PlanState", plan.state.code())?),
        ("desk", v.region(&plan.desk)?),
        ("shared", Value::new_bool(plan.shared)),
        ("open", Value::new_bool(plan.open)),
        ("makers", strings(&plan.makers)),
        ("seats", Value::new_set(seats?)),
        ("signers", strings(&plan.signers)),
    ];
    if let Some(level) = plan.waiver {
        let rank = match level {
            WaiverLevel::County => 1,
            WaiverLevel::City => 2,
            WaiverLevel::Region => 3,
        };
        attributes.push(("waiver_rank", Value::new_long(rank)));
    }
    Ok(attributes)
}

fn roles(v: &Vocabulary, roles: &BTreeSet<Role>) -> Result<Value, Wordless> {
    let roles: Result<Vec<_>, _> = roles.iter().map(|r| v.reference("Role", r.code())).collect();
    Ok(Value::new_set(roles?))
}

fn strings(of: &BTreeSet<String>) -> Value {
    Value::new_set(of.iter().cloned().map(Value::new_string))
}
