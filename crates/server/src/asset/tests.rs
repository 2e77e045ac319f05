//! What may stand in a style or a script: the browsers of official desks are as old as Chromium 90.

use super::*;
use std::collections::BTreeSet;
use std::path::{Path as FilePath, PathBuf};

fn text(name: &str) -> String {
    let file = FILES.iter().find(|(n, _, _)| *n == name);
    String::from_utf8_lossy(file.map_or(&[][..], |(_, _, bytes)| bytes)).into_owned()
}

/// Without comments: what they say is not run.
fn code(name: &str) -> String {
    let mut out = String::new();
    let whole = text(name);
    let mut rest = whole.as_str();
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

#[test]
fn no_style_is_newer_than_chromium_90() {
    let newer = [
        "color-mix(",
        ":has(",
        "light-dark(",
        "@layer",
        "@container",
        "oklch(",
        "oklab(",
        "lab(",
        "lch(",
        "@scope",
        "@property",
        "accent-color",
        "dvh",
        "svh",
        "lvh",
        "subgrid",
        ";text-wrap:",
        "{text-wrap:",
        "@starting-style",
        "container-type",
        "anchor-name",
        "animation-timeline",
        "scrollbar-gutter",
        "inset-area",
        "field-sizing",
        ":popover-open",
        "hwb(",
        "@supports selector",
    ];
    for (name, kind, _) in FILES.iter().filter(|f| f.1.starts_with("text/css")) {
        let code = code(name);
        let found: Vec<&str> = newer.into_iter().filter(|word| code.contains(word)).collect();
        assert!(found.is_empty(), "{name} ({kind}) uses {found:?}");
        // nesting: a block within a rule that is no at-rule
        assert!(!code.contains("{&") && !code.contains("; &") && !code.contains(";&"), "{name} nests rules");
        assert!(!code.contains("http://") || code.contains("http://www.w3.org"), "{name} calls an outside address");
    }
}

#[test]
fn no_script_is_newer_than_es2020() {
    let newer = [
        ".at(",
        "Object.hasOwn",
        "structuredClone",
        ".findLast",
        "randomUUID",
        "static{",
        "static {",
        "Array.fromAsync",
        ".toSorted(",
        ".toSpliced(",
        "Object.groupBy",
        "Promise.withResolvers",
        "eval(",
        "new Function(",
    ];
    for (name, _, _) in FILES.iter().filter(|f| f.1.starts_with("text/javascript")) {
        let code = code(name);
        for word in newer {
            let known = *name == "htmx.js" && matches!(word, "eval(" | "new Function(");
            assert!(known || !code.contains(word), "{name} uses {word}");
        }
    }
    // the script that may build functions from text is told not to
    assert!(template_texts().iter().any(|(_, t)| t.contains("\"allowEval\":false")));
}

fn template_texts() -> Vec<(PathBuf, String)> {
    fn walk(folder: &FilePath, out: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                out.push((path, text));
            }
        }
    }
    let mut out = Vec::new();
    walk(&FilePath::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut out);
    out
}

/// Class names of a template; parts made by expressions are left out.
fn classes(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for part in text.split("class=\"").skip(1) {
        let Some(end) = part.find('"') else { continue };
        let mut value = part[..end].to_owned();
        while let (Some(from), Some(to)) =
            (value.find("{%").or(value.find("{{")), value.find("%}").or(value.find("}}")))
        {
            if to < from {
                break;
            }
            value.replace_range(from..to + 2, " ");
        }
        out.extend(value.split_whitespace().filter(|w| !w.ends_with('-') && !w.starts_with('-')).map(str::to_owned));
    }
    out
}

#[test]
fn every_class_of_a_template_has_a_style() {
    let styles: String =
        FILES.iter().filter(|(name, ..)| name.ends_with(".css")).map(|(name, ..)| code(name)).collect();
    let mut missing = BTreeSet::new();
    for (path, text) in template_texts() {
        for class in classes(&text) {
            let name = format!(".{class}");
            let known = styles.match_indices(&name).any(|(at, _)| {
                styles[at + name.len()..]
                    .chars()
                    .next()
                    .is_none_or(|c| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            });
            if !known && !class.starts_with("js-") {
                missing.insert(format!("{class} ({})", path.file_name().unwrap().to_string_lossy()));
            }
        }
    }
    assert!(missing.is_empty(), "no style for {missing:?}: run tools/assets, or write it in app.css");
}

#[test]
fn templates_hold_no_style_or_script_of_their_own() {
    for (path, text) in template_texts() {
        for word in [
            " style=",
            "<style",
            "javascript:",
            " onclick=",
            " onchange=",
            " onsubmit=",
            " hx-on",
            "http://",
            "https://",
        ] {
            let plain = text.replace("http://www.w3.org", "");
            assert!(!plain.contains(word), "{}: {word} (the content policy forbids it)", path.display());
        }
        for tag in text.split("<script").skip(1) {
            assert!(
                tag.split('>').next().unwrap().contains("src=") || tag.contains("application/json"),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn every_text_of_a_template_is_in_the_catalogue_and_every_icon_in_the_sheet() {
    let icons = text("icons.svg");
    for (path, text) in template_texts() {
        for start in [".t(\"", ".with(\"", "Message::new(\""] {
            for part in text.split(start).skip(1) {
                let key = part.split('"').next().unwrap().to_owned();
                for lang in [catalogue::Lang::Zh, catalogue::Lang::En] {
                    let message = model::Message { key: key.clone().into(), args: Default::default() };
                    let said = catalogue::text(lang, &message);
                    assert!(said != key, "{}: {key} is not in the catalogue", path.display());
                }
            }
        }
        for part in text.split("icon(\"").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(icons.contains(&format!("id=\"{name}\"")), "{}: icon {name}: run tools/assets", path.display());
        }
    }
}

#[test]
fn every_icon_of_the_list_is_in_the_sheet() {
    let icons = text("icons.svg");
    let list = include_str!("../../assets/icons.txt");
    for name in list.lines().filter(|l| !l.starts_with('#')) {
        assert!(icons.contains(&format!("id=\"{name}\"")), "icon {name}: run tools/assets");
    }
    for (_, icon, _, _) in crate::page::NAVIGATION.iter().chain(crate::page::admin::SECTIONS) {
        assert!(
            list.lines().any(|l| l == *icon),
            "icon {icon} of the navigation: add it to icons.txt, run tools/assets"
        );
    }
}

#[tokio::test]
async fn kept_for_ever_by_hash_and_packed_on_demand() {
    let hash = url("app.css").split('/').nth(2).unwrap().to_owned();
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT_ENCODING, "br, gzip".parse().unwrap());
    let reply = serve(Path((hash.clone(), "app.css".into())), headers.clone()).await;
    assert_eq!(reply.headers()[header::CONTENT_ENCODING], "gzip");
    assert!(reply.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    headers.insert(header::IF_NONE_MATCH, reply.headers()[header::ETAG].clone());
    let again = serve(Path((hash, "app.css".into())), headers).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    let stale = serve(Path(("0".into(), "app.css".into())), HeaderMap::new()).await;
    assert_eq!(stale.headers()[header::CACHE_CONTROL], "public, no-cache");
    let foreign = serve(Path(("0".into(), "../Cargo.toml".into())), HeaderMap::new()).await;
    assert_eq!(foreign.status(), StatusCode::NOT_FOUND);
}
