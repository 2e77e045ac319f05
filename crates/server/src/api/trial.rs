//! Trying moves and keeping them (试排与采用): what moving projects does to money, seats, findings and value.

use super::input::{Once, Sent};
use super::plan::demand_version;
use super::reply;
use super::say::Said;
use crate::app::App;
use crate::caller::{CountyView, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::board;
use axum::response::Response;
use model::{FundSource, Message, ProjectId, Year};
use programme::board::Move as Kept;
use review::permission::Action;
use rules::Finding;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(attempt, adopt))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    Page::new(app).post("/api/v1/counties/{county}/plan/trial", Need::May(Action::PlanRead), attempt).post(
        "/api/v1/counties/{county}/plan/adopt",
        Need::May(Action::PlanEdit),
        adopt,
    )
}

/// 一步移动：项目移到这些年份，或者移出规划。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Move {
    /// 项目或备选项目编号。
    #[schema(max_length = 60)]
    project: String,
    /// 开工年；移出规划时为 null。
    #[schema(minimum = 2000, maximum = 2100)]
    start: Option<u16>,
    /// 完工年；不写时与开工年相同。
    #[schema(minimum = 2000, maximum = 2100)]
    finish: Option<u16>,
}

/// 试排的要求。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TrialWanted {
    /// 各步移动，同一项目以最后一步为准。
    #[schema(max_items = 200)]
    moves: Vec<Move>,
}

/// 采用的要求。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AdoptWanted {
    /// 所依据的档案版本号，须为最新版本。
    #[schema(minimum = 0, maximum = 999999999)]
    version: i64,
    /// 各步移动。
    #[schema(max_items = 200)]
    moves: Vec<Move>,
    /// 理由，4 至 300 字。
    #[schema(max_length = 300)]
    reason: String,
}

/// 试排的效果。
#[derive(Serialize, ToSchema)]
struct TrialEffect {
    /// 可以采用：资金落实，没有禁止事项。
    may_be_adopted: bool,
    /// 提示：不能采用的原因，或需要说明之处。
    hindrances: Vec<Hindrance>,
    /// 资金缺口。
    lacks: Vec<Lack>,
    /// 各来源各年度的用款。
    accounts: Vec<TrialAccount>,
    /// 未移动但要换资金来源的项目编号。
    repaid: Vec<String>,
    /// 各年末学位。
    seats: Vec<TrialSeats>,
    /// 现方案各层得分（必办、安全、学位、其余需求）；不能打分时为 null。
    value_before: Option<Vec<i64>>,
    /// 试排后各层得分；不能打分时为 null。
    value_after: Option<Vec<i64>>,
    /// 与已证明方案的关系。
    proof: String,
    /// 新出现的审核发现。
    appear: Vec<TrialFinding>,
    /// 消失的审核发现。
    vanish: Vec<TrialFinding>,
}

/// 一条提示。
#[derive(Serialize, ToSchema)]
struct Hindrance {
    /// 项目编号。
    project: String,
    /// 内容。
    what: Said,
    /// 有此提示不能采用。
    hard: bool,
}

/// 一处资金缺口。
#[derive(Serialize, ToSchema)]
struct Lack {
    /// 年度。
    year: u16,
    /// 可以支付的来源代码。
    sources: Vec<String>,
    /// 缺口（分）。
    amount_fen: i64,
}

/// 一个来源一年的用款。
#[derive(Serialize, ToSchema)]
struct TrialAccount {
    /// 来源代码。
    source: String,
    /// 年度。
    year: u16,
    /// 现方案（分）。
    before_fen: i64,
    /// 试排后（分）。
    after_fen: i64,
    /// 可用（分）：预算加上年结转。
    available_fen: i64,
}

/// 一年末的学位。
#[derive(Serialize, ToSchema)]
struct TrialSeats {
    /// 年度。
    year: u16,
    /// 短缺。
    short: u64,
    /// 现方案补足。
    before: u64,
    /// 试排后补足。
    after: u64,
}

/// 一条审核发现。
#[derive(Serialize, ToSchema)]
struct TrialFinding {
    /// 规则编号。
    rule: String,
    /// 项目编号。
    project: Option<String>,
    /// 内容。
    message: Said,
}

/// 采用后的档案版本。
#[derive(Serialize, ToSchema)]
struct Adopted {
    /// 版本号。
    version: i64,
}

