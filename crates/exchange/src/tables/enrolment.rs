//! Pupils, classes and boarders by grade (分年级学生班级).

use super::common::{school_year, stage_key};
use crate::code_list::{GRADES, STAGES};
use crate::column::{Column, Kind, col};
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, Enrolment, Grade, GradeCount, Stage};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "enrolment",
        sheet: "分年级学生班级",
        synonyms: &["学生班级", "在校生情况", "学生情况", "分年级学生", "学生数班数"],
        purpose: "每所学校每学年一行，按年级填写学生数、女生数、班数和寄宿生数。建议填基准学年及以前两年。",
        theme: Theme::School,
        identity: &["school", "school_name", "school_year"],
        frozen: 3,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

const COUNTS: [(&str, &str, &str, &str, &str); 4] = [
    ("pupils", "学生数", "人", "在校生数，含寄宿生、随班就读和送教上门学生。没有学生填0，不掌握就空着。", "43"),
    ("girls", "女生数", "人", "其中女生数，不得多于学生数。", "21"),
    ("classes", "班数", "个", "教学班数。", "1"),
    ("boarders", "寄宿生数", "人", "在校住宿的学生数，没有填0。", "0"),
];

fn columns() -> Vec<Column> {
    let mut out = school_year();
    for (grade, name) in (1u8..).zip(GRADES) {
        let rare = grade > 9;
        out.extend(counts(format!("enrolment/grade/{grade}"), name, rare, &grade_words(grade), grade == 1));
    }
    for stage in STAGES {
        let words = [stage.zh().to_owned(), format!("{}阶段", stage.zh())];
        out.extend(counts(
            format!("enrolment/stage/{}", stage_key(stage)),
            &format!("{}合计", stage.zh()),
            true,
            &words,
            false,
        ));
    }
    out
}

fn grade_words(grade: u8) -> Vec<String> {
    let mut words = vec![format!("{grade}年级")];
    words.extend(match grade {
        7 => Some("初一".to_owned()),
        8 => Some("初二".to_owned()),
        9 => Some("初三".to_owned()),
        10..=12 => Some(format!("高中{}年级", ["一", "二", "三"].get(usize::from(grade) - 10).unwrap_or(&""))),
        _ => None,
    });
    words
}

fn counts(prefix: String, group: &str, rare: bool, groups: &[String], example: bool) -> Vec<Column> {
    let make = |(key, name, unit, note, value): (&str, &str, &'static str, &str, &str)| {
        let mut column = col(format!("{prefix}/{key}"), name, Kind::Count).unit(unit).group(group).note(note);
        let alternatives: &[&str] = match key {
            "pupils" => &["学生数", "在校生", "在校生数", "学生", "人数"],
            "girls" => &["女生数", "女生", "其中女生", "女"],
            "classes" => &["班数", "班级数", "班级", "教学班", "教学班数"],
            _ => &["寄宿生数", "寄宿生", "住宿生", "其中寄宿生", "寄宿"],
        };
        for word in alternatives {
            column.synonyms.push((*word).to_owned());
            for other in groups {
                column.synonyms.push(format!("{other}{word}"));
            }
        }
        if example {
            column = column.example(value);
        }
        if rare { column.rare() } else { column }
    };
    COUNTS.into_iter().map(make).collect()
}

fn put(row: &mut crate::record::Row<'_>, prefix: &str, c: &GradeCount) {
    row.maybe(&format!("{prefix}/pupils"), c.pupils)
        .maybe(&format!("{prefix}/girls"), c.girls)
        .maybe(&format!("{prefix}/classes"), c.classes)
        .maybe(&format!("{prefix}/boarders"), c.boarders);
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    let said = |c: &GradeCount| c.pupils.is_some() || c.girls.is_some() || c.classes.is_some() || c.boarders.is_some();
    for s in &d.schools {
        for (year, record) in &s.records {
            let e = &record.enrolment;
            if !e.grades.values().chain(e.stages.values()).any(said) {
                continue;
            }
            let mut row = rows.row();
            row.put("school", &s.id.0).put("school_name", &s.name).put("school_year", *year);
            for (grade, c) in &e.grades {
                put(&mut row, &format!("enrolment/grade/{}", grade.0), c);
            }
            for (stage, c) in &e.stages {
                put(&mut row, &format!("enrolment/stage/{}", stage_key(*stage)), c);
            }
        }
    }
}

/// The counts a column key such as `enrolment/grade/1/pupils` or `enrolment/stage/primary/pupils` belongs to.
pub fn slot<'e>(e: &'e mut Enrolment, kind: &str, which: &str) -> Option<&'e mut GradeCount> {
    match kind {
        "grade" => Some(e.grades.entry(Grade::new(which.parse().ok()?)?).or_default()),
        _ => Some(e.stages.entry(stage(which)?).or_default()),
    }
}

/// The stage with this key.
pub fn stage(key: &str) -> Option<Stage> {
    STAGES.into_iter().find(|s| stage_key(*s) == key)
}

fn load(r: &Record<'_>, load: &mut Load) {
    load.with_year(r, |record| {
        for (column, _, _) in r.present() {
            let mut parts = column.key.split('/').skip(1);
            let (Some(kind), Some(which), Some(name)) = (parts.next(), parts.next(), parts.next()) else { continue };
            let (Some(count), Some(n)) = (slot(&mut record.enrolment, kind, which), r.count(&column.key)) else {
                continue;
            };
            match name {
                "pupils" => count.pupils = Some(n),
                "girls" => count.girls = Some(n),
                "classes" => count.classes = Some(n),
                _ => count.boarders = Some(n),
            }
        }
    });
}
