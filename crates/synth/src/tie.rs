//! How schools hang together (学校关联): teaching points with their centre, primary schools with their junior school.

use model::{CodeSpan, Date, Dossier, Grade, LayoutStatus, School, SchoolId, SchoolKind, Stage};

/// Ties a county's schools together and gives one of them a former code.
pub fn tie(dossier: &mut Dossier) {
    let parents: Vec<Option<SchoolId>> = dossier.schools.iter().map(|s| centre_of(dossier, s)).collect();
    let feeds = feeders(dossier);
    for ((school, parent), feed) in dossier.schools.iter_mut().zip(parents).zip(feeds) {
        school.parent = parent;
        school.feeds = feed;
    }
    let grown = dossier.schools.iter_mut().find(|s| s.kind == Some(SchoolKind::NineYear) && s.key_school != Some(true));
    if let Some(school) = grown {
        once_primary(school);
    }
}

fn regular(school: &School) -> bool {
    school.owner.is_some_and(|o| o.is_public())
        && school.kind.is_some_and(|k| !k.is_special())
        && school.layout.last().is_some_and(|f| f.status == LayoutStatus::Keep)
}

/// A teaching point is counted with the central school of its zone.
fn centre_of(dossier: &Dossier, school: &School) -> Option<SchoolId> {
    if school.kind != Some(SchoolKind::TeachingPoint) {
        return None;
    }
    let fit = |s: &&School| {
        regular(s)
            && matches!(s.kind, Some(SchoolKind::Primary | SchoolKind::NineYear))
            && s.boarding == Some(true)
            && s.zones.get(&Stage::Primary) == school.zones.get(&Stage::Primary)
    };
    dossier.schools.iter().find(fit).map(|s| s.id.clone())
}

/// Every primary school feeds the junior school with the most first places left: of its zone, else of the county.
fn feeders(dossier: &Dossier) -> Vec<Option<SchoolId>> {
    let grade = |s: &School, g: u8| -> i64 {
        let counted = s.record(dossier.base_year).and_then(|r| r.enrolment.grades.get(&Grade(g))?.pupils);
        counted.map_or(0, i64::from)
    };
    let junior = |s: &&School| regular(s) && s.key_school != Some(true) && s.zones.contains_key(&Stage::Junior);
    // a nine-year school keeps its own pupils first
    let mut places: Vec<(&School, i64)> =
        dossier.schools.iter().filter(junior).map(|s| (s, grade(s, 7) - grade(s, 6))).collect();
    let feed = |school: &School| {
        if !matches!(school.kind, Some(SchoolKind::Primary | SchoolKind::TeachingPoint)) || !regular(school) {
            return None;
        }
        let zone = school.zones.get(&Stage::Primary);
        let here = places.iter().any(|(s, left)| *left > 0 && s.zones.get(&Stage::Junior) == zone);
        let fits = |s: &School| !here || s.zones.get(&Stage::Junior) == zone;
        let best =
            places.iter_mut().filter(|(s, _)| fits(s)).max_by_key(|(s, left)| (*left, std::cmp::Reverse(&s.id)))?;
        best.1 -= grade(school, 6);
        Some(best.0.id.clone())
    };
    dossier.schools.iter().map(feed).collect()
}

/// The school was a primary school until 2015 and changed its code when it became a nine-year school.
fn once_primary(school: &mut School) {
    let Some(now) = school.codes.last_mut() else { return };
    let former = now.code.as_str().get(2..).and_then(|tail| format!("21{tail}").parse().ok());
    now.from = Date::new(2015, 9, 1);
    if let Some(code) = former {
        school.codes.insert(0, CodeSpan { code, from: Date::new(2011, 9, 1), to: Date::new(2015, 8, 31) });
    }
}
