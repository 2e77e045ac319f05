//! Loading (装入档案): rows become a dossier; what refers to nothing is a problem.

use crate::code_list::DATUMS;
use crate::problem::{Code, Problems, Spot};
use crate::record::Record;
use crate::table::Theme;
use intake::normal::Decimal;
use model::{Datum, Dossier, Location, Origin, Project, ProjectId, School, SchoolId, SchoolRecord, SiteId, ZoneId};
use std::collections::{BTreeMap, BTreeSet};

/// A reference to be checked once everything is loaded.
#[derive(Debug, Clone)]
struct Reference {
    table: &'static str,
    key: String,
    spot: Spot,
    /// It stands in the plan.
    plan: bool,
}

impl Reference {
    fn of(record: &Record<'_>, column: &str, table: &'static str, key: &str) -> Reference {
        let plan = record.table.theme == Theme::Plan;
        Reference { table, key: key.to_owned(), spot: record.spot(column), plan }
    }
}

/// A dossier being put together from rows (装入中的档案).
#[derive(Debug)]
pub struct Load {
    /// The dossier so far; schools and projects are kept apart until the end.
    pub dossier: Dossier,
    /// Problems found on the way.
    pub problems: Problems,
    schools: BTreeMap<SchoolId, School>,
    projects: BTreeMap<ProjectId, Project>,
    names: BTreeMap<String, BTreeSet<SchoolId>>,
    spots: BTreeMap<String, usize>,
    /// A value without a cell is told of by its path.
    paths: bool,
    school_refs: Vec<Reference>,
    zone_refs: Vec<Reference>,
    site_refs: Vec<Reference>,
    project_refs: Vec<Reference>,
}

impl Load {
    /// An empty load that fills a dossier.
    pub fn new(dossier: Dossier, problems: Problems) -> Load {
        Load {
            dossier,
            problems,
            schools: BTreeMap::new(),
            projects: BTreeMap::new(),
            names: BTreeMap::new(),
            spots: BTreeMap::new(),
            paths: false,
            school_refs: Vec::new(),
            zone_refs: Vec::new(),
            site_refs: Vec::new(),
            project_refs: Vec::new(),
        }
    }

    /// A whole dossier that came as a file, to be checked.
    pub fn of_file(dossier: Dossier, problems: Problems) -> Load {
        Load { paths: true, ..Load::new(dossier, problems) }
    }

    /// Records the cells of a row's values under a path.
    pub fn keep(&mut self, record: &Record<'_>, prefix: &str) {
        let order = record.order;
        self.spots.entry(format!("{}\u{0}{}", record.file, record.sheet)).or_insert(order);
        for (column, _, cell) in record.present() {
            let origin =
                Origin { file: record.file.to_owned(), sheet: record.sheet.to_owned(), cell: cell.to_string() };
            self.dossier.origins.insert(format!("{prefix}/{}", column.key), origin);
        }
    }

    /// Records one cell under a path.
    pub fn keep_one(&mut self, record: &Record<'_>, key: &str, path: String) {
        let spot = record.spot(key);
        if let Some(cell) = spot.cell {
            let origin = Origin { file: spot.file, sheet: spot.sheet, cell: cell.to_string() };
            self.dossier.origins.insert(path, origin);
        }
    }

    /// Where a path's value stands; the whole file where that is not known.
    pub fn spot_of(&self, path: &str) -> Spot {
        match self.dossier.origins.get(path) {
            Some(o) => Spot {
                order: self.spots.get(&format!("{}\u{0}{}", o.file, o.sheet)).copied().unwrap_or(usize::MAX),
                file: o.file.clone(),
                sheet: o.sheet.clone(),
                cell: intake::CellRef::parse(&o.cell),
            },
            None if self.paths => Spot { order: usize::MAX, sheet: path.to_owned(), ..Spot::default() },
            None => Spot { order: usize::MAX, ..Spot::default() },
        }
    }

