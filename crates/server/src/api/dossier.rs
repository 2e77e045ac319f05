//! The dossier (县级档案): as it is or was, its versions and what changed in each; replaced as a whole by who may import.

use super::cursor::{self, Part};
use super::input::{IfMatch, Json, Query, short};
use super::reply::{self, Page as List};
use super::say;
use crate::app::{App, CYCLE};
use crate::caller::{CountyView, Need};
use crate::county::withhold;
use crate::failure::Failure;
use crate::page::Page;
use axum::extract::{DefaultBodyLimit, Path};
use axum::response::Response;
use exchange::json::JsonProblem;
use exchange::problem::Severity;
use model::canonical::{CanonicalError, encode};
use model::{Dossier, Hash, Message, Plan};
use review::permission::Action;
use serde::{Deserialize, Serialize};
use store::{Answer, DossierChange, DossierCommand, DossierVersion, Scope};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// Problems told of a dossier that is refused.
const TOLD: usize = 100;

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(show, replace, versions, version, changes))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let read = Need::May(Action::SchoolRead);
    let limit = DefaultBodyLimit::max(app.config.upload);
    Page::new(app)
        .get("/api/v1/counties/{county}/dossier", read, show)
        .put("/api/v1/counties/{county}/dossier", Need::May(Action::SchoolImport), replace, limit)
        .get("/api/v1/counties/{county}/dossier/versions", read, versions)
        .get("/api/v1/counties/{county}/dossier/versions/{number}", read, version)
        .get("/api/v1/counties/{county}/dossier/versions/{number}/changes", read, changes)
}

/// 档案的一个版本。
#[derive(Serialize, ToSchema)]
struct Version {
    /// 版本号，从 1 起。
    number: i64,
    /// 保存时间。
    #[schema(format = DateTime)]
    at: String,
    /// 保存人的账户编号。
    account: String,
    /// 事由。
    why: String,
    /// 规范编码的 SHA-256。
    hash: String,
    /// 规范编码的字节数。
    size: i64,
    /// 与上一版本不同的值的个数。
    changes: i64,
}

/// 一个值的变更。
#[derive(Serialize, ToSchema)]
struct Change {
    /// 值在档案中的路径，如 /schools/2115920001/name。
    path: String,
    /// 原值的 JSON；原来没有时为 null。
    before: Option<String>,
    /// 新值的 JSON；现在没有时为 null。
    after: Option<String>,
}

/// 保存的结果。
#[derive(Serialize, ToSchema)]
struct DossierKept {
    /// 版本号；内容与最新版本相同时不产生新版本。
    number: i64,
    /// 规范编码的 SHA-256。
    hash: String,
    /// 不同的值的个数。
    changes: i64,
}

fn shown(v: DossierVersion) -> Version {
    Version {
        number: v.number,
        at: say::moment(v.at),
        account: v.account,
        why: v.why,
        hash: v.hash.0,
        size: v.size,
        changes: v.changes,
    }
}

/// The tag of a version.
pub fn tag(number: i64, hash: &Hash) -> String {
    format!("\"{number}-{}\"", hash.0.get(..16).unwrap_or(""))
}

/// The number of the version a tag speaks of, if it is the present one.
///
/// # Errors
/// [`Failure::Stale`] when it is another's, or no tag of a version at all.
pub fn present(county: &CountyView, given: &str) -> Result<i64, Failure> {
    let own = tag(county.version.number, &county.version.hash);
    if given == "*" || given.split(',').any(|t| t.trim() == own) {
        return Ok(county.version.number);
    }
    Err(Failure::Stale(Message::new("wb-api-stale").with("tag", own.trim_matches('"'))))
}

