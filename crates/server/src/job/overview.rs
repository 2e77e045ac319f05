//! Counties in short (县级摘要): computes what an overview still lacks, one county after the other, beside everything else.

use super::{Said, Work, result};
use crate::failure::Failure;
use model::{Message, RegionCode};
use serde::{Deserialize, Serialize};
use store::Scope;

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Overview {
    /// The counties.
    pub counties: Vec<RegionCode>,
}

pub(super) async fn run(work: Work) -> Result<String, Failure> {
    let asked: Overview = work.asked()?;
    let all = asked.counties.len().max(1);
    let mut failed = 0_usize;
    for (n, county) in asked.counties.iter().enumerate() {
        work.progress(i64::try_from(n * 1000 / all).unwrap_or(0), "wb-overview-computing");
        // one that cannot be computed must not hide the others; its row says that it is not known
        if let Err(failure) = work.app.county(Scope::system(), county).await {
            tracing::warn!(%county, ?failure, "a county could not be computed for the overview");
            failed += 1;
        }
    }
    let message =
        Message::new("wb-overview-computed").with("count", asked.counties.len() - failed).with("failed", failed);
    result(&Said { message, warnings: Vec::new() })
}
