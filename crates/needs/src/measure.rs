//! The measuring of gaps (缺口测算), without allocating per gap. [`crate::assess`], the summary and the trace share it.

use crate::counts::Counts;
use crate::gap::Missing;
use crate::profile::{Profile, Profiles, Row, Sort};
use crate::scope::exclusion;
use crate::split::{Manner, compulsory, manner, share};
use crate::stock::Stock;
use crate::under_way::{Addition, UnderWay, adding};
use model::{Dossier, Item, Quantity, School, SchoolId};
use policy::{Basis, Policy, Standard};

/// The reasons for which there is no figure, at most one of each step (缺失原因).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reasons([Option<Missing>; 4]);

impl Reasons {
    fn add(&mut self, reason: Missing) {
        if self.iter().any(|r| r == reason) {
            return;
        }
        if let Some(slot) = self.0.iter_mut().find(|s| s.is_none()) {
            *slot = Some(reason);
        }
    }
    /// The reasons.
    pub fn iter(&self) -> impl Iterator<Item = Missing> + '_ {
        self.0.iter().flatten().copied()
    }
    /// True when nothing is missing.
    pub fn is_empty(&self) -> bool {
        self.0.first().is_none_or(Option::is_none)
    }
}

/// The figures of one gap (缺口数值).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// The item.
    pub item: Item,
    /// The standard.
    pub standard: Standard,
    /// Required.
    pub required: Option<Quantity>,
    /// Present for the compulsory part.
    pub present: Option<Quantity>,
    /// Under way.
    pub under_way: Quantity,
    /// Short.
    pub short: Option<Quantity>,
    /// Why there is no figure.
    pub reasons: Reasons,
}

/// A school about to be measured.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// The school.
    pub school: &'a School,
    /// What its formulas count; `None` without a record for the base year.
    pub counts: Option<Counts>,
    /// What it has.
    pub conditions: Option<Stock>,
    /// Projects under way at it.
    pub additions: &'a [(&'a SchoolId, Addition)],
}

impl<'a> Subject<'a> {
    /// Reads a school in a dossier's base year.
    pub fn of(school: &'a School, dossier: &Dossier, under_way: &'a UnderWay<'_>) -> Subject<'a> {
        let record = school.record(dossier.base_year);
        Subject {
            school,
            counts: record.map(|r| Counts::of(school, r)),
            conditions: record.map(|r| Stock::of(&r.conditions)),
            additions: under_way.at(&school.id),
        }
    }

    /// What decides which requirements fit it.
    pub fn sort(&self) -> Sort {
        let counts = self.counts.unwrap_or_default();
        Sort::of(self.school, counts.stages, counts.basis(Basis::Boarders))
    }
}

/// Puts every requirement to every school that counts; `see` gets the school, the row and the figures.
pub fn visit<'p>(dossier: &Dossier, policy: &'p Policy, mut see: impl FnMut(&Subject<'_>, Option<&Row<'p>>, Measured)) {
    let under_way = UnderWay::of(dossier);
    let mut profiles = Profiles::new(policy, &dossier.county, dossier.as_of);
    for school in &dossier.schools {
        if exclusion(school, dossier.base_year, dossier.as_of).is_some() {
            continue;
        }
        let subject = Subject::of(school, dossier, &under_way);
        let Some(profile) = profiles.get(subject.sort()) else { continue };
        each(&subject, profile, &mut see);
    }
}

/// All gaps of one school, by item and standard.
pub fn each<'p>(
    subject: &Subject<'_>,
    profile: &Profile<'p>,
    see: &mut impl FnMut(&Subject<'_>, Option<&Row<'p>>, Measured),
) {
    let mut dangers = [Item::DangerC, Item::DangerD].into_iter().peekable();
    for row in &profile.rows {
        while let Some(item) = dangers.next_if(|d| *d < row.item) {
            see(subject, None, danger(subject, item));
        }
        if asked(subject, row) {
            see(subject, Some(row), measure(subject, profile, row));
        }
    }
    for item in dangers {
        see(subject, None, danger(subject, item));
    }
}

/// A whole that stands in for its parts is asked only of a school that reports something and none of the parts.
fn asked(subject: &Subject<'_>, row: &Row<'_>) -> bool {
    row.stands_for.is_empty()
        || subject.conditions.as_ref().is_some_and(|c| row.stands_for.iter().all(|part| c.get(*part).is_none()))
}

