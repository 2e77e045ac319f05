//! Full-width and odd characters folded to plain ones.

/// Whether a character is a space of any kind, the invisible ones included.
#[must_use]
pub fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{180E}')
}

/// 全角转半角: full-width letters, digits and punctuation to half-width, every kind of space to a
/// plain one, every kind of dash and minus to `-`. Chinese characters pass untouched.
#[must_use]
pub fn fold_width(text: &str) -> String {
    text.chars().filter_map(fold).collect()
}

fn fold(character: char) -> Option<char> {
    let folded = match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFF01 + 0x21).unwrap_or(character),
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{180E}' => return None,
        '−' | '–' | '—' | '―' | '‐' | '‑' | '﹣' => '-',
        '’' | '‘' => '\'',
        '。' | '﹒' => '.',
        '﹐' | '､' => ',',
        '￥' => '¥',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        space if space.is_whitespace() => ' ',
        other => other,
    };
    Some(folded)
}

/// Removes spaces beside Chinese characters and at both ends, and makes one of several elsewhere:
/// `学 校　名 称` becomes `学校名称`, `Total  students` becomes `Total students`.
#[must_use]
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for character in text.chars() {
        if is_space(character) {
            space = true;
            continue;
        }
        let latin = |c: char| c.is_ascii_alphanumeric() || c.is_ascii_punctuation();
        if space && latin(character) && out.chars().next_back().is_some_and(latin) {
            out.push(' ');
        }
        space = false;
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding() {
        assert_eq!(fold_width("１２，３４５．６％（Ａ）　ｂ"), "12,345.6%(A) b");
        assert_eq!(fold_width("镕喆堃𬭬"), "镕喆堃𬭬");
        assert_eq!(squeeze(" 学 校　名 称 "), "学校名称");
        assert_eq!(squeeze("Total   students 人"), "Total students人");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold_width(&text);
            prop_assert_eq!(fold_width(&once), once);
        }

        #[test]
        fn han_survives(text in "[\u{4E00}-\u{9FFF}\u{20000}-\u{2A6DF}]*") {
            prop_assert_eq!(fold_width(&text), text.clone());
            prop_assert_eq!(squeeze(&text), text);
        }
    }
}
