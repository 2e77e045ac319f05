//! S8: guessing at the same moment, revocation at the next request, no session taken over, no names given away.

use super::*;
use crate::clock;
use store::{AccountCommand, Secret, Stamp};
use tokio::task::JoinSet;

pub(super) fn write(site: &Site, command: AccountCommand) {
    let now = clock::now();
    site.app.store.write(Stamp::of(now, "test", store::new_id(now).unwrap(), "test"), command).unwrap();
}

pub(super) fn account(site: &Site, login: &str) -> store::Account {
    site.app.store.read().unwrap().account_by_login(login).unwrap().unwrap()
}

async fn guess(router: Router, name: &'static str, n: usize) -> String {
    let form = format!("name={name}&password=guess-{n}");
    let mut request = Request::post("/login")
        .header("host", "site")
        .header("origin", "http://site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap();
    // from many places, so that it is the account that is guarded
    let peer = SocketAddr::from(([10, 1, (n / 200) as u8, (n % 200) as u8], 1));
    request.extensions_mut().insert(ConnectInfo(peer));
    text(router.oneshot(request).await.unwrap()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_guesses_at_once_are_five() {
    let site = site();
    // a name that nobody has is treated alike
    for name in ["caizheng", "nobody"] {
        let before = site.app.metrics.passwords();
        let mut all = JoinSet::new();
        for n in 0..100 {
            all.spawn(guess(site.router.clone(), name, n));
        }
        let pages = all.join_all().await;
        let wrong = pages.iter().filter(|p| p.contains("账户名或密码不对")).count();
        let locked = pages.iter().filter(|p| p.contains("暂停登录")).count();
        assert_eq!((wrong, locked), (5, 95), "{name}");
        assert_eq!(site.app.metrics.passwords() - before, 5, "{name}");
    }
}

#[tokio::test]
async fn an_address_that_guesses_is_stopped_and_others_are_not() {
    let site = site();
    for n in 0..30 {
        site.post("/login", "", &format!("name=u{n}&password=x")).await;
    }
    let stopped = text(site.post("/login", "", "name=shenji&password=yanshi-2021").await).await;
    assert!(stopped.contains("网络地址"), "{stopped}");
    assert!(guess(site.router.clone(), "shenji", 7).await.contains("账户名或密码不对"));
}

#[tokio::test]
async fn what_is_taken_is_gone_at_the_next_request() {
    let site = site();
    let desk = "/c/150121/schools";
    let open = async |cookie: &str| site.get(desk, cookie).await.status();
    // a role
    let cookie = site.login("guihua").await;
    assert_eq!(open(&cookie).await, StatusCode::OK);
    let a = account(&site, "guihua");
    let change = |role: &str| AccountCommand::Change {
        id: a.id.clone(),
        name: a.name.clone(),
        region: a.region.clone(),
        department: a.department.clone(),
        role: role.to_owned(),
    };
    write(&site, change(""));
    assert_eq!(open(&cookie).await, StatusCode::FORBIDDEN);
    write(&site, change("planner"));
    assert_eq!(open(&cookie).await, StatusCode::OK);
    // the region
    let mut moved = change("planner");
    if let AccountCommand::Change { region, .. } = &mut moved {
        *region = "150122".parse().unwrap();
    }
    write(&site, moved);
    assert_eq!(open(&cookie).await, StatusCode::NOT_FOUND);
    write(&site, change("planner"));
    // password, second factor, state: the session is over
    let password = || Secret::new(crate::access::hash_password("yanshi-2021").unwrap());
    let totp = Some(Secret::new("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    let ends = [
        AccountCommand::SetPassword { id: a.id.clone(), password: password(), must_change: false },
        AccountCommand::SetTotp { id: a.id.clone(), totp: None, recovery: Vec::new() },
        AccountCommand::SetState { id: a.id.clone(), state: "suspended".into() },
    ];
    for end in ends {
        let cookie = site.login("guihua").await;
        assert_eq!(open(&cookie).await, StatusCode::OK);
        write(&site, end.clone());
        assert_eq!(open(&cookie).await, StatusCode::SEE_OTHER, "{end:?}");
    }
    let refused = text(site.post("/login", "", "name=guihua&password=yanshi-2021").await).await;
    assert!(refused.contains("账户名或密码不对"), "a locked account is not told apart from one that is not there");
    // a password given by another is changed before anything else
    write(&site, AccountCommand::SetState { id: a.id.clone(), state: "active".into() });
    write(&site, AccountCommand::SetPassword { id: a.id.clone(), password: password(), must_change: true });
    let cookie = site.login("guihua").await;
    assert_eq!(open(&cookie).await, StatusCode::FORBIDDEN);
    assert_eq!(site.get("/account", &cookie).await.status(), StatusCode::OK);
    // with a second factor the password alone opens nothing
    write(&site, AccountCommand::SetTotp { id: a.id.clone(), totp, recovery: Vec::new() });
    let reply = site.post("/login", "", "name=guihua&password=yanshi-2021").await;
    assert!(reply.status() == StatusCode::OK && !reply.headers().contains_key("set-cookie"));
}

#[tokio::test]
async fn no_session_is_taken_over() {
    let site = site();
    // a token somebody planted in the browser is not the one that counts afterwards
    let planted = format!("junheng={}", "a".repeat(64));
    let reply = site.post("/login", &planted, "name=shenhe&password=yanshi-2021").await;
    let cookie =
        |reply: &Response<Body>| reply.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let first = cookie(&reply);
    assert!(first != planted && site.get("/account", &planted).await.status() == StatusCode::SEE_OTHER);
    assert_eq!(site.get("/account", &first).await.status(), StatusCode::OK);
    // signing in again in the same browser ends what was there
    let second = cookie(&site.post("/login", &first, "name=shenhe&password=yanshi-2021").await);
    assert_eq!(site.get("/account", &first).await.status(), StatusCode::SEE_OTHER);
    // a second factor gives the session a new token; one taken before is worth nothing
    let page = text(site.get("/account/step-up", &second).await).await;
    let form = format!("csrf={}&back=/account&code={}", token(&page), crate::access::demo_code());
    let reply = site.post("/account/step-up", &second, &form).await;
    assert_eq!(reply.status(), StatusCode::SEE_OTHER);
    let third = cookie(&reply);
    assert_ne!(third, second);
    assert_eq!(site.get("/account", &second).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(site.get("/account", &third).await.status(), StatusCode::OK);
}
