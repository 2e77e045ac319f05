//! The library: visibility, versions, take-down, reports and search.

use crate::common::{Site, T0, code, each};
use model::Hash;
use store::{About, DocumentCommand, Filter, NewFile, Scope, Viewer};

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
        remarks: String::new(),
        preview_state: String::new(),
    }
}

fn add(site: &Site, key: &str, region: &str, audience: &str, roles: &[&str], texts: &[&str]) -> String {
    let command = DocumentCommand::Add {
        region: code(region),
        about: About {
            category: "policy".into(),
            title: format!("文件{key}"),
            audience: audience.into(),
            roles: roles.iter().map(|r| (*r).to_owned()).collect(),
            ..About::default()
        },
        file: file(site, texts),
    };
    site.write(key, command).unwrap().id().unwrap().to_owned()
}

fn viewer(region: &str, role: &str) -> Viewer {
    Viewer::of(Scope::region(&code(region)), role)
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
            let list = read.documents(&viewer(region, role), &Filter::default(), 100, 0).unwrap();
            let mut titles: Vec<String> = list.into_iter().map(|d| d.about.title).collect();
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
            let foreign = Viewer { taken_down: true, ..viewer("150221", "planner") };
            assert!(read.document(&foreign, id).unwrap().is_none());
            assert!(read.document_pages(&foreign, id, 1, 0, 9).unwrap().is_empty());
            assert!(read.document_versions(&foreign, id).unwrap().is_empty());
            assert!(read.document_events(&foreign, id).unwrap().is_empty());
        }
        assert!(read.document(&Viewer::of(Scope::regions([]), "planner"), &everyone).unwrap().is_some());
        assert!(read.documents(&Viewer::of(Scope::regions([]), "x"), &Filter::default(), 9, 0).unwrap().len() == 1);
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
        let search = |query: &str| {
            site.store
                .read()
                .unwrap()
                .search(&viewer("150121", "planner"), query, &Filter::default(), 10)
                .unwrap()
                .pages
        };
        let hits = search("薄弱环节");
        assert_eq!((hits.len(), hits[0].document.id.as_str(), hits[0].page), (1, a.as_str(), 1));
        assert_eq!(&hits[0].hit.excerpt[hits[0].hit.marks[0].clone()], "薄弱\n环节");
        let hits = search("寄宿 ｇｂ50099");
        assert!(hits.is_empty(), "one word is not two");
        let hits = search("寄宿 ｇｂ 50099");
        assert_eq!((hits.len(), hits[0].page, hits[0].hit.count), (1, 2, 5));
        assert_eq!(search("宿").len(), 1);
        assert_eq!(search("见").len(), 1, "the last character of a text");
        assert!(search("弱薄").is_empty() && search("").is_empty() && search("%").is_empty());
        assert_eq!(
            site.store
                .read()
                .unwrap()
                .search(&Viewer::system(), "薄弱环节", &Filter::default(), 10)
                .unwrap()
                .pages
                .len(),
            2
        );
        // a new version is found, the old one is not
        let version = DocumentCommand::AddVersion { id: a.clone(), file: file(site, &["新的内容"]) };
        assert_eq!(site.write("v", version).unwrap().number(), Some(2));
        assert!(search("薄弱环节").is_empty());
        assert_eq!(search("新的内容")[0].document.latest.number, 2);
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
        assert!(read.document(&viewer("150121", "x"), &id).unwrap().is_none());
        assert!(read.document(&Viewer { taken_down: true, ..viewer("150121", "x") }, &id).unwrap().is_some());
        assert!(read.search(&viewer("150121", "x"), "可疑", &Filter::default(), 10).unwrap().pages.is_empty());
        assert!(site.store.files().get(&Hash::of("可疑内容".as_bytes())).unwrap().is_some());
    });
}

#[test]
fn one_department_alone_and_several_roles() {
    each(|site| {
        let command = DocumentCommand::Add {
            region: code("150121"),
            about: About {
                category: "evidence".into(),
                title: "科室内部".into(),
                audience: "everyone".into(),
                department: "finance".into(),
                ..About::default()
            },
            file: file(site, &["底稿"]),
        };
        let id = site.write("a", command).unwrap().id().unwrap().to_owned();
        let seen = |region: &str, department: &str| {
            let office = Some((code(region), department.to_owned()));
            let viewer = Viewer { office, ..viewer(region, "planner") };
            let mut read = site.store.read().unwrap();
            let found = read.search(&viewer, "底稿", &Filter::default(), 9).unwrap().pages.len();
            assert_eq!(read.document(&viewer, &id).unwrap().is_some(), found == 1);
            found == 1
        };
        assert!(seen("150121", "finance"));
        assert!(!seen("150121", "education") && !seen("150100", "finance") && !seen("150221", "finance"));
    });
}

