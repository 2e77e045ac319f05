//! Accounts (账户): found, opened, given rights, locked, reset and closed. Administrators' business, for which no token is given.

use super::cursor::{self, Part};
use super::input::{Once, Query, Sent, region, short};
use super::reply::{self, Page as List};
use super::say::{self, Said};
use crate::app::App;
use crate::caller::{Caller, Need, roles_of};
use crate::failure::Failure;
use crate::page::Page;
use crate::page::admin::account::{Assigned, done_to, find, give};
use crate::page::admin::accounts::grant_wanted;
use crate::page::admin::open;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::Response;
use model::Message;
use review::permission::{Action, Role};
use serde::{Deserialize, Serialize};
use store::{Account as Kept, AccountFilter, Answer};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// Accounts read for a list at most.
const MOST: i64 = 10_000;

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, one, open_many, assign, act, grant))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    let read = Need::May(Action::AccountRead);
    Page::new(app)
        .get("/api/v1/accounts", read, list)
        .post("/api/v1/accounts", Need::May(Action::AccountCreate), open_many)
        .post("/api/v1/account-grants", read, grant)
        .get("/api/v1/accounts/{account}", read, one)
        .put("/api/v1/accounts/{account}/rights", read, assign, DefaultBodyLimit::max(64 * 1024))
        .post("/api/v1/accounts/{account}/actions", read, act)
}

/// 账户。
#[derive(Serialize, ToSchema)]
struct Account {
    /// 账户编号。
    id: String,
    /// 登录名。
    login: String,
    /// 姓名。
    name: String,
    /// 区划代码。
    region: String,
    /// 部门代码。
    department: String,
    /// 岗位代码。
    roles: Vec<String>,
    /// 申请而尚未授予的岗位代码。
    wanted: Vec<String>,
    /// active 正常，suspended 停用，closed 注销。
    state: String,
    /// 因连续失败暂停登录至；没有暂停为 null。
    #[schema(format = DateTime)]
    locked_until: Option<String>,
    /// 已设置二次认证。
    second_factor: bool,
    /// 首次登录须更改口令。
    must_change: bool,
    /// 开设时间。
    #[schema(format = DateTime)]
    created: String,
}

/// 要开设的账户。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AccountsWanted {
    /// 各账户；全部开设或全部退回。
    #[schema(min_items = 1, max_items = 500)]
    accounts: Vec<AccountWanted>,
}

/// 要开设的一个账户。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AccountWanted {
    /// 登录名。
    #[schema(min_length = 1, max_length = 64)]
    login: String,
    /// 姓名。
    #[schema(min_length = 1, max_length = 40)]
    name: String,
    /// 区划代码或名称。
    #[schema(max_length = 60)]
    region: String,
    /// 部门代码：education、development、finance、audit、other。
    #[schema(max_length = 20)]
    department: String,
    /// 申请的岗位代码；由安全管理员授予后才有权限。
    #[serde(default)]
    #[schema(max_items = 20)]
    roles: Vec<String>,
}

/// 开设的账户。
#[derive(Serialize, ToSchema)]
struct AccountsOpened {
    /// 各账户。
    accounts: Vec<AccountOpened>,
    /// 初始口令没有随答复给出的原因；已给出时为 null。
    note: Option<Said>,
}

/// 开设的一个账户。
#[derive(Serialize, ToSchema)]
struct AccountOpened {
    /// 登录名。
    login: String,
    /// 初始口令，只给出一次；用同一幂等键重发时为 null。
    password: Option<String>,
}

/// 账户的归属与岗位。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RightsWanted {
    /// 姓名；不填为不变。
    #[schema(max_length = 40)]
    name: Option<String>,
    /// 区划代码。
    #[schema(max_length = 12)]
    region: String,
    /// 部门代码。
    #[schema(max_length = 20)]
    department: String,
    /// 岗位代码。
    #[schema(max_items = 20)]
    roles: Vec<String>,
}

/// 要办理的事项。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ActionWanted {
    /// 事项。
    action: AccountAction,
}

/// lock 停用，unlock 恢复，reset 重设口令，reset_totp 解除二次认证，end_sessions 结束全部会话，close 注销。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AccountAction {
    Lock,
    Unlock,
    Reset,
    ResetTotp,
    EndSessions,
    Close,
}

