//! Schools (学校): the register with search, filters and order, and one school.

use super::cursor::{self, Key, Part};
use super::input::{Query, short};
use super::me::Named;
use super::reply::{self, Page as List};
use super::say;
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::county::Computed;
use crate::failure::Failure;
use crate::page::Page;
use axum::extract::Path;
use axum::response::Response;
use model::{Item, School as Kept, SchoolId, SchoolKind};
use policy::Standard;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, one))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    Page::new(app).get("/api/v1/counties/{county}/schools", Need::May(Action::SchoolRead), list).get(
        "/api/v1/counties/{county}/schools/{school}",
        Need::May(Action::SchoolRead),
        one,
    )
}

/// 学校名录中的一所学校。
#[derive(Clone, Serialize, ToSchema)]
struct School {
    /// 学校编号。
    id: String,
    /// 名称。
    name: String,
    /// 现用的学校（机构）标识码。
    code: Option<String>,
    /// 办学类型代码（GB/T 33782）。
    kind: Option<String>,
    /// 城乡分类代码（GB/T 33782）。
    setting: Option<String>,
    /// 举办者代码。
    owner: Option<String>,
    /// 乡镇、街道、苏木。
    township: Option<String>,
    /// 布局规划状态代码。
    layout: Option<String>,
    /// 基准学年义务教育阶段学生数（人）。
    pupils: Option<u32>,
    /// 基准学年义务教育阶段班数。
    classes: Option<u32>,
    /// 大班额班数，只计班额已知的班。
    large_classes: u32,
    /// 基本办学条件未达标的项目数。
    short_items: u32,
    /// 基本办学条件因缺数据不能判断的项目数。
    unknown_items: u32,
    /// 不参与测算的原因；参与测算时为 null。
    excluded: Option<say::Said>,
}

/// 一所学校的资料。
#[derive(Serialize, ToSchema)]
struct SchoolDetail {
    /// 名录中的各项。
    #[serde(flatten)]
    school: School,
    /// 是否寄宿制。
    boarding: Option<bool>,
    /// 建校年份。
    founded: Option<u16>,
    /// 经纬度。
    location: Option<Coordinates>,
    /// 各学段所属学区。
    zones: Vec<StageZone>,
    /// 基准学年各学段人数、班数。
    stages: Vec<StageCount>,
    /// 基准学年办学条件，只列有数据的项目。
    conditions: Vec<Condition>,
}

/// 经纬度，单位 10⁻⁷ 度。
#[derive(Serialize, ToSchema)]
struct Coordinates {
    /// 东经。
    lon_e7: i32,
    /// 北纬。
    lat_e7: i32,
    /// 坐标系代码：cgcs2000、wgs84、gcj02、bd09、unstated。
    datum: String,
}

/// 某学段的学区。
#[derive(Serialize, ToSchema)]
struct StageZone {
    /// 学段代码。
    stage: String,
    /// 学区。
    zone: Named,
}

/// 某学段的人数、班数。
#[derive(Serialize, ToSchema)]
struct StageCount {
    /// 学段代码。
    stage: String,
    /// 学生数（人）。
    pupils: Option<u32>,
    /// 班数。
    classes: Option<u32>,
    /// 寄宿生数（人）。
    boarders: Option<u32>,
}

/// 一项办学条件。
#[derive(Serialize, ToSchema)]
struct Condition {
    /// 项目代码。
    item: String,
    /// 项目名称。
    name: String,
    /// 计量单位代码。
    unit: String,
    /// 数量，按单位的最小一级计：面积 0.01 平方米，长度 0.01 米，金额分，其余为整件。
    quantity: i64,
}

/// 数据情况：missing 缺数据，short 有缺口，large 有大班额，excluded 不参与测算。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Data {
    Missing,
    Short,
    Large,
    Excluded,
}

/// 排列依据；前加“-”为从大到小。没有数据的总在最后。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
enum Sort {
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameDown,
    #[serde(rename = "pupils")]
    Pupils,
    #[serde(rename = "-pupils")]
    PupilsDown,
    #[serde(rename = "classes")]
    Classes,
    #[serde(rename = "-classes")]
    ClassesDown,
    #[serde(rename = "short_items")]
    Short,
    #[serde(rename = "-short_items")]
    ShortDown,
}

