//! The twenty baseline items (20条底线要求).

use super::common::school_year;
use crate::column::{Column, Kind, col};
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::Dossier;

/// The table.
pub fn table() -> Table {
    Spec {
        key: "baseline",
        sheet: "底线要求",
        synonyms: &["20条底线", "底线要求达标", "20条底线要求", "底线达标情况"],
        purpose: "每所学校每学年一行，逐条填写20条底线要求是否达到。不适用或不掌握的空着。",
        theme: Theme::School,
        identity: &["school", "school_name", "school_year"],
        frozen: 3,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

/// Short names of the twenty items, in the order of the packs' list `baseline`. Source: 教基一厅〔2014〕5号; the order of
/// 17–20 is to be checked.
pub const ITEMS: [&str; 20] = [
    "无D级危房，新建校舍达到抗震设防要求",
    "多层校舍楼梯、护栏合格",
    "墙面平整，室内无裸露电线",
    "教学用房采光、照明良好",
    "学生一人一桌一椅",
    "黑板合格",
    "有旗台、旗杆",
    "有体育活动场地和设施",
    "有围墙或围栏",
    "图书适合学生、复本合理",
    "有多媒体教学教室",
    "宿舍不在地下室、半地下室",
    "寄宿生一人一床，无大通铺",
    "寄宿或供餐学校能制作、加热食品",
    "有开水供应",
    "厕位够用，卫生达标",
    "寄宿制学校有淋浴设施",
    "关键部位有监控和报警",
    "无66人以上的班",
    "冬季取暖、消防有保障",
];

/// Headings under which an item stood in an earlier form of the workbook; the words, not the number, say what was asked.
const EARLIER: [(u8, &str); 2] = [(19, "第20条 无66人以上的班"), (20, "第19条 冬季取暖、消防有保障")];

fn columns() -> Vec<Column> {
    let mut out = school_year();
    for (n, name) in (1u8..).zip(ITEMS) {
        let (clause, short) = (format!("第{n}条"), format!("底线{n}"));
        let mut others = vec![name, clause.as_str(), short.as_str()];
        others.extend(EARLIER.iter().filter(|(of, _)| *of == n).map(|(_, heading)| *heading));
        out.push(
            col(format!("baseline/{n}"), format!("第{n}条 {name}"), Kind::YesNo)
                .also(&others)
                .note(format!("达到填“是”，未达到填“否”，不适用或不掌握空着。第{n}条：{name}。"))
                .example("是"),
        );
    }
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for s in &d.schools {
        for (year, record) in s.records.iter().filter(|(_, r)| !r.baseline.is_empty()) {
            let mut row = rows.row();
            row.put("school", &s.id.0).put("school_name", &s.name).put("school_year", *year);
            for (n, met) in &record.baseline.0 {
                row.put(&format!("baseline/{n}"), *met);
            }
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    load.with_year(r, |record| {
        for n in 1..=20 {
            if let Some(met) = r.yes(&format!("baseline/{n}")) {
                record.baseline.0.insert(n, met);
            }
        }
    });
}
