//! S8: the time of an answer tells nothing of what is not shown: names of accounts, records of others.
//!
//! Two requests that must not be told apart are sent one after the other, the order by lot, many times; what counts is the median of the
//! differences within the pairs, so that a machine that is slower for a while is slower for both. A difference is believed when it is larger
//! than those that come of exchanging the two of each pair at random (a permutation test with 2,000 drawings).
//!
//! `JUNHENG_FULL=1` asks more often and holds the medians to the aim alone: within 1 ms.

use super::guessing::{account, write};
use super::*;
use std::time::{Duration, Instant};
use store::{About, AccountCommand, DocumentCommand, NewFile, Stamp};

/// What the medians may be apart.
const AIM: f64 = 1.0;

fn full() -> bool {
    std::env::var_os("JUNHENG_FULL").is_some()
}

/// Numbers by lot, the same in every run.
struct Lot(u64);

impl Lot {
    fn coin(&mut self) -> bool {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 63 == 1
    }
}

fn median(of: &mut [f64]) -> f64 {
    of.sort_by(f64::total_cmp);
    (of[(of.len() - 1) / 2] + of[of.len() / 2]) / 2.0
}

/// Times of pairs in milliseconds: of the first, of the second.
#[derive(Default)]
struct Pairs(Vec<(f64, f64)>);

impl Pairs {
    fn add(&mut self, first: Duration, second: Duration) {
        self.0.push((first.as_secs_f64() * 1000.0, second.as_secs_f64() * 1000.0));
    }

    /// The median of the differences, and how often chance alone gives one as large.
    fn judged(&self, what: &str) -> (f64, f64) {
        let apart: Vec<f64> = self.0.iter().map(|(a, b)| a - b).collect();
        let found = median(&mut apart.clone());
        let mut lot = Lot(7);
        let drawings = 2000;
        let larger = (0..drawings)
            .filter(|_| {
                let mut turned: Vec<f64> = apart.iter().map(|d| if lot.coin() { *d } else { -*d }).collect();
                median(&mut turned).abs() >= found.abs()
            })
            .count();
        let chance = (larger + 1) as f64 / f64::from(drawings + 1);
        let one = |pick: fn(&(f64, f64)) -> f64| median(&mut self.0.iter().map(pick).collect::<Vec<_>>());
        let (first, second, many) = (one(|p| p.0), one(|p| p.1), self.0.len());
        println!(
            "{what}: {many} pairs, medians {first:.3} and {second:.3} ms, median difference {found:+.3} ms, p = {chance:.3}"
        );
        (found, chance)
    }

    /// Fails when the two can be told apart.
    fn alike(&self, what: &str) {
        let (apart, chance) = self.judged(what);
        // in the short run beside other work a large difference may be chance; a real one is not
        let fine = apart.abs() < AIM || (!full() && chance > 0.001);
        assert!(fine, "{what}: {apart:+.3} ms apart, by chance in {chance:.4} of all drawings");
    }
}

/// The time of each of two requests, in an order by lot.
async fn pair<T>(lot: &mut Lot, first: T, second: T, mut time: impl AsyncFnMut(T) -> Duration) -> (Duration, Duration) {
    if lot.coin() {
        let a = time(first).await;
        (a, time(second).await)
    } else {
        let b = time(second).await;
        (time(first).await, b)
    }
}

#[test]
fn a_difference_that_is_there_is_found() {
    let mut lot = Lot(1);
    let noise = |lot: &mut Lot| (0..8).map(|_| f64::from(u8::from(lot.coin()))).sum::<f64>();
    let (mut same, mut slower) = (Pairs::default(), Pairs::default());
    for _ in 0..200 {
        same.0.push((20.0 + noise(&mut lot), 20.0 + noise(&mut lot)));
        slower.0.push((22.0 + noise(&mut lot), 20.0 + noise(&mut lot)));
    }
    assert!(same.judged("the same").1 > 0.01);
    let (apart, chance) = slower.judged("two slower");
    assert!((1.0..3.0).contains(&apart) && chance < 0.001);
}

