//! The nation and the results as CSV, so that another program can compute and compare the same.

use crate::Measured;
use csv::Writer;
use model::{Dossier, Item, School, SchoolKind, Stage};
use needs::balance::year2017::SEVEN;
use needs::counts::Counts;
use needs::split::Weights;
use policy::{Basis, Context, Formula, Policy, Standard, key};
use std::error::Error;
use std::path::Path;

type Outcome = Result<(), Box<dyn Error>>;

/// Nothing for no data.
fn text(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |v| v.to_string())
}

fn codes(items: &[Item]) -> String {
    items.iter().map(|i| i.code()).collect::<Vec<_>>().join("+")
}

/// Writes everything into a folder.
pub fn write(folder: &Path, nation: &[Dossier], results: &[Measured], policy: &Policy) -> Outcome {
    std::fs::create_dir_all(folder)?;
    schools(&folder.join("schools.csv"), nation)?;
    projects(&folder.join("projects.csv"), nation)?;
    let Some(date) = nation.first().map(|d| d.as_of) else { return Ok(()) };
    requirements(&folder.join("requirements.csv"), policy, date)?;
    figures(&folder.join("figures.csv"), policy, date)?;
    gaps(&folder.join("our-gaps.csv"), nation, results)?;
    balance(&folder.join("our-balance.csv"), nation, results)
}

fn setting(school: &School) -> Option<&'static str> {
    school.setting.map(|s| match (s.is_city(), s.is_town()) {
        (true, _) => "city",
        (_, true) => "town",
        _ => "village",
    })
}

fn schools(path: &Path, nation: &[Dossier]) -> Outcome {
    let mut out = Writer::from_path(path)?;
    let mut head: Vec<String> =
        ["county", "school", "parent", "kind", "owner", "setting", "boarding", "key_school", "layout", "founded"]
            .map(String::from)
            .into();
    for stage in ["primary", "junior", "senior"] {
        for figure in ["pupils", "girls", "boarders", "classes", "teachers", "degree", "backbone", "sport_art", "title"]
        {
            head.push(format!("{figure}_{stage}"));
        }
    }
    head.extend(Item::ALL.iter().map(|i| i.code().to_owned()));
    out.write_record(&head)?;
    for dossier in nation {
        for school in &dossier.schools {
            let record = school.record(dossier.base_year);
            let mut row = vec![
                dossier.county.to_string(),
                school.id.to_string(),
                text(school.parent.as_ref()),
                text(school.kind.map(|k| k.code())),
                text(school.owner.map(|o| o.code())),
                text(setting(school)),
                text(school.boarding.map(u8::from)),
                text(school.key_school.map(u8::from)),
                text(school.layout_on(dossier.as_of).map(|f| f.status.code())),
                text(school.founded.map(|y| y.0)),
            ];
            let counts = record.map(|r| Counts::of(school, r)).unwrap_or_default();
            for stage in [Stage::Primary, Stage::Junior, Stage::Senior] {
                let c = counts.stage(stage);
                let staff = record.and_then(|r| r.staff.get(&stage)).copied().unwrap_or_default();
                for value in [
                    c.pupils,
                    c.girls,
                    c.boarders,
                    c.classes,
                    staff.full_time,
                    staff.above_required_degree,
                    staff.backbone,
                    staff.sport_art,
                    staff.middle_title,
                ] {
                    row.push(text(value));
                }
            }
            row.extend(Item::ALL.iter().map(|i| text(record.and_then(|r| r.conditions.get(*i)))));
            out.write_record(&row)?;
        }
    }
    Ok(out.flush()?)
}

fn projects(path: &Path, nation: &[Dossier]) -> Outcome {
    let mut out = Writer::from_path(path)?;
    out.write_record(["county", "school", "item", "quantity", "late"])?;
    for dossier in nation {
        for p in &dossier.other_projects {
            let late = u8::from(p.finish.0 > dossier.base_year.0).to_string();
            out.write_record([dossier.county.as_str(), &p.school.0, p.item.code(), &text(p.quantity), &late])?;
        }
    }
    Ok(out.flush()?)
}

