//! A small dossier that uses every field, for the tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]
#![allow(dead_code, reason = "each test file uses its own part")]

use model::*;
use std::collections::BTreeMap;

pub fn code<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

pub fn book(bytes: &[u8], name: &str) -> intake::Book {
    intake::fuzz::file(bytes, name).unwrap()
}

fn document(n: u32) -> DocumentRef {
    DocumentRef {
        title: format!("关于第{n}号事项的通知"),
        number: Some(format!("某政发〔2020〕{n}号")),
        date: Date::new(2020, 6, (n % 28 + 1) as u8),
    }
}

pub fn school(n: u32, kind: SchoolKind) -> School {
    let mut records = BTreeMap::new();
    for year in [2018, 2019, 2020] {
        let mut record = SchoolRecord::default();
        for stage in kind.stages() {
            for grade in stage.grades().filter(|g| g.0 > 0) {
                let pupils = 38 + (n * 7 + u32::from(grade.0) * 3 + u32::from(year)) % 20;
                let half = pupils / 2;
                let known = year == 2020;
                record.enrolment.grades.insert(
                    grade,
                    GradeCount {
                        pupils: Some(pupils),
                        girls: Some(half),
                        classes: known.then_some(2),
                        boarders: Some(0),
                        class_sizes: if known { vec![half, pupils - half] } else { vec![] },
                    },
                );
            }
            record.staff.insert(
                *stage,
                StaffCount { full_time: Some(20 + n), all_staff: Some(24 + n), ..StaffCount::default() },
            );
        }
        record.conditions.set(Item::FloorArea, 482_050);
        record.conditions.set(Item::TeachingArea, 246_000);
        record.conditions.set(Item::CampusLand, 1_350_000 + i64::from(n));
        record.conditions.set(Item::DangerD, 0);
        record.conditions.set(Item::RunningTrack, 20_000);
        record.conditions.set(Item::Books, 9_800);
        record.conditions.set(Item::TeachingEquipment, 125_000_050);
        record.conditions.set(Item::Computer, 60);
        record.baseline.0.insert(1, true);
        record.baseline.0.insert(17, false);
        record.use_per_week.insert(Item::Laboratory, 12);
        records.insert(SchoolYear(year), record);
    }
    let id = format!("21150{n:05}");
    School {
        id: SchoolId(id.clone()),
        codes: vec![
            CodeSpan { code: code("2115099998"), from: Date::new(1999, 1, 1), to: Date::new(2010, 8, 31) },
            CodeSpan { code: code(&id), from: Date::new(2010, 9, 1), to: None },
        ],
        name: format!("镕喆堃𬭬第{n}小学（本部）"),
        region: code("150121"),
        township: Some("示范镇".into()),
        kind: Some(kind),
        owner: Some(Owner::EducationDepartment),
        setting: Some(Setting::TownCentre),
        layout: vec![
            LayoutFact {
                status: LayoutStatus::Interim,
                since: Date::new(2015, 1, 1),
                takes_effect: None,
                document: None,
            },
            LayoutFact {
                status: LayoutStatus::Keep,
                since: Date::new(2020, 6, 18),
                takes_effect: Some(Year(2021)),
                document: Some(document(n)),
            },
        ],
        boarding: Some(n.is_multiple_of(2)),
        meals: None,
        key_school: Some(false),
        founded: Some(Year(1956)),
        location: Some(Location { lon_e7: 1_116_701_230 + n as i32, lat_e7: 408_184_560, datum: Datum::Gcj02 }),
        zones: [(Stage::Primary, ZoneId("Z01".into()))].into(),
        parent: None,
        feeds: None,
        records,
        remark: (n == 1).then(|| "=1+1 不是公式".into()),
    }
}

