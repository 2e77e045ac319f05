//! Pupils, classes, boarders: possible, and agreeing with the register.

use super::{Finding, Limits, finding};
use crate::code_list::GRADES;
use crate::problem::Code;
use crate::tables::common::stage_key;
use model::{Dossier, GradeCount, LayoutStatus, School, SchoolYear, Stage};

/// Checks a school's pupils.
pub fn check(d: &Dossier, school: &School, limits: &Limits, found: &mut Vec<Finding>) {
    for (year, record) in &school.records {
        let grades = record.enrolment.grades.iter().map(|(g, c)| {
            let name = GRADES.get(usize::from(g.0).saturating_sub(1)).copied().unwrap_or("");
            (format!("grade/{}", g.0), name, c)
        });
        let stages = record.enrolment.stages.iter().map(|(s, c)| (format!("stage/{}", stage_key(*s)), s.zh(), c));
        for (key, name, counts) in grades.chain(stages) {
            let place = At { school, year: *year, path: format!("school/{}/{year}/enrolment/{key}", school.id), name };
            impossible(&place, counts, limits, found);
        }
        boarding(school, *year, found);
        stages_taught(school, *year, found);
    }
    jumps(school, limits, found);
    let planned = school.layout.last().is_some_and(|l| matches!(l.status, LayoutStatus::Planned | LayoutStatus::Close));
    let base = school.record(d.base_year).is_some_and(|r| r.enrolment.stages_present().next().is_some());
    if !base && !planned {
        let args = vec![("school", school.name.clone()), ("year", d.base_year.to_string())];
        found.push(finding(Code::NoBaseYear, format!("school/{}/id", school.id), args));
    }
}

/// Which counts are looked at.
struct At<'a> {
    school: &'a School,
    year: SchoolYear,
    path: String,
    name: &'a str,
}

impl At<'_> {
    fn tell(&self, code: Code, column: &str, numbers: Vec<(&'static str, String)>) -> Finding {
        let mut args = vec![("school", self.school.name.clone()), ("where", format!("{} {}", self.year, self.name))];
        args.extend(numbers);
        finding(code, format!("{}/{column}", self.path), args)
    }
}

fn impossible(at: &At<'_>, c: &GradeCount, limits: &Limits, found: &mut Vec<Finding>) {
    let pupils = c.pupils;
    let mut over = |part: Option<u32>, code: Code, key: &'static str| {
        if let (Some(part), Some(pupils)) = (part, pupils)
            && part > pupils
        {
            found.push(at.tell(code, key, vec![(key, part.to_string()), ("pupils", pupils.to_string())]));
        }
    };
    over(c.classes, Code::ClassesOverPupils, "classes");
    over(c.girls, Code::GirlsOverPupils, "girls");
    over(c.boarders, Code::BoardersOverPupils, "boarders");
    if !c.class_sizes.is_empty() {
        let sum: u64 = c.class_sizes.iter().map(|n| u64::from(*n)).sum();
        if let Some(pupils) = pupils
            && u64::from(pupils) != sum
        {
            found.push(at.tell(
                Code::ClassSizesSum,
                "pupils",
                vec![("sum", sum.to_string()), ("pupils", pupils.to_string())],
            ));
        }
        let count = c.class_sizes.len();
        if let Some(classes) = c.classes
            && usize::try_from(classes).is_ok_and(|n| n != count)
        {
            let args = vec![("count", count.to_string()), ("classes", classes.to_string())];
            found.push(at.tell(Code::ClassSizesCount, "classes", args));
        }
    }
    let whole_stage = !at.path.contains("/grade/");
    let most_pupils = limits.grade_pupils.saturating_mul(if whole_stage { 9 } else { 1 });
    let most_classes = limits.classes_per_grade.saturating_mul(if whole_stage { 9 } else { 1 });
    let most_in_class = c.class_sizes.iter().max().copied();
    let checks = [
        ("pupils", "学生数", pupils, most_pupils),
        ("classes", "班数", c.classes, most_classes),
        ("class_sizes", "班额", most_in_class, limits.class_size),
    ];
    for (key, name, value, limit) in checks {
        if let Some(value) = value.filter(|v| *v > limit) {
            let args = vec![("column", name.to_owned()), ("value", value.to_string()), ("limit", limit.to_string())];
            found.push(at.tell(Code::Implausible, key, args));
        }
    }
}

fn boarding(school: &School, year: SchoolYear, found: &mut Vec<Finding>) {
    let Some(record) = school.record(year) else { return };
    let counts = record.enrolment.grades.iter().map(|(g, c)| (format!("grade/{}", g.0), c));
    let boarders: Vec<(String, u32)> = counts.filter_map(|(k, c)| Some((k, c.boarders.filter(|n| *n > 0)?))).collect();
    let sum: u64 = boarders.iter().map(|(_, n)| u64::from(*n)).sum();
    if let (Some(false), Some((key, _))) = (school.boarding, boarders.first()) {
        let args = vec![("school", school.name.clone()), ("year", year.to_string()), ("boarders", sum.to_string())];
        let path = format!("school/{}/{year}/enrolment/{key}/boarders", school.id);
        found.push(finding(Code::BoardingContradiction, path, args));
    }
}

fn stages_taught(school: &School, year: SchoolYear, found: &mut Vec<Finding>) {
    let (Some(kind), Some(record)) = (school.kind, school.record(year)) else { return };
    for stage in Stage::COMPULSORY.into_iter().chain([Stage::Senior]).filter(|s| !kind.stages().contains(s)) {
        if record.enrolment.pupils(stage).is_some_and(|n| n > 0) {
            let grade =
                record.enrolment.grades.iter().find(|(g, c)| g.stage() == stage && c.pupils.is_some_and(|n| n > 0));
            let key = grade.map_or_else(|| format!("stage/{}", stage_key(stage)), |(g, _)| format!("grade/{}", g.0));
            let args = vec![
                ("school", school.name.clone()),
                ("kind", kind.zh().to_owned()),
                ("year", year.to_string()),
                ("stage", stage.zh().to_owned()),
            ];
            found.push(finding(
                Code::StageMismatch,
                format!("school/{}/{year}/enrolment/{key}/pupils", school.id),
                args,
            ));
        }
    }
}

fn jumps(school: &School, limits: &Limits, found: &mut Vec<Finding>) {
    let total = |year: SchoolYear| {
        let record = school.record(year)?;
        record.enrolment.compulsory(model::Enrolment::pupils)
    };
    for year in school.records.keys().copied() {
        let before = year.plus(-1);
        let (Some(old), Some(new)) = (total(before), total(year)) else { continue };
        let change = old.abs_diff(new);
        let share = u64::from(change) * 100 >= u64::from(old.max(1)) * u64::from(limits.jump_percent);
        if change >= limits.jump_persons && share && old > 0 {
            let args = vec![
                ("school", school.name.clone()),
                ("before", before.to_string()),
                ("old", old.to_string()),
                ("year", year.to_string()),
                ("new", new.to_string()),
            ];
            found.push(finding(Code::Jump, format!("school/{}/{year}/school", school.id), args));
        }
    }
}
