//! The audit trail (审计): entries with filters, one with its proof, checkpoints, consistency, verification, the whole log.

use super::cursor::{self, Part};
use super::input::{Once, Query, region, short};
use super::reply::{self, Page as List};
use super::say;
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::clock;
use crate::failure::Failure;
use crate::page::Page;
use crate::page::admin::audit::{self as page, Names, checked, day, demand_top, found, sentence, verified};
use axum::extract::{Path, State};
use axum::response::Response;
use model::Message;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use store::{AuditFilter, AuditRow};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// Checkpoints told at most.
const SIGNED: i64 = 1_000;

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(head, entries, one, checkpoints, sign, consistency, verify, log))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let (read, verifying) = (Need::May(Action::AuditRead), Need::May(Action::AuditVerify));
    Page::new(app)
        .get("/api/v1/audit", read, head)
        .get("/api/v1/audit/entries", read, entries)
        .get("/api/v1/audit/entries/{seq}", read, one)
        .get("/api/v1/audit/checkpoints", verifying, checkpoints)
        .post("/api/v1/audit/checkpoints", verifying, sign)
        .get("/api/v1/audit/consistency", verifying, consistency)
        .post("/api/v1/audit/verifications", verifying, verify)
        .get("/api/v1/audit/log.jsonl", verifying, log)
}

/// 审计日志的现状。
#[derive(Serialize, ToSchema)]
struct AuditLog {
    /// 散列算法：sha256 或 sm3。
    algorithm: String,
    /// 条数。
    size: i64,
    /// 默克尔树的根（十六进制）。
    root: String,
    /// 签名公钥（Ed25519，十六进制）。
    key: String,
}

/// 一条审计记录。
#[derive(Serialize, ToSchema)]
struct AuditEntry {
    /// 序号，从 0 起。
    seq: i64,
    /// 时间。
    #[schema(format = DateTime)]
    at: String,
    /// 账户编号。
    account: String,
    /// 动作，如 dossier.put。
    action: String,
    /// 区划代码；全站的为空字符串。
    region: String,
    /// 对象。
    object: String,
    /// 文字。
    words: String,
    /// 计入散列的原文。
    leaf: String,
}

/// 一条审计记录及其存在证明。
#[derive(Serialize, ToSchema)]
struct AuditProven {
    /// 记录。
    entry: AuditEntry,
    /// 存在证明；日志正在写入时为 null。
    proof: Option<AuditProof>,
}

/// 存在证明（RFC 6962）。
#[derive(Serialize, ToSchema)]
struct AuditProof {
    /// 散列算法。
    algorithm: String,
    /// 日志条数。
    size: i64,
    /// 根（十六进制）。
    root: String,
    /// 自下而上的旁支散列（十六进制）。
    path: Vec<String>,
    /// 独立的校验程序认可。
    holds: bool,
}

/// 签名的检查点。
#[derive(Serialize, ToSchema)]
struct AuditCheckpoint {
    /// 覆盖的条数。
    size: i64,
    /// 签名时间。
    #[schema(format = DateTime)]
    at: String,
    /// 签名的文本（C2SP checkpoint 格式）。
    note: String,
}

/// 一致性证明（RFC 6962）。
#[derive(Serialize, ToSchema)]
struct AuditConsistency {
    /// 散列算法。
    algorithm: String,
    /// 较早的条数。
    from: i64,
    /// 较早的根（十六进制）。
    from_root: String,
    /// 较晚的条数。
    to: i64,
    /// 较晚的根（十六进制）。
    to_root: String,
    /// 连接二者的散列（十六进制）。
    path: Vec<String>,
}

