//! `junheng forecast` (学生数预测): county, zones and schools, with intervals and the back-test.

use crate::args::Forecast as Given;
use crate::assume::Assume;
use crate::command::trace::find_school;
use crate::failure::{Exit, Failure};
use crate::output::{Output, Tone};
use crate::source;
use model::{Dossier, Message, School, Stage, ZoneId};
use needs::Forecast;
use needs::forecast::{Adjustment, Choice, Level, Misses, TestRow};

pub fn run(args: &Given, out: &Output) -> Result<Exit, Failure> {
    let scenario = Assume { births: args.births.clone(), ..Assume::default() }.scenario()?;
    let dossier = source::dossier(&args.file, out)?;
    let policy = source::policy(&dossier.county, &args.policy, out)?;
    let dossier = scenario.apply(dossier).map_err(|e| Failure { problems: vec![e.message()] })?;
    let school = args.school.as_deref().map(|given| find_school(&dossier, given)).transpose()?;
    let forecast = needs::forecast::forecast(&dossier, &policy);
    if out.json {
        let schools: Vec<_> = forecast.schools.iter().filter(|s| school.is_none_or(|one| one.id == s.school)).collect();
        out.value(&serde_json::json!({
            "county": dossier.county, "base_year": dossier.base_year, "scenario": scenario, "years": forecast.years,
            "interval_permille": forecast.level, "county_totals": forecast.county, "zones": forecast.zones,
            "schools": schools, "adjustments": forecast.adjustments, "methods": forecast.choices,
            "backtest": forecast.tests, "lacking": forecast.lacking,
        }));
        return Ok(Exit::Fine);
    }
    let head = Message::new("cli-forecast-head").with("county", dossier.county_name()).with("year", dossier.base_year);
    out.line(&out.tone(Tone::Strong, &out.say(&head)));
    for assumed in scenario.messages() {
        let assumed = Message::new("cli-forecast-births").with("assumed", out.say(&assumed));
        out.line(&out.tone(Tone::Warn, &out.say(&assumed)));
    }
    match school {
        Some(school) => one(out, &forecast, school),
        None if args.backtest => backtest(out, &forecast),
        None => county(out, &dossier, &forecast),
    }
    for lacking in &forecast.lacking {
        let lacking = Message::new("cli-forecast-lacking").with("why", out.say(&lacking.message()));
        out.line(&out.tone(Tone::Warn, &out.say(&lacking)));
    }
    Ok(Exit::Fine)
}

fn number(out: &Output, value: Option<i64>) -> String {
    value.map_or_else(|| out.word("cli-no-data"), |n| n.to_string())
}

fn end(value: Option<i64>) -> String {
    value.map_or_else(|| "—".to_owned(), |n| n.to_string())
}

fn starred(year: impl ToString, assumed: bool) -> String {
    let star = if assumed { "*" } else { "" };
    format!("{}{star}", year.to_string())
}

fn zone_name(dossier: &Dossier, zone: Option<&ZoneId>) -> String {
    zone.map_or_else(
        || "—".to_owned(),
        |id| dossier.zones.iter().find(|z| z.id == *id).map_or_else(|| id.to_string(), |z| z.name.clone()),
    )
}

fn county(out: &Output, dossier: &Dossier, forecast: &Forecast) {
    let whole = dossier.county_name().to_owned();
    let mut rows = Vec::new();
    let mut add = |place: &str, stage: Stage, years: &[needs::forecast::Expected], all: bool| {
        let shown = years.iter().filter(|y| all || y.year == dossier.base_year || y.year.0 == dossier.cycle.last.0);
        for y in shown {
            let (pupils, year) = (number(out, y.pupils.complete()), starred(y.year, y.assumed));
            rows.push(vec![place.to_owned(), stage.zh().to_owned(), year, pupils, end(y.low), end(y.high)]);
        }
    };
    for total in &forecast.county {
        add(&whole, total.stage, &total.years, true);
    }
    for zone in &forecast.zones {
        add(&zone_name(dossier, zone.zone.as_ref()), zone.stage, &zone.years, false);
    }
    let columns = ["cli-col-zone", "cli-col-stage", "cli-col-year", "cli-col-forecast", "cli-col-low", "cli-col-high"];
    out.table(&columns, &rows, &[3, 4, 5]);
    notes(out, forecast);
    let rows: Vec<Vec<String>> = forecast.adjustments.iter().map(|a| adjustment(out, dossier, a)).collect();
    if !rows.is_empty() {
        out.line(&out.word("cli-forecast-adjustments"));
    }
    let columns = [
        "cli-col-year",
        "cli-col-zone",
        "cli-col-school",
        "cli-col-adjustment",
        "cli-col-grade",
        "cli-col-persons",
        "cli-col-reason",
    ];
    out.table(&columns, &rows, &[5]);
    errors(out, forecast);
}

fn notes(out: &Output, forecast: &Forecast) {
    if forecast.level > 0 {
        let whole = forecast.level.is_multiple_of(10);
        let level = if whole {
            (forecast.level / 10).to_string()
        } else {
            format!("{}.{}", forecast.level / 10, forecast.level % 10)
        };
        out.tell(&Message::new("cli-forecast-interval").with("level", level));
    }
    if forecast.county.iter().any(|c| c.years.iter().any(|y| y.assumed)) {
        out.tell(&Message::new("cli-forecast-assumed"));
    }
}