/// Sign-in with a name that an account has, and with one that none has; each of either kind for the first time in a while.
#[tokio::test]
async fn time_tells_no_names() {
    let site = site();
    let known = demo::ACCOUNTS.map(|a| a.login);
    let (mut pairs, mut lot) = (Pairs::default(), Lot(3));
    for n in 0..if full() { 1000 } else { 45 } {
        let known = known[n % known.len()];
        // of the same length, and the account's failures forgotten as if it were asked for the first time
        let unknown = format!("{}{n:04}", "w".repeat(known.len().saturating_sub(4)));
        write(&site, AccountCommand::Succeeded { id: account(&site, known).id });
        let time = async |name: String| {
            // from many addresses, as what is looked for is not the limit of one
            let peer = SocketAddr::from(([10, 2, (n / 200) as u8, (n % 200) as u8], 1));
            let mut request = Request::post("/login")
                .header("host", "site")
                .header("origin", "http://site")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from(format!("name={name}&password=guess")))
                .unwrap();
            request.extensions_mut().insert(ConnectInfo(peer));
            let started = Instant::now();
            let page = text(site.router.clone().oneshot(request).await.unwrap()).await;
            let took = started.elapsed();
            assert!(page.contains("账户名或密码不对"), "{name}: {page}");
            took
        };
        let (a, b) = pair(&mut lot, known.to_owned(), unknown, time).await;
        pairs.add(a, b);
    }
    pairs.alike("sign-in, known and unknown name");
}

/// A document of a county, for its own region only.
fn document(site: &Site, county: &str) -> String {
    let now = crate::clock::now();
    let file = NewFile {
        hash: model::Hash::of(b"x"),
        name: "a.txt".into(),
        size: 1,
        media: "text/plain".into(),
        pages: None,
        texts: vec!["校舍".into()],
        note: String::new(),
        remarks: String::new(),
        preview_state: String::new(),
    };
    let about =
        About { category: "policy".into(), title: "通知".into(), audience: "region".into(), ..About::default() };
    let add = DocumentCommand::Add { region: county.parse().unwrap(), about, file };
    let stamp = Stamp::of(now, "test", store::new_id(now).unwrap(), "test");
    site.app.store.write(stamp, add).unwrap().id().unwrap().to_owned()
}

/// What belongs to another county and what is not there at all: 404 for both, and as quickly. Whoever asks again is answered from memory
/// (`review::permission`), of either kind alike.
#[tokio::test]
async fn time_tells_no_records() {
    let site = site();
    let cookie = site.login("guihua2").await;
    let foreign = document(&site, "150121");
    // an administrator of the other county looks for accounts of the first
    let zhang = account(&site, "anquan");
    let moved = AccountCommand::Change {
        id: zhang.id,
        name: zhang.name,
        region: "150122".parse().unwrap(),
        department: zhang.department,
        role: zhang.role,
    };
    write(&site, moved);
    let admin = site.login("anquan").await;
    let other = account(&site, "guihua").id;
    // an identifier of the same form that nobody has
    let nobody = |id: &str| format!("{}{}", &id[..id.len() - 4], if id.ends_with("0000") { "1111" } else { "0000" });
    let kinds = [
        ("county's page", &cookie, "/c/150121/schools".to_owned(), "/c/150199/schools".to_owned()),
        ("school's page", &cookie, "/c/150121/schools/2115012101".into(), "/c/150199/schools/2115012101".into()),
        (
            "county by the interface",
            &cookie,
            "/api/v1/counties/150121/plan".into(),
            "/api/v1/counties/150199/plan".into(),
        ),
        ("document", &cookie, format!("/library/{foreign}"), format!("/library/{}", nobody(&foreign))),
        ("account", &admin, format!("/admin/accounts/{other}"), format!("/admin/accounts/{}", nobody(&other))),
    ];
    for (what, cookie, foreign, absent) in kinds {
        let (mut pairs, mut lot) = (Pairs::default(), Lot(5));
        let mut answers = None;
        for _ in 0..if full() { 1000 } else { 40 } {
            let (a, b) = pair(&mut lot, foreign.clone(), absent.clone(), async |path: String| {
                let started = Instant::now();
                let reply = site.get(&path, cookie).await;
                let status = reply.status();
                text(reply).await;
                let took = started.elapsed();
                assert_eq!(*answers.get_or_insert(status), status, "{path}");
                took
            })
            .await;
            pairs.add(a, b);
        }
        pairs.alike(&format!("{what}, another's and none ({})", answers.unwrap()));
    }
}
