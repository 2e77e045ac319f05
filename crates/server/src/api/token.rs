//! Tokens of programs (接口令牌): an account's own, given scopes and a day they end on; shown once, revoked at once.

use super::bearer::{LONGEST, MARK, MOST, Scope};
use super::input::{Once, Sent};
use super::reply::{self, Page as List};
use super::say::{self, Said};
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::clock;
use crate::failure::Failure;
use crate::page::Page;
use crate::secret;
use axum::extract::{Path, State};
use axum::response::Response;
use model::Message;
use review::permission::{Action, Facts, Object};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::{Stamp, Token as Kept, TokenCommand};
use utoipa::{OpenApi, ToSchema};

/// Milliseconds of a day.
const DAY: i64 = 24 * 3_600_000;

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(list, make, one, revoke))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    Page::new(app)
        .get("/api/v1/tokens", Need::May(Action::TokenRead), list)
        .post("/api/v1/tokens", Need::May(Action::TokenCreate), make)
        .get("/api/v1/tokens/{token}", Need::May(Action::TokenRead), one)
        .delete("/api/v1/tokens/{token}", Need::May(Action::TokenRevoke), revoke)
}

/// 接口令牌，不含令牌本身。
#[derive(Serialize, ToSchema)]
struct Token {
    /// 编号。
    id: String,
    /// 用途。
    name: String,
    /// 范围。
    scopes: Vec<String>,
    /// 创建时间。
    #[schema(format = DateTime)]
    created: String,
    /// 到期时间。
    #[schema(format = DateTime)]
    expires: String,
    /// 作废时间；未作废为 null。
    #[schema(format = DateTime)]
    revoked: Option<String>,
}

/// 要创建的令牌。
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TokenWanted {
    /// 用途。
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// 范围：read、edit、import、plan、library、audit。
    #[schema(min_items = 1, max_items = 6)]
    scopes: Vec<String>,
    /// 有效天数。
    #[schema(minimum = 1, maximum = 366)]
    days: i64,
}

/// 新令牌；令牌本身只在第一次答复中给出。
#[derive(Serialize, ToSchema)]
struct TokenMade {
    /// 编号。
    id: String,
    /// 令牌；用同一幂等键重发时为 null。
    token: Option<String>,
    /// 令牌没有随答复给出的原因；已给出时为 null。
    note: Option<Said>,
    /// 到期时间。
    #[schema(format = DateTime)]
    expires: String,
}

fn shown(t: Kept) -> Token {
    Token {
        id: t.id,
        name: t.name,
        scopes: t.scopes,
        created: say::moment(t.created),
        expires: say::moment(t.expires),
        revoked: t.revoked.map(say::moment),
    }
}

/// The tokens of the caller's account, the latest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn own(app: &App, caller: &Caller) -> Result<Vec<Kept>, Failure> {
    let account = caller.session.account.id.clone();
    app.off(move |app| Ok(app.store.read()?.tokens_of(&account)?)).await
}

/// A token that was just made.
pub struct New {
    /// Its identifier.
    pub id: String,
    /// The token itself, never told again.
    pub token: String,
    /// Until when it counts, milliseconds.
    pub expires: i64,
}

/// Makes a token of the caller's account.
///
/// # Errors
/// Not allowed, no such scope, too long a time, too many tokens.
pub async fn create(
    app: &App,
    caller: &Caller,
    name: &str,
    scopes: &[String],
    days: i64,
    stamp: Stamp,
) -> Result<New, Failure> {
    caller.demand(Action::TokenCreate, None)?;
    let name = name.trim();
    let mut wrong = Vec::new();
    if name.is_empty() || name.chars().count() > 60 || name.chars().any(char::is_control) {
        wrong.push(Message::new("wb-token-bad-name"));
    }
    let mut known: Vec<Scope> = Vec::new();
    for code in scopes {
        match Scope::of(code) {
            Some(scope) => known.push(scope),
            None => {
                let shown: String = code.chars().take(40).collect();
                wrong.push(Message::new("wb-token-bad-scope").with("scope", shown));
            }
        }
    }
    known.sort();
    known.dedup();
    if known.is_empty() && wrong.is_empty() {
        wrong.push(Message::new("wb-token-no-scope"));
    }
    if !(1..=LONGEST).contains(&days) {
        wrong.push(Message::new("wb-token-bad-days").with("most", LONGEST));
    }
    let now = clock::now();
    let living = own(app, caller).await?.iter().filter(|t| t.revoked.is_none() && t.expires > now).count();
    if living >= MOST {
        wrong.push(Message::new("wb-token-many").with("most", MOST));
    }
    if !wrong.is_empty() {
        return Err(Failure::Bad(wrong));
    }
    let token = format!("{MARK}{}", secret::token()?);
    let expires = now.saturating_add(days.saturating_mul(DAY));
    let command = TokenCommand::Create {
        account: caller.session.account.id.clone(),
        name: name.to_owned(),
        hash: secret::hash(&token),
        scopes: known.iter().map(|s| s.code().to_owned()).collect(),
        expires,
    };
    let answer = app.off(move |app| Ok(app.store.write(stamp, command)?)).await?;
    let id = answer.id().ok_or_else(|| Failure::Internal("a token without a number".to_owned()))?;
    Ok(New { id: id.to_owned(), token, expires })
}