fn moves(list: Vec<Move>) -> Result<Vec<Kept>, Failure> {
    if list.len() > 200 {
        return Err(Failure::bad(Message::new("wb-board-too-many").with("most", 200)));
    }
    let year = |n: u16| {
        let fits = (2000..=2100).contains(&n);
        if fits { Ok(Year(n)) } else { Err(Failure::bad(Message::new("wb-api-code").with("name", "start"))) }
    };
    let one = |m: Move| {
        if m.project.chars().count() > 60 {
            return Err(Failure::bad(Message::new("wb-api-long").with("name", "project").with("most", 60)));
        }
        let to = match m.start {
            None => None,
            Some(first) => Some((year(first)?, year(m.finish.unwrap_or(first))?)),
        };
        Ok(Kept { project: ProjectId(m.project), to })
    };
    list.into_iter().map(one).collect()
}

/// 试排 · Try moves
///
/// 不改动任何数据；返回资金、学位、审核发现和得分的变化。
#[utoipa::path(post, path = "/api/v1/counties/{county}/plan/trial", tag = "规划", operation_id = "try_moves",
    request_body(content = TrialWanted), responses((status = 200, description = "效果。", body = TrialEffect)))]
async fn attempt(county: CountyView, _once: Once, Sent(wanted): Sent<TrialWanted>) -> Result<Response, Failure> {
    let moves = moves(wanted.moves)?;
    let effect = board::trial(&county, moves).await?;
    let proven = board::proven(&county).await?;
    let (w, c) = (county.words(), &county.computed);
    let finding = |f: &Finding| TrialFinding {
        rule: f.rule.to_string(),
        project: f.project.as_ref().map(ToString::to_string),
        message: Said::of(&w, &f.message),
    };
    let used = |source: FundSource, year: Year| {
        c.accounts.iter().find(|a| a.source == source && a.year == year).map_or(0, |a| a.used.0)
    };
    let account = |a: &checker::Account| TrialAccount {
        source: a.source.code().to_owned(),
        year: a.year.0,
        before_fen: used(a.source, a.year),
        after_fen: a.used.0,
        available_fen: a.budget.0.saturating_add(a.carried_in.0),
    };
    let trial = &effect.trial;
    reply::json(&TrialEffect {
        may_be_adopted: effect.may_be_kept(c) && trial.plan != c.dossier.plan,
        hindrances: trial
            .hindrances
            .iter()
            .map(|h| Hindrance { project: h.project.to_string(), what: Said::of(&w, &h.what), hard: h.hard })
            .collect(),
        lacks: trial
            .lacks
            .iter()
            .map(|l| Lack {
                year: l.year.0,
                sources: l.sources.iter().map(|s| s.code().to_owned()).collect(),
                amount_fen: l.amount.0,
            })
            .collect(),
        accounts: effect.accounts.iter().map(account).collect(),
        repaid: trial.repaid.iter().map(ToString::to_string).collect(),
        seats: trial
            .seats
            .iter()
            .map(|s| TrialSeats { year: s.year.0, short: s.short, before: s.before, after: s.after })
            .collect(),
        value_before: trial.before.map(|v| v.0.to_vec()),
        value_after: trial.after.map(|v| v.0.to_vec()),
        proof: board::view::proof(&w, &effect, proven.as_ref()).1,
        appear: effect.appear.iter().filter_map(|n| effect.findings.get(*n)).map(finding).collect(),
        vanish: effect.vanish.iter().filter_map(|n| c.findings.get(*n)).map(finding).collect(),
    })
}

/// 采用试排 · Keep moves
///
/// 存为新的一版档案；资金没有落实或有禁止事项时拒绝，档案已有新版时拒绝。
#[utoipa::path(post, path = "/api/v1/counties/{county}/plan/adopt", tag = "规划", operation_id = "adopt_moves",
    request_body(content = AdoptWanted), responses((status = 201, description = "新的版本。", body = Adopted)))]
async fn adopt(county: CountyView, once: Once, Sent(wanted): Sent<AdoptWanted>) -> Result<Response, Failure> {
    demand_version(&county, &once, wanted.version).await?;
    let href = format!("/api/v1/counties/{}/plan", county.code);
    // asked again under the same key: the first answer
    if let Some(store::Answer::Version { number, .. }) = once.before(&county.app, &county.caller).await? {
        return reply::created(&Adopted { version: number }, &href);
    }
    let stamp = once.stamp(&county.caller)?;
    let version = board::adopt(&county, moves(wanted.moves)?, wanted.version, &wanted.reason, stamp).await?;
    reply::created(&Adopted { version }, &href)
}
