//! Preparation and milestones (前期工作与节点): when work can begin, and what the years of a project mean in months.

use crate::parameter::Parameters;
use model::{Approval, BuildNature, Date, LandStatus, Preparation, Year, YearMonth};

/// Months counted from year 0, so that they can be added.
fn months(year: Year, month: u8) -> i32 {
    i32::from(year.0) * 12 + i32::from(month) - 1
}

fn month(n: i32) -> Option<YearMonth> {
    let year = u16::try_from(n.div_euclid(12)).ok()?;
    YearMonth::new(year, u8::try_from(n.rem_euclid(12) + 1).ok()?)
}

/// First and last month of the works when the project runs from `start` to `finish`; `None` when its preparation cannot
/// be done in time. Building keeps to the season; purchases may be made in any month of their one year.
pub(crate) fn works(
    p: &Parameters,
    nature: BuildNature,
    as_of: Date,
    start: Year,
    finish: Year,
) -> Option<(YearMonth, YearMonth)> {
    let ready = months(as_of.year(), as_of.month()) + i32::from(p.lead(nature));
    let (first, last) = if nature == BuildNature::Purchase { (1, 12) } else { p.season };
    let begin = ready.max(months(start, first));
    let (latest, end) = (months(start, last), months(finish, last));
    // a single building season must leave half of it for the works
    let room =
        if nature == BuildNature::Purchase || start < finish { 0 } else { i32::from(last.saturating_sub(first)) / 2 };
    if begin + room > latest {
        return None;
    }
    Some((month(begin)?, month(end)?))
}

/// What has to be ready for these years. The approvals are not known to be done, so they are said to be open.
pub(crate) fn preparation(p: &Parameters, nature: BuildNature, as_of: Date, start: Year, finish: Year) -> Preparation {
    let works = works(p, nature, as_of, start, finish);
    let approval = if nature == BuildNature::Purchase { Approval::NotNeeded } else { Approval::NotStarted };
    Preparation {
        land: Some(LandStatus::OnCampus),
        approval: Some(approval),
        lead_months: Some(p.lead(nature)),
        works_start: works.map(|w| w.0),
        works_finish: works.map(|w| w.1),
        investment_code: None,
    }
}
