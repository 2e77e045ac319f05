//! Theorems about the permission policies: `proofs` proves them all, `proofs mutants` drops each prohibition in turn and says which
//! theorem notices.
//!
//! A theorem is a ceiling: a set of permissions that is all the policies may ever allow. That the policies stay below it is proved by
//! the solver for every request that fits the schema, of any number of regions, accounts and records, not tested on some.

mod theorem;

use cedar_policy::{ActionConstraint, EntityUid, Policy, PolicyId, PolicySet, Schema};
use cedar_policy_symcc::solver::LocalSolver;
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicySet};
use std::error::Error;
use std::str::FromStr;
use std::time::Instant;
use theorem::THEOREMS;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The policies under their own names, without one if asked.
fn policies(without: Option<&str>) -> Outcome<PolicySet> {
    let mut all = PolicySet::new();
    for (_, text) in review::permission::sources().1 {
        for policy in PolicySet::from_str(text)?.policies() {
            let id = policy.annotation("id").unwrap_or_default();
            if without != Some(id) {
                all.add(policy.new_id(PolicyId::new(id)))?;
            }
        }
    }
    Ok(all)
}

/// A counterexample to a theorem: the action, and the request with its entities.
struct Refuted {
    theorem: &'static str,
    action: String,
    example: String,
}

/// Queries put to the solver, and the slowest in milliseconds.
#[derive(Default)]
struct Count {
    queries: usize,
    slowest: u128,
}

/// Whether a policy's scope takes in an action.
fn concerns(schema: &Schema, policy: &Policy, action: &EntityUid) -> bool {
    let groups = schema.action_entities();
    let within = |named: &EntityUid| {
        named == action
            || groups.as_ref().is_ok_and(|g| g.ancestors(action).is_some_and(|mut up| up.any(|a| a == named)))
    };
    match policy.action_constraint() {
        ActionConstraint::Any => true,
        ActionConstraint::In(named) => named.iter().any(within),
        ActionConstraint::Eq(named) => named == *action,
    }
}

/// Every theorem for every action it speaks of; with `dropped`, a policy that `policies` lacks: only for actions it concerns, until the
/// first that fails.
async fn prove(
    schema: &Schema,
    policies: &PolicySet,
    dropped: Option<&Policy>,
    count: &mut Count,
) -> Outcome<Vec<Refuted>> {
    let mut compiler = CedarSymCompiler::new(LocalSolver::cvc5_with_args(["--tlimit-per=60000"])?)?;
    let mut refuted = Vec::new();
    for environment in schema.request_envs() {
        let action = environment.action().id().unescaped().to_owned();
        if dropped.is_some_and(|policy| !concerns(schema, policy, environment.action())) {
            continue;
        }
        let mine = CompiledPolicySet::compile(policies, &environment, schema)?;
        for theorem in THEOREMS.iter().filter(|t| t.speaks_of(schema, environment.action())) {
            let ceiling = PolicySet::from_str(&theorem.ceiling())?;
            let ceiling = CompiledPolicySet::compile(&ceiling, &environment, schema)?;
            let begin = Instant::now();
            let found = compiler.check_implies_with_counterexample_opt(&mine, &ceiling).await?;
            count.queries += 1;
            count.slowest = count.slowest.max(begin.elapsed().as_millis());
            if let Some(example) = found {
                refuted.push(Refuted {
                    theorem: theorem.name,
                    action: action.clone(),
                    example: format!("{} {}", example.request, show(&example)),
                });
                if dropped.is_some() {
                    return Ok(refuted);
                }
            }
        }
    }
    Ok(refuted)
}

fn show(example: &cedar_policy_symcc::Env) -> String {
    let mut text = Vec::new();
    match example.entities.write_to_json(&mut text) {
        Ok(()) => String::from_utf8_lossy(&text).into_owned(),
        Err(e) => e.to_string(),
    }
}

/// Actions that nobody can ever do are mistakes in the policies.
async fn dead(schema: &Schema, policies: &PolicySet, count: &mut Count) -> Outcome<Vec<String>> {
    let mut compiler = CedarSymCompiler::new(LocalSolver::cvc5_with_args(["--tlimit-per=60000"])?)?;
    let mut found = Vec::new();
    for environment in schema.request_envs() {
        count.queries += 1;
        if compiler.check_always_denies_opt(&CompiledPolicySet::compile(policies, &environment, schema)?).await? {
            found.push(environment.action().to_string());
        }
    }
    Ok(found)
}

/// Whether two sets of policies allow the same for every action that `dropped` concerns.
async fn same(
    schema: &Schema,
    one: &PolicySet,
    other: &PolicySet,
    dropped: &Policy,
    count: &mut Count,
) -> Outcome<bool> {
    let mut compiler = CedarSymCompiler::new(LocalSolver::cvc5_with_args(["--tlimit-per=60000"])?)?;
    for environment in schema.request_envs().filter(|e| concerns(schema, dropped, e.action())) {
        count.queries += 1;
        let one = CompiledPolicySet::compile(one, &environment, schema)?;
        let other = CompiledPolicySet::compile(other, &environment, schema)?;
        if !compiler.check_equivalent_opt(&one, &other).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn all(schema: &Schema) -> Outcome<bool> {
    let (begin, mut count) = (Instant::now(), Count::default());
    let policies = policies(None)?;
    let refuted = prove(schema, &policies, None, &mut count).await?;
    let dead = dead(schema, &policies, &mut count).await?;
    for r in &refuted {
        println!("REFUTED {} by {}: {}", r.theorem, r.action, r.example);
    }
    for action in &dead {
        println!("DEAD {action}: nobody can ever do it");
    }
    println!(
        "{} theorems, {} queries, {} refuted, {} dead actions, slowest query {} ms, {:.1} s",
        THEOREMS.len(),
        count.queries,
        refuted.len(),
        dead.len(),
        count.slowest,
        begin.elapsed().as_secs_f64()
    );
    Ok(refuted.is_empty() && dead.is_empty())
}

/// Each prohibition dropped in turn: a theorem must fail, or the policies must be proved to allow the same without it.
async fn mutants(schema: &Schema) -> Outcome<bool> {
    let (begin, mut count, mut caught, mut spare, mut missed) = (Instant::now(), Count::default(), 0, 0, 0);
    for policy in policies(None)?.policies().filter(|p| p.annotation("reason").is_some()) {
        let id = policy.annotation("id").unwrap_or_default();
        let refuted = prove(schema, &policies(Some(id))?, Some(policy), &mut count).await?;
        match refuted.first() {
            Some(r) => {
                println!(
                    "without {id}: {} refuted by {}\n  {}",
                    r.theorem,
                    r.action,
                    r.example.get(..300).unwrap_or(&r.example)
                );
                caught += 1;
            }
            None if same(schema, &policies(None)?, &policies(Some(id))?, policy, &mut count).await? => {
                println!("without {id}: proved to change nothing, other policies say the same");
                spare += 1;
            }
            None => {
                println!("without {id}: MISSED");
                missed += 1;
            }
        }
    }
    println!(
        "dropped one by one: {caught} prohibitions refute a theorem, {spare} are a second lock on a locked door, {missed} go unnoticed; {} queries, {:.1} s",
        count.queries,
        begin.elapsed().as_secs_f64()
    );
    Ok(missed == 0)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let (schema, _) = Schema::from_cedarschema_str(review::permission::sources().0)?;
    let good = match std::env::args().nth(1).as_deref() {
        Some("mutants") => mutants(&schema).await?,
        _ => all(&schema).await?,
    };
    if good { Ok(()) } else { Err("a theorem does not hold".into()) }
}
