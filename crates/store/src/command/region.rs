//! Regions (行政区划): the tree on which every scope rests.

use crate::answer::Answer;
use crate::engine::args;
use crate::outcome::{Kind, Stop, refuse};
use crate::tx::{Applied, Tx, done};
use model::{Message, Region, RegionCode};
use serde::{Deserialize, Serialize};

/// Commands on regions (行政区划命令).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegionCommand {
    /// Adds regions or changes their name, level or the region above; those above must be known or stand in the same list.
    Put {
        /// The regions.
        regions: Vec<Region>,
    },
    /// Closes a region, or opens it again: what it holds stays, nobody starts anything new in it.
    Close {
        /// The region.
        code: RegionCode,
        /// Closed, not opened.
        closed: bool,
    },
}

impl RegionCommand {
    pub(crate) fn apply(&self, tx: &mut Tx<'_>) -> Result<Applied, Stop> {
        let regions = match self {
            RegionCommand::Put { regions } => regions,
            RegionCommand::Close { code, closed } => {
                tx.demand_region(code)?;
                let at = closed.then_some(tx.at());
                tx.run("UPDATE region SET closed = ?2 WHERE code = ?1", &args![code, at])?;
                return done("region.close", code.as_str(), code.as_str(), self, Answer::Done);
            }
        };
        for region in regions {
            let level = serde_json::to_value(region.level).ok().and_then(|v| v.as_str().map(str::to_owned));
            tx.run(
                "INSERT INTO region (code, name, level, parent, is_local) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (code) \
                 DO UPDATE SET name = ?2, level = ?3, parent = ?4, is_local = ?5",
                &args![
                    &region.code,
                    &region.name,
                    level.unwrap_or_default(),
                    region.parent.as_ref().map(|p| p.as_str()),
                    region.local
                ],
            )?;
        }
        // the closure is made anew when the shape of the tree has changed: it has a few thousand rows at most
        renew(tx)?;
        let object = regions.first().map_or("", |r| r.code.as_str());
        done("region.put", object, object, self, Answer::Count { count: regions.len() as i64 })
    }
}

/// Writes every region with itself and all above it.
fn renew(tx: &mut Tx<'_>) -> Result<(), Stop> {
    let mut above = std::collections::BTreeMap::new();
    for row in tx.rows("SELECT code, parent FROM region", &[])? {
        let mut cells = row.cells();
        above.insert(cells.text()?, cells.maybe_text()?);
    }
    let mut wanted = std::collections::BTreeSet::new();
    for code in above.keys() {
        let mut next = Some(code.clone());
        for _ in 0..=above.len() {
            let Some(at) = next else { break };
            let Some(parent) = above.get(&at) else {
                return Err(refuse(
                    Kind::Invalid,
                    Message::new("store-region-above").with("code", code).with("above", at),
                ));
            };
            if parent.as_ref() == Some(code) {
                return Err(refuse(Kind::Invalid, Message::new("store-region-circle").with("code", code)));
            }
            wanted.insert((at.clone(), code.clone()));
            next = parent.clone();
        }
    }
    let mut found = std::collections::BTreeSet::new();
    for row in tx.rows("SELECT above, code FROM region_above", &[])? {
        let mut cells = row.cells();
        found.insert((cells.text()?, cells.text()?));
    }
    for (above, code) in found.difference(&wanted) {
        tx.run("DELETE FROM region_above WHERE above = ?1 AND code = ?2", &args![above, code])?;
    }
    for (above, code) in wanted.difference(&found) {
        tx.run("INSERT INTO region_above (above, code) VALUES (?1, ?2)", &args![above, code])?;
    }
    Ok(())
}
