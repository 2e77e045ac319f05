//! All tables of the papers（成果附表）, built once and printed in every paper that has them.

#[cfg(test)]
mod agreement;
mod balance;
mod boarding;
mod change;
mod curriculum;
mod evidence;
mod finding;
mod forecast;
mod gap;
mod large;
mod money;
mod name;
mod outlook;
mod performance;
mod priority;
mod programme;
mod project;
mod provision;
mod review;
mod seat;
mod state;
mod steering;
mod target;
mod yearly;

pub(crate) use evidence::{date, document};
pub(crate) use name::{citation, place_name, school as school_name};

use crate::book::Book;
use crate::form::{Forms, Scope};
use crate::phrase::Phrases;
use crate::table::Table;
use crate::{Case, PapersError};
use model::{FundSource, Year};
use needs::BeforeAfter;

/// Every table by what it shows.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) year_source: Table,
    pub(crate) by_heading: Table,
    pub(crate) budget: Table,
    pub(crate) projects: Table,
    pub(crate) project_list: Table,
    pub(crate) project_years: Table,
    pub(crate) state: Table,
    pub(crate) gap_summary: Table,
    pub(crate) gaps: Table,
    pub(crate) large_classes: Table,
    pub(crate) large_schools: Table,
    pub(crate) balance: Table,
    pub(crate) balance_schools: Table,
    pub(crate) baseline: Table,
    pub(crate) targets: Table,
    pub(crate) performance: Table,
    pub(crate) priorities: Table,
    pub(crate) left_out: Table,
    pub(crate) findings: Table,
    pub(crate) evidence: Table,
    pub(crate) coverage: Table,
    pub(crate) open_figures: Table,
    pub(crate) open_by_basis: Table,
    pub(crate) seats: Table,
    pub(crate) steering: Table,
    /// Findings that block or need a reason.
    pub(crate) grave: Table,
    /// Findings counted by rule, with what to do about them.
    pub(crate) by_rule: Table,
    pub(crate) left_out_by_reason: Table,
    pub(crate) notices: Table,
    pub(crate) by_kind: Table,
    pub(crate) budget_years: Table,
    pub(crate) targets_short: Table,
    pub(crate) performance_form: Table,
    pub(crate) yearly: Vec<Table>,
    pub(crate) focuses: Table,
    pub(crate) answers: Table,
    pub(crate) conflicts: Table,
    pub(crate) forecast_choices: Table,
    pub(crate) forecast_tests: Table,
    pub(crate) outlook_county: Table,
    pub(crate) outlook_classes: Table,
    pub(crate) outlook_schools: Table,
    pub(crate) change_balance: Table,
    pub(crate) change_passing: Table,
    pub(crate) change_seats: Table,
    pub(crate) boarding: Table,
    pub(crate) boarding_schools: Table,
    pub(crate) curriculum: Table,
    pub(crate) curriculum_schools: Table,
    /// What the plan changes; every printed figure 「规划后」 comes from here.
    pub(crate) change: BeforeAfter,
    /// The years of the columns: the cycle and whatever years money stands in.
    pub(crate) years: Vec<Year>,
}

