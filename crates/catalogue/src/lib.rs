//! The one string catalogue (文字目录): every sentence a person reads, in Chinese and English.
//!
//! Texts are Fluent files under `text/<language>/`; a [`model::Message`] carries the key and the arguments.
//! A key missing in a language falls back to Chinese, then to the key itself, so that nothing is ever silently empty.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use model::Message;
use std::borrow::Cow;
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::OnceLock;
use unic_langid::{LanguageIdentifier, langid};

/// A language of the catalogue (语言).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 中文.
    #[default]
    Zh,
    /// English.
    En,
}

/// Not a language of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLang(pub String);

impl FromStr for Lang {
    type Err = UnknownLang;
    fn from_str(s: &str) -> Result<Self, UnknownLang> {
        match s {
            "zh" | "zh-CN" => Ok(Lang::Zh),
            "en" => Ok(Lang::En),
            other => Err(UnknownLang(other.to_owned())),
        }
    }
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        const ZH: &[(&str, &str)] = &[ $( ($name, include_str!(concat!("../text/zh/", $name, ".ftl"))), )* ];
        const EN: &[(&str, &str)] = &[ $( ($name, include_str!(concat!("../text/en/", $name, ".ftl"))), )* ];
    };
}

// one file per room, the same names in both languages
files![
    "administration",
    "api",
    "audit",
    "board",
    "cli",
    "compare",
    "demand",
    "exchange",
    "grid",
    "intake",
    "library",
    "map",
    "needs",
    "papers",
    "policy",
    "programme",
    "review",
    "rules",
    "store",
    "terms",
    "why",
    "withheld",
    "workbench",
];

type Bundle = FluentBundle<FluentResource>;

fn build(lang: LanguageIdentifier, files: &[(&str, &str)]) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![lang]);
    bundle.set_use_isolating(false);
    for (_, text) in files {
        let resource = match FluentResource::try_new((*text).to_owned()) {
            Ok(resource) => resource,
            Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn bundle(lang: Lang) -> &'static Bundle {
    static ZH_BUNDLE: OnceLock<Bundle> = OnceLock::new();
    static EN_BUNDLE: OnceLock<Bundle> = OnceLock::new();
    match lang {
        Lang::Zh => ZH_BUNDLE.get_or_init(|| build(langid!("zh-CN"), ZH)),
        Lang::En => EN_BUNDLE.get_or_init(|| build(langid!("en"), EN)),
    }
}

/// The message in a language.
pub fn text(lang: Lang, message: &Message) -> String {
    render(lang, message).or_else(|| render(Lang::Zh, message)).unwrap_or_else(|| fallback(message))
}

fn render(lang: Lang, message: &Message) -> Option<String> {
    let bundle = bundle(lang);
    let pattern = bundle.get_message(&message.key)?.value()?;
    let mut args = FluentArgs::new();
    // what is said of a file quotes its headings and cells as they stand there
    let quotes = ["exchange-", "intake-"].iter().any(|room| message.key.starts_with(room));
    for (name, value) in &message.args {
        let value = if quotes { Cow::Borrowed(value.as_str()) } else { term(lang, value) };
        args.set(name.as_ref(), FluentValue::from(value));
    }
    let mut errors = Vec::new();
    let out = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    Some(out)
}

/// The English of the vocabulary, by its Chinese.
fn vocabulary() -> &'static HashMap<&'static str, &'static str> {
    static WORDS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    fn entries(files: &'static [(&'static str, &'static str)]) -> impl Iterator<Item = (&'static str, &'static str)> {
        let text = files.iter().find(|(name, _)| *name == "terms").map_or("", |(_, text)| *text);
        text.lines().filter_map(|line| line.strip_prefix("term-")?.split_once(" = "))
    }
    WORDS.get_or_init(|| {
        let english: HashMap<&str, &str> = entries(EN).collect();
        entries(ZH).filter_map(|(key, zh)| Some((zh, *english.get(key)?))).collect()
    })
}

/// A name of the vocabulary (item, stage, unit, source …) or a list of such names, given in Chinese, in a language. Anything else is
/// a proper name and stays as it is.
pub fn term(lang: Lang, zh: &str) -> Cow<'_, str> {
    let known = |part: &str| vocabulary().get(part).copied();
    if lang == Lang::Zh {
        return Cow::Borrowed(zh);
    }
    if let Some(one) = known(zh) {
        return Cow::Borrowed(one);
    }
    match zh.split('、').map(known).collect::<Option<Vec<&str>>>() {
        Some(list) => Cow::Owned(list.join(", ")),
        None => Cow::Borrowed(zh),
    }
}

fn fallback(message: &Message) -> String {
    let args: Vec<String> = message.args.iter().map(|(k, v)| format!("{k}={v}")).collect();
    if args.is_empty() { message.key.to_string() } else { format!("{} ({})", message.key, args.join(", ")) }
}

