//! Reading requirements (配置要求).

use super::applies::applies;
use super::common::{basis, key};
use super::document::Documents;
use super::fields::{Fields, Reader};
use crate::{Formula, Point, Requirement, Step};
use model::Message;
use rust_decimal::Decimal;

/// Reads one `[[requirement]]`: the formula is `each`, or `group` with `amount`, or `steps`, or `points`.
pub(super) fn requirement(r: &mut Reader<'_>, mut f: Fields<'_>, documents: &Documents) -> Option<Requirement> {
    let key = key(r, &mut f);
    let name = f.text(r, "name");
    let item = f.word(r, "item");
    let (counts, less) = (f.words(r, "counts"), f.words(r, "less"));
    let stands_for = f.words(r, "stands_for");
    let (standard, basis_of) = (f.word(r, "standard"), f.word(r, "basis"));
    let formula = formula(r, &mut f);
    let minimum = f.number_opt(r, "minimum");
    if let Some(m) = minimum {
        not_negative(r, &f, "minimum", m);
    }
    let applies = applies(r, &mut f);
    let (from, until) = (f.date(r, "from"), f.date_opt(r, "until"));
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        f.report(r, "until", Message::new("policy-until-before-from").with("from", from).with("until", until));
    }
    let b = basis(r, &mut f, documents);
    f.finish(r);
    Some(Requirement {
        key: key?,
        name: name?,
        item: item?,
        counts,
        less,
        stands_for,
        standard: standard?,
        basis: basis_of?,
        formula: formula?,
        minimum,
        applies,
        from: from?,
        until,
        reference: b.reference?,
        certainty: b.certainty?,
        authority: b.authority,
        note: b.note,
        issuer: String::new(),
    })
}

fn formula(r: &mut Reader<'_>, f: &mut Fields<'_>) -> Option<Formula> {
    if ["each", "group", "steps", "points"].iter().filter(|n| f.has(n)).count() != 1
        || f.has("group") != f.has("amount")
    {
        f.report(r, "each", Message::new("policy-formula-forms"));
        for name in ["each", "group", "amount", "steps", "points"] {
            let _ = f.take(name);
        }
        return None;
    }
    if f.has("each") {
        let rate = f.number(r, "each")?;
        not_negative(r, f, "each", rate);
        Some(Formula::Each { rate })
    } else if f.has("group") {
        let (group, amount) = (f.number(r, "group"), f.number(r, "amount"));
        let (group, amount) = (group?, amount?);
        not_negative(r, f, "amount", amount);
        if group <= Decimal::ZERO {
            f.report(r, "group", Message::new("policy-not-positive").with("value", group));
        }
        Some(Formula::Group { group, amount })
    } else if f.has("points") {
        Some(Formula::Line { points: points(r, f) })
    } else {
        Some(Formula::Table { steps: steps(r, f) })
    }
}

fn points(r: &mut Reader<'_>, f: &mut Fields<'_>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for mut t in f.tables(r, "points") {
        let (at, value) = (t.whole::<u32>(r, "at"), t.number(r, "value"));
        if at == Some(0) || out.last().is_some_and(|p| at.is_some_and(|at| p.at >= at)) {
            t.report(r, "at", Message::new("policy-points-not-rising"));
        }
        if let Some((at, value)) = at.zip(value) {
            not_negative(r, &t, "value", value);
            out.push(Point { at, value });
        }
        t.finish(r);
    }
    if out.is_empty() {
        f.report(r, "points", Message::new("policy-formula-forms"));
    }
    out
}

fn steps(r: &mut Reader<'_>, f: &mut Fields<'_>) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    let tables = f.tables(r, "steps");
    let last = tables.len();
    for (i, mut t) in tables.into_iter().enumerate() {
        let up_to = t.has("up_to").then(|| t.whole::<u32>(r, "up_to")).flatten();
        if up_to.is_none() && i + 1 < last || up_to.is_some() && out.last().is_some_and(|s| s.up_to >= up_to) {
            t.report(r, "up_to", Message::new("policy-steps-not-rising"));
        }
        if let Some(value) = t.number(r, "value") {
            not_negative(r, &t, "value", value);
            out.push(Step { up_to, value });
        }
        t.finish(r);
    }
    if out.is_empty() {
        f.report(r, "steps", Message::new("policy-formula-forms"));
    }
    out
}

fn not_negative(r: &mut Reader<'_>, f: &Fields<'_>, name: &str, value: Decimal) {
    if value.is_sign_negative() && !value.is_zero() {
        f.report(r, name, Message::new("policy-negative").with("value", value));
    }
}
