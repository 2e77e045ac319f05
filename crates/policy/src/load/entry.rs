//! Reading catalogue entries, prices, weights, deadlines, switches, conflicts and provisions.

use super::applies::applies;
use super::common::{basis, key};
use super::document::{Documents, entry, inline, reference};
use super::fields::{Fields, Reader};
use crate::{Conflict, CycleDates, Deadline, EligibilityEntry, PriorityWeight, Provision, RuleSwitch, UnitCost};
use model::{Cycle, Fen, Message, Year};
use rust_decimal::Decimal;

/// Reads one `[[eligibility]]`.
pub(super) fn eligibility(r: &mut Reader<'_>, mut f: Fields<'_>, documents: &Documents) -> Option<EligibilityEntry> {
    let key = key(r, &mut f);
    let (items, categories, parts) = (f.words(r, "items"), f.words(r, "categories"), f.words(r, "parts"));
    let applies = applies(r, &mut f);
    let verdict = f.word(r, "verdict");
    let (from, until) = (f.date(r, "from"), f.date_opt(r, "until"));
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        f.report(r, "until", Message::new("policy-until-before-from").with("from", from).with("until", until));
    }
    let b = basis(r, &mut f, documents);
    if verdict == Some(crate::Verdict::Conditional) && b.note.is_none() {
        f.report(r, "note", Message::new("policy-condition-missing"));
    }
    f.finish(r);
    Some(EligibilityEntry {
        key: key?,
        items,
        categories,
        parts,
        applies,
        verdict: verdict?,
        from: from?,
        until,
        reference: b.reference?,
        certainty: b.certainty?,
        authority: b.authority,
        note: b.note,
        issuer: String::new(),
    })
}

/// An amount in yuan, exact to the fen and above zero.
fn yuan(r: &mut Reader<'_>, f: &mut Fields<'_>, name: &'static str) -> Option<Fen> {
    let n = f.number_opt(r, name)?;
    let fen = n.checked_mul(Decimal::ONE_HUNDRED).filter(|x| x.fract().is_zero()).and_then(|x| i64::try_from(x).ok());
    if fen.is_none_or(|x| x <= 0) {
        f.report(r, name, Message::new("policy-bad-price").with("value", n));
        return None;
    }
    fen.map(Fen)
}

fn year(r: &mut Reader<'_>, f: &mut Fields<'_>, name: &'static str) -> Option<Year> {
    let n = f.whole::<u16>(r, name)?;
    let year = Year::new(i64::from(n));
    if year.is_none() {
        f.report(r, name, Message::new("policy-bad-year").with("value", n));
    }
    year
}

/// Reads one `[[unit_cost]]`: amounts in yuan per whole unit.
pub(super) fn unit_cost(r: &mut Reader<'_>, mut f: Fields<'_>, documents: &Documents) -> Option<UnitCost> {
    let key = key(r, &mut f);
    let item = f.word(r, "item");
    if !f.has("price") {
        f.missing(r, "price");
    }
    let price = yuan(r, &mut f, "price");
    let (cap, floor) = (yuan(r, &mut f, "cap"), yuan(r, &mut f, "floor"));
    let price_year = year(r, &mut f, "price_year");
    if let Some(price) = price
        && (cap.is_some_and(|c| c < price) || floor.is_some_and(|low| low > price))
    {
        f.report(r, "price", Message::new("policy-price-order"));
    }
    let applies = applies(r, &mut f);
    let from = f.date(r, "from");
    let b = basis(r, &mut f, documents);
    f.finish(r);
    Some(UnitCost {
        key: key?,
        item: item?,
        price: price?,
        cap,
        floor,
        price_year: price_year?,
        applies,
        from: from?,
        reference: b.reference?,
        certainty: b.certainty?,
        authority: b.authority,
        note: b.note,
        issuer: String::new(),
    })
}

/// Reads one `[[weight]]`.
pub(super) fn weight(r: &mut Reader<'_>, mut f: Fields<'_>, documents: &Documents) -> Option<PriorityWeight> {
    let key = key(r, &mut f);
    let name = f.text(r, "name");
    let items = f.words(r, "items");
    if items.is_empty() {
        f.report(r, "items", Message::new("policy-no-items"));
    }
    let class = f.whole::<u8>(r, "class");
    if class.is_some_and(|c| !(1..=5).contains(&c)) {
        f.report(r, "class", Message::new("policy-weight-class"));
    }
    let points = f.whole(r, "points");
    let applies = applies(r, &mut f);
    let b = basis(r, &mut f, documents);
    f.finish(r);
    Some(PriorityWeight {
        key: key?,
        name: name?,
        items,
        class: class?,
        points: points?,
        applies,
        reference: b.reference?,
        certainty: b.certainty?,
        authority: b.authority,
        note: b.note,
        issuer: String::new(),
    })
}

