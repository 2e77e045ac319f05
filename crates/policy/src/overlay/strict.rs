//! When an entry is looser than the one it lies on (是否放宽).

use super::scope::wider_or_equal;
use crate::{Figure, Requirement, Standard, Tighter, UnitCost, Verdict};
use model::Date;
use rust_decimal::Decimal;

/// How far requirements are compared: every count of the basis up to this (pupils of the largest school and more).
const COUNTS: u32 = 6_000;

/// The first date on which the new figure is looser than the old one, with both values.
pub(super) fn looser_figure(old: &Figure, new: &Figure) -> Option<(Date, Decimal, Decimal)> {
    let start = new.values.first()?.from;
    let changes = old.values.iter().chain(&new.values).map(|v| v.from).filter(|d| *d >= start);
    let mut dates: Vec<Date> = changes.collect();
    dates.sort_unstable();
    for date in dates {
        let (Some(was), Some(is)) = (old.on(date), new.on(date)) else { continue };
        let looser = match old.tighter {
            Some(Tighter::Up) => is < was,
            Some(Tighter::Down) => is > was,
            Some(Tighter::Free) => false,
            None => is != was,
        };
        if looser {
            return Some((date, was, is));
        }
    }
    None
}

/// Why a requirement is looser than the one it replaces.
pub(super) enum Looser {
    /// It asks for something else: item, standard, basis or what counts.
    Another,
    /// It applies to fewer schools or for a shorter time.
    Fewer,
    /// At this count of the basis it asks for less (or, for a ceiling, allows more).
    At(u32),
}

/// Whether a requirement is looser than the one it replaces.
pub(super) fn looser_requirement(old: &Requirement, new: &Requirement) -> Option<Looser> {
    let same = (old.item, old.standard, old.basis) == (new.item, new.standard, new.basis);
    if !same || old.counts != new.counts || old.less != new.less {
        return Some(Looser::Another);
    }
    let ends_earlier = match (old.until, new.until) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(o), Some(n)) => n < o,
    };
    if !wider_or_equal(&new.applies, &old.applies) || new.from > old.from || ends_earlier {
        return Some(Looser::Fewer);
    }
    (0..=COUNTS).find_map(|n| {
        let (was, is) = (old.required(n)?, new.required(n));
        let looser = match (old.standard, is) {
            (_, None) => true,
            (Standard::Ceiling, Some(is)) => is > was,
            (_, Some(is)) => is < was,
        };
        looser.then_some(Looser::At(n))
    })
}

/// How strict a verdict is.
pub(super) fn strictness(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Allowed => 0,
        Verdict::Conditional => 1,
        Verdict::Forbidden => 2,
    }
}

/// A higher cap than before, or none where there was one.
pub(super) fn looser_cap(old: &UnitCost, new: &UnitCost) -> bool {
    match (old.cap, new.cap) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(o), Some(n)) => n > o,
    }
}