fn requirements(path: &Path, policy: &Policy, date: model::Date) -> Outcome {
    let mut out = Writer::from_path(path)?;
    out.write_record([
        "item",
        "standard",
        "basis",
        "stages",
        "kinds",
        "settings",
        "boarding",
        "rate",
        "group",
        "amount",
        "steps",
        "minimum",
        "counts",
        "less",
        "scale",
        "built_until",
    ])?;
    let valid = |r: &&policy::Requirement| {
        matches!(r.standard, Standard::Basic | Standard::Balanced)
            && r.from <= date
            && r.until.is_none_or(|u| date <= u)
            && !needs::is_danger(r.item)
    };
    for r in policy.requirements.iter().filter(valid) {
        let (mut rate, mut group, mut amount, mut steps) = (String::new(), String::new(), String::new(), String::new());
        match &r.formula {
            Formula::Each { rate: each } => rate = each.to_string(),
            Formula::Group { group: size, amount: each } => (group, amount) = (size.to_string(), each.to_string()),
            Formula::Table { steps: table } => {
                let step = |s: &policy::Step| format!("{}:{}", text(s.up_to), s.value);
                steps = table.iter().map(step).collect::<Vec<_>>().join("+");
            }
            // asked only where no parts are known: the tables written here have them
            Formula::Line { .. } => continue,
        }
        let basis = match r.basis {
            Basis::Pupils => "pupils",
            Basis::Girls => "girls",
            Basis::Boys => "boys",
            Basis::Boarders => "boarders",
            Basis::Classes => "classes",
            Basis::Teachers => "teachers",
            Basis::School => "school",
        };
        let stages = r.applies.stages.iter().map(|s| stage(*s)).collect::<Vec<_>>().join("+");
        let kinds = r.applies.kinds.iter().map(|k| k.code()).collect::<Vec<_>>().join("+");
        let settings = r.applies.settings.iter().map(|s| format!("{s:?}").to_lowercase()).collect::<Vec<_>>().join("+");
        let standard = if r.standard == Standard::Basic { "basic" } else { "balanced" };
        let boarding = text(r.applies.boarding.map(u8::from));
        let scale = r.item.unit().scale().to_string();
        out.write_record([
            r.item.code(),
            standard,
            basis,
            &stages,
            &kinds,
            &settings,
            &boarding,
            &rate,
            &group,
            &amount,
            &steps,
            &text(r.minimum),
            &codes(&r.counts),
            &codes(&r.less),
            &scale,
            &text(r.applies.built_until),
        ])?;
    }
    Ok(out.flush()?)
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Kindergarten => "kindergarten",
        Stage::Primary => "primary",
        Stage::Junior => "junior",
        Stage::Senior => "senior",
    }
}

fn figures(path: &Path, policy: &Policy, date: model::Date) -> Outcome {
    let mut out = Writer::from_path(path)?;
    out.write_record(["name", "kind", "stage", "value"])?;
    for s in Stage::COMPULSORY {
        let case = Context { stage: Some(s), ..Context::default() };
        for (n, (_, k)) in SEVEN.iter().enumerate() {
            let value = text(policy.figure(k, &case, date).map(|(_, v)| v));
            out.write_record([&format!("threshold{n}"), "", stage(s), &value])?;
        }
    }
    for (name, k) in [("met_min", key::MET_MIN), ("rest", key::REST_SHARE_MIN), ("point", key::POINT_EXCLUDED_BELOW)] {
        let value = text(policy.figure(k, &Context::default(), date).map(|(_, v)| v));
        out.write_record([name, "", "", &value])?;
    }
    for kind in SchoolKind::ALL {
        let weights = Weights::from_policy(policy, *kind, date);
        for s in [Stage::Primary, Stage::Junior, Stage::Senior] {
            out.write_record(["weight", kind.code(), stage(s), &text(weights.of(s))])?;
        }
    }
    Ok(out.flush()?)
}

fn gaps(path: &Path, nation: &[Dossier], results: &[Measured]) -> Outcome {
    let mut out = Writer::from_path(path)?;
    out.write_record([
        "county",
        "item",
        "standard",
        "met",
        "short_schools",
        "known",
        "of",
        "required",
        "present",
        "short",
    ])?;
    for (dossier, result) in nation.iter().zip(results) {
        for line in &result.summary.items {
            out.write_record([
                dossier.county.to_string(),
                line.item.code().to_owned(),
                (if line.standard == Standard::Basic { "basic" } else { "balanced" }).to_owned(),
                line.met.to_string(),
                line.short_schools.to_string(),
                line.coverage.known.to_string(),
                line.coverage.of.to_string(),
                text(line.required.sum),
                text(line.present.sum),
                text(line.short.sum),
            ])?;
        }
    }
    Ok(out.flush()?)
}

fn balance(path: &Path, nation: &[Dossier], results: &[Measured]) -> Outcome {
    let mut out = Writer::from_path(path)?;
    out.write_record([
        "county",
        "stage",
        "method",
        "indicator",
        "mean",
        "coefficient",
        "known",
        "of",
        "passing",
        "decided",
    ])?;
    for (dossier, result) in nation.iter().zip(results) {
        let county = dossier.county.as_str();
        for s in &result.seven.stages {
            for (n, i) in s.indicators.iter().enumerate() {
                out.write_record([
                    county,
                    stage(s.stage),
                    "2017",
                    &n.to_string(),
                    &text(i.mean),
                    &text(i.coefficient.map(|c| c.0)),
                    &i.coverage.known.to_string(),
                    &i.coverage.of.to_string(),
                    &s.passing.to_string(),
                    &s.decided.known.to_string(),
                ])?;
            }
        }
        for s in &result.eight.stages {
            for (n, i) in s.indicators.iter().enumerate() {
                out.write_record([
                    county,
                    stage(s.stage),
                    "2012",
                    &n.to_string(),
                    &text(i.mean),
                    &text(i.coefficient.map(|c| c.0)),
                    &i.coverage.known.to_string(),
                    &i.coverage.of.to_string(),
                    "",
                    "",
                ])?;
            }
        }
    }
    Ok(out.flush()?)
}
