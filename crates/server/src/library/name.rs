//! Names of uploaded files (文件名): kept for people to recognise, never used as a path.

/// Most characters kept.
const MOST: usize = 120;

/// A name without folders, control characters, zero-width and direction marks, cut to what a list can show; the ending stays.
pub fn clean(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or("");
    let seen = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFD}')
    };
    let name: String = last.chars().filter(seen).map(|c| if "<>:\"|?*".contains(c) { '_' } else { c }).collect();
    let name = name.trim().trim_start_matches('.');
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.chars().count() <= 8 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let stem: String = stem.chars().take(MOST - ending.chars().count()).collect();
    let whole = format!("{}{ending}", stem.trim_end());
    if whole.is_empty() { "file".to_owned() } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_no_path_and_hides_nothing() {
        assert_eq!(clean("../../etc/passwd"), "passwd");
        assert_eq!(clean("C:\\用户\\关于\0意见.docx"), "关于意见.docx");
        assert_eq!(clean("发票\u{202E}fdp.exe"), "发票fdp.exe");
        assert_eq!(clean(".."), "file");
        assert_eq!(clean(""), "file");
        let long = clean(&format!("{}.pdf", "长".repeat(10_000)));
        assert!(long.ends_with(".pdf") && long.chars().count() == MOST);
        assert_eq!(clean("a<script>.html"), "a_script_.html");
    }

    proptest! {
        #[test]
        fn any_name_becomes_a_name(given in ".{0,300}") {
            let name = clean(&given);
            prop_assert!(!name.is_empty() && name.chars().count() <= MOST);
            prop_assert!(!name.contains(['/', '\\', '\0', '\n', '"']) && name != "..");
        }
    }
}
