//! The plan's money, added up every way the papers print it（资金总账）.

use crate::PapersError;
use crate::heading::Heading;
use model::{Fen, FundSource, Overflow, Plan, Project, Year};
use std::collections::BTreeMap;

/// One project with its sums.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'a> {
    pub(crate) project: &'a Project,
    pub(crate) headings: BTreeMap<Heading, Fen>,
    /// Lines, other fees and contingency.
    pub(crate) total: Fen,
    /// Money arranged.
    pub(crate) funded: Fen,
}

/// All sums of a plan.
#[derive(Debug, Clone)]
pub(crate) struct Book<'a> {
    pub(crate) entries: Vec<Entry<'a>>,
    pub(crate) by_heading: BTreeMap<Heading, Fen>,
    pub(crate) by_year_source: BTreeMap<(Year, FundSource), Fen>,
    pub(crate) other_fees: Fen,
    pub(crate) contingency: Fen,
    pub(crate) total: Fen,
    pub(crate) funded: Fen,
}

impl<'a> Book<'a> {
    pub(crate) fn of(plan: &'a Plan) -> Result<Self, PapersError> {
        let mut book = Self {
            entries: Vec::with_capacity(plan.projects.len()),
            by_heading: BTreeMap::new(),
            by_year_source: BTreeMap::new(),
            other_fees: Fen::ZERO,
            contingency: Fen::ZERO,
            total: Fen::ZERO,
            funded: Fen::ZERO,
        };
        for project in &plan.projects {
            book.enter(project)
                .map_err(|Overflow| PapersError::Overflow(format!("项目 {} {}", project.id, project.name)))?;
        }
        Ok(book)
    }

    fn enter(&mut self, project: &'a Project) -> Result<(), Overflow> {
        let mut headings: BTreeMap<Heading, Fen> = BTreeMap::new();
        for line in &project.lines {
            let heading = Heading::of(line.item);
            add(headings.entry(heading).or_default(), line.amount)?;
            add(self.by_heading.entry(heading).or_default(), line.amount)?;
        }
        for money in &project.funding {
            add(self.by_year_source.entry((money.year, money.source)).or_default(), money.amount)?;
        }
        let entry = Entry { project, headings, total: project.total()?, funded: project.funded()? };
        add(&mut self.other_fees, project.other_fees)?;
        add(&mut self.contingency, project.contingency)?;
        add(&mut self.total, entry.total)?;
        add(&mut self.funded, entry.funded)?;
        self.entries.push(entry);
        Ok(())
    }

    /// The same total reached by different ways must be the same（总账勾稽）: by project, by heading with fees, and the money by year and
    /// source against the money by project. Money may differ from investment in a plan still at fault: that is a finding, and printed as a
    /// difference.
    pub(crate) fn reconcile(&self) -> Result<(), PapersError> {
        let out_of_range = |_| PapersError::Overflow("规划合计".to_owned());
        let by_heading = Fen::sum(self.by_heading.values().copied().chain([self.other_fees, self.contingency]));
        let by_source = Fen::sum(self.by_year_source.values().copied());
        let by_project = Fen::sum(self.entries.iter().map(|e| e.total));
        let funded = Fen::sum(self.entries.iter().map(|e| e.funded));
        for (what, lines, total) in [
            ("分类投资与其他费用", by_heading, self.total),
            ("分项目投资", by_project, self.total),
            ("分年度分来源资金", by_source, self.funded),
            ("分项目资金", funded, self.funded),
        ] {
            let lines = lines.map_err(out_of_range)?;
            if lines != total {
                return Err(PapersError::unequal("规划总账", what, lines, total));
            }
        }
        Ok(())
    }

    /// Money of a year and source.
    pub(crate) fn money(&self, year: Year, source: FundSource) -> Fen {
        self.by_year_source.get(&(year, source)).copied().unwrap_or_default()
    }

    /// Money of a year.
    pub(crate) fn of_year(&self, year: Year) -> Fen {
        self.some(|(y, _)| y == year)
    }

    /// Money of a source.
    pub(crate) fn of_source(&self, source: FundSource) -> Fen {
        self.some(|(_, s)| s == source)
    }

    /// A part of a sum that was already found to be in range may still leave it when amounts are negative; it then stands at
    /// the end of the range and the tables, which add for themselves, refuse.
    fn some(&self, pick: impl Fn((Year, FundSource)) -> bool) -> Fen {
        let sum: i128 =
            self.by_year_source.iter().filter(|(key, _)| pick(**key)).map(|(_, Fen(fen))| i128::from(*fen)).sum();
        Fen(i64::try_from(sum).unwrap_or(i64::MAX))
    }

    /// Sources that no programme may be paid from, with what the plan takes from them.
    pub(crate) fn unlawful(&self) -> impl Iterator<Item = (FundSource, Fen)> + '_ {
        FundSource::ALL
            .into_iter()
            .filter(|s| !s.is_lawful())
            .map(|s| (s, self.of_source(s)))
            .filter(|(_, amount)| *amount != Fen::ZERO)
    }

    /// The sources to print: the four levels of government always, others where they are used.
    pub(crate) fn sources(&self) -> Vec<FundSource> {
        use FundSource as F;
        let always = [F::Central, F::Region, F::City, F::County];
        let used = |s: &F| always.contains(s) || self.by_year_source.keys().any(|(_, used)| used == s);
        F::ALL.into_iter().filter(used).collect()
    }
}

fn add(sum: &mut Fen, amount: Fen) -> Result<(), Overflow> {
    *sum = sum.plus(amount)?;
    Ok(())
}
