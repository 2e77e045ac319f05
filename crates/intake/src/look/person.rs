//! Identity numbers of people (公民身份号码) in texts: they have no place here and are found before anything is kept.

use serde::{Deserialize, Serialize};

/// Places that are told.
const TOLD: usize = 5;

/// 身份证号: how many identity numbers there are, and where the first ones stand. The numbers themselves are not kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Persons {
    /// How many.
    pub count: u64,
    /// Where the first ones stand.
    pub places: Vec<Place>,
}

/// Where in a file something stands (位置).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A page or slide; its name where it has one.
    Page {
        /// From 1.
        number: u64,
        /// Its name.
        name: String,
    },
    /// A line of a page.
    Line {
        /// The page, from 1.
        page: u64,
        /// The line, from 1.
        line: u64,
    },
    /// A cell of a sheet: `Sheet!B7`.
    Cell(String),
    /// The file's own name.
    Name,
}

impl Place {
    pub(super) fn line(self, line: u64) -> Place {
        match self {
            Place::Page { number, .. } => Place::Line { page: number, line },
            other => other,
        }
    }
}

impl Persons {
    /// Counts the numbers in a text.
    pub(super) fn text(&mut self, text: &str, place: impl FnOnce() -> Place) {
        let count = citizen_numbers(text);
        if count > 0 {
            self.count = self.count.saturating_add(count);
            if self.places.len() < TOLD {
                self.places.push(place());
            }
        }
    }

    /// Counts the numbers in each line of a text.
    pub(super) fn lines(&mut self, text: &str, place: impl Fn(u64) -> Place) {
        for (at, line) in (1u64..).zip(text.lines()) {
            self.text(line, || place(at));
        }
    }
}

/// How many identity numbers (18 digits, the last may be X, with a true check digit, a possible day of birth and a region code,
/// GB 11643) stand in a text. Single blanks between the digits and full-width digits make no difference.
#[must_use]
pub fn citizen_numbers(text: &str) -> u64 {
    let (mut count, mut run, mut blank, mut glued) = (0u64, Vec::<u8>::new(), false, false);
    let mut close = |run: &mut Vec<u8>, glued: bool| {
        if !glued && valid(run) {
            count += 1;
        }
        run.clear();
    };
    for raw in text.chars() {
        let c = match raw {
            '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
                char::from_u32(raw as u32 - 0xFEE0).unwrap_or(raw)
            }
            other => other,
        };
        let fits = c.is_ascii_digit() || (matches!(c, 'x' | 'X') && run.len() == 17);
        if fits {
            // a complete number before a blank is a number of its own
            if blank && valid(&run) {
                close(&mut run, glued);
                glued = false;
            }
            run.push(c.to_ascii_uppercase() as u8);
            blank = false;
        } else if c == ' ' && !run.is_empty() && !blank {
            blank = true;
        } else {
            let joined = c.is_ascii_alphanumeric() && !blank;
            close(&mut run, glued || joined);
            glued = c.is_ascii_alphanumeric();
            blank = false;
        }
    }
    close(&mut run, glued);
    count
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [u8; 11] = *b"10X98765432";

fn valid(run: &[u8]) -> bool {
    let Some((body, [last])) = run.split_at_checked(17).filter(|(_, rest)| rest.len() == 1) else { return false };
    let digits = |from: usize, to: usize| {
        body.get(from..to).unwrap_or_default().iter().fold(0u32, |n, d| n * 10 + u32::from(d.wrapping_sub(b'0')))
    };
    let (province, year, month, day) = (digits(0, 2), digits(6, 10), digits(10, 12), digits(12, 14));
    let born = (1900..=2099).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(d, w)| u32::from(d.wrapping_sub(b'0')) * w).sum();
    let right = CHECKS.get((sum % 11) as usize) == Some(last);
    born && right && ((11..=82).contains(&province))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The example numbers of GB 11643-1999, appendix.
    #[test]
    fn published_numbers_in_all_spellings() {
        for text in [
            "11010519491231002X",
            "11010519491231002x",
            "440524188001010014",
            "身份证号：11010519491231002X，",
            "１１０１０５１９４９１２３１００２Ｘ",
            "110105 19491231 002X",
            "a,440524199001010013",
        ] {
            let wanted = u64::from(!text.contains("1880") && !text.contains("99001010013"));
            assert_eq!(citizen_numbers(text), wanted, "{text}");
        }
        assert_eq!(citizen_numbers("11010519491231002X 11010519491231002X"), 2);
        assert_eq!(citizen_numbers("11010519491231002X\n11010519491231002X"), 2);
        for none in ["110105194912310021", "211010519491231002X", "11010519491231002X5", "A11010519491231002X", "", "X"]
        {
            assert_eq!(citizen_numbers(none), 0, "{none}");
        }
    }

    proptest! {
        #[test]
        fn made_numbers_are_found_and_one_wrong_digit_is_not(
            province in 11u32..=65, rest in 0u32..9999, year in 1950u32..2015, month in 1u32..=12, day in 1u32..=28, order in 0u32..999, wrong in 1u32..10,
        ) {
            let body = format!("{province}{rest:04}{year}{month:02}{day:02}{order:03}");
            let sum: u32 = body.bytes().zip(WEIGHTS).map(|(d, w)| u32::from(d - b'0') * w).sum();
            let right = CHECKS[(sum % 11) as usize];
            let text = format!("学生{body}{}等", char::from(right));
            prop_assert_eq!(citizen_numbers(&text), 1);
            let other = CHECKS[((sum + wrong) % 11) as usize];
            let text = format!("学生{body}{}等", char::from(other));
            prop_assert_eq!(citizen_numbers(&text), 0);
        }

        #[test]
        fn any_text_ends(text in ".{0,200}") {
            let _ = citizen_numbers(&text);
        }
    }
}
