//! Findings of the reviewer (审核发现), and waivers granted for them.

use super::cursor::{self, Part};
use super::input::{Once, Query, Sent, short};
use super::plan::demand_version;
use super::reply::{self, NewVersion, Page as List};
use super::say::{self, Said};
use crate::app::{App, CYCLE};
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::findings::{self, Given, Mended, again, grant, mends};
use axum::extract::Path;
use axum::response::Response;
use review::permission::Action;
use rules::{Finding as Kept, Severity};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, waivers, waive, take_back, mend))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    Page::new(app)
        .get("/api/v1/counties/{county}/findings", Need::May(Action::FindingRead), list)
        .get("/api/v1/counties/{county}/waivers", Need::May(Action::FindingRead), waivers)
        .post("/api/v1/counties/{county}/waivers", Need::May(Action::FindingRead), waive)
        .delete("/api/v1/counties/{county}/waivers/{waiver}", Need::May(Action::FindingRead), take_back)
        .post("/api/v1/counties/{county}/plan/mends", Need::May(Action::PlanEdit), mend)
}

/// 审核发现。
#[derive(Serialize, ToSchema)]
struct Finding {
    /// 规则编号。
    rule: String,
    /// 严重程度：blocks 禁止，needs_reason 需说明，notice 提示。
    severity: String,
    /// 所针对的项目编号。
    project: Option<String>,
    /// 所针对的学校编号。
    school: Option<String>,
    /// 问题。
    message: Said,
    /// 怎么办。
    remedy: Said,
    /// 依据的条款。
    clause: String,
    /// 可以豁免的最低层级：nobody、county、city、region。
    waivable: String,
    /// 证据。
    evidence: Vec<Evidence>,
    /// 可以就地改正的值。
    mends: Vec<Mend>,
    /// 豁免；没有豁免时为 null。
    waived: Option<Waived>,
}

/// 证据。
#[derive(Serialize, ToSchema)]
struct Evidence {
    /// 值在档案中的路径。
    path: String,
    /// 数据所在的工作表和单元格；不详时为 null。
    cell: Option<String>,
    /// 值。
    value: String,
}

/// 发现所依据的一个值，可以就地改正。
#[derive(Serialize, ToSchema)]
struct Mend {
    /// 值的代码。
    field: String,
    /// 名称。
    name: String,
    /// 现在的值；不详时为空字符串。
    value: String,
    /// 可以选的值；空为自行填写。
    choices: Vec<String>,
}

/// 要改正的值。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MendWanted {
    /// 所针对的规则编号，记入变更记录。
    #[schema(max_length = 20)]
    rule: String,
    /// 项目编号。
    #[schema(max_length = 80)]
    project: String,
    /// 值的代码：land 用地状态，approval 审批进度，investment_code 投资项目代码，reason 建设理由，lead_months 前期月数，
    /// works_start 计划开工年月，works_finish 计划竣工年月，need_by 需用年份。
    #[schema(max_length = 20)]
    field: String,
    /// 改为；空字符串表示不详。
    #[schema(max_length = 500)]
    value: String,
    /// 所依据的档案版本号，须为最新版本。
    #[schema(minimum = 0, maximum = 999999999)]
    version: i64,
}

/// 豁免。
#[derive(Serialize, ToSchema)]
struct Waived {
    /// 规则编号。
    rule: String,
    /// 所针对的项目编号。
    project: Option<String>,
    /// 所针对的学校编号。
    school: Option<String>,
    /// 层级：county、city、region。
    level: String,
    /// 豁免人。
    name: String,
    /// 理由。
    reason: String,
    /// 日期。
    #[schema(format = Date)]
    date: String,
}

/// 在工作台给予的豁免。
#[derive(Serialize, ToSchema)]
struct Waiver {
    /// 豁免编号。
    id: String,
    /// 办理的账户编号。
    account: String,
    /// 办理时间。
    #[schema(format = DateTime)]
    at: String,
    /// 收回时间；未收回为 null。
    #[schema(format = DateTime)]
    withdrawn: Option<String>,
    /// 内容。
    waived: Waived,
}

