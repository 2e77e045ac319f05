//! The forecast against what came: `cargo run --release -p needs --example nyc_enrolment -- FILE [FOLDER]`.
//!
//! FILE holds `dbn,fall_year,grade,pupils` of New York's public schools, autumns 2005 to 2011 (kindergarten is grade 0).
//! Everything up to autumn 2008 makes one dossier (kindergarten to grade 5 as the six primary grades, the first two
//! letters of a school's number as its zone, no births); methods and intervals are chosen from it alone. Autumns 2009 to
//! 2011 only judge. Population: schools with pupils in these grades both in 2008 and in the autumn judged; beside it
//! those that had some in all seven autumns. FOLDER gets every figure as `forecast.csv`.

#![allow(clippy::print_stdout, reason = "a measuring program")]

use model::{
    Cycle, Date, Dossier, Grade, GradeCount, Owner, RegionCode, School, SchoolId, SchoolKind, SchoolRecord, SchoolYear,
    Stage, Year, ZoneId,
};
use needs::forecast::{Forecast, Method, Methods, choose, forecast_with};
use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

const BASE: u16 = 2008;
const AHEAD: u16 = 3;

/// Pupils by school, autumn and grade.
type Table = BTreeMap<String, BTreeMap<u16, BTreeMap<u8, u32>>>;

fn read(path: &str) -> Result<Table, Box<dyn Error>> {
    let mut out = Table::new();
    for record in csv::Reader::from_path(path)?.deserialize::<(String, u16, u8, u32)>() {
        let (school, year, grade, pupils) = record?;
        let grades = out.entry(school).or_default().entry(year).or_default();
        if grade <= 5 {
            grades.insert(grade + 1, pupils);
        }
    }
    Ok(out)
}

/// What was known in the base year.
fn dossier(table: &Table, region: &RegionCode) -> Option<Dossier> {
    let cycle = Cycle { first: Year(BASE + 1), last: Year(BASE + AHEAD) };
    // the day only says which figures of the packs are in force; nothing of the data after the base year is in here
    let mut out = Dossier::new(region.clone(), cycle, SchoolYear(BASE), Date::new(2021, 10, 15)?);
    let first = table.values().filter_map(|y| y.keys().next()).min()?;
    for (id, years) in table {
        let known: Vec<_> = years.iter().filter(|(y, _)| **y <= BASE).collect();
        if known.last().is_none_or(|(y, grades)| **y != BASE || grades.values().all(|p| *p == 0)) {
            continue;
        }
        let record = |grades: &BTreeMap<u8, u32>| {
            let mut record = SchoolRecord::default();
            for grade in 1..=6 {
                let pupils = Some(grades.get(&grade).copied().unwrap_or(0));
                record.enrolment.grades.insert(Grade(grade), GradeCount { pupils, ..GradeCount::default() });
            }
            record
        };
        let opened = known.first().map(|(y, _)| **y).filter(|y| y > first);
        out.schools.push(School {
            id: SchoolId(id.clone()),
            codes: Vec::new(),
            name: id.clone(),
            region: region.clone(),
            township: None,
            kind: Some(SchoolKind::Primary),
            owner: Some(Owner::EducationDepartment),
            setting: None,
            layout: Vec::new(),
            boarding: None,
            meals: None,
            key_school: None,
            founded: opened.map(Year),
            location: None,
            zones: [(Stage::Primary, ZoneId(id.chars().take(2).collect()))].into(),
            parent: None,
            feeds: None,
            records: known.iter().map(|(y, grades)| (SchoolYear(**y), record(grades))).collect(),
            remark: None,
        });
    }
    out.sort();
    Some(out)
}

/// One school and autumn judged.
struct Judged {
    throughout: bool,
    came: f64,
    said: f64,
    within: Option<bool>,
}

impl Judged {
    fn miss(&self) -> f64 {
        (self.said / self.came - 1.0).abs()
    }
}

fn judge(forecast: &Forecast, table: &Table, ahead: u16) -> Vec<Judged> {
    let total = |id: &str, year: u16| -> u32 {
        table.get(id).and_then(|y| y.get(&year)).map_or(0, |grades| grades.values().sum())
    };
    let mut out = Vec::new();
    for school in &forecast.schools {
        let came = total(&school.school.0, BASE + ahead);
        let range = school.range(usize::from(ahead), Stage::Primary);
        let Some((range, said)) = range.and_then(|r| Some((r, r.pupils?))) else { continue };
        if came == 0 || total(&school.school.0, BASE) == 0 {
            continue;
        }
        let within = range.low.zip(range.high).map(|(low, high)| (low..=high).contains(&i64::from(came)));
        let throughout = (2005..=2011).all(|y| total(&school.school.0, y) > 0);
        out.push(Judged { throughout, came: f64::from(came), said: f64::from(said), within });
    }
    out
}

