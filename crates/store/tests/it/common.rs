//! Sites to test on, and a private PostgreSQL cluster shared by the tests of this program.

use model::{Cycle, Date, Dossier, Region, RegionCode, RegionLevel, SchoolYear, Year};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Answer, Command as Write, CycleCommand, CycleRow, Failed, Place, RegionCommand, Stamp, Store};

/// A moment from which tests count.
pub const T0: i64 = 1_700_000_000_000;
pub const CYCLE: &str = "2021-2025";

/// A site with its data folder.
pub struct Site {
    pub place: Place,
    pub store: Store,
    _folder: tempfile::TempDir,
}

impl Site {
    pub fn new(place: Place, folder: tempfile::TempDir) -> Site {
        let store = Store::open(&place).unwrap();
        let site = Site { place, store, _folder: folder };
        site.write("regions", RegionCommand::Put { regions: regions() }).unwrap();
        let cycle = CycleRow {
            id: CYCLE.to_owned(),
            name: "测试周期".to_owned(),
            first: Year(2021),
            last: Year(2025),
            deadlines: Vec::new(),
            state: "open".to_owned(),
        };
        site.write("cycle", CycleCommand::Put(cycle)).unwrap();
        site
    }

    pub fn write(&self, key: &str, command: impl Into<Write>) -> Result<Answer, Failed> {
        self.store.write(Stamp::system(T0, key), command)
    }

    pub fn write_at(&self, at: i64, key: &str, command: impl Into<Write>) -> Result<Answer, Failed> {
        self.store.write(Stamp::system(at, key), command)
    }
}

/// The cluster, which ends with this program.
struct Cluster {
    socket: String,
    _process: Child,
}

fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    CLUSTER
        .get_or_init(|| {
            let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/private-postgres");
            let spawn =
                Command::new(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn();
            let mut process = spawn.ok()?;
            let mut socket = String::new();
            BufReader::new(process.stdout.take()?).read_line(&mut socket).ok()?;
            let socket = socket.trim().to_owned();
            (!socket.is_empty()).then_some(Cluster { socket, _process: process })
        })
        .as_ref()
}

/// A new database of the cluster; `None`, with the reason said, where there is no PostgreSQL.
pub fn database() -> Option<String> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let Some(cluster) = cluster() else {
        eprintln!("skipped: PostgreSQL 15 or later is not there");
        return None;
    };
    let name = format!("t{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let socket = &cluster.socket;
    let mut client =
        postgres::Client::connect(&format!("host={socket} user=junheng dbname=postgres"), postgres::NoTls).unwrap();
    client.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    Some(format!("host={socket} user=junheng dbname={name}"))
}

/// The places of both engines.
pub fn places() -> Vec<(Place, tempfile::TempDir)> {
    let folder = tempfile::tempdir().unwrap();
    let mut out = vec![(Place::folder(folder.path().join("data")), folder)];
    if let Some(url) = database() {
        let folder = tempfile::tempdir().unwrap();
        out.push((Place::postgres(folder.path().join("data"), url), folder));
    }
    out
}

/// Does the same on every engine.
pub fn each(test: impl Fn(&Site)) {
    for (place, folder) in places() {
        let site = Site::new(place, folder);
        eprintln!("on {}", site.store.health().engine);
        test(&site);
    }
}

pub fn code(text: &str) -> RegionCode {
    text.parse().unwrap()
}

/// A small tree; the development zone's code is unlike that of the city above it.
pub fn regions() -> Vec<Region> {
    let make = |code_: &str, name: &str, level, parent: Option<&str>| Region {
        code: code(code_),
        name: name.to_owned(),
        level,
        parent: parent.map(code),
        local: false,
    };
    vec![
        make("150000", "内蒙古自治区", RegionLevel::Province, None),
        make("150100", "甲市", RegionLevel::Prefecture, Some("150000")),
        make("150121", "甲一旗", RegionLevel::County, Some("150100")),
        make("150122", "甲二县", RegionLevel::County, Some("150100")),
        make("15K901", "甲开发区", RegionLevel::DevelopmentZone, Some("150100")),
        make("150200", "乙市", RegionLevel::Prefecture, Some("150000")),
        make("150221", "乙一旗", RegionLevel::County, Some("150200")),
    ]
}

/// An empty dossier of a county.
pub fn dossier(county: &str) -> Dossier {
    let cycle = Cycle { first: Year(2021), last: Year(2025) };
    Dossier::new(code(county), cycle, SchoolYear(2020), Date::new(2021, 3, 31).unwrap())
}