/// The texts that take no arguments, ready made: a page says hundreds of them.
fn plain(lang: Lang) -> &'static HashMap<&'static str, String> {
    static PLAIN_ZH: OnceLock<HashMap<&'static str, String>> = OnceLock::new();
    static PLAIN_EN: OnceLock<HashMap<&'static str, String>> = OnceLock::new();
    fn ready(lang: Lang, files: &[(&'static str, &'static str)]) -> HashMap<&'static str, String> {
        let heads = files.iter().flat_map(|(_, text)| text.lines()).filter_map(|line| Some(line.split_once(" =")?.0));
        let bundle = bundle(lang);
        heads
            .filter_map(|key| {
                let mut errors = Vec::new();
                let said = bundle.format_pattern(bundle.get_message(key)?.value()?, None, &mut errors).into_owned();
                errors.is_empty().then_some((key, said))
            })
            .collect()
    }
    match lang {
        Lang::Zh => PLAIN_ZH.get_or_init(|| ready(lang, ZH)),
        Lang::En => PLAIN_EN.get_or_init(|| ready(lang, EN)),
    }
}

/// A text without arguments.
pub fn word(lang: Lang, key: &'static str) -> String {
    plain(lang).get(key).cloned().unwrap_or_else(|| text(lang, &Message::new(key)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Keys with the names of their arguments, read from the source of one language.
    fn keys(files: &[(&str, &str)]) -> BTreeMap<String, BTreeSet<String>> {
        let mut out = BTreeMap::new();
        for (name, text) in files {
            let resource = FluentResource::try_new((*text).to_owned());
            assert!(resource.is_ok(), "{name}.ftl: {:?}", resource.err().map(|e| e.1));
            let mut key = String::new();
            for line in text.lines() {
                if let Some((head, _)) = line.split_once(" =")
                    && head.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                {
                    key = head.to_owned();
                    assert!(!out.contains_key(&key), "{name}.ftl: {key} stands twice");
                    out.insert(key.clone(), BTreeSet::new());
                }
                for part in line.split("{ $").skip(1) {
                    let arg = part.split([' ', '}']).next().unwrap_or("").to_owned();
                    out.entry(key.clone()).or_default().insert(arg);
                }
            }
        }
        out
    }

    #[test]
    fn both_languages_say_the_same_things() {
        let (zh, en) = (keys(ZH), keys(EN));
        let missing: Vec<_> = zh.keys().filter(|k| !en.contains_key(*k)).collect();
        let extra: Vec<_> = en.keys().filter(|k| !zh.contains_key(*k)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "missing in English {missing:?}, in Chinese {extra:?}");
        for (key, args) in &zh {
            assert_eq!(Some(args), en.get(key), "arguments of {key}");
        }
    }

    #[test]
    fn ready_made_texts_are_the_same_and_leave_out_what_takes_arguments() {
        for (lang, files) in [(Lang::Zh, ZH), (Lang::En, EN)] {
            assert!(plain(lang).len() > 500);
            for (key, args) in keys(files) {
                let ready = plain(lang).get(key.as_str());
                // one that names another text may take its arguments
                assert!(ready.is_none() || args.is_empty(), "{key}");
                let message = Message { key: key.clone().into(), args: BTreeMap::new() };
                assert!(ready.is_none_or(|r| *r == text(lang, &message)), "{key}");
            }
        }
    }

    #[test]
    fn the_vocabulary_is_said_in_english_and_proper_names_stay() {
        use model::{BuildNature, FundSource, Item, OtherPlanKind, SchoolKind, Stage, TargetMeasure, WaiverLevel};
        let mut names: Vec<&str> = Item::ALL.iter().flat_map(|i| [i.zh(), i.unit().zh(), i.category().zh()]).collect();
        names.extend(SchoolKind::ALL.iter().map(|k| k.zh()));
        names.extend(FundSource::ALL.iter().map(|s| s.zh()));
        names.extend(TargetMeasure::ALL.iter().map(|m| m.zh()));
        names.extend(WaiverLevel::ALL.iter().map(|l| l.zh()));
        names.extend([Stage::Kindergarten, Stage::Primary, Stage::Junior, Stage::Senior].map(Stage::zh));
        names.extend([OtherPlanKind::LargeClass, OtherPlanKind::OnlineTeaching].map(OtherPlanKind::zh));
        names.extend([BuildNature::New, BuildNature::Purchase].map(BuildNature::zh));
        for name in names {
            let english = term(Lang::En, name);
            assert!(english.is_ascii() || english.contains('²'), "{name}: {english}");
            assert_eq!(term(Lang::Zh, name), name);
        }
        assert_eq!(term(Lang::En, "图书、课桌椅"), "books, desks and chairs");
        assert_eq!(term(Lang::En, "翎帆县虹尾小学"), "翎帆县虹尾小学");
        let message = Message::new("needs-trace-has").with("item", "图书");
        assert_eq!(text(Lang::En, &message), "Read what is there: books");
    }

    #[test]
    fn an_unknown_key_still_says_something() {
        let m = Message::new("no-such-key").with("a", 1);
        assert_eq!(text(Lang::En, &m), "no-such-key (a=1)");
    }
}
