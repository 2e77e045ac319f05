//! Basis, present state, gaps and targets（规划依据、基本情况、缺口、目标）.

use super::writer::Writer;
use crate::book::Book;
use crate::charts::Charts;
use crate::tables::{Tables, citation, date, document};
use crate::{Case, PapersError};
use model::{Coverage, Stage};
use needs::Exclusion;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn basis(w: &mut Writer<'_>, case: &Case<'_>) -> Result<(), PapersError> {
    let d = case.dossier;
    w.heading("basis.heading")?;
    let packs: Vec<String> =
        case.policy.layers.iter().map(|l| format!("{}（{}版）", l.pack.title, l.pack.version)).collect();
    w.paragraph("basis.intro", &[("packs", &packs.join("、"))])?;
    let mut cited: BTreeSet<(u8, String)> = BTreeSet::new();
    let without_clause = |r: &policy::Reference| citation(&policy::Reference { clause: None, ..r.clone() });
    let ranked = |r: &policy::Reference| (rank(r), without_clause(r));
    cited.extend(case.policy.layers.iter().filter_map(|l| l.pack.authority.as_ref()).map(ranked));
    // measuring assumptions are no documents
    let requirements = case.policy.requirements.iter().map(|r| &r.reference);
    let eligibility = case.policy.eligibility.iter().map(|e| &e.reference);
    cited.extend(requirements.chain(eligibility).filter(|r| r.is_document()).map(ranked));
    cited.insert(ranked(&case.policy.cycle.completion_reference));
    let last = cited.len();
    for ((_, document), at) in cited.into_iter().zip(1_usize..) {
        w.words(format!("{at}．{document}{}", if at == last { "。" } else { "；" }));
    }
    let own: BTreeSet<String> = d.other_plans.iter().map(|p| document(&p.document)).filter(|t| !t.is_empty()).collect();
    if own.is_empty() {
        w.paragraph("basis.no_documents", &[])?;
    } else {
        w.paragraph("basis.documents", &[("unit", unit(d))])?;
        w.words(format!("{}。", own.into_iter().collect::<Vec<_>>().join("；")));
    }
    let (first, last) = (d.cycle.first.to_string(), d.cycle.last.to_string());
    let base = format!("{}—{}", d.base_year, d.base_year.plus(1));
    w.paragraph("basis.scope", &[("first", &first), ("last", &last), ("base", &base), ("date", &date(d.as_of))])
}

/// The order in which documents are cited: laws, administrative regulations, papers of the government, standards.
fn rank(reference: &policy::Reference) -> u8 {
    let number = reference.number.as_deref().unwrap_or_default();
    let is_standard = reference.title.ends_with("标准") || reference.title.ends_with("规范");
    match () {
        () if reference.title.ends_with('法') && reference.title.contains("中华人民共和国") => 0,
        () if number.starts_with("国务院令") => 1,
        () if is_standard || number.starts_with("GB") || number.starts_with("建标") => 3,
        () => 2,
    }
}

/// What the county calls itself: 旗, 区, 市 or 县.
fn unit(dossier: &model::Dossier) -> &'static str {
    let name = dossier.county_name();
    ["旗", "区", "市"].into_iter().find(|u| name.ends_with(u)).unwrap_or("县")
}

/// A list this short stands in the text, a longer one in an annex.
pub(super) const SHORT_LIST: usize = 16;

/// What is assumed instead of what the county gave, one line each.
pub(super) fn assumed(w: &mut Writer<'_>, case: &Case<'_>) -> Result<(), PapersError> {
    if case.scenario.is_empty() {
        return Ok(());
    }
    w.paragraph("basis.assumed", &[])?;
    for (at, message) in case.scenario.messages().iter().enumerate() {
        w.words(format!("{}．{}", at + 1, catalogue::text(catalogue::Lang::Zh, message)));
    }
    Ok(())
}

pub(super) fn state(w: &mut Writer<'_>, case: &Case<'_>, tables: &Tables) -> Result<(), PapersError> {
    let d = case.dossier;
    w.heading("state.heading")?;
    let excluded = case.needs.excluded.len();
    let mut reasons: BTreeMap<Exclusion, usize> = BTreeMap::new();
    for e in &case.needs.excluded {
        *reasons.entry(e.reason).or_default() += 1;
    }
    let listed: Vec<String> = reasons.iter().map(|(r, n)| format!("{}{n}所", exclusion(*r))).collect();
    let listed = if listed.is_empty() { String::new() } else { format!("（{}）", listed.join("，")) };
    let counted = d.schools.len().saturating_sub(excluded);
    w.paragraph(
        "state.schools",
        &[
            ("unit", unit(d)),
            ("all", &d.schools.len().to_string()),
            ("counted", &counted.to_string()),
            ("excluded", &excluded.to_string()),
            ("reasons", &listed),
        ],
    )?;
    w.paragraph("state.conditions", &[])?;
    w.table(&tables.state);
    let Some(finance) = d.finances.iter().max_by_key(|f| f.year) else { return w.paragraph("state.finance_none", &[]) };
    let wan = |f: Option<model::Fen>| f.map_or_else(|| "（无数据）".to_owned(), |f| f.wan());
    let (budget, education) = (wan(finance.general_budget), wan(finance.education));
    let year = finance.year.to_string();
    w.paragraph("state.finance", &[("year", &year), ("budget", &budget), ("education", &education)])
}