impl Sort {
    fn down(self) -> bool {
        matches!(self, Sort::NameDown | Sort::PupilsDown | Sort::ClassesDown | Sort::ShortDown)
    }

    /// Whether it is known, by what it is ordered, and the number of the school.
    fn key(self, s: &School) -> Key {
        let number = |n: Option<u32>| n.map(|n| Part::Number(i64::from(n)));
        let part = match self {
            Sort::Name | Sort::NameDown => Some(Part::Text(s.name.clone())),
            Sort::Pupils | Sort::PupilsDown => number(s.pupils),
            Sort::Classes | Sort::ClassesDown => number(s.classes),
            Sort::Short | Sort::ShortDown => number(s.excluded.is_none().then_some(s.short_items)),
        };
        let unknown = Part::Number(i64::from(part.is_none()));
        vec![unknown, part.unwrap_or(Part::Number(0)), Part::Text(s.id.clone())]
    }

    fn compare(self, a: &Key, b: &Key) -> Ordering {
        let first = a.first().cmp(&b.first());
        let second = a.get(1).cmp(&b.get(1));
        first.then(if self.down() { second.reverse() } else { second }).then_with(|| a.get(2).cmp(&b.get(2)))
    }
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 名称、编号、标识码或乡镇含有的文字，可用空格隔开几个词。
    #[param(max_length = 60)]
    q: Option<String>,
    /// 办学类型代码。
    #[param(pattern = "^[0-9]{3}$")]
    kind: Option<String>,
    /// 城乡分类代码。
    #[param(pattern = "^[0-9]{3}$")]
    setting: Option<String>,
    /// 学区编号。
    #[param(max_length = 40)]
    zone: Option<String>,
    /// 数据情况。
    #[param(inline)]
    data: Option<Data>,
    /// 排列依据，默认 name。
    #[param(inline)]
    sort: Option<Sort>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

/// 学校名录 · List schools
#[utoipa::path(get, path = "/api/v1/counties/{county}/schools", tag = "县级数据", operation_id = "list_schools",
    params(Asked), responses((status = 200, description = "学校。", body = List<School>)))]
async fn list(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    short("q", &asked.q, 60)?;
    short("zone", &asked.zone, 40)?;
    let coded = |name, given: &Option<String>, known: fn(&str) -> bool| match given {
        Some(code) if !known(code) => Err(Failure::Unreadable(model::Message::new("wb-api-code").with("name", name))),
        _ => Ok(()),
    };
    let three = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit());
    coded("kind", &asked.kind, three)?;
    coded("setting", &asked.setting, three)?;
    let c = &county.computed;
    let counts = Counts::of(c);
    let sort = asked.sort.unwrap_or(Sort::Name);
    let kept = c.dossier.schools.iter().filter(|s| matches(s, &asked));
    let entries = kept.map(|s| shown(&county, &counts, s)).filter(|s| fits(s, asked.data));
    let entries = entries.map(|s| (sort.key(&s), s)).collect();
    let given = (asked.limit, asked.cursor.as_deref());
    let page = cursor::page(entries, |a, b| sort.compare(a, b), &asked, given)?;
    reply::list(&page, &county.caller.here)
}

fn matches(school: &Kept, asked: &Asked) -> bool {
    let code = |word: &str| school.codes.iter().any(|c| c.code.to_string().contains(word));
    let township = school.township.as_deref().unwrap_or("");
    let has = |w: &str| school.name.contains(w) || school.id.0.contains(w) || township.contains(w) || code(w);
    let is = |given: &Option<String>, own: Option<&str>| given.as_deref().is_none_or(|g| own == Some(g));
    asked.q.as_deref().unwrap_or("").split_whitespace().all(has)
        && is(&asked.kind, school.kind.map(SchoolKind::code))
        && is(&asked.setting, school.setting.map(model::Setting::code))
        && asked.zone.as_ref().is_none_or(|z| school.zones.values().any(|own| own.0 == *z))
}

