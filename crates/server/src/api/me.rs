//! Who one is here (本人): account, rights of the token, form token of a session.

use super::{reply, say};
use crate::app::App;
use crate::caller::{Caller, Need};
use crate::failure::Failure;
use crate::page::Page;
use axum::response::Response;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

/// This noun's part of the document.
#[derive(OpenApi)]
#[openapi(paths(show))]
pub struct Doc;

/// This noun's routes.
pub fn routes(app: &App) -> Page {
    Page::new(app).get("/api/v1/me", Need::SignedIn, show)
}

/// 当前账户，以及请求所用的会话或令牌。
#[derive(Serialize, ToSchema)]
struct Me {
    /// 账户编号。
    account: String,
    /// 登录名。
    login: String,
    /// 姓名。
    name: String,
    /// 所属区划代码。
    region: String,
    /// 部门代码。
    department: String,
    /// 岗位代码。
    roles: Vec<String>,
    /// 可以查看的县（区、旗）和开发区。
    counties: Vec<Named>,
    /// 请求所用的令牌；用会话登录时为 null。
    token: Option<TokenInUse>,
    /// 会话写操作须在 x-csrf-token 中带上的值；用令牌时为 null。
    csrf: Option<String>,
}

/// 区划代码与名称。
#[derive(Serialize, ToSchema)]
pub struct Named {
    /// 代码。
    pub code: String,
    /// 名称。
    pub name: String,
}

/// 请求所用的令牌。
#[derive(Serialize, ToSchema)]
struct TokenInUse {
    /// 令牌编号。
    id: String,
    /// 令牌范围。
    scopes: Vec<String>,
    /// 到期时间。
    #[schema(format = DateTime)]
    expires: String,
}

/// 当前账户 · Who am I
#[utoipa::path(get, path = "/api/v1/me", tag = "本人与令牌", operation_id = "me",
    responses((status = 200, description = "当前账户。", body = Me)))]
async fn show(caller: Caller) -> Result<Response, Failure> {
    let account = &caller.session.account;
    let held = caller.token.as_ref().map(|t| TokenInUse {
        id: t.id.clone(),
        scopes: t.scopes.iter().map(|s| s.code().to_owned()).collect(),
        expires: say::moment(t.expires),
    });
    let counties = caller.counties().into_iter().map(|c| Named { code: c.code, name: c.name }).collect();
    reply::json(&Me {
        account: account.id.clone(),
        login: account.login.clone(),
        name: account.name.clone(),
        region: account.region.to_string(),
        department: caller.subject.department.code().to_owned(),
        roles: caller.subject.roles.iter().map(|r| r.code().to_owned()).collect(),
        counties,
        csrf: if held.is_some() { None } else { Some(caller.csrf.clone()) },
        token: held,
    })
}
