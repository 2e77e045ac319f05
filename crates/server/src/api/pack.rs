//! Policy packs (政策包): what is in force for a region, two regions or packs side by side, one figure explained.

use super::cursor::{self, Part};
use super::input::{Query, region, short};
use super::reply::{self, Page as List};
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::admin::packs::{RowView, asked_region, differences, fits, of_pack, row, whole};
use axum::extract::State;
use axum::response::Response;
use review::permission::Action;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, entries, compare, explain))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let may = Need::May(Action::PackRead);
    Page::new(app)
        .get("/api/v1/packs", may, list)
        .get("/api/v1/packs/entries", may, entries)
        .get("/api/v1/packs/differences", may, compare)
        .get("/api/v1/packs/explanation", may, explain)
}

/// 一个区划适用的政策包。
#[derive(Serialize, ToSchema)]
struct PacksInForce {
    /// 区划代码。
    region: String,
    /// 全部适用内容的指纹（SHA-256）。
    hash: String,
    /// 各政策包，上级在前。
    packs: Vec<PolicyPack>,
}

/// 政策包。
#[derive(Serialize, ToSchema)]
struct PolicyPack {
    /// 名称@版本。
    id: String,
    /// 标题。
    title: String,
    /// 制定机关。
    issuer: String,
    /// 日期。
    #[schema(format = Date)]
    date: String,
    /// 层级代码。
    level: String,
    /// 条目数。
    entries: u32,
}

/// 政策包的一个条目。
#[derive(Serialize, ToSchema)]
struct PackEntry {
    /// 键。
    key: String,
    /// 名称。
    name: String,
    /// 内容，按生效时间先后。
    values: Vec<String>,
    /// 适用范围。
    applies: String,
    /// 出处。
    references: Vec<String>,
    /// 可信程度：confirmed 已核对原文，secondary 转引，to_be_checked 待核对；不标注的为 null。
    certainty: Option<String>,
    /// 制定机关。
    issuer: String,
    /// 备注。
    note: String,
}

/// 一类条目中的一个。
#[derive(Serialize, ToSchema)]
struct PackEntryOfKind {
    /// 类别。
    kind: String,
    /// 条目。
    entry: PackEntry,
}

/// 两边的差异。
#[derive(Serialize, ToSchema)]
struct PackDifferences {
    /// 相同的条目数。
    same: u32,
    /// 不同之处。
    differences: Vec<PackDifference>,
}

/// 一处不同。
#[derive(Serialize, ToSchema)]
struct PackDifference {
    /// 键。
    key: String,
    /// 名称。
    name: String,
    /// 适用范围。
    applies: String,
    /// 左边；没有为 null。
    left: Option<PackEntry>,
    /// 右边；没有为 null。
    right: Option<PackEntry>,
}

/// 一个键的由来。
#[derive(Serialize, ToSchema)]
struct PackExplanation {
    /// 区划代码。
    region: String,
    /// 键。
    key: String,
    /// 各政策包的规定，上级在前；没有这个键时为空。
    links: Vec<PackLink>,
    /// 没有这个键时，相近的键。
    near: Vec<String>,
}

/// 一个政策包的规定。
#[derive(Serialize, ToSchema)]
struct PackLink {
    /// 政策包，名称@版本。
    pack: String,
    /// 标题。
    title: String,
    /// 条目。
    entry: PackEntry,
    /// 被哪个政策包取代；没有被取代为 null。
    overlaid_by: Option<String>,
}