/// The number a tag names, present or not.
pub fn named(given: &str) -> Option<i64> {
    given.trim().trim_matches('"').split_once('-')?.0.parse().ok()
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Which {
    /// 版本号；不给时为最新版本。
    #[param(minimum = 1, maximum = 999999999)]
    version: Option<u32>,
}

/// 下载档案 · The dossier
///
/// 规范编码的 JSON（字段见《工作簿》一章）。ETag 为“版本号-内容摘要”，替换时放入 If-Match。规划草稿未向上级开放时，上级所得不含规划、必办事项和豁免记录（plan、demands、waivers 不出现，不表示没有），ETag 也不同。
#[utoipa::path(get, path = "/api/v1/counties/{county}/dossier", tag = "档案", operation_id = "dossier", params(Which),
    responses((status = 200, description = "档案。", body = Object)))]
async fn show(county: CountyView, Query(which): Query<Which>) -> Result<Response, Failure> {
    let asked = which.version.map(i64::from);
    if asked.is_some_and(|n| !(1..=999_999_999).contains(&n)) {
        return Err(Failure::Unreadable(Message::new("wb-api-code").with("name", "version")));
    }
    let number = asked.unwrap_or(county.version.number);
    let (scope, code) = (county.caller.scope(), county.code.clone());
    let found = match number {
        // nothing was given yet: the blank the county starts from
        0 => None,
        _ => {
            let read =
                county.app.off(move |app| Ok(app.store.read()?.dossier_numbered(&scope, &code, CYCLE, number)?));
            Some(read.await?.ok_or(Failure::NotFound)?)
        }
    };
    let (version, mut dossier) = found.unwrap_or_else(|| {
        let mut blank = county.computed.dossier.as_ref().clone();
        blank.waivers.clear();
        (county.version.clone(), blank)
    });
    let whole = county.sees_plan();
    let bytes = if whole { exchange::json::write(&dossier) } else { without_plan(&mut dossier) };
    let bytes = bytes.map_err(|e| Failure::Internal(e.to_string()))?;
    let tag = if whole { tag(version.number, &version.hash) } else { reply::tag(&bytes) };
    Ok(reply::bytes_of(bytes, &tag))
}

/// The dossier as others see it while its plan is a draft: what is withheld is not in the file at all, so that nobody reads "none" for it.
fn without_plan(dossier: &mut Dossier) -> Result<Vec<u8>, CanonicalError> {
    withhold::withhold(dossier);
    let mut value = serde_json::to_value(&*dossier)?;
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|name, _| !withhold::is_own(&format!("/{name}")));
    }
    encode(&value)
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Why {
    /// 事由，记入变更记录。
    #[param(min_length = 1, max_length = 200)]
    why: String,
}

/// 替换档案 · Replace the dossier
///
/// 整份替换本周期的档案，产生新版本。豁免记录不在此更改；更改规划另须有修改规划的权限，已冻结或已报送的规划不能更改。
#[utoipa::path(put, path = "/api/v1/counties/{county}/dossier", tag = "档案", operation_id = "replace_dossier",
    params(Why, ("If-Match" = String, Header, description = "所依据版本的 ETag。")),
    request_body(content = Object, description = "整份档案，格式与下载所得相同。"),
    responses((status = 200, description = "已保存。", body = DossierKept)))]
