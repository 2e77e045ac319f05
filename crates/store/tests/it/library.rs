//! The library: visibility, versions, take-down, reports and search.

use crate::common::{Site, T0, code, each};
use model::Hash;
use store::{DocumentCommand, Filter, NewFile, Scope};

fn file(site: &Site, texts: &[&str]) -> NewFile {
    let hash = site.store.files().keep(texts.concat().as_bytes()).unwrap();
    let texts: Vec<String> = texts.iter().map(|t| (*t).to_owned()).collect();
    let pages = Some(texts.len() as i64);
    NewFile {
        hash,
        name: "文件.pdf".into(),
        size: 9,
        media: "application/pdf".into(),
        pages,
        texts,
        note: String::new(),
    }
}

fn add(site: &Site, key: &str, region: &str, audience: &str, roles: &[&str], texts: &[&str]) -> String {
    let command = DocumentCommand::Add {
        region: code(region),
        category: "policy".into(),
        title: format!("文件{key}"),
        audience: audience.into(),
        roles: roles.iter().map(|r| (*r).to_owned()).collect(),
        file: file(site, texts),
    };
    site.write(key, command).unwrap().id().unwrap().to_owned()
}

#[test]
fn who_sees_a_document() {
    each(|site| {
        let region = add(site, "a", "150100", "region", &[], &["甲市内部材料"]);
        let below = add(site, "b", "150100", "below", &[], &["甲市通知"]);
        let everyone = add(site, "c", "150221", "everyone", &[], &["乙一旗经验"]);
        let treasurers = add(site, "d", "150121", "region", &["treasurer"], &["甲一旗资金"]);
        let seen = |region: &str, role: &str| {
            let mut read = site.store.read().unwrap();
            let list = read.documents(&Scope::region(&code(region)), role, &Filter::default(), 100, 0).unwrap();
            let mut titles: Vec<String> = list.into_iter().map(|d| d.title).collect();
            titles.sort();
            titles.concat().replace("文件", "")
        };
        assert_eq!(seen("150121", "planner"), "bc");
        assert_eq!(seen("150121", "treasurer"), "bcd");
        assert_eq!(seen("15K901", "planner"), "bc");
        assert_eq!(seen("150100", "planner"), "abc");
        assert_eq!(seen("150221", "planner"), "c");
        assert_eq!(seen("150000", "treasurer"), "abcd");
        let mut read = site.store.read().unwrap();
        for id in [&region, &below, &treasurers] {
            assert!(read.document(&Scope::region(&code("150221")), "planner", id, true).unwrap().is_none());
            assert!(read.document_page(&Scope::region(&code("150221")), "planner", id, 1, 1).unwrap().is_none());
        }
        assert!(read.document(&Scope::regions([]), "planner", &everyone, false).unwrap().is_some());
        assert!(read.documents(&Scope::regions([]), "x", &Filter::default(), 9, 0).unwrap().len() == 1);
    });
}

#[test]
fn search_finds_phrases_marks_them_and_stays_in_scope() {
    each(|site| {
        let text = "关于义务教育薄弱\n环节改善与能力提升工作的意见";
        let a = add(
            site,
            "a",
            "150000",
            "below",
            &[],
            &[text, "寄宿制学校 按 GB 50099-2011 建设，寄宿生每生3平方米。寄宿"],
        );
        add(site, "b", "150221", "region", &[], &["薄弱环节：乙一旗"]);
        let scope = Scope::region(&code("150121"));
        let search = |query: &str| site.store.read().unwrap().search(&scope, "planner", query, 10).unwrap();
        let hits = search("薄弱环节");
        assert_eq!((hits.len(), hits[0].document.as_str(), hits[0].page), (1, a.as_str(), 1));
        assert_eq!(&hits[0].hit.excerpt[hits[0].hit.marks[0].clone()], "薄弱\n环节");
        let hits = search("寄宿 ｇｂ50099");
        assert!(hits.is_empty(), "one word is not two");
        let hits = search("寄宿 ｇｂ 50099");
        assert_eq!((hits.len(), hits[0].page, hits[0].hit.count), (1, 2, 5));
        assert_eq!(search("宿").len(), 1);
        assert_eq!(search("见").len(), 1, "the last character of a text");
        assert!(search("弱薄").is_empty() && search("").is_empty() && search("%").is_empty());
        assert_eq!(site.store.read().unwrap().search(&Scope::system(), "x", "薄弱环节", 10).unwrap().len(), 2);
        // a new version is found, the old one is not
        let version = DocumentCommand::AddVersion { id: a.clone(), file: file(site, &["新的内容"]) };
        assert_eq!(site.write("v", version).unwrap().number(), Some(2));
        assert!(search("薄弱环节").is_empty());
        assert_eq!(search("新的内容")[0].number, 2);
    });
}

#[test]
fn reports_and_take_down() {
    each(|site| {
        let id = add(site, "a", "150121", "everyone", &[], &["可疑内容"]);
        let report = DocumentCommand::Report { id: id.clone(), reason: "含个人信息".into() };
        let report = site.write("r", report).unwrap().id().unwrap().to_owned();
        let scope = Scope::region(&code("150121"));
        let mut read = site.store.read().unwrap();
        assert_eq!(read.reports(&scope, Some(&id)).unwrap()[0].reason, "含个人信息");
        assert!(read.reports(&Scope::region(&code("150221")), None).unwrap().is_empty());
        let down = DocumentCommand::SetState { id: id.clone(), state: "taken_down".into(), why: "属实".into() };
        site.write("d", down).unwrap();
        let resolve = DocumentCommand::Resolve { id: id.clone(), report, resolution: "已下架".into() };
        site.write("s", resolve.clone()).unwrap();
        assert!(site.write("s2", resolve).is_err());
        assert_eq!(read.reports(&scope, None).unwrap()[0].resolved, Some(T0));
        assert!(read.document(&scope, "x", &id, false).unwrap().is_none());
        assert!(read.document(&scope, "x", &id, true).unwrap().is_some());
        assert!(read.search(&scope, "x", "可疑", 10).unwrap().is_empty());
        assert!(site.store.files().get(&Hash::of("可疑内容".as_bytes())).unwrap().is_some());
    });
}
