//! How fast the library is searched among ten thousand documents, beside SQLite's own trigram index and a plain scan of the same texts.

use crate::common::{Site, T0, code, each};
use model::Hash;
use std::time::{Duration, Instant};
use store::{About, DocumentCommand, Filter, NewFile, Scope, Stamp, Viewer};

const WORDS: [&str; 60] = [
    "义务教育",
    "薄弱环节",
    "改善",
    "能力提升",
    "寄宿制学校",
    "宿舍",
    "教学点",
    "大班额",
    "校舍",
    "安全",
    "排查",
    "资金",
    "预算",
    "下达",
    "绩效",
    "县级",
    "规划",
    "项目",
    "招标",
    "采购",
    "合同",
    "验收",
    "审计",
    "食堂",
    "厕所",
    "运动场",
    "图书",
    "实验室",
    "信息化",
    "教师",
    "周转宿舍",
    "取暖",
    "饮水",
    "围墙",
    "护坡",
    "绿化",
    "面积",
    "平方米",
    "学生",
    "人数",
    "班级",
    "学位",
    "缺口",
    "城镇",
    "乡村",
    "民族",
    "牧区",
    "旗县",
    "自治区",
    "教育厅",
    "财政厅",
    "发改委",
    "通知",
    "意见",
    "办法",
    "方案",
    "纪要",
    "批复",
    "报告",
    "附件",
];
const DOCUMENTS: u64 = 10_000;

fn mix(n: u64) -> u64 {
    let n = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    n ^ (n >> 31)
}

/// A page of about two hundred and fifty characters; the same for the same number.
fn page(document: u64, page: u64) -> String {
    let mut out = String::new();
    for at in 0..80 {
        let dice = mix(document * 1000 + page * 100 + at);
        // some words are common, some are rare
        let word = (dice % 60).min(dice / 61 % 60) as usize;
        out.push_str(WORDS[word]);
        if dice.is_multiple_of(7) {
            out.push('，');
        }
        if dice.is_multiple_of(97) {
            out.push_str(&format!("第{}号", dice % 5000));
        }
    }
    out
}

fn queries() -> Vec<String> {
    let mut out: Vec<String> = WORDS.iter().map(|w| (*w).to_owned()).collect();
    for n in 0..120u64 {
        let word = |at: u64| WORDS[(mix(n * 7 + at) % 60) as usize];
        out.push(format!("{} {}", word(1), word(2)));
        out.push(format!("{}{}", word(3), word(4)));
        out.push(format!("第{}号", mix(n) % 5000));
    }
    out
}

fn p95(times: &mut [Duration]) -> (f64, f64) {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    (at(50), at(95))
}

fn fill(site: &Site) {
    std::thread::scope(|threads| {
        for worker in 0..8u64 {
            threads.spawn(move || {
                for n in (worker..DOCUMENTS).step_by(8) {
                    let file = NewFile {
                        hash: Hash::of(&n.to_le_bytes()),
                        name: format!("{n}.pdf"),
                        size: 1000,
                        media: "application/pdf".into(),
                        pages: Some(2),
                        texts: vec![page(n, 1), page(n, 2)],
                        note: String::new(),
                        remarks: String::new(),
                        preview_state: String::new(),
                    };
                    let about = About {
                        category: "policy".into(),
                        title: format!("文件{n}"),
                        audience: "below".into(),
                        ..About::default()
                    };
                    let region = code(if n % 4 == 0 { "150221" } else { "150100" });
                    let add = DocumentCommand::Add { region, about, file };
                    site.store.write(Stamp::system(T0, format!("d{n}")), add).unwrap();
                }
            });
        }
    });
}

#[test]
#[ignore = "a measurement: part of make proof"]
fn ten_thousand_documents() {
    each(|site| {
        let started = Instant::now();
        fill(site);
        let filled = started.elapsed();
        let viewer = Viewer::of(Scope::region(&code("150121")), "planner");
        let mut read = site.store.read().unwrap();
        let (mut own, mut found) = (Vec::new(), 0);
        for query in queries() {
            let started = Instant::now();
            found += read.search(&viewer, &query, &Filter::default(), 50).unwrap().pages.len();
            own.push(started.elapsed());
        }
        let (median, late) = p95(&mut own);
        println!(
            "{}: {DOCUMENTS} documents of two pages in {:.0} s; {} queries, {found} places, median {median:.1} ms, p95 {late:.1} ms",
            site.store.health().engine,
            filled.as_secs_f64(),
            own.len()
        );
        if site.store.health().engine != "SQLite" {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let peer = rusqlite::Connection::open(folder.path().join("peer.db")).unwrap();
        peer.execute_batch("PRAGMA journal_mode=WAL; CREATE VIRTUAL TABLE t USING fts5(body, tokenize='trigram'); CREATE TABLE p (body TEXT); BEGIN").unwrap();
        let started = Instant::now();
        for n in 0..DOCUMENTS {
            for at in [1, 2] {
                peer.execute("INSERT INTO t (body) VALUES (?1)", [page(n, at)]).unwrap();
                peer.execute("INSERT INTO p (body) VALUES (?1)", [page(n, at)]).unwrap();
            }
        }
        peer.execute_batch("COMMIT").unwrap();
        let filled = started.elapsed();
        let (mut three, mut scan, mut blind) = (Vec::new(), Vec::new(), 0);
        for query in queries() {
            let parts: Vec<&str> = query.split(' ').collect();
            if parts.iter().any(|p| p.chars().count() < 3) {
                // a trigram index knows nothing of words of two characters
                blind += 1;
            } else {
                let wanted = parts.iter().map(|p| format!("\"{p}\"")).collect::<Vec<_>>().join(" AND ");
                let started = Instant::now();
                let sql =
                    "SELECT rowid, snippet(t, 0, '<', '>', '…', 40) FROM t WHERE t MATCH ?1 ORDER BY rank LIMIT 50";
                let mut statement = peer.prepare(sql).unwrap();
                let rows = statement.query_map([wanted], |r| r.get::<_, String>(1)).unwrap();
                assert!(rows.count() <= 50);
                three.push(started.elapsed());
            }
            let started = Instant::now();
            let like = parts.iter().map(|p| format!("body LIKE '%{p}%'")).collect::<Vec<_>>().join(" AND ");
            let mut statement = peer.prepare(&format!("SELECT COUNT(*) FROM p WHERE {like}")).unwrap();
            let _: i64 = statement.query_row([], |r| r.get(0)).unwrap();
            scan.push(started.elapsed());
        }
        let ((a, b), (c, d)) = (p95(&mut three), p95(&mut scan));
        println!(
            "FTS5 trigram: filled in {:.0} s; {} queries, median {a:.1} ms, p95 {b:.1} ms; {blind} queries with words of two characters it cannot answer",
            filled.as_secs_f64(),
            three.len()
        );
        println!("scan: {} queries, median {c:.1} ms, p95 {d:.1} ms", scan.len());
    });
}
