//! Comparing what two entries apply to (适用范围比较).

use crate::Applies;

fn covers<T: PartialEq>(wide: &[T], narrow: &[T]) -> bool {
    wide.is_empty() || (!narrow.is_empty() && narrow.iter().all(|x| wide.contains(x)))
}

fn meets<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|x| b.contains(x))
}

fn below(prefixes: &[String], code: &str) -> bool {
    prefixes.iter().any(|p| code.starts_with(p.as_str()))
}

/// Every case that `narrow` fits, `wide` fits too.
pub(super) fn wider_or_equal(wide: &Applies, narrow: &Applies) -> bool {
    covers(&wide.kinds, &narrow.kinds)
        && covers(&wide.stages, &narrow.stages)
        && covers(&wide.settings, &narrow.settings)
        && (wide.boarding.is_none() || wide.boarding == narrow.boarding)
        && covers(&wide.sources, &narrow.sources)
        && (wide.regions.is_empty()
            || (!narrow.regions.is_empty() && narrow.regions.iter().all(|r| below(&wide.regions, r))))
        && covers(&wide.natures, &narrow.natures)
        && wide.built_until.is_none_or(|wide| narrow.built_until.is_some_and(|narrow| narrow <= wide))
}

/// Some case fits both.
pub(super) fn overlap(a: &Applies, b: &Applies) -> bool {
    meets(&a.kinds, &b.kinds)
        && meets(&a.stages, &b.stages)
        && meets(&a.settings, &b.settings)
        && (a.boarding.is_none() || b.boarding.is_none() || a.boarding == b.boarding)
        && meets(&a.sources, &b.sources)
        && (a.regions.is_empty()
            || b.regions.is_empty()
            || a.regions.iter().any(|r| below(&b.regions, r))
            || b.regions.iter().any(|r| below(&a.regions, r)))
        && meets(&a.natures, &b.natures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Stage;

    #[test]
    fn a_general_entry_is_wider_than_a_special_one() {
        let all = Applies::default();
        let primary = Applies { stages: vec![Stage::Primary], ..Applies::default() };
        let hohhot = Applies { regions: vec!["1501".into()], ..Applies::default() };
        let region = Applies { regions: vec!["15".into()], ..Applies::default() };
        assert!(wider_or_equal(&all, &primary) && !wider_or_equal(&primary, &all));
        assert!(wider_or_equal(&region, &hohhot) && !wider_or_equal(&hohhot, &region));
        assert!(overlap(&primary, &hohhot) && overlap(&region, &hohhot));
        let junior = Applies { stages: vec![Stage::Junior], ..Applies::default() };
        assert!(!overlap(&primary, &junior));
    }
}
