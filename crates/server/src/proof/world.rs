//! Two counties that are alike but for a mark in every text of theirs, with everything a county can have.

use super::asking::{Asker, account};
use crate::app::CYCLE;
use crate::clock;
use crate::job::{IMPORT, Imported, Kept, LeftOut, OPTIMISE, PAPERS, PaperFile, PapersMade, Said, SheetView};
use crate::tests::{Site, site_of, two};
use model::{Dossier, Fen, Hash, Message, RegionCode, Waived, WaiverLevel};
use review::permission::{Department, Role};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store::*;

/// A county and what stands in its records.
pub struct County {
    pub code: RegionCode,
    /// What stands in every text of its own and nowhere else.
    pub mark: &'static str,
    pub planner: Asker,
    /// Values for path parameters, by name.
    pub ids: BTreeMap<&'static str, Vec<String>>,
}

/// The site with its two counties.
pub struct World {
    pub site: Site,
    pub counties: [County; 2],
}

const MARKS: [(&str, &str); 2] = [("150121", "雀甲7f3a"), ("150122", "雀乙9c2e")];

/// Marks the free texts of a dossier.
fn marked(dossier: &Dossier, mark: &str) -> Dossier {
    fn walk(value: &mut Value, mark: &str) {
        const FREE: [&str; 8] = ["name", "title", "remark", "township", "townships", "reason", "programme", "note"];
        let put = |v: &mut Value| {
            if let Value::String(text) = v {
                *text = format!("{mark}{text}");
            }
        };
        match value {
            Value::Array(list) => list.iter_mut().for_each(|v| walk(v, mark)),
            Value::Object(map) => {
                for (key, inner) in map.iter_mut().filter(|(k, _)| *k != "regions") {
                    match inner {
                        _ if !FREE.contains(&key.as_str()) => walk(inner, mark),
                        Value::Array(list) => list.iter_mut().for_each(put),
                        other => put(other),
                    }
                }
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(dossier).unwrap();
    walk(&mut value, mark);
    let mut out: Dossier = serde_json::from_value(value).unwrap();
    for region in out.regions.iter_mut().filter(|r| r.code == dossier.county) {
        region.name = format!("{mark}{}", region.name);
    }
    if out.plan.projects.is_empty() {
        let school = out.schools[0].id.0.clone();
        let project = json!({
            "id": "P1", "name": format!("{mark}购置图书"), "place": {"school": school}, "part": "compulsory", "nature": "purchase",
            "lines": [{"item": "books", "quantity": 100, "amount": 200_000}], "start": 2022, "finish": 2022,
            "funding": [{"year": 2022, "source": "county", "amount": 200_000}],
        });
        out.plan.projects.push(serde_json::from_value(project).unwrap());
    }
    out
}

fn write(site: &Site, by: &str, command: impl Into<Command>) -> Answer {
    let now = clock::now();
    site.app.store.write(Stamp::of(now, by, new_id(now).unwrap(), "test"), command).unwrap()
}

/// A job of the county, done with this result.
fn job(site: &Site, planner: &str, county: &RegionCode, task: &str, result: impl Fn(&str) -> String) -> String {
    let ask = JobCommand::Enqueue { task: task.to_owned(), county: county.clone(), payload: "{}".to_owned() };
    let id = write(site, planner, ask).id().unwrap().to_owned();
    let at = clock::now();
    let worker = "test".to_owned();
    let take =
        Quiet::Take { tasks: vec![task.to_owned()], worker: worker.clone(), at, silent_before: 0, most_attempts: 3 };
    site.app.store.note(take).unwrap();
    site.app.store.note(Quiet::Finish { id: id.clone(), worker, at, result: result(&id) }).unwrap();
    id
}

fn fill(site: &Site, code: &str, mark: &'static str) -> County {
    let county: RegionCode = code.parse().unwrap();
    let planner =
        account(site, &format!("plan-{code}"), &format!("{mark}王"), code, Department::Education, Role::Planner);
    let by = planner.account.as_str();
    let mut reader = site.app.store.read().unwrap();
    let (_, dossier) = reader.dossier(&Scope::system(), &county, CYCLE).unwrap().unwrap();
    drop(reader);
    let mut changed = dossier.clone();
    changed.schools[0].remark = Some(format!("{mark}备注"));
    let put = DossierCommand::Put {
        cycle: CYCLE.to_owned(),
        dossier: Box::new(changed.clone()),
        origins: model::Origins::new(),
        why: format!("{mark}更正"),
        based_on: None,
    };
    write(site, by, put);
    let said = || Said { message: Message::new("wb-job-failed").with("x", mark), warnings: vec![] };
    let kept = Kept {
        plan: Hash::of_value(&changed.plan).unwrap(),
        keep: false,
        candidates: 3,
        stop: "optimal".to_owned(),
        gap_ppm: Some(10),
        proven: None,
        objective: None,
        by_hand: None,
        left_out: vec![LeftOut {
            project: None,
            name: format!("{mark}未入选"),
            total: Some(Fen(1)),
            reason: Message::new("wb-job-failed"),
        }],
    };
    let plan = NewPlan {
        county: county.clone(),
        cycle: CYCLE.to_owned(),
        dossier_number: 2,
        policy: "p".to_owned(),
        label: format!("{mark}方案"),
        scenario: "{}".to_owned(),
        programme: serde_json::to_string(&kept).unwrap(),
        findings: "{}".to_owned(),
        state: "draft".to_owned(),
    };
    write(site, by, PlanCommand::Put(Box::new(plan)));
    let waived = Waived {
        rule: "R0101".to_owned(),
        project: None,
        school: None,
        level: WaiverLevel::County,
        name: format!("{mark}李"),
        reason: format!("{mark}理由"),
        date: "2021-10-15".parse().unwrap(),
        document: None,
    };
    let waiver = write(site, by, WaiverCommand::Grant { county: county.clone(), cycle: CYCLE.to_owned(), waived });
    let file = site.app.store.files().keep(format!("{mark}文件").as_bytes()).unwrap();
    let name = format!("{mark}规划数据.json");
    let papers = PapersMade {
        said: said(),
        version: 2,
        hash: file.0.clone(),
        papers: vec![PaperFile { name: name.clone(), size: 9, hash: file.0.clone() }],
    };
    let papers = serde_json::to_string(&papers).unwrap();
    let imported = |id: &str| {
        let sheet = SheetView { name: format!("{mark}表"), ..SheetView::default() };
        let made = Imported {
            said: said(),
            job: id.to_owned(),
            taken: false,
            marked: Some(file.0.clone()),
            stem: format!("{mark}工作簿"),
            sheets: vec![sheet],
        };
        serde_json::to_string(&made).unwrap()
    };
    let optimised = serde_json::to_string(&said()).unwrap();
    let jobs = vec![
        job(site, by, &county, PAPERS, |_| papers.clone()),
        job(site, by, &county, IMPORT, imported),
        job(site, by, &county, OPTIMISE, |_| optimised.clone()),
    ];
    let new = NewFile {
        hash: file,
        name: format!("{mark}材料.txt"),
        size: 9,
        media: "text/plain".to_owned(),
        pages: None,
        texts: vec![format!("{mark}正文")],
        note: format!("{mark}说明"),
        remarks: String::new(),
        preview_state: String::new(),
    };
    let about = About {
        category: "policy".to_owned(),
        title: format!("{mark}资料"),
        audience: "region".to_owned(),
        ..About::default()
    };
    let document = write(site, by, DocumentCommand::Add { region: county.clone(), about, file: new });
    let (_, token) = planner.with_token(site, &format!("{mark}令牌"));
    let gap = {
        let policy = site.app.policy(&county).unwrap();
        let needs = needs::assess(&changed, &policy);
        needs.gaps.into_iter().find(|g| g.standard == policy::Standard::Basic && g.is_short()).unwrap()
    };
    let one = |text: &str| vec![text.to_owned()];
    let ids = BTreeMap::from([
        ("county", one(code)),
        ("region", one(code)),
        ("school", one(&gap.school.0)),
        ("item", one(gap.item.code())),
        ("standard", one("basic")),
        ("project", one(&changed.plan.projects[0].id.0)),
        ("number", one("2")),
        ("cycle", one(CYCLE)),
        ("job", jobs),
        ("file", vec![name]),
        ("token", vec![token]),
        ("account", one(by)),
        ("waiver", one(waiver.id().unwrap())),
        ("demand", one("0")),
        ("seq", one("3")),
        ("document", one(document.id().unwrap())),
        ("id", vec![document.id().unwrap().to_owned(), by.to_owned()]),
        ("version", one("1")),
        ("page", one("1")),
    ]);
    County { code: county, mark, planner, ids }
}

/// The two counties.
pub fn world() -> World {
    let two = two();
    let counties = two.iter().zip(MARKS).map(|(d, (code, mark))| {
        assert_eq!(d.county.as_str(), code);
        marked(d, mark)
    });
    let site = site_of(counties.collect());
    let counties = MARKS.map(|(code, mark)| fill(&site, code, mark));
    World { site, counties }
}

impl County {
    /// A path of the table filled in with this county's values; `None` for a parameter nothing is known of.
    pub fn filled(&self, path: &str, pick: &mut impl FnMut(usize) -> usize) -> Option<String> {
        let mut out = String::new();
        for part in path.split('/').filter(|p| !p.is_empty()) {
            out.push('/');
            let Some(inner) = part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) else {
                out.push_str(part);
                continue;
            };
            let values = self.ids.get(inner)?;
            out.push_str(&crate::failure::form_urlencoded(&values[pick(values.len())]));
        }
        Some(if out.is_empty() { "/".to_owned() } else { out })
    }
}
