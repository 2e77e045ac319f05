//! From gaps to candidates (备选项目生成): one project per school and bundle, priced, with who may pay.

use crate::bundle::Bundle;
use crate::candidate::{Candidate, Unplanned};
use crate::case::{Case, barred};
use crate::error::ProgrammeError;
use crate::hand;
use crate::outcome::Options;
use crate::parameter::Parameters;
use crate::seat::{self, Extension};
use crate::worth::{self, Worth};
use crate::write;
use model::{Category, Dossier, Fen, FundSource, GapRef, Item, Message, Place, ProjectLine, Quantity, SchoolId};
use needs::{Gap, Needs};
use policy::{Policy, Standard};
use std::collections::{BTreeMap, BTreeSet};

/// The candidates of a county, and what none was made of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gathered {
    /// Candidates, by school and bundle; those put forward by hand come first.
    pub candidates: Vec<Candidate>,
    /// Schools and gaps without a candidate, with the reason.
    pub unplanned: Vec<Unplanned>,
}

/// A gap with what of it is to be closed.
pub(crate) struct Open<'a> {
    pub gap: &'a Gap,
    pub quantity: Quantity,
}

/// Makes the candidates. Gaps against the basic standard drive them; those against the balanced standard do so only
/// where no basic gap is left in the county. What is built is sized to the higher of the two standards.
pub fn gather(
    dossier: &Dossier,
    policy: &Policy,
    needs: &Needs,
    options: &Options,
    p: &Parameters,
) -> Result<Gathered, ProgrammeError> {
    let mut out = Gathered::default();
    let mut by_school: BTreeMap<&SchoolId, Vec<&Gap>> = BTreeMap::new();
    for gap in &needs.gaps {
        by_school.entry(&gap.school).or_default().push(gap);
    }
    let open: Vec<_> = dossier.schools.iter().filter(|s| barred(s, dossier, needs).is_none()).collect();
    let basic = |g: &&&Gap| g.standard == Standard::Basic && g.is_short();
    let basic_met = !open.iter().any(|s| by_school.get(&s.id).is_some_and(|l| l.iter().any(|g| basic(&g))));
    let extensions = seat::extensions(dossier, policy, needs, &open);
    let driving = if basic_met { Standard::Balanced } else { Standard::Basic };
    hand::add(dossier, policy, needs, options, p, &mut out)?;
    let by_hand = by_hand(&out.candidates);
    let mut taken: BTreeSet<String> = out.candidates.iter().map(|c| c.project.id.0.clone()).collect();
    for school in &dossier.schools {
        let gaps = by_school.get(&school.id).map_or(&[][..], Vec::as_slice);
        if let Some(reason) = barred(school, dossier, needs) {
            out.unplanned.push(Unplanned { school: school.id.clone(), item: None, quantity: None, reason });
            continue;
        }
        let case = Case { dossier, policy, school };
        let mut bundles: BTreeMap<Bundle, Vec<Open>> = BTreeMap::new();
        for gap in gaps.iter().filter(|g| g.standard == driving && g.is_short()) {
            let done = by_hand.get(&(school.id.clone(), gap.item)).copied().unwrap_or(0);
            let quantity = sized(gap, gaps).saturating_sub(done);
            let Some(bundle) = Bundle::of(gap.item) else {
                out.unplanned.push(unplanned(gap, quantity, "programme-gap-no-project"));
                continue;
            };
            if quantity > 0 {
                bundles.entry(bundle).or_default().push(Open { gap, quantity });
            }
        }
        let mut bundles = settle(bundles);
        let extension = extensions.get(&school.id);
        if extension.is_some() {
            bundles.entry(Bundle::Teaching).or_default();
        }
        let joined = join(&case, furnish(&mut bundles, extension.is_some()), p)?;
        for (bundle, open) in bundles {
            let title = if joined.contains(&bundle) { bundle.joint_title() } else { bundle.title() };
            let extension = extension.filter(|_| bundle == Bundle::Teaching);
            let group = out.candidates.last().map_or(0, |c| c.group.saturating_add(1));
            let sizes: Vec<Option<Extension>> = match extension {
                Some(e) => e.sizes().into_iter().map(Some).collect(),
                None => vec![None],
            };
            for (n, size) in sizes.iter().enumerate() {
                // what cannot be planned is said once, not for every size
                let mut again = Gathered::default();
                let said = if n == 0 { &mut out } else { &mut again };
                if let Some(mut candidate) = make(&case, (bundle, title), &open, size.as_ref(), p, said)? {
                    candidate.group = group;
                    unique(&mut candidate, &mut taken);
                    out.candidates.push(candidate);
                }
            }
        }
    }
    Ok(out)
}

