//! The charts of a case（统计图）: money, pupils and seats, gaps closed.

use crate::book::Book;
use crate::chart::{Chart, ChartKind, Series};
use crate::phrase::Phrases;
use crate::tables::source_name;
use crate::{Case, PapersError};
use model::{Fen, Item, SchoolYear, Stage, Year};
use needs::BeforeAfter;
use policy::Standard;

/// All charts that have something to show.
#[derive(Debug, Default)]
pub(crate) struct Charts {
    pub(crate) money: Option<Chart>,
    pub(crate) seats: Vec<Chart>,
    pub(crate) closed: Option<Chart>,
}

impl Charts {
    pub(crate) fn of(
        case: &Case<'_>,
        book: &Book<'_>,
        years: &[Year],
        change: &BeforeAfter,
        phrases: &Phrases,
    ) -> Result<Self, PapersError> {
        let some = |chart: Chart| (!chart.is_empty()).then_some(chart);
        let mut seats = Vec::new();
        for stage in Stage::COMPULSORY {
            seats.extend(some(pupils_and_seats(case, stage, phrases)?));
        }
        Ok(Self { money: some(money(book, years, phrases)?), seats, closed: some(closed(change, phrases)?) })
    }

    /// Every chart in the order of the text.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Chart> {
        self.closed.iter().chain(&self.seats).chain(&self.money)
    }
}

fn money(book: &Book<'_>, years: &[Year], phrases: &Phrases) -> Result<Chart, PapersError> {
    let used = book.sources().into_iter().filter(|s| book.of_source(*s) != Fen::ZERO);
    let series = used.map(|source| Series {
        name: source_name(source),
        values: years.iter().map(|y| Some(book.money(*y, source).0)).collect(),
        dashed: false,
    });
    Ok(Chart {
        title: phrases.word("chart.money")?,
        kind: ChartKind::Stacked,
        unit: phrases.word("chart.wan")?,
        places: 6,
        categories: years.iter().map(|y| format!("{y}年")).collect(),
        series: series.collect(),
        note: None,
    })
}

/// Pupils of the county with the seats there are, year by year; a year with a zone that lacks data has no seats.
fn pupils_and_seats(case: &Case<'_>, stage: Stage, phrases: &Phrases) -> Result<Chart, PapersError> {
    let county = case.needs.forecast.county.iter().find(|z| z.stage == stage);
    let years: Vec<SchoolYear> = county.map(|z| z.years.iter().map(|y| y.year).collect()).unwrap_or_default();
    let pupils = county.map(|z| z.years.iter().map(|y| y.pupils.complete()).collect()).unwrap_or_default();
    let seats = |year: &SchoolYear| {
        let zones = case.needs.seats.iter().filter(|b| b.stage == stage);
        let mut of_year = zones.filter_map(|b| b.years.iter().find(|y| y.year == *year)).peekable();
        of_year.peek()?;
        of_year.map(|y| y.seats.complete()).try_fold(0_i64, |sum, s| sum.checked_add(s?))
    };
    let interval = |end: fn(&needs::forecast::Expected) -> Option<i64>| -> Vec<Option<i64>> {
        county.map(|z| z.years.iter().map(end).collect()).unwrap_or_default()
    };
    let line = |name: &str, values, dashed| Ok::<_, PapersError>(Series { name: phrases.word(name)?, values, dashed });
    let mut series =
        vec![line("chart.pupils", pupils, false)?, line("chart.seats", years.iter().map(seats).collect(), false)?];
    let (low, high) = (interval(|y| y.low), interval(|y| y.high));
    if low.iter().chain(&high).any(Option::is_some) {
        series.push(line("chart.low", low, true)?);
        series.push(line("chart.high", high, true)?);
    }
    Ok(Chart {
        title: phrases.say("chart.forecast", &[("stage", stage.zh())])?,
        kind: ChartKind::Lines,
        unit: phrases.word("chart.people")?,
        places: 0,
        categories: years.iter().map(ToString::to_string).collect(),
        series,
        note: Some(phrases.word("chart.forecast_note")?),
    })
}

/// Percent of the basic gaps that the plan closes, item by item, rounded down: what is not closed whole never reads 100.
fn closed(change: &BeforeAfter, phrases: &Phrases) -> Result<Chart, PapersError> {
    let basic = change.items.iter().filter(|c| c.standard == Standard::Basic);
    let short: Vec<(Item, i64, Option<i64>)> =
        basic.filter_map(|c| Some((c.item, c.short.before.sum.filter(|s| *s > 0)?, c.short.after.sum))).collect();
    let percent = |before: i64, after: i64| {
        let closed = i128::from(before) - i128::from(after.max(0));
        i64::try_from(closed.max(0) * 100 / i128::from(before.max(1))).unwrap_or(100).min(100)
    };
    Ok(Chart {
        title: phrases.word("chart.closed")?,
        kind: ChartKind::Bars,
        unit: "%".to_owned(),
        places: 0,
        categories: short.iter().map(|(item, _, _)| item.zh().to_owned()).collect(),
        series: vec![Series {
            name: phrases.word("chart.closed_series")?,
            values: short.iter().map(|(_, before, after)| Some(percent(*before, (*after)?))).collect(),
            dashed: false,
        }],
        note: None,
    })
}