fn shown(row: RowView) -> PackEntry {
    PackEntry {
        key: row.key,
        name: row.name,
        values: row.values,
        applies: row.applies,
        references: row.references,
        certainty: Some(row.sure.to_owned()).filter(|c| !c.is_empty()),
        issuer: row.issuer,
        note: row.note,
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OfRegion {
    /// 区划代码；不给时为本账户所在区划。
    #[param(pattern = "^[0-9A-Za-z]{6,12}$")]
    region: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Searched {
    /// 区划代码；不给时为本账户所在区划。
    #[param(pattern = "^[0-9A-Za-z]{6,12}$")]
    region: Option<String>,
    /// 键、名称、内容、范围、出处或机关含有的文字。
    #[param(max_length = 60)]
    q: Option<String>,
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
struct Both {
    /// 左边的区划代码；不给时为本账户所在区划。
    #[param(pattern = "^[0-9A-Za-z]{6,12}$")]
    region: Option<String>,
    /// 右边的区划代码；不给时为本账户所在区划。
    #[param(pattern = "^[0-9A-Za-z]{6,12}$")]
    other: Option<String>,
    /// 只比较左边区划的两个政策包：其一，名称@版本。
    #[param(max_length = 80)]
    one: Option<String>,
    /// 其二，名称@版本。
    #[param(max_length = 80)]
    two: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OfKey {
    /// 区划代码；不给时为本账户所在区划。
    #[param(pattern = "^[0-9A-Za-z]{6,12}$")]
    region: Option<String>,
    /// 键。
    #[param(max_length = 120)]
    key: String,
}

/// 适用的政策包 · Packs in force
#[utoipa::path(get, path = "/api/v1/packs", tag = "政策包", operation_id = "packs", params(OfRegion),
    responses((status = 200, description = "政策包。", body = PacksInForce)))]
async fn list(State(app): State<App>, caller: Caller, Query(asked): Query<OfRegion>) -> Result<Response, Failure> {
    region("region", &asked.region)?;
    let code = asked_region(&app, &caller, asked.region.as_deref().unwrap_or(""))?;
    let wanted = code.clone();
    let policy = app.off(move |app| app.policy(&wanted)).await?;
    let pack = |l: &policy::Layer| PolicyPack {
        id: l.pack.id(),
        title: l.pack.title.clone(),
        issuer: l.pack.issuer.clone(),
        date: l.pack.date.to_string(),
        level: super::say::code(&l.pack.level),
        entries: count(policy::explain::statements(l).len()),
    };
    reply::json(&PacksInForce {
        region: code.to_string(),
        hash: policy.hash.0.clone(),
        packs: policy.layers.iter().map(pack).collect(),
    })
}

/// 生效的条目 · Entries in force
///
/// 按类别、键排列。
#[utoipa::path(get, path = "/api/v1/packs/entries", tag = "政策包", operation_id = "list_pack_entries", params(Searched),
    responses((status = 200, description = "条目。", body = List<PackEntryOfKind>)))]
async fn entries(State(app): State<App>, caller: Caller, Query(asked): Query<Searched>) -> Result<Response, Failure> {
    region("region", &asked.region)?;
    short("q", &asked.q, 60)?;
    let code = asked_region(&app, &caller, asked.region.as_deref().unwrap_or(""))?;
    let policy = app.off(move |app| app.policy(&code)).await?;
    let (w, text) = (caller.words, asked.q.as_deref().unwrap_or(""));
    let mut entries = Vec::new();
    for (kind, section) in (0_i64..).zip(policy::show(&policy)) {
        let title = w.say(&section.title);
        for (nth, r) in (0_i64..).zip(&section.rows) {
            let view = row(&w, &r.issuer, &r.says);
            if fits(&view, text) {
                let one = PackEntryOfKind { kind: title.clone(), entry: shown(view) };
                entries.push((vec![Part::Number(kind), Part::Number(nth)], one));
            }
        }
    }
    let page = cursor::page(entries, Ord::cmp, &asked, (asked.limit, asked.cursor.as_deref()))?;
    reply::list(&page, &caller.here)
}

/// 比较政策包 · Differences
///
/// 比较两个区划各自适用的全部规定；给出 one 和 two 时，比较左边区划的两个政策包。不分页。
#[utoipa::path(get, path = "/api/v1/packs/differences", tag = "政策包", operation_id = "compare_packs", params(Both),
    responses((status = 200, description = "差异。", body = PackDifferences)))]
async fn compare(State(app): State<App>, caller: Caller, Query(asked): Query<Both>) -> Result<Response, Failure> {
    for (name, given) in [("region", &asked.region), ("other", &asked.other)] {
        region(name, given)?;
    }
    for (name, given) in [("one", &asked.one), ("two", &asked.two)] {
        short(name, given, 80)?;
    }
    let one = asked_region(&app, &caller, asked.region.as_deref().unwrap_or(""))?;
    let two = asked_region(&app, &caller, asked.other.as_deref().unwrap_or(""))?;
    let (left, right) = app.off(move |app| Ok((app.policy(&one)?, app.policy(&two)?))).await?;
    let w = caller.words;
    let (rows, same) = match (&asked.one, &asked.two) {
        (None, None) => differences(whole(&w, &left), whole(&w, &right)),
        (a, b) => {
            let pack = |id: &Option<String>| of_pack(&w, &left, id.as_deref().unwrap_or("")).ok_or(Failure::NotFound);
            differences(pack(a)?, pack(b)?)
        }
    };
    let pair = |p: crate::page::admin::packs::Pair| PackDifference {
        key: p.key,
        name: p.name,
        applies: p.applies,
        left: p.left.map(shown),
        right: p.right.map(shown),
    };
    reply::json(&PackDifferences { same: count(same), differences: rows.into_iter().map(pair).collect() })
}

/// 解释一个键 · Explain a figure
///
/// 各政策包对一个键的规定，以及谁取代了谁。
#[utoipa::path(get, path = "/api/v1/packs/explanation", tag = "政策包", operation_id = "explain_pack_entry", params(OfKey),
    responses((status = 200, description = "由来。", body = PackExplanation)))]
async fn explain(State(app): State<App>, caller: Caller, Query(asked): Query<OfKey>) -> Result<Response, Failure> {
    region("region", &asked.region)?;
    short("key", &Some(asked.key.clone()), 120)?;
    let code = asked_region(&app, &caller, asked.region.as_deref().unwrap_or(""))?;
    let wanted = code.clone();
    let policy = app.off(move |app| app.policy(&wanted)).await?;
    let w = caller.words;
    let link = |l: &policy::Link| PackLink {
        pack: l.pack.clone(),
        title: l.title.clone(),
        entry: shown(row(&w, &l.issuer, &l.says)),
        overlaid_by: l.overlaid_by.clone(),
    };
    let (links, near) = match policy::explain(&policy, asked.key.trim()) {
        Ok(found) => (found.chain.iter().map(link).collect(), Vec::new()),
        Err(unknown) => (Vec::new(), unknown.near),
    };
    reply::json(&PackExplanation { region: code.to_string(), key: asked.key, links, near })
}
