//! Made-up names (虚构名称). No school, township or zone of these names is meant; the rare characters are there on purpose.

use crate::dice::Dice;

const FIRST: [&str; 24] = [
    "镕", "喆", "堃", "𬭬", "鲸", "彗", "萤", "霁", "珀", "隼", "苔", "虹", "鹭", "棠", "砚", "蕨", "澜", "桫", "翎",
    "穹", "笙", "榛", "雩", "驼",
];
const SECOND: [&str; 24] = [
    "光", "语", "原", "歌", "尾", "影", "湾", "笺", "岚", "石", "羽", "禾", "星", "泊", "丘", "雪", "舟", "灯", "岛",
    "桥", "潮", "帆", "屿", "烛",
];

/// A stock of made-up two-character words, in random order, each given out once.
#[derive(Debug, Clone)]
pub struct Words {
    order: Vec<u16>,
    next: usize,
}

impl Words {
    /// All words, shuffled.
    pub fn new(dice: &mut Dice) -> Words {
        let mut order: Vec<u16> = (0..576).collect();
        dice.shuffle(&mut order);
        Words { order, next: 0 }
    }

    /// The next word; after the last one they come again with a number, so that no name comes twice.
    pub fn take(&mut self) -> String {
        let round = self.next / self.order.len().max(1);
        let at = self.next % self.order.len().max(1);
        self.next += 1;
        let n = usize::from(self.order.get(at).copied().unwrap_or(0));
        let word = [FIRST.get(n / 24), SECOND.get(n % 24)].into_iter().flatten().copied().collect::<String>();
        if round == 0 { word } else { format!("{word}{}", numeral(round + 1)) }
    }
}

/// A Chinese numeral, 0–9999 (一、十二、三十、一百零五).
pub fn numeral(n: usize) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: usize| DIGITS.get(d).copied().unwrap_or("");
    match n {
        0..=9 => digit(n).to_owned(),
        10..=19 => format!("十{}", if n == 10 { "" } else { digit(n - 10) }),
        20..=99 => format!("{}十{}", digit(n / 10), if n.is_multiple_of(10) { "" } else { digit(n % 10) }),
        100..=999 => {
            let rest = n % 100;
            let tail = match rest {
                0 => String::new(),
                1..=9 => format!("零{}", digit(rest)),
                10..=19 => format!("一{}", numeral(rest)),
                _ => numeral(rest),
            };
            format!("{}百{tail}", digit(n / 100))
        }
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_word_comes_twice() {
        let mut words = Words::new(&mut Dice::new(1, 1));
        let all: BTreeSet<String> = (0..2_000).map(|_| words.take()).collect();
        assert_eq!(all.len(), 2_000);
        assert!(["镕", "喆", "堃", "𬭬"].iter().all(|rare| all.iter().any(|w| w.contains(rare))));
    }

    #[test]
    fn numerals_read_as_chinese() {
        let shown: Vec<_> = [7, 10, 12, 30, 45, 100, 105, 112, 230].map(numeral).into();
        assert_eq!(shown, ["七", "十", "十二", "三十", "四十五", "一百", "一百零五", "一百一十二", "二百三十"]);
    }
}