impl Tables {
    pub(crate) fn of(case: &Case<'_>, book: &Book<'_>, phrases: &Phrases) -> Result<Self, PapersError> {
        let forms = Forms::of(case.policy)?;
        let sources = book.sources();
        let years = case.dossier.cycle.years().chain(book.by_year_source.keys().map(|(y, _)| *y));
        let mut years: Vec<_> = years.collect();
        years.sort_unstable();
        years.dedup();
        let scope = Scope { years, autumns: case.needs.forecast.years.clone(), sources };
        let change = needs::compare(case.dossier, case.policy, case.needs);
        let planned = outlook::planned(case);
        let open = evidence::open_figures(case);
        let make = |key: &str, rows: &[crate::row::Row]| forms.table(key, &scope, rows);
        let by_year = project::by_year(case, book)?;
        let targets = target::rows(case);
        let mut yearly = Vec::with_capacity(scope.years.len());
        for year in &scope.years {
            let rows = yearly::rows(case, book, *year)?;
            // only the sources that pay in that year have a column
            let mut of_year = scope.clone();
            of_year.sources.retain(|s| book.money(*year, *s) != model::Fen::ZERO);
            yearly.push(forms.table_of("yearly", &year.to_string(), &of_year, &rows)?);
        }
        Ok(Self {
            by_rule: make("findings_by_rule", &finding::by_rule(case))?,
            grave: make("grave", &finding::grave(case))?,
            notices: make("notices", &finding::notices(case))?,
            steering: make("steering", &steering::rows(case))?,
            by_kind: make("by_kind", &yearly::by_kind(book)?)?,
            budget_years: make("budget_years", &money::budget_by_year(case, book, &scope)?)?,
            targets_short: make("targets_short", &targets)?,
            performance_form: make("performance_form", &performance::form(case, book, phrases)?)?,
            yearly,
            focuses: make("focuses", &review::focuses(case, phrases)?)?,
            answers: make("answers", &review::answers(case))?,
            conflicts: make("conflicts", &review::conflicts(case))?,
            forecast_choices: make("forecast_choices", &forecast::choices(case))?,
            forecast_tests: make("forecast_tests", &forecast::tests(case))?,
            outlook_county: make("outlook_county", &outlook::county(case, &planned))?,
            outlook_classes: make("outlook_classes", &outlook::classes(case, &planned))?,
            outlook_schools: make("outlook_schools", &outlook::schools(case))?,
            change_balance: make("change_balance", &change::balance(&change))?,
            change_passing: make("change_passing", &change::passing(&change))?,
            change_seats: make("change_seats", &change::seats(case, &change))?,
            boarding: make("boarding", &boarding::county(case))?,
            boarding_schools: make("boarding_schools", &boarding::schools(case))?,
            curriculum: make("curriculum", &curriculum::subjects(case))?,
            curriculum_schools: make("curriculum_schools", &curriculum::schools(case))?,
            seats: make("seats", &seat::rows(case))?,
            year_source: make("year_source", &money::by_year(book, &scope))?,
            by_heading: make("by_heading", &money::by_heading(book)?)?,
            budget: make("budget", &money::budget(case, book)?)?,
            projects: make("projects", &project::full(case, book)?)?,
            project_list: make("project_list", &by_year)?,
            project_years: make("project_years", &by_year)?,
            state: make("state", &state::rows(case))?,
            gap_summary: make("gap_summary", &gap::summary(case, &change)?)?,
            gaps: make("gaps", &gap::rows(case))?,
            large_classes: make("large_classes", &large::classes(case))?,
            large_schools: make("large_schools", &large::schools(case))?,
            balance: make("balance", &balance::county(case))?,
            balance_schools: make("balance_schools", &balance::schools(case))?,
            baseline: make("baseline", &provision::baseline(case))?,
            targets: make("targets", &targets)?,
            performance: make("performance", &performance::rows(case, book)?)?,
            priorities: make("priorities", &priority::rows(case))?,
            left_out: make("left_out", &programme::left_out(case))?,
            left_out_by_reason: make("left_out_by_reason", &programme::by_reason(case, phrases)?)?,
            findings: make("findings", &finding::rows(case))?,
            evidence: make("evidence", &evidence::documents(case))?,
            coverage: make("coverage", &state::coverage(case))?,
            open_figures: make("open_figures", &open)?,
            open_by_basis: make("open_by_basis", &evidence::open_by_basis(&open))?,
            years: scope.years,
            change,
        })
    }
}

/// The name of a source as printed; one that is no lawful source says so.
pub(crate) fn source_name(source: FundSource) -> String {
    if source.is_lawful() { source.zh().to_owned() } else { format!("{}（不合规）", source.zh()) }
}
