//! Names as they are printed.

use crate::Case;
use model::{Place, Project, School, SchoolId, ZoneId};
use needs::Indicator;
use policy::{Certainty, Reference, Standard};
use rules::{Family, Severity, Waiver};

/// 《标题》（文号）条款.
pub(crate) fn citation(reference: &Reference) -> String {
    reference.to_string()
}

/// A title in 《》, unless it has its own or is no title.
pub(super) fn quoted(title: &str) -> String {
    let title = title.trim();
    if title.is_empty() || title.starts_with(['《', '（', '(']) { title.to_owned() } else { format!("《{title}》") }
}

/// How sure a figure is; nothing is said of a confirmed one.
pub(crate) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Confirmed => "已核对原文",
        Certainty::Secondary => "二手来源，待核",
        Certainty::ToBeChecked => "待核",
    }
}

pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocks => "禁止",
        Severity::NeedsReason => "需说明",
        Severity::Notice => "提示",
    }
}

pub(super) fn waiver(waiver: Waiver) -> &'static str {
    match waiver {
        Waiver::Nobody => "不得豁免",
        Waiver::County => "县级",
        Waiver::City => "市级",
        Waiver::Region => "自治区级",
    }
}

pub(super) fn family(family: Family) -> &'static str {
    match family {
        Family::Eligibility => "实施范围",
        Family::Content => "建设内容",
        Family::Standard => "超标准",
        Family::Schedule => "实施进度",
        Family::Money => "资金",
        Family::Duplicate => "重复交叉",
        Family::Fraud => "虚列套取",
        Family::Target => "目标衔接",
        Family::Completeness => "完整性",
        Family::Reconciliation => "勾稽关系",
    }
}

pub(super) fn standard(standard: Standard) -> &'static str {
    match standard {
        Standard::Basic => "基本办学条件",
        Standard::Balanced => "优质均衡",
        Standard::Ceiling => "上限",
        Standard::Design => "设计指标",
    }
}

pub(crate) fn school<'a>(case: &Case<'a>, id: &'a SchoolId) -> &'a str {
    case.dossier.school(id).map_or(id.0.as_str(), |s| s.name.as_str())
}

/// The name of a school zone; schools in none stand together.
pub(super) fn zone(case: &Case<'_>, id: Option<&ZoneId>) -> String {
    let Some(id) = id else { return "未划学区".to_owned() };
    case.dossier.zones.iter().find(|z| z.id == *id).map_or_else(|| id.to_string(), |z| z.name.clone())
}

/// The ten-digit code in force on the day of the plan.
pub(super) fn code(case: &Case<'_>, school: &School) -> Option<String> {
    school.code_on(case.dossier.as_of).map(ToString::to_string)
}

/// Where a project is carried out, and the school if it is one.
pub(super) fn place<'a>(case: &Case<'a>, project: &'a Project) -> (&'a str, Option<&'a School>) {
    match &project.place {
        Place::School(id) => (school(case, id), case.dossier.school(id)),
        Place::Site(id) => {
            let site = case.dossier.sites.iter().find(|s| s.id == *id);
            (site.map_or(id.0.as_str(), |s| s.name.as_str()), None)
        }
    }
}

/// The name of the place alone.
pub(crate) fn place_name<'a>(case: &Case<'a>, project: &'a Project) -> &'a str {
    place(case, project).0
}

pub(super) fn yes_no(value: Option<bool>) -> &'static str {
    match value {
        Some(true) => "是",
        Some(false) => "否",
        None => "不能判定",
    }
}

pub(super) fn indicator(indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::DegreeTeachers => "每百名学生拥有高于规定学历教师数（人）",
        Indicator::BackboneTeachers => "每百名学生拥有县级以上骨干教师数（人）",
        Indicator::SportArtTeachers => "每百名学生拥有体育、艺术专任教师数（人）",
        Indicator::TeachingArea => "生均教学及辅助用房面积（平方米）",
        Indicator::SportsArea => "生均体育运动场馆面积（平方米）",
        Indicator::EquipmentValue => "生均教学仪器设备值（元）",
        Indicator::MultimediaRooms => "每百名学生拥有网络多媒体教室数（间）",
        Indicator::AllTeachingArea => "生均教学及辅助用房面积（2012年口径，平方米）",
        Indicator::Computers => "每百名学生拥有计算机台数（台）",
        Indicator::Books => "生均图书册数（册）",
        Indicator::TeacherRatio => "师生比",
        Indicator::TitleTeachers => "生均中级及以上专业技术职务教师数（人）",
    }
}
