//! The register of schools (学校基本情况).

use super::common::{document, location, stage_key, usual};
use crate::code_list::{CodeList, STAGES};
use crate::column::{Column, Kind, col};
use crate::field::position;
use crate::load::Load;
use crate::problem::Code;
use crate::record::{Record, Rows};
use crate::table::{Spec, Table, Theme};
use model::school_code::NotASchoolCode;
use model::{
    CodeSpan, Dossier, LayoutFact, LayoutStatus, Owner, RegionCode, School, SchoolCode, SchoolId, SchoolKind, Setting,
};
use std::collections::BTreeMap;

/// The table.
pub fn table() -> Table {
    Spec {
        key: "schools",
        sheet: "学校基本情况",
        synonyms: &["学校基本信息", "学校名册", "学校名单", "学校登记表", "学校情况"],
        purpose: "每所学校（含教学点）一行。其他各表的学校都要先在这里登记。",
        theme: Theme::School,
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
        col("id", "学校编号", Kind::Id)
            .also(&["编号", "学校代码"])
            .note("每所学校一个，不得重复。有十位学校标识码的填标识码，没有的自编（如“X01”）。")
            .example("2115000123")
            .required(),
        col("name", "学校名称", Kind::Text)
            .also(&["学校", "校名", "学校全称", "单位名称"])
            .note("与印章一致的全称。")
            .example("示范镇中心小学")
            .required(),
        col("code", "学校标识码", Kind::Id)
            .also(&["学校（机构）标识码", "机构标识码", "标识码"])
            .note("教育部十位学校（机构）标识码。没有就空着，不要填1111111111一类的数，也不要填统一社会信用代码。")
            .example("2115000123"),
        col("code_from", "标识码启用日期", Kind::Date).note("标识码开始使用的日期。").example("2011-09-01").rare(),
        col("code_to", "标识码停用日期", Kind::Date)
            .note("标识码停用的日期，使用中空着。")
            .example("2019-08-31")
            .rare(),
        col("region", "所属区划代码", Kind::Id)
            .also(&["区划代码", "旗县区代码"])
            .note("所属旗县区或开发区的代码；空着表示本县。")
            .example("150121"),
        col("township", "乡镇（街道）", Kind::Text)
            .also(&["乡镇", "所在乡镇", "街道", "苏木"])
            .note("学校所在的乡镇、街道或苏木。")
            .example("示范镇"),
        col("kind", "办学类型", Kind::Choice(CodeList::SchoolKind))
            .also(&["学校类型", "学校类别", "办学类别"])
            .note("从下拉列表选择。")
            .example("小学"),
        col("owner", "举办者", Kind::Choice(CodeList::Owner))
            .also(&["举办者类型", "办学性质", "公办民办"])
            .note("从下拉列表选择。")
            .example("教育部门"),
        col("setting", "城乡分类", Kind::Choice(CodeList::Setting))
            .also(&["城乡类型", "城乡分类代码"])
            .note("从下拉列表选择。")
            .example("镇中心区"),
        col("layout", "布局规划状态", Kind::Choice(CodeList::LayoutStatus))
            .also(&["布局规划", "学校布局规划"])
            .note("当地学校布局规划怎样安排这所学校。只有“长期保留”的公办学校可以列入规划。")
            .example("长期保留"),
        col("layout_since", "状态起始日期", Kind::Date)
            .note("上述状态从哪天起，写到日；不清楚就空着。")
            .example("2020-06-18"),
        col("layout_year", "撤并或启用年份", Kind::Year)
            .also(&["生效年份"])
            .note("拟撤并、合并或规划新建的学校，填哪一年实施。")
            .example("2023"),
    ];
    out.extend(document("布局规划"));
    out.extend([
        col("boarding", "是否寄宿制", Kind::YesNo)
            .also(&["寄宿制", "寄宿制学校"])
            .note("是或否；不清楚就空着。")
            .example("是"),
        col("meals", "是否供餐", Kind::YesNo).also(&["供餐"]).note("学校是否为学生供餐。").example("是"),
        col("key_school", "是否重点校超大规模", Kind::YesNo)
            .also(&["重点校"])
            .note("是否因打造“重点校”而形成的超大规模学校。")
            .example("否"),
        col("founded", "建校年份", Kind::Year).also(&["建校时间"]).note("四位数年份。").example("1956"),
    ]);
    out.extend(location());
    for stage in STAGES {
        let column = col(format!("zones/{}", stage_key(stage)), format!("{}学区", stage.zh()), Kind::Id)
            .note(format!("{}部所属学区的编号，与“学区”表一致。", stage.zh()))
            .example(if stage == model::Stage::Primary { "Z01" } else { "" });
        out.push(if usual(stage) { column } else { column.rare() });
    }
    out.extend([
        col("parent", "所属学校编号", Kind::Id)
            .also(&["主校编号", "中心校编号"])
            .note("教学点、校区不单独计校数的，填所属学校的编号。")
            .example(""),
        col("feeds", "对口初中编号", Kind::Id)
            .also(&["对口初中"])
            .note("小学毕业生主要升入的初中的学校编号。")
            .example("3115000077"),
        col("remark", "备注", Kind::Text).also(&["说明"]).note("其他需要说明的情况。").example(""),
    ]);
    out
}