/// 办理的结果。
#[derive(Serialize, ToSchema)]
struct ActionDone {
    /// 办理后的账户。
    account: Account,
    /// 新的初始口令，只在重设口令时给出一次；否则为 null。
    password: Option<String>,
    /// 口令没有随答复给出的原因；没有口令或已给出时为 null。
    note: Option<Said>,
}

/// 授予所申请岗位的账户。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GrantWanted {
    /// 账户编号。
    #[schema(min_items = 1, max_items = 500)]
    accounts: Vec<String>,
}

/// 授予的结果。
#[derive(Serialize, ToSchema)]
struct Granted {
    /// 授予了几个账户。
    count: u32,
}

/// 账户状态。
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AccountStateCode {
    Active,
    Suspended,
    Closed,
}

#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// 登录名或姓名含有的文字。
    #[param(max_length = 60)]
    q: Option<String>,
    /// 区划代码，不含下级。
    #[param(pattern = "^[0-9A-Za-z]{6,12}$")]
    region: Option<String>,
    /// 岗位代码。
    #[param(max_length = 40)]
    role: Option<String>,
    /// 状态。
    #[param(inline)]
    state: Option<AccountStateCode>,
    /// 只要申请了岗位而尚未授予的。
    waiting: Option<bool>,
    /// 每页项数。
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<u32>,
    /// 上一页给出的 next。
    #[param(pattern = "^[0-9a-fA-F]{1,2000}$")]
    cursor: Option<String>,
}

fn shown(a: &Kept) -> Account {
    let codes = |list: &str| roles_of(list).into_iter().map(|r| r.code().to_owned()).collect();
    Account {
        id: a.id.clone(),
        login: a.login.clone(),
        name: a.name.clone(),
        region: a.region.to_string(),
        department: a.department.clone(),
        roles: codes(&a.role),
        wanted: codes(&a.wanted),
        state: a.state.clone(),
        locked_until: a.locked_until.filter(|at| *at > crate::clock::now()).map(say::moment),
        second_factor: a.totp.is_some(),
        must_change: a.must_change,
        created: say::moment(a.created),
    }
}

/// That a password is told once only.
fn once_only(caller: &Caller) -> Option<Said> {
    Some(Said::of(&caller.words, &Message::new("wb-api-password-once")))
}

/// 账户列表 · List accounts
///
/// 本账户所在区划及其下级的账户，按区划、登录名排列。
#[utoipa::path(get, path = "/api/v1/accounts", tag = "账户", operation_id = "list_accounts", params(Asked),
    responses((status = 200, description = "账户。", body = List<Account>)))]
async fn list(State(app): State<App>, caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    short("q", &asked.q, 60)?;
    short("role", &asked.role, 40)?;
    region("region", &asked.region)?;
    if asked.role.as_ref().is_some_and(|r| r.parse::<Role>().is_err()) {
        return Err(Failure::bad(Message::new("wb-api-code").with("name", "role")));
    }
    let filter = AccountFilter {
        search: asked.q.clone().unwrap_or_default(),
        region: asked.region.as_ref().and_then(|r| r.parse().ok()),
        role: asked.role.clone().unwrap_or_default(),
        state: asked.state.map(|s| say::code(&s)).unwrap_or_default(),
        waiting: asked.waiting.unwrap_or(false),
    };
    let scope = caller.scope();
    let (list, _) = app.off(move |app| Ok(app.store.read()?.accounts_by(&scope, &filter, MOST, 0)?)).await?;
    let key = |a: &Kept| vec![Part::Text(a.region.to_string()), Part::Text(a.login.clone())];
    let entries = list.iter().map(|a| (key(a), shown(a))).collect();
    let page = cursor::page(entries, Ord::cmp, &asked, (asked.limit, asked.cursor.as_deref()))?;
    reply::list(&page, &caller.here)
}

/// 一个账户 · One account
#[utoipa::path(get, path = "/api/v1/accounts/{account}", tag = "账户", operation_id = "account",
    responses((status = 200, description = "账户。", body = Account)))]
async fn one(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Response, Failure> {
    let a = find(&app, &caller, id).await?;
    caller.demand_to(Action::AccountRead, &a)?;
    reply::json(&shown(&a))
}

/// 开设账户 · Open accounts
///
/// 一个或一批，全部开设或全部退回。初始口令只在答复中给出一次；用同一幂等键重发，得到同样的账户而没有口令。
#[utoipa::path(post, path = "/api/v1/accounts", tag = "账户", operation_id = "open_accounts",
    request_body(content = AccountsWanted), responses((status = 201, description = "已开设。", body = AccountsOpened)))]
