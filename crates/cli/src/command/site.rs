//! The site that a command speaks of (站点).

use crate::args::Site;
use crate::failure::Failure;
use model::Message;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};
use store::{Broken, Place, Store};

/// Where it keeps its data.
pub fn place(site: &Site) -> Place {
    match &site.database {
        Some(url) => Place::postgres(&site.data, url),
        None => Place::folder(&site.data),
    }
}

/// Opens a site that is there; none is made.
pub fn open(site: &Site) -> Result<Store, Failure> {
    let place = place(site);
    demand(&place)?;
    Store::open(&place).map_err(broken)
}

/// Refuses a folder without a site.
pub fn demand(place: &Place) -> Result<(), Failure> {
    let there = if place.postgres.is_some() { place.key().exists() } else { place.database().exists() };
    if there { Ok(()) } else { Err(Message::new("cli-site-missing").with("path", place.folder.display()).into()) }
}

/// The file with the public half of its key.
pub fn public_key(site: &Site) -> PathBuf {
    place(site).key().with_extension("pub")
}

/// What the store has to say, for the user.
pub fn broken(broken: Broken) -> Failure {
    Failure::one(broken.message)
}

/// Now, in milliseconds since 1970.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