    /// Adds a school of the register.
    pub fn add_school(&mut self, school: School) {
        self.names.entry(plain_name(&school.name)).or_default().insert(school.id.clone());
        self.schools.insert(school.id.clone(), school);
    }

    /// The school a row belongs to, by number or by name; tells what is wrong when there is none.
    pub fn school_of(&mut self, record: &Record<'_>) -> Option<SchoolId> {
        let name = record.text("school_name").map(plain_name);
        if let Some(id) = record.text("school") {
            let id = SchoolId(id.to_owned());
            let Some(school) = self.schools.get(&id) else {
                let shown = record.text("school_name").map_or_else(|| id.0.clone(), |n| format!("{}（{n}）", id.0));
                self.problems.add(Code::SchoolUnknown, record.spot("school"), &[("school", shown)]);
                return None;
            };
            if name.is_some_and(|n| n != plain_name(&school.name)) {
                let args = [
                    ("school", id.0.clone()),
                    ("given", record.string("school_name").unwrap_or_default()),
                    ("registered", school.name.clone()),
                ];
                self.problems.add(Code::NameDiffers, record.spot("school_name"), &args);
            }
            return Some(id);
        }
        let Some(name) = name else {
            self.problems.add(Code::Required, record.spot("school"), &[("column", "学校编号或学校名称".to_owned())]);
            return None;
        };
        let shown = record.string("school_name").unwrap_or_default();
        match self.names.get(&name).map(|ids| (ids.len(), ids.first().cloned())) {
            Some((1, id)) => id,
            Some((n, _)) => {
                let args = [("school", shown), ("count", n.to_string())];
                self.problems.add(Code::SchoolAmbiguous, record.spot("school_name"), &args);
                None
            }
            None => {
                self.problems.add(Code::SchoolUnknown, record.spot("school_name"), &[("school", shown)]);
                None
            }
        }
    }

    /// Lets a function change a school.
    pub fn with_school(&mut self, id: &SchoolId, change: impl FnOnce(&mut School)) {
        if let Some(school) = self.schools.get_mut(id) {
            change(school);
        }
    }

    /// Takes a row of a table by school and school year: resolves both, records the cells, hands the record over.
    pub fn with_year(&mut self, record: &Record<'_>, change: impl FnOnce(&mut SchoolRecord)) -> Option<String> {
        let id = self.school_of(record)?;
        let year = record.school_year()?;
        let prefix = format!("school/{id}/{year}");
        self.keep(record, &prefix);
        if let Some(school) = self.schools.get_mut(&id) {
            change(school.records.entry(year).or_default());
        }
        Some(prefix)
    }

    /// Adds a project of the plan.
    pub fn add_project(&mut self, project: Project) {
        self.projects.insert(project.id.clone(), project);
    }

    /// The project a row belongs to, to be changed; tells when there is none. Returns its path.
    pub fn with_project(&mut self, record: &Record<'_>, change: impl FnOnce(&mut Project)) -> Option<String> {
        let id = ProjectId(record.string("project")?);
        let Some(project) = self.projects.get_mut(&id) else {
            let args = [("table", "规划项目".to_owned()), ("key", id.0)];
            self.problems.add(Code::ReferenceUnknown, record.spot("project"), &args);
            return None;
        };
        change(project);
        Some(format!("project/{id}"))
    }

    /// A school named by a column, to be checked at the end.
    pub fn school_ref(&mut self, record: &Record<'_>, key: &str) -> Option<SchoolId> {
        let id = record.string(key)?;
        self.school_refs.push(Reference::of(record, key, "学校基本情况", &id));
        Some(SchoolId(id))
    }

    /// A zone named by a column, to be checked at the end.
    pub fn zone_ref(&mut self, record: &Record<'_>, key: &str) -> Option<ZoneId> {
        let id = record.string(key)?;
        self.zone_refs.push(Reference::of(record, key, "学区", &id));
        Some(ZoneId(id))
    }

