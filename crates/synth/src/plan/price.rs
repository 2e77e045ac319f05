//! Prices of a hand-made plan (价格): the policy's unit costs, moved a little as a local enquiry would.

use crate::dice::Dice;
use model::{BuildNature, Dossier, Fen, GapRef, ProjectLine, School, Stage};
use policy::{Context, Policy};
use rust_decimal::Decimal;

/// The case of a school that prices and figures are asked for.
pub fn context(dossier: &Dossier, school: &School, nature: BuildNature) -> Context {
    Context {
        kind: school.kind,
        stage: None,
        setting: school.setting,
        boarding: school.boarding,
        source: None,
        region: Some(dossier.county.clone()),
        nature: Some(nature),
        built: None,
    }
}

/// The lines for a list of shortages; items without a unit cost are left out.
pub fn lines(
    dossier: &Dossier,
    policy: &Policy,
    context: &Context,
    gaps: &[GapRef],
    dice: &mut Dice,
) -> Vec<ProjectLine> {
    let line = |gap: &GapRef| {
        let unit = policy.unit_cost(gap.item, context, dossier.as_of)?;
        let inside = |fen: i64| fen.min(unit.cap.map_or(i64::MAX, |c| c.0)).max(unit.floor.map_or(0, |f| f.0));
        // whole yuan, within a few hundredths of the usual price
        let price = Fen(inside(dice.scale(unit.price.0, 965, 1_035) / 100 * 100));
        let mut made = ProjectLine {
            item: gap.item,
            quantity: gap.quantity,
            unit_price: Some(price),
            price_year: Some(unit.price_year),
            amount: Fen::ZERO,
            price_basis: Some(unit.key.clone()),
        };
        made.amount = made.priced()?.ok()?.up_to_grain().ok()?;
        Some(made)
    };
    gaps.iter().filter_map(line).collect()
}

/// A percentage of an amount, down to whole hundred yuan; nothing when the policy has no such figure.
pub fn share(policy: &Policy, key: &str, context: &Context, dossier: &Dossier, of: Fen, part: i64) -> Fen {
    let Some((_, percent)) = policy.figure(key, context, dossier.as_of) else { return Fen::ZERO };
    let per_mille = i64::try_from((percent * Decimal::TEN).trunc()).unwrap_or(0);
    let fen = of.0 / 1000 * per_mille * part / 100;
    Fen(fen - fen.rem_euclid(Fen::GRAIN.0))
}

/// Pupils of a standard class of a stage, as the policy has it.
pub fn class(policy: &Policy, dossier: &Dossier, school: &School, stage: Stage) -> Option<u32> {
    let context = Context { stage: Some(stage), ..context(dossier, school, BuildNature::Extension) };
    let (_, value) = policy.figure("class_size.standard", &context, dossier.as_of)?;
    u32::try_from(value.trunc()).ok()
}
