//! The twenty baseline items（20条底线要求）: schools that meet each, as the official form counts them.

use super::name;
use crate::Case;
use crate::cell::Cell;
use crate::row::Row;

/// One row per item in the order of the list.
pub(super) fn baseline(case: &Case<'_>) -> Vec<Row> {
    let of_list = |number: u8| {
        let listed = |p: &&policy::Provision| p.list == needs::baseline::LIST && p.number == number;
        case.policy.provisions.iter().rfind(|p| listed(p) && p.from <= case.dossier.as_of)
    };
    let row = |item: &needs::baseline::ItemTally| {
        let provision = of_list(item.number);
        Row::new()
            .with("no", Cell::count(item.number))
            .with("text", Cell::or_no_data(provision.map(|p| p.text.as_str())))
            .with("met", Cell::count(item.all.met))
            .with("met_points", Cell::count(item.points.met))
            .with("failed", Cell::count(item.all.not_met))
            .with("failed_points", Cell::count(item.points.not_met))
            .with("unknown", Cell::count(item.all.applicable.saturating_sub(item.all.known)))
            .with("certainty", provision.map_or(Cell::Blank, |p| Cell::from(name::certainty(p.certainty))))
    };
    case.needs.baseline.items.iter().map(row).collect()
}