/// 要豁免的发现，以及由谁、为何豁免。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WaiverWanted {
    /// 规则编号。
    #[schema(max_length = 20)]
    rule: String,
    /// 项目编号。
    #[schema(max_length = 80)]
    project: Option<String>,
    /// 学校编号。
    #[schema(max_length = 40)]
    school: Option<String>,
    /// 豁免人姓名。
    #[schema(min_length = 1, max_length = 40)]
    name: String,
    /// 理由，10 至 500 字。
    #[schema(min_length = 10, max_length = 500)]
    reason: String,
}

/// 新记录。
#[derive(Serialize, ToSchema)]
struct WaiverMade {
    /// 编号。
    id: String,
}

/// 发现的状态：blocks 禁止，needs_reason 需说明，notice 提示（都未豁免），waived 已豁免。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum State {
    Blocks,
    NeedsReason,
    Notice,
    Waived,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 发现的状态。
    #[param(inline)]
    state: Option<State>,
    /// 规则编号。
    #[param(max_length = 20)]
    rule: Option<String>,
    /// 项目编号。
    #[param(max_length = 80)]
    project: Option<String>,
    /// 学校编号。
    #[param(max_length = 40)]
    school: Option<String>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

fn waived(w: &model::Waived) -> Waived {
    Waived {
        rule: w.rule.clone(),
        project: w.project.as_ref().map(ToString::to_string),
        school: w.school.as_ref().map(ToString::to_string),
        level: say::code(&w.level),
        name: w.name.clone(),
        reason: w.reason.clone(),
        date: w.date.to_string(),
    }
}

fn mendable(m: findings::MendView) -> Mend {
    Mend {
        field: m.field.to_owned(),
        name: m.label,
        value: m.value,
        choices: m.choices.into_iter().map(|(value, _)| value.to_owned()).collect(),
    }
}

fn shown(county: &CountyView, f: &Kept) -> Finding {
    let w = county.words();
    let evidence = f.evidence.iter().map(|e| Evidence {
        cell: model::nearest(&county.computed.dossier.origins, &e.path).map(|o| format!("{}!{}", o.sheet, o.cell)),
        path: e.path.clone(),
        value: e.value.clone(),
    });
    Finding {
        rule: f.rule.to_string(),
        severity: say::code(&f.severity),
        project: f.project.as_ref().map(ToString::to_string),
        school: f.school.as_ref().map(ToString::to_string),
        message: Said::of(&w, &f.message),
        remedy: Said::of(&w, &f.remedy),
        clause: f.clause.to_string(),
        waivable: say::code(&f.waiver),
        evidence: evidence.collect(),
        mends: if f.stands() { mends(&w, &county.computed, f).into_iter().map(mendable).collect() } else { Vec::new() },
        waived: f.waived.as_deref().map(waived),
    }
}

/// 审核发现列表 · List findings
///
/// 最严重的在前。
#[utoipa::path(get, path = "/api/v1/counties/{county}/findings", tag = "审核", operation_id = "list_findings",
    params(Asked), responses((status = 200, description = "审核发现。", body = List<Finding>)))]
async fn list(county: CountyView, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    short("rule", &asked.rule, 20)?;
    short("project", &asked.project, 80)?;
    short("school", &asked.school, 40)?;
    let is = |given: &Option<String>, own: Option<&str>| given.as_deref().is_none_or(|g| own == Some(g));
    let state = |f: &Kept| match f.severity {
        _ if !f.stands() => State::Waived,
        Severity::Blocks => State::Blocks,
        Severity::NeedsReason => State::NeedsReason,
        Severity::Notice => State::Notice,
    };
    let fits = |f: &&Kept| {
        asked.state.is_none_or(|s| s == state(f))
            && is(&asked.rule, Some(&f.rule))
            && is(&asked.project, f.project.as_ref().map(|p| p.0.as_str()))
            && is(&asked.school, f.school.as_ref().map(|s| s.0.as_str()))
    };
    let text = |t: Option<String>| Part::Text(t.unwrap_or_default());
    // several findings may be alike in all of these: the last part tells them apart by their order
    let mut seen = std::collections::BTreeMap::new();
    let entries = county.computed.findings.iter().filter(fits).map(|f| {
        let shown = shown(&county, f);
        let rank = Part::Number(f.severity as i64);
        let mut key =
            vec![rank, text(Some(shown.rule.clone())), text(shown.project.clone()), text(shown.school.clone())];
        let nth: &mut i64 = seen.entry(key.clone()).or_default();
        *nth = nth.saturating_add(1);
        key.push(Part::Number(*nth));
        (key, shown)
    });
    let page = cursor::page(entries.collect(), Ord::cmp, &asked, (asked.limit, asked.cursor.as_deref()))?;
    reply::list(&page, &county.caller.here)
}