async fn replace(
    county: CountyView,
    Query(Why { why }): Query<Why>,
    IfMatch(given): IfMatch,
    Json(bytes): Json,
) -> Result<Response, Failure> {
    let wrong = Message::new("wb-api-long").with("name", "why").with("most", 200);
    if !(1..=200).contains(&why.chars().count()) {
        return Err(Failure::Unreadable(wrong));
    }
    if why.trim().is_empty() || why.chars().any(char::is_control) {
        return Err(Failure::bad(wrong));
    }
    let based_on = present(&county, &given)?;
    let (scope, code) = (county.caller.scope(), county.code.clone());
    let read = county.app.off(move |app| {
        let dossier = exchange::json::read(&bytes).map_err(unread)?;
        let found = app.store.read()?.dossier(&scope, &code, CYCLE)?;
        let errors: Vec<Message> = exchange::json::check("dossier", &dossier)
            .into_iter()
            .filter(|p| p.severity == Severity::Error)
            .map(|p| p.what)
            .take(TOLD)
            .collect();
        if !errors.is_empty() {
            return Err(Failure::Bad(errors));
        }
        Ok((dossier, found.map(|(_, d)| d)))
    });
    let (dossier, before) = read.await?;
    fits(&county, &dossier, before.as_ref())?;
    let stamp = county.caller.stamp(county.caller.fresh_key()?);
    let put = DossierCommand::Put {
        cycle: CYCLE.to_owned(),
        // what came as JSON came from no cell
        origins: model::Origins::new(),
        dossier: Box::new(dossier),
        why: why.trim().to_owned(),
        based_on: Some(based_on),
    };
    let answer = county.app.off(move |app| match app.store.write(stamp, put) {
        Ok(answer) => Ok(answer),
        Err(store::Failed::Refused(r)) if r.kind == store::Kind::Stale => Err(Failure::Stale(r.message)),
        Err(failed) => Err(failed.into()),
    });
    let Answer::Version { number, hash, changes } = answer.await? else {
        return Err(Failure::Internal("no version told".to_owned()));
    };
    let bytes = serde_json::to_vec(&DossierKept { number, hash: hash.clone(), changes });
    let bytes = bytes.map_err(|e| Failure::Internal(e.to_string()))?;
    Ok(reply::bytes_of(bytes, &tag(number, &Hash(hash))))
}

fn unread(problem: JsonProblem) -> Failure {
    match &problem {
        JsonProblem::Syntax { cause: "syntax" | "cut", .. } => Failure::Unreadable(problem.message()),
        _ => Failure::bad(problem.message()),
    }
}

/// Whether this dossier may take the place of the one before, by this account.
fn fits(county: &CountyView, dossier: &Dossier, before: Option<&Dossier>) -> Result<(), Failure> {
    let cycle = format!("{}-{}", dossier.cycle.first, dossier.cycle.last);
    if dossier.county != county.code || cycle != CYCLE {
        return Err(Failure::bad(
            Message::new("wb-api-other-county").with("county", &county.code).with("cycle", CYCLE),
        ));
    }
    let none = Plan::default();
    if before.map_or(&[][..], |b| &b.waivers) != dossier.waivers.as_slice() {
        return Err(Failure::Forbidden(Message::new("wb-api-waivers")));
    }
    if *before.map_or(&none, |b| &b.plan) != dossier.plan {
        county.caller.demand(Action::PlanEdit, Some(&county.code))?;
    }
    if before.map_or(&[][..], |b| &b.budgets) != dossier.budgets.as_slice() {
        county.caller.demand(Action::BudgetEdit, Some(&county.code))?;
    }
    Ok(())
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Turn {
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

/// 档案版本列表 · List versions
///
/// 最近的在前。规划草稿未向上级开放时，上级看不到改动规划的各版事由，why 为空。
#[utoipa::path(get, path = "/api/v1/counties/{county}/dossier/versions", tag = "档案", operation_id = "list_versions",
    params(Turn), responses((status = 200, description = "版本。", body = List<Version>)))]
async fn versions(county: CountyView, Query(turn): Query<Turn>) -> Result<Response, Failure> {
    let list = ("versions", county.code.to_string());
    let limit = cursor::limit(turn.limit)?;
    let before = match cursor::read(turn.cursor.as_deref(), &list)?.as_deref() {
        Some([Part::Number(number)]) => Some(*number),
        _ => None,
    };
    let (scope, code) = (county.caller.scope(), county.code.clone());
    let most = i64::try_from(limit).unwrap_or(1).saturating_add(1);
    let whole = county.sees_plan();
    let read = move |app: &App| {
        let mut found = app.store.read()?.dossier_versions_before(&scope, &code, CYCLE, before, most)?;
        if !whole {
            quiet(app, &scope, &mut found)?;
        }
        Ok(found)
    };
    let found = county.app.off(read).await?;
    let entries = found.into_iter().map(|v| (vec![Part::Number(v.number)], shown(v))).collect();
    reply::list(&cursor::cut(entries, limit, &list), &county.caller.here)
}