#[test]
fn numbers_tags_years_and_what_changed() {
    each(|site| {
        let id = add(site, "a", "150121", "region", &[], &["正文"]);
        let about = About {
            category: "plan".into(),
            title: "实施意见".into(),
            audience: "below".into(),
            number: "内教发〔2021〕12号".into(),
            office: "自治区教育厅".into(),
            year: Some(2021),
            tags: vec!["寄宿".into(), "改薄".into()],
            ..About::default()
        };
        // a moment later: events of the same millisecond stand in no order
        site.write_at(T0 + 1, "c", DocumentCommand::Change { id: id.clone(), about: about.clone() }).unwrap();
        let viewer = viewer("150121", "planner");
        let mut read = site.store.read().unwrap();
        assert_eq!(read.document(&viewer, &id).unwrap().unwrap().about, about);
        let mut count = |filter: Filter| read.documents_count(&viewer, &filter).unwrap();
        let filter = Filter::default;
        assert_eq!(count(Filter { number: Some("内教发[2021] 12 号".into()), ..filter() }), 1);
        assert_eq!(count(Filter { number: Some("内教发[2021]1号".into()), ..filter() }), 0);
        assert_eq!(count(Filter { tag: Some("寄宿".into()), ..filter() }), 1);
        assert_eq!(count(Filter { tag: Some("寄".into()), ..filter() }), 0);
        assert_eq!(count(Filter { year: Some(2020), ..filter() }), 0);
        assert_eq!(count(Filter { words: Some("教育厅".into()), ..filter() }), 1);
        assert_eq!(count(Filter { words: Some("%".into()), ..filter() }), 1, "a sign alone is no filter");
        assert_eq!(read.document_categories(&viewer, &filter()).unwrap(), [("plan".to_owned(), 1)]);
        // the title is found too, and the number as it is written
        let found = read.search(&viewer, "内教发 12号", &filter(), 9).unwrap().pages;
        assert_eq!((found.len(), found[0].page), (1, 0));
        let events = read.document_events(&viewer, &id).unwrap();
        assert_eq!(events.iter().map(|e| e.kind.as_str()).collect::<Vec<_>>(), ["change", "add"]);
        assert!(events[0].changes.contains(&("title".into(), "文件a".into(), "实施意见".into())));
        // pages of text that come later, and the last of them ends the version
        let texts = |from, texts: &[&str], last| DocumentCommand::Texts {
            id: id.clone(),
            number: 1,
            from,
            texts: texts.iter().map(|t| (*t).to_owned()).collect(),
            last,
        };
        site.write("t1", texts(1, &["第一页甲", "第二页乙", "第三页丙"], true)).unwrap();
        assert_eq!(read.search(&viewer, "第三页", &filter(), 9).unwrap().pages[0].page, 3);
        site.write("t2", texts(1, &["只有一页"], true)).unwrap();
        assert!(read.search(&viewer, "第三页", &filter(), 9).unwrap().pages.is_empty());
        assert_eq!(read.document_pages(&viewer, &id, 1, 1, 9).unwrap(), [(1, "只有一页".to_owned())]);
    });
}

#[test]
fn evidence_of_something_is_seen_there_by_who_may_see_both() {
    each(|site| {
        let own = add(site, "a", "150121", "region", &[], &["照片"]);
        let city = add(site, "b", "150100", "below", &[], &["批复"]);
        let link = |id: &str| DocumentCommand::Link {
            id: id.to_owned(),
            county: code("150121"),
            kind: "school".into(),
            object: "2115001001".into(),
            note: "宿舍现状".into(),
        };
        site.write("l1", link(&own)).unwrap();
        site.write("l2", link(&city)).unwrap();
        site.write("l3", link(&city)).unwrap();
        let mut read = site.store.read().unwrap();
        let mut seen = |region: &str| {
            read.evidence(&viewer(region, "planner"), &code("150121"), "school", "2115001001").unwrap().len()
        };
        assert_eq!((seen("150121"), seen("150100"), seen("150221")), (2, 2, 0));
        assert_eq!(read.document_links(&Scope::region(&code("150121")), &city).unwrap().len(), 1);
        assert!(read.document_links(&Scope::region(&code("150221")), &city).unwrap().is_empty());
        let unlink = DocumentCommand::Unlink {
            id: city.clone(),
            county: code("150121"),
            kind: "school".into(),
            object: "2115001001".into(),
        };
        site.write("u", unlink.clone()).unwrap();
        assert!(site.write("u2", unlink).is_err());
    });
}