/// 豁免记录 · List waivers
///
/// 在工作台给予的豁免，连同已收回的，先办的在前，不分页。
#[utoipa::path(get, path = "/api/v1/counties/{county}/waivers", tag = "审核", operation_id = "list_waivers",
    responses((status = 200, description = "豁免。", body = List<Waiver>)))]
async fn waivers(county: CountyView) -> Result<Response, Failure> {
    let (scope, code) = (county.caller.county_scope(&county.code), county.code.clone());
    let rows = county.app.off(move |app| Ok(app.store.read()?.waivers(&scope, &code, CYCLE)?)).await?;
    let items = rows.into_iter().map(|r| Waiver {
        id: r.id,
        account: r.account,
        at: say::moment(r.at),
        withdrawn: r.withdrawn.map(say::moment),
        waived: waived(&r.waived),
    });
    reply::list(&List { items: items.collect(), next: None }, &county.caller.here)
}

/// 豁免审核发现 · Waive a finding
///
/// 须有豁免的权限和二次认证，层级由本人所在单位决定；不接受令牌。
#[utoipa::path(post, path = "/api/v1/counties/{county}/waivers", tag = "审核", operation_id = "waive",
    request_body(content = WaiverWanted), responses((status = 201, description = "已豁免。", body = WaiverMade)))]
async fn waive(county: CountyView, once: Once, Sent(wanted): Sent<WaiverWanted>) -> Result<Response, Failure> {
    let given = Given {
        rule: wanted.rule,
        project: wanted.project.unwrap_or_default(),
        school: wanted.school.unwrap_or_default(),
        name: wanted.name,
        reason: wanted.reason,
    };
    let stamp = once.stamp(&county.caller)?;
    let answer = match once.before(&county.app, &county.caller).await? {
        // it stands no longer, because it was waived by this very request
        Some(_) => again(&county, &given, stamp).await?,
        None => grant(&county, &given, stamp).await?,
    };
    let id = answer.id().ok_or_else(|| Failure::Internal("a waiver without a number".to_owned()))?;
    let href = format!("{}/counties/{}/waivers", super::PREFIX, county.code);
    reply::created(&WaiverMade { id: id.to_owned() }, &href)
}

/// 收回豁免 · Take a waiver back
///
/// 豁免仍留在记录中。须有豁免的权限和二次认证；不接受令牌。
#[utoipa::path(delete, path = "/api/v1/counties/{county}/waivers/{waiver}", tag = "审核", operation_id = "withdraw_waiver",
    responses((status = 204, description = "已收回。")))]
async fn take_back(county: CountyView, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    findings::take_back(&county, &id, stamp).await?;
    Ok(reply::done())
}

/// 就地改正 · Mend what a finding rests on
///
/// 改正项目的一个值，存为新的一版档案。审核发现的 mends 列出可以改正的值。
#[utoipa::path(post, path = "/api/v1/counties/{county}/plan/mends", tag = "审核", operation_id = "mend",
    request_body(content = MendWanted), responses((status = 201, description = "新的版本。", body = NewVersion)))]
async fn mend(county: CountyView, once: Once, Sent(wanted): Sent<MendWanted>) -> Result<Response, Failure> {
    if let Some(number) = once.version(&county, "").await? {
        return reply::version(&county.code, number);
    }
    demand_version(&county, &once, wanted.version).await?;
    let MendWanted { rule, project, field, value, version } = wanted;
    let number = findings::mend(&county, &Mended { rule, project, field, value, version }).await?;
    reply::version(&county.code, number)
}