/// Takes away why versions were made that touch the plan: a reason tells of a draft what was done to it.
fn quiet(app: &App, scope: &Scope, versions: &mut [DossierVersion]) -> Result<(), Failure> {
    let mut reader = app.store.read()?;
    for version in versions {
        let (county, number) = (version.county.clone(), version.number);
        let mut touched = false;
        for path in withhold::PATHS {
            touched |= reader.dossier_touches(scope, &county, CYCLE, number, path)?;
        }
        if touched {
            version.why.clear();
        }
    }
    Ok(())
}

async fn find(county: &CountyView, number: &str) -> Result<DossierVersion, Failure> {
    let number: i64 = number.parse().map_err(|_| Failure::NotFound)?;
    let (scope, code) = (county.caller.scope(), county.code.clone());
    let whole = county.sees_plan();
    let read = county.app.off(move |app| {
        let mut found = app.store.read()?.dossier_version(&scope, &code, CYCLE, number)?;
        if !whole && let Some(version) = &mut found {
            quiet(app, &scope, std::slice::from_mut(version))?;
        }
        Ok(found)
    });
    read.await?.ok_or(Failure::NotFound)
}

/// 一个档案版本 · One version
#[utoipa::path(get, path = "/api/v1/counties/{county}/dossier/versions/{number}", tag = "档案", operation_id = "version",
    responses((status = 200, description = "版本。", body = Version)))]
async fn version(county: CountyView, Path((_, number)): Path<(String, String)>) -> Result<Response, Failure> {
    reply::json(&shown(find(&county, &number).await?))
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Under {
    /// 只要路径以此开头的值，如 /schools/2115920001。
    #[param(max_length = 200)]
    under: Option<String>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

/// 一个版本的变更 · Changes of a version
///
/// 与上一版本逐项比较，按路径排列。规划草稿未向上级开放时，上级所得不含规划、必办事项和豁免记录的变更；一页因此可能少于 limit 项，以 next 为准。
#[utoipa::path(get, path = "/api/v1/counties/{county}/dossier/versions/{number}/changes", tag = "档案",
    operation_id = "list_changes", params(Under),
    responses((status = 200, description = "变更。", body = List<Change>)))]
async fn changes(
    county: CountyView,
    Path((_, number)): Path<(String, String)>,
    Query(asked): Query<Under>,
) -> Result<Response, Failure> {
    short("under", &asked.under, 200)?;
    let version = find(&county, &number).await?;
    let list = (county.code.to_string(), version.number, &asked);
    let limit = cursor::limit(asked.limit)?;
    let after = match cursor::read(asked.cursor.as_deref(), &list)?.as_deref() {
        Some([Part::Text(path)]) => Some(path.clone()),
        _ => None,
    };
    let (scope, code) = (county.caller.scope(), county.code.clone());
    let most = i64::try_from(limit).unwrap_or(1).saturating_add(1);
    let found = county.app.off(move |app| {
        let mut reader = app.store.read()?;
        Ok(reader.dossier_changes_of(&scope, &code, CYCLE, version.number, after.as_deref(), most)?)
    });
    let entry = |c: DossierChange| {
        let shown = Change { path: c.path.clone(), before: c.before, after: c.after };
        (vec![Part::Text(c.path)], shown)
    };
    let mut page = cursor::cut(found.await?.into_iter().map(entry).collect(), limit, &list);
    let whole = county.sees_plan();
    let under = asked.under.as_deref().unwrap_or("");
    page.items.retain(|c| c.path.starts_with(under) && (whole || !withhold::is_own(&c.path)));
    reply::list(&page, &county.caller.here)
}
