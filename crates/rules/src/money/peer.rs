//! A county's figure against those of the others (与其他县比较).

use crate::peers::Spread;
use crate::ratio::times;
use crate::report::Report;
use crate::view::View;
use model::Fen;
use rust_decimal::Decimal;

const RATIO: &str = "review.peer_ratio";
const LEAST: &str = "review.peer_min";

/// What is compared.
pub(super) struct Compared<'a> {
    pub own: Fen,
    pub spread: &'a Spread,
    /// The path of the county's figure.
    pub path: &'static str,
    /// What is compared, in words.
    pub name: &'static str,
}

/// Reports a county whose figure is more than the allowed multiple of the middle county's. With too few counties nothing is said.
pub(super) fn above(view: &View<'_>, out: &mut Report<'_>, compared: &Compared<'_>) {
    let Compared { own, spread, path, name } = compared;
    let (Some(median), Some(lowest), Some(highest)) = (spread.median(), spread.lowest(), spread.highest()) else {
        return;
    };
    let (Some(ratio), Some(least)) = (view.limit(RATIO), view.limit(LEAST)) else {
        out.unset("跨区县比较的倍数和最少区县数");
        return;
    };
    let few = Decimal::from(spread.counties()) < least.value;
    if few || times(median.0, &ratio).is_none_or(|most| Decimal::from(own.0) <= most) {
        return;
    }
    let multiple =
        Decimal::from(own.0).checked_div(Decimal::from(median.0)).unwrap_or_default().round_dp(1).normalize();
    let draft = out.county().with("own", own.yuan()).with("median", median.yuan()).with("count", spread.counties());
    let draft = draft.with("lowest", lowest.yuan()).with("highest", highest.yuan()).with("multiple", multiple);
    draft.with("limit", ratio.value.normalize()).saw(*path, format!("{name}{}元", own.yuan())).by(&ratio).file();
}
