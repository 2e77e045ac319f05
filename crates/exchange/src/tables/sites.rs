//! Candidate sites for new schools (备选校址).

use super::common::location;
use crate::code_list::CodeList;
use crate::column::{Column, Kind, col};
use crate::field::position;
use crate::load::Load;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::{CandidateSite, Dossier, LandStatus, SchoolKind, SiteId};

/// The table.
pub fn table() -> Table {
    Spec {
        key: "sites",
        sheet: "备选校址",
        synonyms: &["备选用地", "新建学校选址"],
        purpose: "可以新建学校的地块。没有新建打算的不填。",
        theme: Theme::Context,
        identity: &["id"],
        frozen: 2,
        rare: false,
        dump,
        load,
    }
    .with(columns())
}

fn columns() -> Vec<Column> {
    let mut out = vec![
        col("id", "校址编号", Kind::Id).also(&["编号"]).note("每块地一个，不得重复。").example("D01").required(),
        col("name", "校址名称", Kind::Text)
            .also(&["名称"])
            .note("地块或拟建学校的名称。")
            .example("新城区第二小学地块")
            .required(),
        col("zone", "学区编号", Kind::Id).note("服务的学区，与“学区”表一致。").example("Z01"),
        col("kind", "拟建学校类型", Kind::Choice(CodeList::SchoolKind)).note("从下拉列表选择。").example("小学"),
        col("land", "用地面积", Kind::Amount(2)).unit("平方米").also(&["占地面积"]).note("地块面积。").example("26000"),
        col("seats", "可容学位", Kind::Count)
            .unit("个")
            .also(&["学位数"])
            .note("建成后最多能容纳的学生数。")
            .example("1080"),
        col("land_status", "用地状态", Kind::Choice(CodeList::LandStatus)).note("从下拉列表选择。").example("办理中"),
    ];
    out.extend(location());
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for s in &d.sites {
        let mut row = rows.row();
        row.put("id", &s.id.0).put("name", &s.name).maybe("zone", s.zone.as_ref().map(|z| z.0.as_str()));
        row.maybe("kind", s.kind.map(|k| position(SchoolKind::ALL, &k))).maybe("land", s.land).maybe("seats", s.seats);
        row.maybe("land_status", s.land_status.map(|l| position(&LandStatus::ALL, &l))).location(s.location.as_ref());
    }
}

fn load(r: &Record<'_>, load: &mut Load) {
    let (Some(id), Some(name)) = (r.string("id"), r.string("name")) else { return };
    load.keep(r, &format!("site/{id}"));
    let site = CandidateSite {
        id: SiteId(id),
        name,
        zone: load.zone_ref(r, "zone"),
        kind: r.choice("kind", SchoolKind::ALL),
        land: r.number("land"),
        seats: r.count("seats"),
        land_status: r.choice("land_status", &LandStatus::ALL),
        location: load.location(r),
    };
    load.dossier.sites.push(site);
}
