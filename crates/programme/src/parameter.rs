//! The planning parameters (规划编制参数), read from the policy packs.

use crate::error::ProgrammeError;
use checker::Carry;
use model::{BuildNature, Date, Fen, FundSource, RegionCode};
use policy::{Context, Policy, key};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Parameters of one county on one date.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    /// What a point of a class weighs against one of the next class.
    pub class_ratio: i64,
    /// Loss of value for every year of delay, %.
    pub delay_discount: i64,
    /// Months of preparation by nature, in the order of [`BuildNature::ALL`].
    lead: Vec<u8>,
    /// Repairs and purchases at a school below this join others of their kind there; zero joins nothing.
    pub small_works: Fen,
    /// Investment from which work takes two years.
    pub two_years_from: Fen,
    /// Investment from which work takes three years.
    pub three_years_from: Fen,
    /// Share of the first of two years, %.
    pub two_years_first: i64,
    /// Shares of the first and second of three years, %.
    pub three_years: (i64, i64),
    /// First and last month of the building season.
    pub season: (u8, u8),
    /// Years of the cycle within which safety work is to be done.
    pub safety_within: i16,
    /// Satisfaction aimed at, hundredths of a per cent.
    pub satisfaction: i64,
    /// Other fees as a share of works.
    pub other_fees: Decimal,
    /// Contingency as a share of works and other fees.
    pub contingency: Decimal,
    /// How long each source may carry unused money.
    pub carry: Vec<Carry>,
}

/// How long each lawful source of a region may carry unused money (结转年限), as the policy packs say on a date. A source of
/// which they say nothing carries nothing.
pub fn carry(policy: &Policy, region: &RegionCode, date: Date) -> Vec<Carry> {
    let years = |source| policy.carry_years(source, region, date).map(|years| Carry { source, years });
    FundSource::LAWFUL.into_iter().filter_map(years).filter(|c| c.years > 0).collect()
}

impl Parameters {
    /// Reads them; a figure the packs lack is an error, never a guess.
    pub fn read(policy: &Policy, region: &RegionCode, date: Date) -> Result<Parameters, ProgrammeError> {
        let at = |key: &'static str, nature: Option<BuildNature>| {
            let context = Context { region: Some(region.clone()), nature, ..Context::default() };
            policy.figure(key, &context, date).map(|(_, v)| v).ok_or(ProgrammeError::Figure(key))
        };
        let whole = |key: &'static str, least: i64, most: i64| {
            let value = at(key, None)?.to_i64().filter(|v| (least..=most).contains(v));
            value.ok_or(ProgrammeError::Figure(key))
        };
        let wan = |key: &'static str| {
            let fen = at(key, None)?.checked_mul(Decimal::from(Fen::WAN.0)).and_then(|d| d.to_i64());
            fen.filter(|f| *f >= 0).map(Fen).ok_or(ProgrammeError::Figure(key))
        };
        let share = |key: &'static str| {
            let percent = at(key, None)?;
            let fits = percent >= Decimal::ZERO && percent <= Decimal::ONE_HUNDRED;
            if fits { Ok(percent / Decimal::ONE_HUNDRED) } else { Err(ProgrammeError::Figure(key)) }
        };
        let lead = |nature: BuildNature| {
            at(key::LEAD_MONTHS, Some(nature))?.to_u8().ok_or(ProgrammeError::Figure(key::LEAD_MONTHS))
        };
        let month = |key: &'static str| whole(key, 1, 12).map(|m| u8::try_from(m).unwrap_or(12));
        let first = whole(key::THREE_YEARS_FIRST, 0, 100)?;
        Ok(Parameters {
            class_ratio: whole(key::CLASS_RATIO, 1, 100)?,
            delay_discount: whole(key::DELAY_DISCOUNT, 0, 20)?,
            lead: BuildNature::ALL.into_iter().map(lead).collect::<Result<_, _>>()?,
            small_works: wan(key::SMALL_WORKS).unwrap_or(Fen::ZERO),
            two_years_from: wan(key::TWO_YEARS_FROM)?,
            three_years_from: wan(key::THREE_YEARS_FROM)?,
            two_years_first: whole(key::TWO_YEARS_FIRST, 0, 100)?,
            three_years: (first, whole(key::THREE_YEARS_SECOND, 0, 100 - first)?),
            season: (month(key::WORKS_FIRST_MONTH)?, month(key::WORKS_LAST_MONTH)?),
            safety_within: i16::try_from(whole(key::SAFETY_WITHIN, 1, 100)?).unwrap_or(i16::MAX),
            satisfaction: whole(key::SATISFACTION_MIN, 0, 100)? * 100,
            other_fees: share(key::OTHER_FEES_SHARE)?,
            contingency: share(key::CONTINGENCY_SHARE)?,
            carry: carry(policy, region, date),
        })
    }

    /// Months of preparation.
    pub fn lead(&self, nature: BuildNature) -> u8 {
        let at = BuildNature::ALL.iter().position(|n| *n == nature);
        at.and_then(|i| self.lead.get(i)).copied().unwrap_or(0)
    }

    /// Money by year of the work: one year for what is bought, by size for what is built. Whole grains; the last year
    /// takes what the shares leave.
    pub fn profile(&self, total: Fen, builds: bool) -> Vec<Fen> {
        let part = |percent: i64| {
            let fen = i128::from(total.0) * i128::from(percent) / 100;
            let grain = i128::from(Fen::GRAIN.0);
            Fen(i64::try_from(fen - fen.rem_euclid(grain)).unwrap_or(0))
        };
        let years = match (builds, total) {
            (true, t) if t >= self.three_years_from => vec![part(self.three_years.0), part(self.three_years.1)],
            (true, t) if t >= self.two_years_from => vec![part(self.two_years_first)],
            _ => Vec::new(),
        };
        let early: i64 = years.iter().map(|f| f.0).sum();
        years.into_iter().chain([Fen(total.0 - early)]).collect()
    }

    /// A share of an amount, rounded down to whole 100 元 so that the share is not exceeded.
    pub fn share(of: Fen, share: Decimal) -> Option<Fen> {
        let fen = Decimal::from(of.0).checked_mul(share)?.floor().to_i64()?;
        Some(Fen(fen - fen.rem_euclid(Fen::GRAIN.0)))
    }
}
