//! Applying a mapping (按映射导入): files in, one import out.

use super::file::{Mapping, SheetMap, fits};
use super::names::cleaned;
use super::{across, down, fit};
use crate::field::Field;
use crate::problem::{Code, Problem, Problems, Spot};
use crate::record::Record;
use crate::table::find;
use crate::workbook::{Expected, Import, Start, finish};
use intake::{Book, CellRef};
use model::school_code::NotASchoolCode;
use model::{Cycle, Dossier, Region, RegionCode, SchoolCode, SchoolYear, Year};
use std::collections::{BTreeMap, BTreeSet};

/// What a mapping made of files.
#[derive(Debug)]
pub struct Applied {
    /// The dossier of everything, with the problems.
    pub import: Import,
    /// One dossier per region of the schools is wanted.
    pub split: bool,
}

impl Applied {
    /// The dossiers: one per region of the schools where the mapping asks for it, else the one.
    pub fn dossiers(self) -> Vec<Dossier> {
        match self.import.dossier {
            Some(d) if self.split => split(&d),
            Some(d) => vec![d],
            None => Vec::new(),
        }
    }
}

/// Reads files as a mapping says.
pub fn apply(mapping: &Mapping, books: &[Book]) -> Applied {
    let mut problems = Problems::of(books.first().map_or(mapping.name.as_str(), |b| b.file_name.as_str()));
    let mut records: Vec<Record<'_>> = Vec::new();
    let mut used = BTreeSet::new();
    for (number, book) in books.iter().enumerate() {
        crate::workbook::notices(book, &mut problems);
        for (at, sheet) in book.sheets.iter().enumerate() {
            let fitting = |m: &SheetMap| fits(&m.file, &book.file_name) && fits(&m.sheet, &sheet.name);
            let Some((part, map)) = mapping.sheet.iter().enumerate().find(|(_, m)| fitting(m)) else {
                continue;
            };
            let from = down::Source {
                order: number * 1000 + at,
                file: &book.file_name,
                sheet: &sheet.name,
                dates: book.date_system,
            };
            let (clean, closed) = cleaned(sheet, map.bilingual, map.close_spaces);
            let found = match &map.across {
                Some(a) => across::records(map, a, &clean, from, &mut problems),
                None => down::records(map, &clean, from, &mut problems),
            };
            let Some(found) = found else { continue };
            if used.insert(part) {
                assumed(map, from, &mut problems);
            }
            if let Some((cell, value)) = closed.first() {
                let args = [("count", closed.len().to_string()), ("value", value.trim().to_owned())];
                problems.add(Code::SpacesInNumber, from.spot(Some(*cell)), &args);
            }
            let found = if map.group { grouped(found) } else { found };
            records.extend(school_keys(map, found, &mut problems));
        }
    }
    if !fit::tell(mapping, books, &used, &mut problems) {
        // what else is missing follows from that
        let import = Import { dossier: None, problems: problems.into_sorted(), origins: model::Origins::new() };
        return Applied { import, split: mapping.dossier.split };
    }
    drop_unknown(mapping, &mut records);
    create_zones(&mut records);
    let records = same_once(records, &mut problems);
    administered(mapping, &records, &mut problems);
    let start = Start {
        county: mapping.dossier.county.parse().ok(),
        cycle: Some(Cycle { first: Year(mapping.dossier.cycle[0]), last: Year(mapping.dossier.cycle[1]) }),
        base_year: Some(SchoolYear(mapping.dossier.base_year)),
        as_of: Some(mapping.dossier.as_of),
    };
    let mut import = finish(records, start, problems, &Expected::default());
    if let Some(d) = &mut import.dossier {
        d.regions = mapping.region.iter().filter_map(region).collect();
        d.sources = mapping.source.clone();
        d.sources.extend(used.iter().filter_map(|n| mapping.sheet.get(*n)).flat_map(|m| &m.assume).map(|a| {
            let title = format!("导入时假定：{}", a.reason);
            model::DocumentRef { title, ..model::DocumentRef::default() }
        }));
        d.sources.dedup();
        d.sort();
        if mapping.dossier.split {
            left_out(d, &mut import.problems);
        }
    }
    Applied { import, split: mapping.dossier.split }
}

/// Tells what a sheet's mapping assumes of every row.
fn assumed(map: &SheetMap, from: down::Source<'_>, problems: &mut Problems) {
    for a in &map.assume {
        let Some((table, at)) = super::file::target(&a.to) else { continue };
        let column = table.columns.get(at).map(|c| c.full_title()).unwrap_or_default();
        let args = [("column", column), ("value", a.value.clone()), ("reason", a.reason.clone())];
        problems.add(Code::MappingAssumed, from.spot(None), &args);
    }
}