fn exclusion(reason: Exclusion) -> &'static str {
    match reason {
        Exclusion::NotPublic => "非公办",
        Exclusion::NotCompulsory => "非义务教育阶段",
        Exclusion::Closing => "拟撤并",
        Exclusion::NotKept => "过渡保留或未列入布局规划",
        Exclusion::Planned => "规划新建尚未开办",
        Exclusion::KeySchool => "因打造“重点校”形成的超大规模学校",
    }
}

pub(super) fn gaps(w: &mut Writer<'_>, case: &Case<'_>, tables: &Tables, charts: &Charts) -> Result<(), PapersError> {
    w.heading("gap.heading")?;
    w.section("gap.conditions", &[])?;
    let gaps = &case.needs.gaps;
    let schools: BTreeSet<_> = gaps.iter().map(|g| &g.school).collect();
    let short = gaps.iter().filter(|g| g.is_short()).count();
    let unknown = gaps.iter().filter(|g| g.short.is_none()).count();
    let met = gaps.len().saturating_sub(short).saturating_sub(unknown);
    w.paragraph(
        "gap.summary",
        &[
            ("schools", &schools.len().to_string()),
            ("checks", &gaps.len().to_string()),
            ("met", &met.to_string()),
            ("short", &short.to_string()),
            ("unknown", &unknown.to_string()),
        ],
    )?;
    if tables.gap_summary.rows.is_empty() {
        w.paragraph("gap.none", &[])?;
    } else {
        w.paragraph("gap.table", &[])?;
        w.table(&tables.gap_summary);
    }
    w.section("gap.crowding", &[])?;
    large(w, case, tables)?;
    let steering = &case.needs.steering;
    if !steering.steps.is_empty() || !steering.rest.is_empty() {
        let pupils = steering.steps.iter().fold(0_u32, |sum, s| sum.saturating_add(s.pupils));
        let rest = steering.rest.iter().fold(0_u32, |sum, r| sum.saturating_add(r.pupils));
        let [steps, pupils, rest] = [steering.steps.len().to_string(), pupils.to_string(), rest.to_string()];
        w.paragraph("gap.steering", &[("steps", &steps), ("pupils", &pupils), ("rest", &rest)])?;
    }
    if !tables.outlook_county.rows.is_empty() {
        w.paragraph("gap.outlook", &[])?;
        w.table(&tables.outlook_county);
    }
    w.section("gap.demand", &[])?;
    seats(w, case)?;
    charts.seats.iter().for_each(|c| w.chart(c));
    if !tables.boarding.rows.is_empty() {
        w.section("gap.boarding", &[])?;
        let boarding = &case.needs.boarding;
        let [schools, unknown] = [boarding.schools.len().to_string(), boarding.unknown.to_string()];
        if boarding.unknown == 0 {
            w.paragraph("gap.boarding_all", &[("schools", &schools)])?;
        } else {
            w.paragraph("gap.boarding_schools", &[("schools", &schools), ("unknown", &unknown)])?;
        }
        w.table(&tables.boarding);
    }
    curriculum(w, case, tables)?;
    w.section("gap.balanced", &[])?;
    balance(w, case)
}

fn large(w: &mut Writer<'_>, case: &Case<'_>, tables: &Tables) -> Result<(), PapersError> {
    let large = &case.needs.large;
    if large.sizes.known == 0 {
        w.paragraph("gap.classes_unknown", &[])?;
    } else {
        let [l, v, k, o] = [large.large, large.very_large, large.sizes.known, large.sizes.of].map(|n| n.to_string());
        w.paragraph("gap.classes", &[("large", &l), ("very_large", &v), ("known", &k), ("of", &o)])?;
    }
    match large.schools.len() {
        0 => w.paragraph(
            "gap.no_big_schools",
            &[("known", &large.sized.known.to_string()), ("of", &large.sized.of.to_string())],
        ),
        count if tables.large_schools.rows.len() > SHORT_LIST => {
            w.paragraph("gap.big_schools_annex", &[("count", &count.to_string())])
        }
        count => {
            w.paragraph("gap.big_schools", &[("count", &count.to_string())])?;
            w.table(&tables.large_schools);
            Ok(())
        }
    }
}