/// Dangerous buildings (危房): nothing is required, all that is present and not yet being removed is short.
pub fn danger(subject: &Subject<'_>, item: Item) -> Measured {
    let mut m = blank(item, Standard::Basic);
    m.required = Some(0);
    match subject.conditions.as_ref().map(|c| c.get(item)) {
        None => m.reasons.add(Missing::Record),
        Some(None) => m.reasons.add(Missing::Present(item)),
        Some(present) => m.present = present,
    }
    let removing = adding(subject.additions, item, &[]);
    m.under_way = removing.quantity;
    if subject.school.owner.is_none() {
        m.reasons.add(Missing::Owner);
    }
    if subject.school.kind.is_none() {
        m.reasons.add(Missing::Kind);
    }
    if let Some(present) = m.present {
        settle(&mut m, present.checked_sub(removing.quantity), removing.unknown);
    }
    m
}

/// One requirement put to one school.
pub fn measure(subject: &Subject<'_>, profile: &Profile<'_>, row: &Row<'_>) -> Measured {
    let mut m = blank(row.item, row.standard);
    if subject.school.owner.is_none() {
        m.reasons.add(Missing::Owner);
    }
    if let Some(unknown) = row.unknown {
        m.reasons.add(unknown);
    }
    let (Some(counts), Some(conditions)) = (&subject.counts, &subject.conditions) else {
        m.reasons.add(Missing::Record);
        return m;
    };
    if row.unknown.is_none() {
        match required(counts, row) {
            Ok(required) => m.required = Some(required),
            Err(reason) => m.reasons.add(reason),
        }
    }
    match total(conditions, row) {
        Err(reason) => m.reasons.add(reason),
        Ok(whole) => {
            let manner = row.parts.first().map_or(Manner::Weighted, |p| manner(p.requirement));
            match compulsory(counts, manner, profile.weights).and_then(|part| share(whole, part)) {
                Some(present) => m.present = Some(present),
                None => m.reasons.add(Missing::Split),
            }
        }
    }
    let adding = adding(subject.additions, row.item, row.counts);
    m.under_way = adding.quantity;
    if let (Some(required), Some(present)) = (m.required, m.present) {
        let short = required.checked_sub(present).and_then(|s| s.checked_sub(adding.quantity));
        settle(&mut m, short, adding.unknown);
    }
    m
}

fn blank(item: Item, standard: Standard) -> Measured {
    Measured { item, standard, required: None, present: None, under_way: 0, short: None, reasons: Reasons::default() }
}

/// Writes the shortage: withheld when something is missing, or when a project under way does not say how much it adds
/// and what is known does not already suffice.
fn settle(m: &mut Measured, short: Option<Quantity>, unknown_addition: bool) {
    match short {
        None => m.reasons.add(Missing::Range),
        Some(short) if short > 0 && unknown_addition => m.reasons.add(Missing::UnderWay),
        Some(short) => {
            if m.reasons.is_empty() {
                m.short = Some(short.max(0));
            }
        }
    }
}

/// What a row requires, summed over its parts.
pub fn required(counts: &Counts, row: &Row<'_>) -> Result<Quantity, Missing> {
    let mut sum: Quantity = 0;
    for part in &row.parts {
        let basis = part.requirement.basis;
        let count = match part.stage {
            Some(stage) => counts.basis_of(basis, stage),
            None => counts.basis(basis),
        };
        let one = part.formula.required(part.requirement, count.ok_or(Missing::Basis)?).ok_or(Missing::Range)?;
        sum = sum.checked_add(one).ok_or(Missing::Range)?;
    }
    Ok(sum)
}

/// What the whole school has of a row's items.
pub fn total(conditions: &Stock, row: &Row<'_>) -> Result<Quantity, Missing> {
    let get = |item: Item| conditions.get(item).ok_or(Missing::Present(item));
    let mut sum: Quantity = 0;
    if row.counts.is_empty() {
        sum = get(row.item)?;
    }
    for item in row.counts {
        sum = sum.checked_add(get(*item)?).ok_or(Missing::Range)?;
    }
    for item in row.less {
        sum = sum.checked_sub(get(*item)?).ok_or(Missing::Range)?;
    }
    Ok(sum)
}
