//! Web pages (网页): their words, without scripts and styles. The page itself is never shown.

use super::{Finder, Remark, text};
use crate::problem::IntakeProblem;

pub(super) fn look(bytes: &[u8], found: &mut Finder) -> Result<(), IntakeProblem> {
    let page = text::decoded(bytes)?;
    let lower = page.to_ascii_lowercase();
    if lower.contains("<script") || lower.contains("javascript:") {
        found.remark(Remark::Script);
    }
    found.part("", words(&page));
    Ok(())
}

/// The words between the tags.
fn words(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, tag)) = rest.split_once('<') {
        push(&mut out, before);
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        let name = name.to_ascii_lowercase();
        rest = if name == "script" || name == "style" { after_end(tag, &name) } else { after_tag(tag) };
        let breaks = ["p", "/p", "br", "tr", "/tr", "div", "/div", "li", "h1", "h2", "h3", "h4", "title", "/title"];
        if breaks.contains(&name.as_str()) {
            out.push('\n');
        } else if name == "td" || name == "th" {
            out.push('\t');
        }
    }
    push(&mut out, rest);
    out
}

fn after_tag(tag: &str) -> &str {
    if let Some(rest) = tag.strip_prefix("!--") {
        return rest.split_once("-->").map_or("", |(_, rest)| rest);
    }
    tag.split_once('>').map_or("", |(_, rest)| rest)
}

/// Behind the end of a script or style, whatever stands in it.
fn after_end<'a>(tag: &'a str, name: &str) -> &'a str {
    let end = format!("</{name}");
    let at = tag.as_bytes().windows(end.len()).position(|w| w.eq_ignore_ascii_case(end.as_bytes()));
    at.and_then(|at| tag.get(at..)).and_then(|t| t.split_once('>')).map_or("", |(_, rest)| rest)
}

fn push(out: &mut String, text: &str) {
    let named = [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    let text = named.iter().fold(text.to_owned(), |t, (from, to)| t.replace(from, to));
    out.push_str(&text);
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_without_scripts() {
        let page = "<html><title>通知</title><SCRIPT>var a = '<p>不是</p>';</ScRiPt ><p>关于 &lt;校舍&gt;</p><!-- 藏 --><td>甲";
        let out = words(page);
        assert!(out.contains("通知") && out.contains("关于 <校舍>") && out.contains("甲"), "{out}");
        assert!(!out.contains("不是") && !out.contains('藏'), "{out}");
        for odd in ["<", "<script", "<!--", "<script>x", "a<b", "&", "<\u{0}>"] {
            let _ = words(odd);
        }
    }
}