/// What small rural schools lack for the full curriculum.
fn curriculum(w: &mut Writer<'_>, case: &Case<'_>, tables: &Tables) -> Result<(), PapersError> {
    let curriculum = &case.needs.curriculum;
    if tables.curriculum.rows.is_empty() {
        return Ok(());
    }
    w.section("gap.curriculum", &[])?;
    let [schools, unknown] = [curriculum.schools.len().to_string(), curriculum.unknown.to_string()];
    if curriculum.unknown == 0 {
        w.paragraph("gap.curriculum_all", &[("schools", &schools)])?;
    } else {
        w.paragraph("gap.curriculum_schools", &[("schools", &schools), ("unknown", &unknown)])?;
    }
    w.table(&tables.curriculum);
    Ok(())
}

fn balance(w: &mut Writer<'_>, case: &Case<'_>) -> Result<(), PapersError> {
    for stage in &case.needs.balance2017.stages {
        let count = |verdict| stage.indicators.iter().filter(|i| i.within == verdict).count().to_string();
        let (within, outside, open) = (count(Some(true)), count(Some(false)), count(None));
        let [passing, known, of] = [stage.passing, stage.decided.known, stage.decided.of].map(|n| n.to_string());
        w.paragraph(
            "gap.balance",
            &[
                ("stage", stage.stage.zh()),
                ("within", &within),
                ("outside", &outside),
                ("open", &open),
                ("passing", &passing),
                ("known", &known),
                ("of", &of),
            ],
        )?;
    }
    Ok(())
}

/// Seats in the last year of the forecast that lies in the cycle.
fn seats(w: &mut Writer<'_>, case: &Case<'_>) -> Result<(), PapersError> {
    let last = case.dossier.cycle.last.0;
    for stage in Stage::COMPULSORY {
        let (mut coverage, mut short, mut missing) = (Coverage::default(), 0_u32, 0_i64);
        for zone in case.needs.seats.iter().filter(|b| b.stage == stage) {
            let at_end = zone.years.iter().filter(|y| y.year.0 <= last).max_by_key(|y| y.year);
            let spare = at_end.and_then(|y| y.spare);
            coverage.count(spare.is_some());
            if let Some(spare) = spare.filter(|s| *s < 0) {
                short = short.saturating_add(1);
                missing = missing.saturating_sub(spare);
            }
        }
        if coverage.of == 0 {
            continue;
        }
        let [short, known, of] = [short, coverage.known, coverage.of].map(|n| n.to_string());
        let values = [("stage", stage.zh()), ("known", known.as_str()), ("of", &of)];
        match (missing, coverage.known) {
            (_, 0) => w.paragraph("gap.seats_unknown", &values)?,
            (0, _) => w.paragraph("gap.seats_enough", &values)?,
            (missing, _) => {
                let missing = missing.to_string();
                let more = [("short", short.as_str()), ("seats", &missing)];
                w.paragraph("gap.seats", &[values.as_slice(), &more].concat())?;
            }
        }
    }
    Ok(())
}

pub(super) fn targets(
    w: &mut Writer<'_>,
    case: &Case<'_>,
    book: &Book<'_>,
    tables: &Tables,
    charts: &Charts,
) -> Result<(), PapersError> {
    w.heading("target.heading")?;
    let projects = &case.dossier.plan.projects;
    let places: BTreeSet<_> = projects.iter().map(|p| &p.place).collect();
    let seats: i64 = projects.iter().flat_map(|p| &p.seats).map(|(_, n)| i64::from(*n)).sum();
    w.paragraph(
        "target.intro",
        &[
            ("projects", &projects.len().to_string()),
            ("places", &places.len().to_string()),
            ("total", &book.total.wan()),
        ],
    )?;
    if seats > 0 {
        w.paragraph("target.seats", &[("seats", &seats.to_string())])?;
    }
    if let Some(chart) = charts.closed.as_ref().filter(|_| projects.iter().any(|p| !p.closes.is_empty())) {
        w.paragraph("target.closes", &[])?;
        w.chart(chart);
    }
    changes(w, tables)?;
    if tables.targets.rows.is_empty() {
        return w.paragraph("target.unlinked", &[]);
    }
    w.paragraph("target.linked", &[])?;
    w.table(&tables.targets_short);
    Ok(())
}

/// Indicators and seats before and after the plan.
fn changes(w: &mut Writer<'_>, tables: &Tables) -> Result<(), PapersError> {
    if !tables.change_balance.rows.is_empty() {
        w.paragraph("target.balance", &[])?;
        w.table(&tables.change_passing);
        w.table(&tables.change_balance);
    }
    if !tables.change_seats.rows.is_empty() {
        let change = &tables.change.seats;
        let short = |pick: fn(&needs::after::Pair<Option<i64>>) -> Option<i64>| {
            change.iter().filter(|c| pick(&c.spare).is_some_and(|s| s < 0)).count().to_string()
        };
        let unknown = change.iter().filter(|c| c.spare.after.is_none()).count().to_string();
        let (before, after) = (short(|p| p.before), short(|p| p.after));
        let zones = change.len().to_string();
        let values = [("zones", zones.as_str()), ("before", &before), ("after", &after), ("unknown", &unknown)];
        w.paragraph("target.seats_change", &values)?;
    }
    Ok(())
}