/// 校验的结果。
#[derive(Serialize, ToSchema)]
struct AuditVerified {
    /// 全部相符。
    holds: bool,
    /// 文字。
    words: String,
    /// 不符之处。
    problems: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 起始日期。
    #[param(format = Date)]
    from: Option<String>,
    /// 截止日期，含当日。
    #[param(format = Date)]
    to: Option<String>,
    /// 由此账户或与此账户有关：登录名或账户编号。
    #[param(max_length = 64)]
    account: Option<String>,
    /// 区划代码，含下级。
    #[param(pattern = "^[0-9A-Za-z]{6,12}$")]
    region: Option<String>,
    /// 动作的开头，如 dossier. 或 account.change。
    #[param(pattern = "^[a-z_.]{1,40}$")]
    action: Option<String>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Between {
    /// 较早的条数。
    #[param(minimum = 0, maximum = 999999999)]
    from: i64,
    /// 较晚的条数；不给时为现在的条数。
    #[param(minimum = 0, maximum = 999999999)]
    to: Option<i64>,
}

fn bad(name: &'static str) -> Failure {
    Failure::Unreadable(Message::new("wb-api-code").with("name", name))
}

fn date(name: &'static str, given: &Option<String>) -> Result<Option<i64>, Failure> {
    let wrong = || Failure::bad(Message::new("wb-api-code").with("name", name));
    given.as_deref().map(|text| day(text).ok_or_else(wrong)).transpose()
}

/// 审计日志的现状 · Head of the log
#[utoipa::path(get, path = "/api/v1/audit", tag = "审计", operation_id = "audit",
    responses((status = 200, description = "现状。", body = AuditLog)))]
async fn head(State(app): State<App>) -> Result<Response, Failure> {
    let head = app.off(|app| Ok(app.store.read()?.audit_head()?)).await?;
    let key = app.store.public_key();
    reply::json(&AuditLog { algorithm: head.algorithm, size: head.size, root: head.root, key })
}

fn shown(caller: &Caller, e: &AuditRow, names: &Names) -> AuditEntry {
    AuditEntry {
        seq: e.seq,
        at: say::moment(e.at),
        account: e.account.clone(),
        action: e.action.clone(),
        region: e.county.clone(),
        object: e.object.clone(),
        words: sentence(&caller.words, e, names),
        leaf: e.leaf.clone(),
    }
}

/// 审计记录 · Entries
///
/// 辖区内的记录，最近的在前；最上级单位另见全站的记录。
#[utoipa::path(get, path = "/api/v1/audit/entries", tag = "审计", operation_id = "list_audit_entries", params(Asked),
    responses((status = 200, description = "记录。", body = List<AuditEntry>)))]
async fn entries(State(app): State<App>, caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    region("region", &asked.region)?;
    short("account", &asked.account, 64)?;
    let plain = |a: &String| a.len() <= 40 && a.bytes().all(|b| b.is_ascii_lowercase() || b"_.".contains(&b));
    if asked.action.as_ref().is_some_and(|a| a.is_empty() || !plain(a)) {
        return Err(bad("action"));
    }
    let limit = cursor::limit(asked.limit)?;
    let before = match cursor::read(asked.cursor.as_deref(), &asked)?.as_deref() {
        Some([Part::Number(seq)]) => Some(*seq),
        _ => None,
    };
    let wanted = AuditFilter {
        account: None,
        concerning: asked.account.clone().filter(|a| !a.is_empty()),
        action: asked.action.clone(),
        region: asked.region.as_ref().and_then(|r| r.parse().ok()),
        before,
        from: date("from", &asked.from)?,
        // the whole of the last day
        to: date("to", &asked.to)?.map(|at| at.saturating_add(24 * 3_600_000)),
    };
    let most = i64::try_from(limit).unwrap_or(1).saturating_add(1);
    let list = found(&app, &caller, wanted, most, 0).await?;
    let names = Names::of(&app, &list).await?;
    let entries = list.iter().map(|e| (vec![Part::Number(e.seq)], shown(&caller, e, &names))).collect();
    reply::list(&cursor::cut(entries, limit, &asked), &caller.here)
}

/// 一条审计记录 · One entry with its proof
#[utoipa::path(get, path = "/api/v1/audit/entries/{seq}", tag = "审计", operation_id = "audit_entry",
    responses((status = 200, description = "记录与存在证明。", body = AuditProven)))]