fn line(name: &str, ahead: u16, judged: &[&Judged]) {
    let mut misses: Vec<f64> = judged.iter().map(|j| 100.0 * j.miss()).collect();
    misses.sort_by(f64::total_cmp);
    let count: f64 = misses.iter().map(|_| 1.0).sum();
    let half = misses.len() / 2;
    let middle = |at: usize| misses.get(at).copied().unwrap_or(f64::NAN);
    let median = if misses.len().is_multiple_of(2) {
        f64::midpoint(middle(half.saturating_sub(1)), middle(half))
    } else {
        middle(half)
    };
    let said: f64 = judged.iter().map(|j| j.said).sum();
    let came: f64 = judged.iter().map(|j| j.came).sum();
    let within: Vec<bool> = judged.iter().filter_map(|j| j.within).collect();
    let inside: f64 = within.iter().filter(|w| **w).map(|_| 1.0).sum();
    let all: f64 = within.iter().map(|_| 1.0).sum();
    let coverage = if within.is_empty() { "      —".to_owned() } else { format!("{:6.1} %", 100.0 * inside / all) };
    println!(
        "{name:<16} {ahead}   {:5}   {:6.2} %  {median:6.2} %   {:+6.2} %   {coverage}",
        judged.len(),
        misses.iter().sum::<f64>() / count,
        100.0 * (said / came - 1.0),
    );
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(file) = args.first() else {
        return Err("give the file of pupils by school, autumn and grade".into());
    };
    let table = read(file)?;
    let region: RegionCode = "150100".parse()?;
    let policy = policy::builtin(&region).map_err(|e| format!("{e:?}"))?;
    let dossier = dossier(&table, &region).ok_or("no data")?;
    let start = Instant::now();
    let methods = choose(&dossier, &policy);
    let chosen = start.elapsed();
    let start = Instant::now();
    let ours = forecast_with(&dossier, &policy, &methods);
    println!(
        "{} schools; methods and intervals chosen in {:.3} s, forecast in {:.3} s",
        dossier.schools.len(),
        chosen.as_secs_f64(),
        start.elapsed().as_secs_f64()
    );
    for choice in methods.choices.iter().filter(|c| c.stage == Stage::Primary) {
        let to = choice.to.map_or_else(|| "and up".to_owned(), |t| format!("to {}", t.saturating_sub(1)));
        println!("  {:>4} {to:<8} {:?}, {:?} over {} schools", choice.from, choice.method, choice.why, choice.schools);
        for c in &choice.candidates {
            let own = if c.eligible { "" } else { " (shown only)" };
            println!("                {:?}{own}: mean {:.2} %", c.method, f64::from(c.misses.mean) / 100.0);
        }
    }
    let runs = [
        ("last value", forecast_with(&dossier, &policy, &Methods::only(Method::LastValue))),
        ("three-year ratio", forecast_with(&dossier, &policy, &Methods::only(Method::SurvivalRatio))),
        ("ours", ours),
    ];
    for (title, throughout) in [("pupils in 2008 and in the year judged", false), ("pupils in all seven autumns", true)]
    {
        println!(
            "\nschools with {title}\nmethod           years schools  mean miss  median    all schools  within 90 % interval"
        );
        for (name, forecast) in &runs {
            for ahead in 1..=AHEAD {
                let judged = judge(forecast, &table, ahead);
                let judged: Vec<&Judged> = judged.iter().filter(|j| j.throughout || !throughout).collect();
                line(name, ahead, &judged);
            }
        }
    }
    if let Some(folder) = args.get(1) {
        let mut out = csv::Writer::from_path(std::path::Path::new(folder).join("forecast.csv"))?;
        out.write_record(["dbn", "years", "last_value", "three_year_ratio", "ours", "low", "high"])?;
        let [last, ratio, ours] = &runs;
        for ((school, last), ratio) in ours.1.schools.iter().zip(&last.1.schools).zip(&ratio.1.schools) {
            for ahead in 1..=AHEAD {
                let n = usize::from(ahead);
                let Some(range) = school.range(n, Stage::Primary) else { continue };
                let text = |v: Option<i64>| v.map_or_else(String::new, |v| v.to_string());
                let pupils = |s: &needs::forecast::SchoolForecast| text(s.stage(n, Stage::Primary).map(i64::from));
                out.write_record([
                    school.school.0.clone(),
                    ahead.to_string(),
                    pupils(last),
                    pupils(ratio),
                    pupils(school),
                    text(range.low),
                    text(range.high),
                ])?;
            }
        }
        out.flush()?;
    }
    Ok(())
}