fn fits(school: &School, data: Option<Data>) -> bool {
    let counts = school.excluded.is_none();
    match data {
        None => true,
        Some(Data::Missing) => counts && school.unknown_items > 0,
        Some(Data::Short) => counts && school.short_items > 0,
        Some(Data::Large) => school.large_classes > 0,
        Some(Data::Excluded) => !counts,
    }
}

/// What is counted for every school in one pass.
struct Counts<'a> {
    gaps: BTreeMap<&'a SchoolId, (u32, u32)>,
    large: BTreeMap<&'a SchoolId, u32>,
}

impl<'a> Counts<'a> {
    fn of(c: &'a Computed) -> Counts<'a> {
        let mut out = Counts { gaps: BTreeMap::new(), large: BTreeMap::new() };
        for gap in c.needs.gaps.iter().filter(|g| g.standard == Standard::Basic) {
            let (short, unknown) = out.gaps.entry(&gap.school).or_default();
            let slot = match gap.short {
                None => unknown,
                Some(0) => continue,
                Some(_) => short,
            };
            *slot = slot.saturating_add(1);
        }
        for classes in &c.needs.large.classes {
            let slot = out.large.entry(&classes.school).or_default();
            *slot = slot.saturating_add(classes.large).saturating_add(classes.large_by_average);
        }
        out
    }
}

fn shown(county: &CountyView, counts: &Counts<'_>, school: &Kept) -> School {
    let c = &county.computed;
    let record = school.record(c.dossier.base_year);
    let (short_items, unknown_items) = counts.gaps.get(&school.id).copied().unwrap_or_default();
    let excluded = c.needs.excluded.iter().find(|e| e.school == school.id);
    School {
        id: school.id.to_string(),
        name: school.name.clone(),
        code: school.code_on(c.dossier.as_of).map(ToString::to_string),
        kind: school.kind.map(|k| k.code().to_owned()),
        setting: school.setting.map(|k| k.code().to_owned()),
        owner: school.owner.map(|k| k.code().to_owned()),
        township: school.township.clone(),
        layout: school.layout_on(c.dossier.as_of).map(|l| l.status.code().to_owned()),
        pupils: record.and_then(|r| r.enrolment.compulsory(|e, s| e.pupils(s))),
        classes: record.and_then(|r| r.enrolment.compulsory(|e, s| e.classes(s))),
        large_classes: counts.large.get(&school.id).copied().unwrap_or_default(),
        short_items,
        unknown_items,
        excluded: excluded.map(|e| say::Said::of(&county.words(), &e.reason.message())),
    }
}

/// 一所学校 · One school
#[utoipa::path(get, path = "/api/v1/counties/{county}/schools/{school}", tag = "县级数据", operation_id = "school",
    responses((status = 200, description = "学校。", body = SchoolDetail)))]
async fn one(county: CountyView, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let c = &county.computed;
    let kept = c.school(&id).ok_or(Failure::NotFound)?;
    let record = kept.record(c.dossier.base_year);
    let stage = |r: &model::SchoolRecord, stage| StageCount {
        stage: say::code(&stage),
        pupils: r.enrolment.pupils(stage),
        classes: r.enrolment.classes(stage),
        boarders: r.enrolment.boarders(stage),
    };
    let condition = |item: &Item, quantity: i64| Condition {
        item: item.code().to_owned(),
        name: item.zh().to_owned(),
        unit: say::code(&item.unit()),
        quantity,
    };
    let zones = kept.zones.iter().map(|(stage, zone)| StageZone {
        stage: say::code(stage),
        zone: Named { code: zone.to_string(), name: c.zone_name(Some(zone)).unwrap_or_default() },
    });
    reply::json(&SchoolDetail {
        school: shown(&county, &Counts::of(c), kept),
        boarding: kept.boarding,
        founded: kept.founded.map(|y| y.0),
        location: kept.location.map(|l| Coordinates { lon_e7: l.lon_e7, lat_e7: l.lat_e7, datum: say::code(&l.datum) }),
        zones: zones.collect(),
        stages: record.map_or_else(Vec::new, |r| r.enrolment.stages_present().map(|s| stage(r, s)).collect()),
        conditions: record.map_or_else(Vec::new, |r| {
            Item::ALL.iter().filter_map(|i| r.conditions.get(*i).map(|q| condition(i, q))).collect()
        }),
    })
}