/// Tells of what belongs to no one of the counties a dossier is split into.
fn left_out(d: &Dossier, problems: &mut Vec<Problem>) {
    let mut told = |what: &str, count: usize| {
        if count > 0 {
            let args = [("what", what.to_owned()), ("count", count.to_string())];
            problems.push(Problem::new(Code::SplitLeftOut, "", Spot::default(), &args));
        }
    };
    told("资金来源", d.budgets.len());
    told("县级财政", d.finances.len());
    told("衔接规划", d.other_plans.len());
}

fn region(r: &super::file::RegionMap) -> Option<Region> {
    let parent = r.parent.as_ref().and_then(|p| p.parse().ok());
    Some(Region { code: r.code.parse().ok()?, name: r.name.clone(), level: r.level, parent, local: r.local })
}

/// Settles the keys of schools: codes that are none get a local key, codes shared by several get a number behind.
fn school_keys<'b>(map: &SheetMap, mut records: Vec<Record<'b>>, problems: &mut Problems) -> Vec<Record<'b>> {
    let Some(prefix) = &map.local_key else { return records };
    let mut shared: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut local = 0u32;
    for (n, record) in records.iter_mut().enumerate().filter(|(_, r)| r.table.key == "schools") {
        let Some(at) = record.table.at("id") else { continue };
        let id = record.string("id").unwrap_or_default();
        if id.parse::<SchoolCode>().is_ok() {
            shared.entry(id).or_default().push(n);
        } else {
            local += 1;
            let cell = record.spot("id").cell.unwrap_or(CellRef::new(record.row, 0));
            record.set(at, Field::Text(format!("{prefix}{local:03}")), cell);
            if id.parse::<SchoolCode>() == Err(NotASchoolCode::Shape) && !id.is_empty() {
                // no code at all: as one, it would stop the import
                if let Some(code) = record.table.at("code") {
                    record.clear(code);
                }
                problems.add(Code::LocalCode, record.spot("id"), &[("code", id)]);
            }
        }
    }
    for (id, places) in shared.into_iter().filter(|(_, p)| p.len() > 1) {
        for (k, n) in (1..).zip(&places) {
            let Some(record) = records.get_mut(*n) else { continue };
            let Some(at) = record.table.at("id") else { continue };
            let spot = record.spot("id");
            if k == 1 {
                problems.add(
                    Code::KeyShared,
                    spot.clone(),
                    &[("key", id.clone()), ("count", places.len().to_string())],
                );
            }
            record.set(at, Field::Text(format!("{id}-{k}")), spot.cell.unwrap_or(CellRef::new(record.row, 0)));
        }
    }
    records
}

/// Rows of one identity become one, their lists joined.
fn grouped(records: Vec<Record<'_>>) -> Vec<Record<'_>> {
    let mut out: Vec<Record<'_>> = Vec::new();
    let mut places: BTreeMap<(&str, Vec<String>), usize> = BTreeMap::new();
    for record in records {
        let key: Vec<String> = record.table.identity.iter().map(|k| format!("{:?}", record.field(k))).collect();
        match places.get(&(record.table.key, key.clone())).and_then(|at| out.get_mut(*at)) {
            Some(first) => first.join(&record),
            None => {
                places.insert((record.table.key, key), out.len());
                out.push(record);
            }
        }
    }
    out
}

/// Forgets keys marked `if_known` that refer to nothing.
fn drop_unknown(mapping: &Mapping, records: &mut [Record<'_>]) {
    let zones: BTreeSet<String> =
        records.iter().filter(|r| r.table.key == "zones").filter_map(|r| r.string("id")).collect();
    let schools: BTreeSet<String> =
        records.iter().filter(|r| r.table.key == "schools").filter_map(|r| r.string("id")).collect();
    let targets: BTreeSet<&str> = mapping
        .sheet
        .iter()
        .flat_map(|s| &s.column)
        .filter(|c| c.if_known)
        .flat_map(|c| &c.to)
        .map(String::as_str)
        .collect();
    for record in records {
        for (index, column) in record.table.columns.iter().enumerate() {
            if !targets.contains(format!("{}/{}", record.table.key, column.key).as_str()) {
                continue;
            }
            let known = if column.key.starts_with("zone") { &zones } else { &schools };
            if record.text(&column.key).is_some_and(|t| !known.contains(t)) {
                record.clear(index);
            }
        }
    }
}

/// Zones that births name but no sheet describes.
fn create_zones(records: &mut Vec<Record<'_>>) {
    let known: BTreeSet<String> =
        records.iter().filter(|r| r.table.key == "zones").filter_map(|r| r.string("id")).collect();
    let Some(table) = find("zones") else { return };
    let (Some(id), Some(name)) = (table.at("id"), table.at("name")) else { return };
    let mut made = BTreeSet::new();
    let mut zones = Vec::new();
    for record in records.iter().filter(|r| matches!(r.table.key, "births" | "migration")) {
        let Some(zone) = record.string("zone").filter(|z| !known.contains(z) && made.insert(z.clone())) else {
            continue;
        };
        let cell = record.spot("zone").cell.unwrap_or(CellRef::new(record.row, 0));
        let mut made = Record::new(table, record.order, (record.file, record.sheet), record.row);
        made.set(id, Field::Text(zone.clone()), cell);
        made.set(name, Field::Text(zone), cell);
        zones.push(made);
    }
    records.extend(zones);
}

/// Rows of one identity that say the same are one; others are told.
fn same_once<'b>(records: Vec<Record<'b>>, problems: &mut Problems) -> Vec<Record<'b>> {
    let mut seen: BTreeMap<(&str, Vec<String>), Vec<Field>> = BTreeMap::new();
    let mut kept = Vec::new();
    for record in records {
        let key: Vec<String> = record.table.identity.iter().map(|k| format!("{:?}", record.field(k))).collect();
        let values: Vec<Field> = record.present().map(|(_, f, _)| f.clone()).collect();
        let place = (record.table.key, key);
        if !record.table.identity.is_empty() && seen.get(&place) == Some(&values) {
            continue;
        }
        seen.insert(place, values);
        kept.push(record);
    }
    crate::read::reference::without_duplicates(kept, problems)
}