fn adjustment(out: &Output, dossier: &Dossier, a: &Adjustment) -> Vec<String> {
    let school = a.school.as_ref().map(|id| dossier.school(id).map_or_else(|| id.to_string(), |s| s.name.clone()));
    vec![
        a.year.to_string(),
        zone_name(dossier, a.zone.as_ref()),
        school.unwrap_or_default(),
        out.say(&a.kind.message()),
        a.grade.map(|g| g.0.to_string()).unwrap_or_default(),
        a.net.map(|n| format!("{n:+}")).unwrap_or_default(),
        a.reason.clone().unwrap_or_default(),
    ]
}

/// Errors of the past beside the forecast: all schools, zones and the county.
fn errors(out: &Output, forecast: &Forecast) {
    let rows: Vec<Vec<String>> = forecast
        .tests
        .iter()
        .filter(|t| !matches!(t.level, Level::Group(_)))
        .map(|t| test_row(out, forecast, t))
        .collect();
    if rows.is_empty() {
        out.tell(&Message::new("cli-forecast-no-backtest"));
        return;
    }
    out.line(&out.word("cli-forecast-backtest"));
    test_table(out, &rows);
}

fn test_table(out: &Output, rows: &[Vec<String>]) {
    let columns = [
        "cli-col-stage",
        "cli-col-level",
        "cli-col-horizon",
        "cli-col-tests",
        "cli-col-mape",
        "cli-col-median",
        "cli-col-mape-last",
        "cli-col-mape-ratio",
        "cli-col-covered",
    ];
    out.table(&columns, rows, &[2, 3, 4, 5, 6, 7, 8]);
}

/// Hundredths of a per cent.
fn percent(basis: u32) -> String {
    format!("{}.{:02}", basis / 100, basis % 100)
}

fn test_row(out: &Output, forecast: &Forecast, t: &TestRow) -> Vec<String> {
    let level = match t.level {
        Level::Group(group) => {
            let choice = forecast.choices.iter().find(|c| c.stage == t.stage && c.group == group);
            choice.map_or_else(|| group.to_string(), |c| bounds(out, c))
        }
        Level::School => out.word("cli-forecast-level-school"),
        Level::Zone => out.word("cli-forecast-level-zone"),
        Level::County => out.word("cli-forecast-level-county"),
    };
    let mean = |m: Option<Misses>| m.map_or_else(|| "—".to_owned(), |m| percent(m.mean));
    vec![
        t.stage.zh().to_owned(),
        level,
        t.horizon.to_string(),
        t.tests.to_string(),
        percent(t.chosen.mean),
        percent(t.chosen.median),
        mean(t.last_value),
        mean(t.survival_ratio),
        t.covered.map_or_else(|| "—".to_owned(), |(within, of)| format!("{within}/{of}")),
    ]
}

fn bounds(out: &Output, choice: &Choice) -> String {
    out.say(&match (choice.from, choice.to) {
        (0, None) => Message::new("cli-forecast-group"),
        (from, None) => Message::new("cli-forecast-group-from").with("from", from),
        (from, Some(to)) => Message::new("cli-forecast-group-to").with("from", from).with("to", to.saturating_sub(1)),
    })
}

fn backtest(out: &Output, forecast: &Forecast) {
    let rows: Vec<Vec<String>> = forecast
        .choices
        .iter()
        .map(|c| {
            let miss = c.candidates.iter().find(|x| x.method == c.method).map(|x| percent(x.misses.mean));
            vec![
                c.stage.zh().to_owned(),
                bounds(out, c),
                out.say(&c.method.message()),
                out.say(&c.why.message()),
                c.schools.to_string(),
                miss.unwrap_or_else(|| "—".to_owned()),
            ]
        })
        .collect();
    let columns =
        ["cli-col-stage", "cli-col-group", "cli-col-method", "cli-col-why", "cli-col-schools", "cli-col-mape"];
    out.table(&columns, &rows, &[4, 5]);
    if forecast.tests.is_empty() {
        out.tell(&Message::new("cli-forecast-no-backtest"));
        return;
    }
    out.line(&out.word("cli-forecast-backtest"));
    let rows: Vec<Vec<String>> = forecast.tests.iter().map(|t| test_row(out, forecast, t)).collect();
    test_table(out, &rows);
}

fn one(out: &Output, forecast: &Forecast, school: &School) {
    out.line(&out.tone(Tone::Strong, &format!("{}  {}", school.id, school.name)));
    let Some(found) = forecast.schools.iter().find(|s| s.school == school.id) else { return };
    for stage in &found.stages {
        let rows: Vec<Vec<String>> = forecast
            .years
            .iter()
            .zip(&stage.years)
            .enumerate()
            .map(|(n, (year, range))| {
                let grades = found.grades.get(n).into_iter().flatten().filter(|(g, _)| g.stage() == stage.stage);
                let grades: Vec<String> =
                    grades.map(|(_, p)| p.map_or_else(|| "—".to_owned(), |p| p.to_string())).collect();
                vec![
                    stage.stage.zh().to_owned(),
                    starred(year, range.assumed),
                    grades.join(" "),
                    number(out, range.pupils.map(i64::from)),
                    end(range.low),
                    end(range.high),
                ]
            })
            .collect();
        out.line(&out.say(&stage.method.message()));
        let columns =
            ["cli-col-stage", "cli-col-year", "cli-col-grade", "cli-col-forecast", "cli-col-low", "cli-col-high"];
        out.table(&columns, &rows, &[3, 4, 5]);
    }
    notes(out, forecast);
}