/// What hand-made candidates already bring, by school and item.
fn by_hand(candidates: &[Candidate]) -> BTreeMap<(SchoolId, Item), Quantity> {
    let mut out: BTreeMap<(SchoolId, Item), Quantity> = BTreeMap::new();
    for project in candidates.iter().map(|c| &c.project) {
        if let Place::School(id) = &project.place {
            for line in &project.lines {
                let sum = out.entry((id.clone(), line.item)).or_default();
                *sum = sum.saturating_add(line.quantity);
            }
        }
    }
    out
}

/// What is built is built once: to the balanced standard where that asks for more (新建、改扩建按优质均衡标准).
fn sized(gap: &Gap, gaps: &[&Gap]) -> Quantity {
    let own = gap.short.unwrap_or(0);
    if gap.item.category() != Category::Building {
        return own;
    }
    let other = gaps.iter().filter(|g| g.item == gap.item && g.standard == Standard::Balanced);
    other.filter_map(|g| g.short).fold(own, Quantity::max)
}

/// Equipment of a block that is not built is bought as living equipment.
fn settle(bundles: BTreeMap<Bundle, Vec<Open<'_>>>) -> BTreeMap<Bundle, Vec<Open<'_>>> {
    let mut out: BTreeMap<Bundle, Vec<Open<'_>>> = BTreeMap::new();
    for (bundle, open) in bundles {
        let builds = open.iter().any(|o| o.gap.item.category() == Category::Building);
        for o in open {
            let to = if builds { bundle } else { bundle.without_building(o.gap.item) };
            out.entry(to).or_default().push(o);
        }
    }
    out
}

/// Desks come with the classrooms where some are built.
fn furnish<'a, 'b>(
    bundles: &'b mut BTreeMap<Bundle, Vec<Open<'a>>>,
    extended: bool,
) -> &'b mut BTreeMap<Bundle, Vec<Open<'a>>> {
    let rooms = |list: &Vec<Open<'_>>| list.iter().any(|o| o.gap.item == Item::Classroom);
    if (extended || bundles.get(&Bundle::Teaching).is_some_and(rooms))
        && let Some(desks) = bundles.remove(&Bundle::Desks)
    {
        bundles.entry(Bundle::Teaching).or_default().extend(desks);
    }
    bundles
}

/// What joining is decided by: cost, who may pay for all of it, the most urgent class in it.
struct Joining {
    cost: Fen,
    payers: BTreeSet<FundSource>,
    class: u8,
}

/// Small repairs and purchases at a school join the largest of their kind there, where the same money may pay for all; returns
/// what others have joined. A county does not put one sports court out to tender beside its toilets; but what is more urgent is not held
/// up by joining something large.
fn join(
    case: &Case,
    bundles: &mut BTreeMap<Bundle, Vec<Open<'_>>>,
    p: &Parameters,
) -> Result<BTreeSet<Bundle>, ProgrammeError> {
    let mut known: BTreeMap<Bundle, Joining> = BTreeMap::new();
    for (bundle, open) in bundles.iter() {
        let payers = sources_offered(case.dossier).into_iter().collect();
        let mut of = Joining { cost: Fen::ZERO, payers, class: u8::MAX };
        for o in open {
            if let Some(line) = line(case, *bundle, o.gap.item, o.quantity)? {
                of.cost = of.cost.plus(line.amount)?;
            }
            of.payers.retain(|s| case.may_pay(*s, o.gap.item, case.part(), bundle.nature()));
            of.class = of.class.min(worth::of_item(case, o.gap.item, 1, p).class);
        }
        known.insert(*bundle, of);
    }
    let mut hosts = BTreeSet::new();
    for (bundle, own) in known.iter().filter(|(_, own)| own.cost < p.small_works) {
        if hosts.contains(bundle) {
            continue; // it took others in and stays where it is
        }
        let takes = |(other, host): &(&Bundle, &Joining)| {
            let larger = (host.cost, **other) > (own.cost, *bundle);
            let held_up = own.class < host.class && host.cost >= p.small_works;
            bundles.contains_key(*other) && bundle.joins(**other) && larger && !held_up && host.payers == own.payers
        };
        let host = known.iter().filter(takes).max_by_key(|(other, host)| (host.cost, **other));
        if let Some((host, _)) = host
            && let Some(open) = bundles.remove(bundle)
        {
            bundles.entry(*host).or_default().extend(open);
            hosts.insert(*host);
        }
    }
    Ok(hosts)
}

fn unplanned(gap: &Gap, quantity: Quantity, key: &'static str) -> Unplanned {
    let shown = format!("{}{}", gap.item.unit().show(quantity), gap.item.unit().zh());
    let reason = Message::new(key).with("item", gap.item.zh()).with("quantity", shown);
    Unplanned { school: gap.school.clone(), item: Some(gap.item), quantity: Some(quantity), reason }
}

/// The candidate of one bundle; `None` when nothing of it can be priced and paid.
fn make(
    case: &Case,
    (bundle, title): (Bundle, &'static str),
    open: &[Open],
    extension: Option<&Extension>,
    p: &Parameters,
    out: &mut Gathered,
) -> Result<Option<Candidate>, ProgrammeError> {
    let nature = bundle.nature();
    let part = case.part();
    let offered: Vec<FundSource> = sources_offered(case.dossier);
    let mut sources = offered.clone();
    let mut closes = Vec::new();
    let mut unpriced = Vec::new();
    let mut lines: Vec<ProjectLine> = Vec::new();
    let mut worth = Worth::NONE;
    for o in open {
        let item = o.gap.item;
        let closed = GapRef { school: case.school.id.clone(), item, quantity: o.quantity };
        let payers: Vec<FundSource> =
            offered.iter().copied().filter(|s| case.may_pay(*s, item, part, nature)).collect();
        let shared = sources.iter().filter(|s| payers.contains(s)).count();
        if !offered.is_empty() && shared == 0 {
            out.unplanned.push(unplanned(o.gap, o.quantity, "programme-gap-not-eligible"));
            continue;
        }
        let Some(line) = line(case, bundle, item, o.quantity)? else {
            out.unplanned.push(unplanned(o.gap, o.quantity, "programme-gap-unpriced"));
            unpriced.push(closed);
            continue;
        };
        sources.retain(|s| payers.contains(s));
        worth = worth.plus(worth::of_gap(case, o.gap, o.gap.short.unwrap_or(o.quantity).min(o.quantity), p));
        lines.push(line);
        closes.push(closed);
    }
    net(&mut lines)?;
    let rooms_paid = |s: &FundSource| case.may_pay(*s, Item::Classroom, part, nature);
    let mut extension = extension.filter(|_| offered.is_empty() || sources.iter().any(rooms_paid));
    if let Some(e) = extension {
        let desk_paid = |s: &FundSource| case.may_pay(*s, Item::Desk, part, nature);
        let desks = offered.is_empty() || sources.iter().any(|s| rooms_paid(s) && desk_paid(s));
        let price = |item, quantity| {
            if item == Item::Desk && !desks { Ok(None) } else { line(case, bundle, item, quantity) }
        };
        if seat::add(&mut lines, e, case.dossier, case.policy, price)? {
            sources.retain(|s| rooms_paid(s) && (!desks || desk_paid(s)));
            let class = worth::of_item(case, Item::Classroom, 1, p).class;
            worth.class = worth.class.min(class);
        } else {
            extension = None;
        }
    }
    let total = Fen::sum(lines.iter().map(|l| l.amount))?;
    if lines.is_empty() || total.0 <= 0 {
        return Ok(None);
    }
    let project = write::project(case, (bundle, title), lines, closes.clone(), extension, p)?;
    let profile = p.profile(project.total()?, bundle.builds());
    Ok(Some(Candidate {
        project,
        group: 0,
        class: worth.class,
        value: worth.value,
        duration: u8::try_from(profile.len()).unwrap_or(u8::MAX),
        profile,
        sources,
        seats: extension.map(|e| (e.zone.clone(), e.stage, e.seats)),
        closes,
        unpriced,
        by_hand: false,
    }))
}

/// The sources that offer the county anything (see [`crate::instance`] for what counts).
pub(crate) fn sources_offered(dossier: &Dossier) -> Vec<FundSource> {
    let has = |s: &FundSource| dossier.budgets.iter().any(|b| b.source == *s && crate::instance::counts(b, dossier));
    FundSource::LAWFUL.into_iter().filter(has).collect()
}

/// Quantity × unit cost of the pack, rounded up to whole 100 元; `None` without a unit cost.
fn line(case: &Case, bundle: Bundle, item: Item, quantity: Quantity) -> Result<Option<ProjectLine>, ProgrammeError> {
    let context = case.context(bundle.nature());
    let Some(unit) = case.policy.unit_cost(item, &context, case.dossier.as_of) else { return Ok(None) };
    let amount = model::quantity::cost(quantity, item.unit(), unit.price)?.up_to_grain()?;
    Ok(Some(ProjectLine {
        item,
        quantity,
        unit_price: Some(unit.price),
        price_year: Some(unit.price_year),
        amount,
        price_basis: Some(unit.key.clone()),
    }))
}

/// Nothing is built or bought twice: rooms are floor area, so the area of a block is reduced by what its rooms cost at
/// the price of a square metre; sets of apparatus count towards the value of equipment.
fn net(lines: &mut Vec<ProjectLine>) -> Result<(), ProgrammeError> {
    let has = |lines: &[ProjectLine], i: Item| lines.iter().any(|l| l.item == i);
    let twice = [
        (Item::MusicRoom, Item::MusicRoomArea),
        (Item::ArtRoom, Item::ArtRoomArea),
        (Item::TeachingArea, Item::FloorArea),
    ];
    for (kept, dropped) in twice {
        if has(lines, kept) {
            lines.retain(|l| l.item != dropped);
        }
    }
    for (whole, category) in [(Item::TeachingArea, Category::Building), (Item::TeachingEquipment, Category::Equipment)]
    {
        if !has(lines, whole) {
            continue;
        }
        let counts = |l: &&ProjectLine| {
            let part = !matches!(l.item, Item::Desk | Item::Books) && l.item != whole;
            part && l.item.category() == category
        };
        let rest = Fen::sum(lines.iter().filter(counts).map(|l| l.amount))?;
        for l in lines.iter_mut().filter(|l| l.item == whole) {
            let Some(price) = l.unit_price.filter(|u| u.0 > 0) else { continue };
            let covered = i128::from(rest.0) * i128::from(l.item.unit().scale()) / i128::from(price.0);
            let left = (i128::from(l.quantity) - covered).max(0);
            l.quantity = i64::try_from(left).unwrap_or(l.quantity);
            l.amount = model::quantity::cost(l.quantity, l.item.unit(), price)?.up_to_grain()?;
        }
    }
    lines.retain(|l| l.quantity > 0);
    Ok(())
}

/// A number nobody else has: projects put forward by hand keep theirs.
fn unique(candidate: &mut Candidate, taken: &mut BTreeSet<String>) {
    let plain = candidate.project.id.0.clone();
    let mut n = 1;
    while !taken.insert(candidate.project.id.0.clone()) {
        n += 1;
        candidate.project.id.0 = format!("{plain}-{n}");
    }
}
