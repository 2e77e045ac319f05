//! How schools hang together (学校关联): teaching points with their centre, primary schools with their junior school.

use model::{CodeSpan, Date, Dossier, LayoutStatus, School, SchoolId, SchoolKind, Stage};

/// Ties a county's schools together and gives one of them a former code.
pub fn tie(dossier: &mut Dossier) {
    let parents: Vec<Option<SchoolId>> = dossier.schools.iter().map(|s| centre_of(dossier, s)).collect();
    let feeds: Vec<Option<SchoolId>> = dossier.schools.iter().map(|s| junior_of(dossier, s)).collect();
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

/// A primary school feeds a junior school of its zone, else the first one of the county.
fn junior_of(dossier: &Dossier, school: &School) -> Option<SchoolId> {
    if !matches!(school.kind, Some(SchoolKind::Primary | SchoolKind::TeachingPoint)) {
        return None;
    }
    let junior = |s: &&School| regular(s) && s.key_school != Some(true) && s.zones.contains_key(&Stage::Junior);
    let zone = school.zones.get(&Stage::Primary);
    let mut all = dossier.schools.iter().filter(junior);
    let here = all.clone().find(|s| s.zones.get(&Stage::Junior) == zone);
    here.or_else(|| all.next()).map(|s| s.id.clone())
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