async fn open_many(
    State(app): State<App>,
    caller: Caller,
    once: Once,
    Sent(wanted): Sent<AccountsWanted>,
) -> Result<Response, Failure> {
    let href = "/api/v1/accounts";
    if wanted.accounts.is_empty() || wanted.accounts.len() > 500 {
        return Err(Failure::bad(Message::new("wb-api-code").with("name", "accounts")));
    }
    if let Some(Answer::Count { .. } | Answer::Done | Answer::Made { .. }) = once.first(&app, &caller, ("", "")).await?
    {
        let opened = wanted.accounts.into_iter().map(|a| AccountOpened { login: a.login, password: None });
        return reply::created(&AccountsOpened { accounts: opened.collect(), note: once_only(&caller) }, href);
    }
    let row = |(n, a): (usize, AccountWanted)| (n, vec![a.login, a.name, a.region, a.department, a.roles.join(",")]);
    let table = (1..).zip(wanted.accounts).map(row).collect();
    let several = |n: usize, m: Message| {
        let what = caller.words.say(&m);
        Message::new("wb-adm-row").with("row", n).with("what", what)
    };
    let checked = open::check(&app, &caller, &table);
    let checked = checked.map_err(|list| Failure::Bad(list.into_iter().map(|(n, m)| several(n, m)).collect()))?;
    let rows = open::open(&app, &caller, checked).await?;
    let opened = rows.into_iter().map(|r| AccountOpened { login: r.login, password: Some(r.password) });
    reply::created(&AccountsOpened { accounts: opened.collect(), note: None }, href)
}

/// 归属与岗位 · Give rights
///
/// 由安全管理员办理，须先二次认证；自该账户的下一次请求起生效。
#[utoipa::path(put, path = "/api/v1/accounts/{account}/rights", tag = "账户", operation_id = "assign_account",
    request_body(content = RightsWanted), responses((status = 200, description = "账户。", body = Account)))]
async fn assign(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Sent(wanted): Sent<RightsWanted>,
) -> Result<Response, Failure> {
    let a = find(&app, &caller, id).await?;
    let assigned = Assigned {
        name: wanted.name.map_or_else(|| a.name.clone(), |n| n.trim().to_owned()),
        region: wanted.region,
        department: wanted.department,
        roles: wanted.roles.join(","),
    };
    give(&app, &caller, &a, assigned).await?;
    reply::json(&shown(&find(&app, &caller, a.id).await?))
}

/// 办理账户事项 · Lock, reset, close
///
/// 重设口令、解除二次认证、注销须先二次认证。
#[utoipa::path(post, path = "/api/v1/accounts/{account}/actions", tag = "账户", operation_id = "act_on_account",
    request_body(content = ActionWanted), responses((status = 200, description = "已办理。", body = ActionDone)))]
async fn act(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    once: Once,
    Sent(wanted): Sent<ActionWanted>,
) -> Result<Response, Failure> {
    let a = find(&app, &caller, id).await?;
    let again = once.first(&app, &caller, ("", "")).await?.is_some();
    let (password, note) = if again && wanted.action == AccountAction::Reset {
        caller.demand_to(Action::AccountReset, &a)?;
        (None, once_only(&caller))
    } else {
        let verb = say::code(&wanted.action).replace('_', "-");
        (done_to(&app, &caller, &a, &verb).await?, None)
    };
    let account = shown(&find(&app, &caller, a.id).await?);
    reply::json(&ActionDone { account, password, note })
}

/// 授予所申请的岗位 · Grant what was asked for
///
/// 给各账户授予其所申请的岗位；有一个不能授予就全部退回。须先二次认证。
#[utoipa::path(post, path = "/api/v1/account-grants", tag = "账户", operation_id = "grant_accounts",
    request_body(content = GrantWanted), responses(
        (status = 200, description = "已授予。", body = Granted), (status = 404, description = "没有这个账户，或不在管辖范围。")))]
async fn grant(
    State(app): State<App>,
    caller: Caller,
    _once: Once,
    Sent(wanted): Sent<GrantWanted>,
) -> Result<Response, Failure> {
    if wanted.accounts.is_empty() || wanted.accounts.len() > 500 {
        return Err(Failure::bad(Message::new("wb-api-code").with("name", "accounts")));
    }
    let count = grant_wanted(&app, &caller, wanted.accounts).await?;
    reply::json(&Granted { count: u32::try_from(count).unwrap_or(u32::MAX) })
}
