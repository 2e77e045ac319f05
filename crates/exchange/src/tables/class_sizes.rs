//! Class sizes (班额), where they are known class by class.

use super::common::{school_year, stage_key};
use super::enrolment::slot;
use crate::code_list::{CodeList, STAGES};
use crate::column::{Column, Kind, col};
use crate::field::Field;
use crate::load::Load;
use crate::problem::Code;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::Dossier;

/// The table.
pub fn table() -> Table {
    Spec {
        key: "class_sizes",
        sheet: "班额",
        synonyms: &["班额情况", "各班人数", "班级人数"],
        purpose: "每所学校每学年每个年级一行，逐班填写人数，用于查找大班额。",
        theme: Theme::School,
        identity: &["school", "school_name", "school_year", "grade"],
        frozen: 4,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

/// The most classes one grade of a school can have in the form.
const MOST: usize = 80;
/// So many columns are always shown.
const SHOWN: usize = 16;

fn columns() -> Vec<Column> {
    let mut out = school_year();
    out.push(
        col("grade", "年级", Kind::Choice(CodeList::GradeOrStage))
            .note("从下拉列表选择。一个年级一行。")
            .example("一年级")
            .required(),
    );
    for n in 1..=MOST {
        let column = col(format!("class/{n}"), format!("{n}班"), Kind::Count)
            .unit("人")
            .also(&[&format!("第{n}班"), &format!("{n}班人数")])
            .note(format!("第{n}个班的学生数。从1班起依次填写，中间不要空。"))
            .example(if n == 1 { "43" } else { "" });
        out.push(if n > SHOWN { column.rare() } else { column });
    }
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for s in &d.schools {
        for (year, record) in &s.records {
            let grades = record.enrolment.grades.iter().map(|(g, c)| (usize::from(g.0).saturating_sub(1), c));
            let stages =
                record.enrolment.stages.iter().map(|(s, c)| (12 + STAGES.iter().position(|x| x == s).unwrap_or(0), c));
            for (at, count) in grades.chain(stages).filter(|(_, c)| !c.class_sizes.is_empty()) {
                let mut row = rows.row();
                row.put("school", &s.id.0)
                    .put("school_name", &s.name)
                    .put("school_year", *year)
                    .put("grade", Field::Choice(at));
                for (n, size) in (1..).zip(&count.class_sizes) {
                    row.put(&format!("class/{n}"), *size);
                }
            }
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let Some(Field::Choice(at)) = r.field("grade") else { return };
    let (kind, which) = match at.checked_sub(12).and_then(|i| STAGES.get(i)) {
        Some(stage) => ("stage", stage_key(*stage).to_owned()),
        None => ("grade", (at + 1).to_string()),
    };
    let sizes: Vec<Option<u32>> = (1..=MOST).map(|n| r.count(&format!("class/{n}"))).collect();
    let last = sizes.iter().rposition(Option::is_some).map_or(0, |i| i + 1);
    let known: Vec<u32> = sizes.iter().take(last).flatten().copied().collect();
    if known.len() < last {
        let gap = sizes.iter().position(Option::is_none).map_or(0, |i| i + 1);
        load.problems.add(Code::ClassSizesGap, r.spot("grade"), &[("class", gap.to_string())]);
    }
    let path = load.with_year(r, |record| {
        if let Some(count) = slot(&mut record.enrolment, kind, &which) {
            count.class_sizes = known;
        }
    });
    if let Some(path) = path {
        load.keep_one(r, "class/1", format!("{path}/enrolment/{kind}/{which}/class_sizes"));
    }
}