/// Reads `[cycle]`.
pub(super) fn cycle(r: &mut Reader<'_>, mut f: Fields<'_>, documents: &Documents) -> Option<CycleDates> {
    let (first, last) = (year(r, &mut f, "first"), year(r, &mut f, "last"));
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        f.report(r, "last", Message::new("policy-cycle-order"));
    }
    let completion = f.date(r, "completion");
    let completion_alternative = f.date_opt(r, "completion_alternative");
    let b = basis(r, &mut f, documents);
    f.finish(r);
    Some(CycleDates {
        cycle: Cycle { first: first?, last: last? },
        completion: completion?,
        completion_alternative,
        completion_reference: b.reference?,
        completion_certainty: b.certainty?,
        completion_authority: b.authority,
        deadlines: Vec::new(),
    })
}

/// Reads one `[[deadline]]`.
pub(super) fn deadline(r: &mut Reader<'_>, mut f: Fields<'_>, documents: &Documents) -> Option<Deadline> {
    let key = key(r, &mut f);
    let name = f.text(r, "name");
    let date = f.date(r, "date");
    let reference = reference(r, &mut f, documents);
    let certainty = f.word(r, "certainty");
    let authority = inline(r, &mut f, "authority", documents);
    f.finish(r);
    Some(Deadline {
        key: key?,
        name: name?,
        date: date?,
        reference: reference?,
        certainty: certainty?,
        authority,
        issuer: String::new(),
    })
}

/// The severities a switch may set.
const SEVERITIES: [&str; 3] = ["blocks", "needs_reason", "notice"];

/// Reads one `[[switch]]`.
pub(super) fn switch(r: &mut Reader<'_>, mut f: Fields<'_>, documents: &Documents) -> Option<RuleSwitch> {
    let rule = f.text(r, "rule");
    if let Some(rule) = &rule {
        f.path = format!("switch.{rule}");
        if rule.len() != 5 || !rule.starts_with('R') || !rule.bytes().skip(1).all(|b| b.is_ascii_digit()) {
            f.report(r, "rule", Message::new("policy-rule-number").with("value", rule));
        }
    }
    let enabled = f.truth_opt(r, "enabled").unwrap_or(true);
    let severity = f.text_opt(r, "severity");
    if let Some(s) = severity.as_ref().filter(|s| !SEVERITIES.contains(&s.as_str())) {
        let message = Message::new("policy-unknown-word").with("value", s).with("allowed", SEVERITIES.join(", "));
        f.report(r, "severity", message);
    }
    let reference = reference(r, &mut f, documents);
    f.finish(r);
    Some(RuleSwitch { rule: rule?, enabled, severity, reference: reference? })
}

/// Reads one `[[conflict]]`.
pub(super) fn conflict(r: &mut Reader<'_>, mut f: Fields<'_>, documents: &Documents) -> Option<Conflict> {
    let key = key(r, &mut f);
    let (about, assumed) = (f.text(r, "about"), f.text(r, "assumed"));
    let readings = f.texts(r, "readings");
    let mut references = Vec::new();
    for mut t in f.tables(r, "references") {
        references.extend(entry(r, &mut t, documents));
        t.finish(r);
    }
    if references.is_empty() {
        f.report(r, "references", Message::new("policy-empty-reference"));
    }
    f.finish(r);
    Some(Conflict { key: key?, about: about?, references, readings, assumed: assumed? })
}

/// Reads one `[[provision]]`.
pub(super) fn provision(r: &mut Reader<'_>, mut f: Fields<'_>, documents: &Documents) -> Option<Provision> {
    let key = key(r, &mut f);
    let list = f.text(r, "list");
    let number = f.whole(r, "number");
    let text = f.text(r, "text");
    let scope = f.word_opt(r, "scope").unwrap_or_default();
    let applies = applies(r, &mut f);
    let from = f.date(r, "from");
    let order_to_be_checked = f.truth_opt(r, "order_to_be_checked").unwrap_or(false);
    let b = basis(r, &mut f, documents);
    f.finish(r);
    Some(Provision {
        key: key?,
        list: list?,
        number: number?,
        text: text?,
        scope,
        applies,
        from: from?,
        reference: b.reference?,
        certainty: b.certainty?,
        order_to_be_checked,
        authority: b.authority,
        note: b.note,
        issuer: String::new(),
    })
}