/// Tells of schools in regions that another body administers.
fn administered(mapping: &Mapping, records: &[Record<'_>], problems: &mut Problems) {
    for region in mapping.region.iter().filter(|r| r.administered.is_some()) {
        let of = |r: &&Record<'_>| r.table.key == "schools" && r.text("region") == Some(region.code.as_str());
        let count = records.iter().filter(of).count();
        let Some(first) = records.iter().find(of) else { continue };
        let args = [
            ("count", count.to_string()),
            ("name", region.administered.clone().unwrap_or_default()),
            ("code", region.code.clone()),
            ("region", region.name.clone()),
        ];
        let spot: Spot = first.spot("region");
        problems.add(Code::Administered, spot, &args);
    }
}

/// One dossier per region of the schools (分县档案). Zones go with the schools that name them, births with their zones.
pub fn split(d: &Dossier) -> Vec<Dossier> {
    let codes: BTreeSet<RegionCode> = d.schools.iter().map(|s| s.region.clone()).collect();
    codes.into_iter().map(|code| part(d, &code)).collect()
}

fn part(d: &Dossier, code: &RegionCode) -> Dossier {
    let mut out = Dossier::new(code.clone(), d.cycle, d.base_year, d.as_of);
    out.schools = d.schools.iter().filter(|s| s.region == *code).cloned().collect();
    let zones: BTreeSet<_> = out.schools.iter().flat_map(|s| s.zones.values().cloned()).collect();
    out.zones = d.zones.iter().filter(|z| zones.contains(&z.id)).cloned().collect();
    out.births = d.births.iter().filter(|b| zones.contains(&b.zone)).cloned().collect();
    out.migration = d.migration.iter().filter(|m| zones.contains(&m.zone)).cloned().collect();
    out.regions = above(d, code);
    out.invented = d.invented;
    out.sources = d.sources.clone();
    let own = |path: &str| {
        let mut parts = path.split('/');
        match (parts.next(), parts.next()) {
            (Some("school"), Some(id)) => out.schools.iter().any(|s| s.id.0 == id),
            (Some("zone" | "births" | "migration"), Some(id)) => zones.iter().any(|z| z.0 == id),
            _ => false,
        }
    };
    out.origins = d.origins.iter().filter(|(p, _)| own(p)).map(|(p, o)| (p.clone(), o.clone())).collect();
    out
}

/// A region and those above it.
fn above(d: &Dossier, code: &RegionCode) -> Vec<Region> {
    let mut out: Vec<Region> = Vec::new();
    let mut next = Some(code.clone());
    while let Some(region) = next.and_then(|c| d.regions.iter().find(|r| r.code == c)) {
        if out.iter().any(|r| r.code == region.code) {
            break;
        }
        out.push(region.clone());
        next = region.parent.clone();
    }
    out.sort_by(|a, b| a.code.cmp(&b.code));
    out
}