pub fn dossier(schools: u32) -> Dossier {
    let mut d = Dossier::new(
        code("150121"),
        Cycle { first: Year(2021), last: Year(2025) },
        SchoolYear(2020),
        code("2021-10-15"),
    );
    let region = |c: &str, name: &str, level, parent: Option<&str>| Region {
        code: code(c),
        name: name.into(),
        level,
        parent: parent.map(code),
        local: false,
    };
    d.regions = vec![
        region("150000", "内蒙古自治区", RegionLevel::Province, None),
        region("150100", "示范市", RegionLevel::Prefecture, Some("150000")),
        region("150121", "示范县", RegionLevel::County, Some("150100")),
        Region { local: true, ..region("150171", "示范开发区", RegionLevel::DevelopmentZone, Some("150100")) },
    ];
    d.invented = true;
    d.schools =
        (1..=schools).map(|n| school(n, if n % 5 == 0 { SchoolKind::Junior } else { SchoolKind::Primary })).collect();
    let mut last = school(schools + 1, SchoolKind::TwelveYear);
    last.codes.clear();
    last.layout.clear();
    last.location = None;
    last.boarding = None;
    last.remark = None;
    last.parent = Some(d.schools[0].id.clone());
    let mut stage_only = SchoolRecord::default();
    stage_only
        .enrolment
        .stages
        .insert(Stage::Primary, GradeCount { pupils: Some(288), classes: Some(7), ..GradeCount::default() });
    last.records = [(SchoolYear(2020), stage_only)].into();
    d.schools.push(last);
    let first = d.schools[0].id.clone();
    d.zones = vec![Zone {
        id: ZoneId("Z01".into()),
        name: "示范镇学区".into(),
        stages: [Stage::Primary, Stage::Junior].into(),
        townships: vec!["示范镇".into(), "新民乡".into()],
    }];
    d.births = (2010..=2020)
        .map(|y| Births {
            zone: ZoneId("Z01".into()),
            year: Year(y),
            total: 120,
            months: (y == 2019).then_some([10; 12]),
        })
        .collect();
    d.migration = vec![
        Migration { zone: ZoneId("Z01".into()), year: Year(2022), grade: None, net: -3, reason: None },
        Migration {
            zone: ZoneId("Z01".into()),
            year: Year(2022),
            grade: Some(Grade(7)),
            net: 40,
            reason: Some("新建住宅".into()),
        },
    ];
    for year in 2021..=2025 {
        for (n, source) in FundSource::LAWFUL.into_iter().enumerate() {
            d.budgets.push(BudgetLine {
                source,
                year: Year(year),
                amount: Fen(8_500_000_000 + n as i64 * 1_234_567),
                document: (n % 2 == 0).then(|| document(7)),
                name: (n > 3).then(|| "某项资金".into()),
            });
        }
    }
    d.finances = vec![CountyFinance {
        year: Year(2020),
        general_budget: Some(Fen(286_500_000_000)),
        education: Some(Fen(48_200_000_001)),
        document: None,
    }];
    d.other_projects = vec![OtherProject {
        id: "Q-1".into(),
        programme: "全面改薄".into(),
        school: first.clone(),
        item: Item::Canteen,
        quantity: Some(60_050),
        start: Year(2019),
        finish: Year(2021),
        amount: Some(Fen(180_000_000)),
        document: Some(document(9)),
    }];
    d.other_plans = vec![
        OtherPlan {
            kind: OtherPlanKind::LargeClass,
            document: document(3),
            targets: vec![
                PlanTarget {
                    measure: TargetMeasure::LargeClasses,
                    year: Year(2022),
                    value: 5,
                    zone: None,
                    stage: Some(Stage::Primary),
                },
                PlanTarget {
                    measure: TargetMeasure::NewSeats,
                    year: Year(2023),
                    value: 500,
                    zone: Some(ZoneId("Z01".into())),
                    stage: None,
                },
            ],
        },
        OtherPlan { kind: OtherPlanKind::Layout, document: document(4), targets: vec![] },
    ];
    d.settlements = vec![Settlement {
        id: "A01".into(),
        name: "幸福家园".into(),
        zone: Some(ZoneId("Z01".into())),
        people: Some(1200),
        children: [(Stage::Primary, 130), (Stage::Junior, 60)].into(),
        year: Some(Year(2020)),
        location: Some(Location { lon_e7: 1_116_000_000, lat_e7: 408_000_001, datum: Datum::Unstated }),
        served_by: [(Stage::Primary, first.clone())].into(),
    }];
    d.sites = vec![CandidateSite {
        id: SiteId("D01".into()),
        name: "新城区地块".into(),
        zone: None,
        kind: Some(SchoolKind::Primary),
        land: Some(2_600_000),
        seats: Some(1080),
        land_status: Some(LandStatus::InProgress),
        location: None,
    }];
    d.demands = vec![
        Demand {
            goal: Goal::Project(ProjectId("P1".into())),
            by: Some(Year(2023)),
            basis: Some("常务会议纪要".into()),
        },
        Demand { goal: Goal::DangerGone(Some(first.clone())), by: None, basis: None },
        Demand { goal: Goal::Exclude(ProjectId("P1".into())), by: None, basis: Some("党组会".into()) },
        Demand { goal: Goal::NotBefore(ProjectId("P1".into())), by: Some(Year(2023)), basis: None },
        Demand { goal: Goal::Fixed(ProjectId("P1".into())), by: Some(Year(2022)), basis: None },
        Demand {
            goal: Goal::Seats { zone: Some(ZoneId("Z01".into())), stage: Some(Stage::Primary) },
            by: Some(Year(2024)),
            basis: None,
        },
    ];
    let project = |id: &str, place, nature| Project {
        id: ProjectId(id.into()),
        name: format!("项目{id}"),
        place,
        part: SchoolPart::Primary,
        nature,
        lines: vec![
            ProjectLine {
                item: Item::Canteen,
                quantity: 60_000,
                unit_price: Some(Fen(260_000)),
                price_year: Some(Year(2021)),
                amount: Fen(156_000_000),
                price_basis: Some("中标价".into()),
            },
            ProjectLine {
                item: Item::Desk,
                quantity: 100,
                unit_price: None,
                price_year: None,
                amount: Fen(3_000_000),
                price_basis: None,
            },
        ],
        other_fees: Fen(12_000_000),
        contingency: Fen::ZERO,
        start: Year(2022),
        finish: Year(2023),
        need_by: Some(Year(2024)),
        funding: vec![
            Funding { year: Year(2022), source: FundSource::Central, amount: Fen(100_000_000) },
            Funding { year: Year(2022), source: FundSource::County, amount: Fen(70_000_000) },
            Funding { year: Year(2023), source: FundSource::City, amount: Fen(1_000_000) },
        ],
        seats: vec![(Stage::Primary, 45)],
        preparation: Preparation {
            land: Some(LandStatus::OnCampus),
            approval: Some(Approval::Feasibility),
            lead_months: Some(6),
            works_start: YearMonth::new(2022, 4),
            works_finish: YearMonth::new(2023, 8),
            investment_code: Some("2101-150121-04-01-123456".into()),
        },
        performance: vec![PerformanceTarget {
            kind: PerformanceKind::Output,
            indicator: "新建食堂面积".into(),
            relation: TargetRelation::AtLeast,
            value: 60_000,
            unit: "平方米".into(),
        }],
        closes: vec![GapRef { school: first.clone(), item: Item::Canteen, quantity: 60_000 }],
        after: vec![],
        reason: Some("现有食堂面积不足".into()),
    };
    let mut second = project("P002", Place::Site(SiteId("D01".into())), BuildNature::New);
    second.after = vec![ProjectId("P001".into())];
    second.preparation = Preparation::default();
    d.plan.title = "示范县规划".into();
    d.plan.projects = vec![project("P001", Place::School(first.clone()), BuildNature::Extension), second];
    d.sources = vec![document(1), document(2)];
    d.sort();
    d
}
