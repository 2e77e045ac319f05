//! Sentences of the plan text（规划文本用语） from `templates/plan.toml`, with named places to fill.

use crate::PapersError;
use std::collections::BTreeMap;

const PHRASES: &str = include_str!("../templates/plan.toml");

/// All phrases by key.
#[derive(Debug)]
pub(crate) struct Phrases(BTreeMap<String, String>);

impl Phrases {
    pub(crate) fn load() -> Result<Self, PapersError> {
        let tables: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(PHRASES).map_err(|e| PapersError::Form(e.to_string()))?;
        let flat = tables.into_iter().flat_map(|(section, phrases)| {
            phrases.into_iter().map(move |(key, text)| (format!("{section}.{key}"), text))
        });
        Ok(Self(flat.collect()))
    }

    /// The phrase with its places filled. A place without a value, or a value without a place, is a fault of the template.
    pub(crate) fn say(&self, key: &str, values: &[(&str, &str)]) -> Result<String, PapersError> {
        let fault = |what: &str| PapersError::Form(format!("plan.toml {key}: {what}"));
        let mut rest = self.0.get(key).ok_or_else(|| fault("?"))?.as_str();
        let mut out = String::with_capacity(rest.len());
        let mut used = vec![false; values.len()];
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').ok_or_else(|| fault("{"))?;
            let (at, (_, value)) =
                values.iter().enumerate().find(|(_, (n, _))| *n == name).ok_or_else(|| fault(name))?;
            if let Some(flag) = used.get_mut(at) {
                *flag = true;
            }
            out.push_str(before);
            out.push_str(value);
            rest = behind;
        }
        out.push_str(rest);
        match used.iter().zip(values).find(|(used, _)| !**used) {
            Some((_, (name, _))) => Err(fault(name)),
            None => Ok(out),
        }
    }

    /// A phrase without places.
    pub(crate) fn word(&self, key: &str) -> Result<String, PapersError> {
        self.say(key, &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_filled_once_and_never_read_as_places() {
        let phrases = Phrases(BTreeMap::from([("a.b".to_owned(), "{x}与{y}".to_owned())]));
        assert_eq!(phrases.say("a.b", &[("x", "{y}"), ("y", "乙")]).unwrap(), "{y}与乙");
        assert!(phrases.say("a.b", &[("x", "甲")]).is_err());
        assert!(phrases.say("a.b", &[("x", "甲"), ("y", "乙"), ("z", "丙")]).is_err());
        assert!(phrases.say("no.such", &[]).is_err());
    }
}