/// Whether a token is what is asked for: name, scopes and days; the moments of both were taken one after the other.
fn same(kept: &Kept, wanted: &TokenWanted) -> bool {
    let scopes: BTreeSet<&str> = wanted.scopes.iter().map(String::as_str).collect();
    let days = kept.expires.saturating_sub(kept.created).saturating_add(DAY / 2).checked_div(DAY);
    kept.name == wanted.name.trim()
        && kept.scopes.iter().map(String::as_str).collect::<BTreeSet<&str>>() == scopes
        && days == Some(wanted.days)
}

/// One of the caller's tokens.
async fn find(app: &App, caller: &Caller, id: &str) -> Result<Kept, Failure> {
    own(app, caller).await?.into_iter().find(|t| t.id == id).ok_or(Failure::NotFound)
}

/// Revokes one of the caller's tokens; from now on it opens nothing.
///
/// # Errors
/// 404 for one that is not the caller's, or is revoked already.
pub async fn end(app: &App, caller: &Caller, id: &str, stamp: Stamp) -> Result<(), Failure> {
    let token = find(app, caller, id).await?;
    let place = app.tree().place(&token.account.region).ok_or(Failure::NotFound)?;
    let object = Object { id: token.id.clone(), place, facts: Facts::Token { owner: token.account.id.clone() } };
    caller.demand_on(Action::TokenRevoke, &object)?;
    if token.revoked.is_some() {
        return Err(Failure::NotFound);
    }
    let command = TokenCommand::Revoke { id: token.id };
    app.off(move |app| Ok(app.store.write(stamp, command)?)).await?;
    Ok(())
}

/// 本人的令牌 · List own tokens
///
/// 最近创建的在前，连同已到期、已作废的，不分页。
#[utoipa::path(get, path = "/api/v1/tokens", tag = "本人与令牌", operation_id = "list_tokens",
    responses((status = 200, description = "令牌。", body = List<Token>)))]
async fn list(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let items = own(&app, &caller).await?.into_iter().map(shown).collect();
    reply::list(&List { items, next: None }, &caller.here)
}

/// 创建令牌 · Make a token
///
/// 须先二次认证。令牌本身不保存，只在第一次答复中给出；用同一幂等键、同一内容重发，得到同一个令牌的编号和期限，token 为 null，
/// note 说明原因。没有收到第一次答复的，请作废后另建。
#[utoipa::path(post, path = "/api/v1/tokens", tag = "本人与令牌", operation_id = "make_token",
    request_body(content = TokenWanted), responses((status = 201, description = "已创建。", body = TokenMade)))]
async fn make(
    State(app): State<App>,
    caller: Caller,
    once: Once,
    Sent(wanted): Sent<TokenWanted>,
) -> Result<Response, Failure> {
    let stamp = once.stamp(&caller)?;
    let href = |id: &str| format!("{}/tokens/{id}", super::PREFIX);
    // asked again under the same key: the token itself is not kept and cannot be told again
    if let Some(before) = once.before(&app, &caller).await? {
        let kept = find(&app, &caller, before.id().unwrap_or_default()).await?;
        if !same(&kept, &wanted) {
            return Err(Failure::Conflict(Message::new("wb-api-key-used")));
        }
        let note = Some(Said::of(&caller.words, &Message::new("wb-api-token-once")));
        let at = href(&kept.id);
        let made = TokenMade { expires: say::moment(kept.expires), id: kept.id, token: None, note };
        return reply::created(&made, &at);
    }
    let new = create(&app, &caller, &wanted.name, &wanted.scopes, wanted.days, stamp).await?;
    let at = href(&new.id);
    let made = TokenMade { expires: say::moment(new.expires), id: new.id, token: Some(new.token), note: None };
    reply::created(&made, &at)
}

/// 一个令牌 · One token
#[utoipa::path(get, path = "/api/v1/tokens/{token}", tag = "本人与令牌", operation_id = "token",
    responses((status = 200, description = "令牌。", body = Token)))]
async fn one(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Response, Failure> {
    reply::json(&shown(find(&app, &caller, &id).await?))
}

/// 作废令牌 · Revoke a token
///
/// 立即生效。
#[utoipa::path(delete, path = "/api/v1/tokens/{token}", tag = "本人与令牌", operation_id = "revoke_token",
    responses((status = 204, description = "已作废。")))]
async fn revoke(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Response, Failure> {
    let stamp = caller.stamp(caller.fresh_key()?);
    end(&app, &caller, &id, stamp).await?;
    Ok(reply::done())
}
