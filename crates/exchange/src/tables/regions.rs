//! Regions named in the dossier (行政区划).

use crate::code_list::{CodeList, LEVELS};
use crate::column::{Column, Kind, col};
use crate::field::position;
use crate::load::Load;
use crate::problem::Code;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{Dossier, Region, RegionCode};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "regions",
        sheet: "行政区划",
        synonyms: &["区划", "行政区域"],
        purpose: "本县及其上级、所辖乡镇的名称和代码。",
        theme: Theme::County,
        identity: &["code"],
        frozen: 2,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    vec![
        col("code", "区划代码", Kind::Id)
            .note("六位国家标准代码，乡镇可用九位；开发区为本地代码。")
            .example("150121")
            .required(),
        col("name", "区划名称", Kind::Text).also(&["名称"]).note("全称。").example("示范县").required(),
        col("level", "层级", Kind::Choice(CodeList::RegionLevel))
            .note("从下拉列表选择。")
            .example("县（旗、区）")
            .required(),
        col("parent", "上级代码", Kind::Id).note("上一级区划的代码，最上级空着。").example("150100"),
        col("local", "是否本地代码", Kind::YesNo)
            .note("代码不在国家标准之内（如开发区）填“是”，否则空着。")
            .example("否"),
    ]
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for region in &d.regions {
        let mut row = rows.row();
        row.put("code", region.code.as_str()).put("name", &region.name).put("level", position(&LEVELS, &region.level));
        row.maybe("parent", region.parent.as_ref().map(RegionCode::as_str));
        if region.local {
            row.put("local", true);
        }
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let mut code = |key: &str| -> Option<RegionCode> {
        let text = r.text(key)?;
        let parsed = text.parse();
        if parsed.is_err() {
            load.problems.add(Code::BadRegionCode, r.spot(key), &[("code", text.to_owned())]);
        }
        parsed.ok()
    };
    let (own, parent) = (code("code"), code("parent"));
    let (Some(code), Some(name), Some(level)) = (own, r.string("name"), r.choice("level", &LEVELS)) else { return };
    load.keep(r, &format!("region/{code}"));
    load.dossier.regions.push(Region { code, name, level, parent, local: r.yes("local").unwrap_or(false) });
}