async fn one(State(app): State<App>, caller: Caller, Path(seq): Path<String>) -> Result<Response, Failure> {
    let seq: i64 = seq.parse().map_err(|_| Failure::NotFound)?;
    let scope = caller.site_scope();
    let work = move |app: &App| {
        let mut reader = app.store.read()?;
        let entry = reader.audit_entry(&scope, seq)?.ok_or(Failure::NotFound)?;
        Ok((entry, reader.prove_inclusion(seq, None)?))
    };
    let (entry, proof) = app.off(work).await?;
    let names = Names::of(&app, std::slice::from_ref(&entry)).await?;
    let proof = proof.map(|p| {
        let holds = checked(&entry.leaf, &p).holds;
        AuditProof { algorithm: p.algorithm, size: p.size, root: p.root, path: p.path, holds }
    });
    reply::json(&AuditProven { entry: shown(&caller, &entry, &names), proof })
}

fn signed(c: store::Checkpoint) -> AuditCheckpoint {
    AuditCheckpoint { size: c.size, at: say::moment(c.at), note: c.note }
}

/// 检查点 · Signed checkpoints
///
/// 最近的在前，至多 1000 个；只限最上级单位。
#[utoipa::path(get, path = "/api/v1/audit/checkpoints", tag = "审计", operation_id = "list_checkpoints",
    responses((status = 200, description = "检查点。", body = List<AuditCheckpoint>)))]
async fn checkpoints(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    demand_top(&caller)?;
    let list = app.off(|app| Ok(app.store.read()?.checkpoints(SIGNED)?)).await?;
    reply::list(&List { items: list.into_iter().map(signed).collect(), next: None }, &caller.here)
}

/// 签发检查点 · Sign a checkpoint
///
/// 为现在的日志签名；只限最上级单位。日志没有新记录时得到同一个检查点。
#[utoipa::path(post, path = "/api/v1/audit/checkpoints", tag = "审计", operation_id = "sign_checkpoint",
    responses((status = 201, description = "检查点。", body = AuditCheckpoint)))]
async fn sign(State(app): State<App>, caller: Caller, _once: Once) -> Result<Response, Failure> {
    demand_top(&caller)?;
    let made = app.off(|app| Ok(app.store.checkpoint(clock::now())?)).await?;
    reply::created(&signed(made), "/api/v1/audit/checkpoints")
}

/// 一致性证明 · Consistency
///
/// 证明现在的日志由较早的日志续写而成；只限最上级单位。
#[utoipa::path(get, path = "/api/v1/audit/consistency", tag = "审计", operation_id = "audit_consistency", params(Between),
    responses((status = 200, description = "证明。", body = AuditConsistency), (status = 404, description = "日志没有这么长。")))]
async fn consistency(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Between>,
) -> Result<Response, Failure> {
    let fits = |n: i64| (0..=999_999_999).contains(&n);
    if !fits(asked.from) || asked.to.is_some_and(|to| !fits(to)) {
        return Err(bad("from"));
    }
    demand_top(&caller)?;
    let found = app.off(move |app| Ok(app.store.read()?.prove_consistency(asked.from, asked.to)?)).await?;
    let p = found.ok_or(Failure::NotFound)?;
    reply::json(&AuditConsistency {
        algorithm: p.algorithm,
        from: p.old_size,
        from_root: p.old_root,
        to: p.size,
        to_root: p.root,
        path: p.path,
    })
}

/// 校验审计日志 · Verify the log
///
/// 由独立的校验程序读取磁盘上的日志；只限最上级单位。
#[utoipa::path(post, path = "/api/v1/audit/verifications", tag = "审计", operation_id = "verify_audit",
    responses((status = 200, description = "结果。", body = AuditVerified)))]
async fn verify(State(app): State<App>, caller: Caller, _once: Once) -> Result<Response, Failure> {
    demand_top(&caller)?;
    let w = caller.words;
    let found = app.off(move |app| verified(app, &w)).await?;
    reply::json(&AuditVerified { holds: found.holds, words: found.says, problems: found.problems })
}

/// 下载审计日志 · The whole log
///
/// 逐行 JSON，可用 junheng audit verify 在别处校验；只限最上级单位。
#[utoipa::path(get, path = "/api/v1/audit/log.jsonl", tag = "审计", operation_id = "audit_log",
    responses((status = 200, description = "日志。", body = [u8], content_type = "application/jsonl")))]
async fn log(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    page::export(State(app), caller).await
}