fn dump(d: &Dossier, rows: &mut Rows<'_>) {
    for s in &d.schools {
        let mut row = rows.row();
        row.put("id", &s.id.0).put("name", &s.name).put("region", s.region.as_str());
        if let Some(span) = s.codes.last() {
            row.put("code", span.code.as_str()).maybe("code_from", span.from).maybe("code_to", span.to);
        }
        row.maybe("township", s.township.as_ref())
            .maybe("kind", s.kind.map(|k| position(SchoolKind::ALL, &k)))
            .maybe("owner", s.owner.map(|k| position(Owner::ALL, &k)))
            .maybe("setting", s.setting.map(|k| position(Setting::ALL, &k)));
        if let Some(fact) = s.layout.last() {
            row.put("layout", position(LayoutStatus::ALL, &fact.status))
                .maybe("layout_since", fact.since)
                .maybe("layout_year", fact.takes_effect)
                .document(fact.document.as_ref());
        }
        row.maybe("boarding", s.boarding)
            .maybe("meals", s.meals)
            .maybe("key_school", s.key_school)
            .maybe("founded", s.founded);
        row.location(s.location.as_ref());
        for (stage, zone) in &s.zones {
            row.put(&format!("zones/{}", stage_key(*stage)), &zone.0);
        }
        row.maybe("parent", s.parent.as_ref().map(|p| p.0.as_str()))
            .maybe("feeds", s.feeds.as_ref().map(|p| p.0.as_str()))
            .maybe("remark", s.remark.as_ref());
    }
}

/// A school code of a column; tells when it is none.
pub fn school_code(r: &Record<'_>, key: &str, load: &mut Load) -> Option<SchoolCode> {
    let text = r.text(key)?;
    let code = match text.parse::<SchoolCode>() {
        Ok(code) => return Some(code),
        Err(NotASchoolCode::Shape) => Code::BadSchoolCode,
        Err(NotASchoolCode::Placeholder) => Code::PlaceholderCode,
        Err(NotASchoolCode::CreditCode) => Code::CreditCode,
    };
    load.problems.add(code, r.spot(key), &[("code", text.to_owned())]);
    None
}

fn load(r: &Record<'_>, load: &mut Load) {
    let (Some(id), Some(name)) = (r.string("id").map(SchoolId), r.string("name")) else { return };
    let region = match r.text("region").map(str::parse::<RegionCode>) {
        Some(Ok(code)) => code,
        Some(Err(e)) => {
            load.problems.add(Code::BadRegionCode, r.spot("region"), &[("code", e.0)]);
            load.dossier.county.clone()
        }
        None => load.dossier.county.clone(),
    };
    let code = school_code(r, "code", load);
    let codes = code.map(|code| CodeSpan { code, from: r.date("code_from"), to: r.date("code_to") });
    let layout = r.choice("layout", LayoutStatus::ALL).map(|status| LayoutFact {
        status,
        since: r.date("layout_since"),
        takes_effect: r.year("layout_year"),
        document: r.document(),
    });
    let mut zones = BTreeMap::new();
    for stage in STAGES {
        if let Some(zone) = load.zone_ref(r, &format!("zones/{}", stage_key(stage))) {
            zones.insert(stage, zone);
        }
    }
    load.keep(r, &format!("school/{id}"));
    let school = School {
        id,
        codes: codes.into_iter().collect(),
        name,
        region,
        township: r.string("township"),
        kind: r.choice("kind", SchoolKind::ALL),
        owner: r.choice("owner", Owner::ALL),
        setting: r.choice("setting", Setting::ALL),
        layout: layout.into_iter().collect(),
        boarding: r.yes("boarding"),
        meals: r.yes("meals"),
        key_school: r.yes("key_school"),
        founded: r.year("founded"),
        location: load.location(r),
        zones,
        parent: load.school_ref(r, "parent"),
        feeds: load.school_ref(r, "feeds"),
        records: BTreeMap::new(),
        remark: r.string("remark"),
    };
    load.add_school(school);
}