    /// A site named by a column, to be checked at the end.
    pub fn site_ref(&mut self, record: &Record<'_>, key: &str) -> Option<SiteId> {
        let id = record.string(key)?;
        self.site_refs.push(Reference::of(record, key, "备选校址", &id));
        Some(SiteId(id))
    }

    /// Projects named by a column, to be checked at the end.
    pub fn project_refs(&mut self, record: &Record<'_>, key: &str) -> Vec<ProjectId> {
        let ids = record.list(key);
        for id in &ids {
            self.project_refs.push(Reference::of(record, key, "规划项目", id));
        }
        ids.into_iter().map(ProjectId).collect()
    }

    /// A number that has to fit a narrower type; tells when it does not.
    pub fn narrow<T: TryFrom<i64>>(&mut self, record: &Record<'_>, key: &str) -> Option<T> {
        let n = record.number(key)?;
        let narrow = T::try_from(n).ok();
        if narrow.is_none() {
            let title = record.table.column(key).map(crate::column::Column::full_title).unwrap_or_default();
            self.problems.add(Code::TooLarge, record.spot(key), &[("column", title), ("value", n.to_string())]);
        }
        narrow
    }

    /// The location in the columns `lon`, `lat`, `datum`.
    pub fn location(&mut self, record: &Record<'_>) -> Option<Location> {
        let degrees = |key| record.number(key).and_then(|n| i32::try_from(n).ok());
        if let Some(far) = ["lon", "lat"].into_iter().find(|k| record.number(k).is_some() && degrees(k).is_none()) {
            let show =
                |key| record.number(key).and_then(|n| Decimal::new(n, 7)).map(|d| d.to_string()).unwrap_or_default();
            let args = [("lon", show("lon")), ("lat", show("lat"))];
            self.problems.add(Code::LocationOutside, record.spot(far), &args);
            return None;
        }
        match (degrees("lon"), degrees("lat")) {
            (Some(lon_e7), Some(lat_e7)) => {
                let datum = record.choice("datum", &DATUMS);
                if datum.is_none() {
                    self.problems.add(Code::DatumUnstated, record.spot("lon"), &[]);
                }
                Some(Location { lon_e7, lat_e7, datum: datum.unwrap_or(Datum::Unstated) })
            }
            (None, None) => None,
            (lon, _) => {
                let key = if lon.is_some() { "lon" } else { "lat" };
                self.problems.add(Code::LocationHalf, record.spot(key), &[]);
                None
            }
        }
    }

    /// Ends the loading: references are checked, lists put in order.
    pub fn finish(mut self) -> Load {
        let zones: BTreeSet<String> = self.dossier.zones.iter().map(|z| z.id.0.clone()).collect();
        let sites: BTreeSet<String> = self.dossier.sites.iter().map(|s| s.id.0.clone()).collect();
        let schools: BTreeSet<String> = self.schools.keys().map(|s| s.0.clone()).collect();
        let projects: BTreeSet<String> = self.projects.keys().map(|s| s.0.clone()).collect();
        let groups = [
            (std::mem::take(&mut self.zone_refs), zones),
            (std::mem::take(&mut self.site_refs), sites),
            (std::mem::take(&mut self.school_refs), schools),
            (std::mem::take(&mut self.project_refs), projects),
        ];
        for (references, known) in groups {
            for r in references.into_iter().filter(|r| !known.contains(&r.key)) {
                // a plan may be read with its faults: finding them is the rules' work
                let code = if r.plan { Code::PlanReferenceUnknown } else { Code::ReferenceUnknown };
                self.problems.add(code, r.spot, &[("table", r.table.to_owned()), ("key", r.key)]);
            }
        }
        self.dossier.schools = std::mem::take(&mut self.schools).into_values().collect();
        self.dossier.plan.projects = std::mem::take(&mut self.projects).into_values().collect();
        self.dossier.sort();
        self
    }
}

/// A name for comparison: without spaces and width.
fn plain_name(name: &str) -> String {
    intake::normal::squeeze(&intake::normal::fold_width(name)).replace(' ', "")
}
