//! What templates say (页面文字): texts of the catalogue and figures as people write them.

use catalogue::{Lang, text, word};
use model::{Coverage, Fen, Item, Message, Total, money};

/// The words of one language, handed to every template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words {
    /// The language.
    pub lang: Lang,
}

impl Words {
    /// A text of the catalogue.
    pub fn t(&self, key: &'static str) -> String {
        word(self.lang, key)
    }

    /// A message in words.
    pub fn say(&self, message: &Message) -> String {
        text(self.lang, message)
    }

    /// A text with one argument.
    pub fn with(&self, key: &'static str, name: &'static str, value: impl ToString) -> String {
        self.say(&Message::new(key).with(name, value))
    }

    /// A name of the vocabulary (item, stage, source …) in the language; a proper name stays.
    pub fn term(&self, zh: &str) -> String {
        catalogue::term(self.lang, zh).into_owned()
    }

    /// The language's tag for `lang=`.
    pub fn tag(&self) -> &'static str {
        match self.lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// "no data" in words (无数据).
    pub fn none(&self) -> String {
        self.t("wb-no-data")
    }

    /// A whole number with thousands separated.
    pub fn n(&self, value: impl TryInto<i64>) -> String {
        value.try_into().map_or_else(|_| self.none(), number)
    }

    /// A whole number or "no data".
    pub fn num<N: TryInto<i64> + Copy>(&self, value: &Option<N>) -> String {
        value.map_or_else(|| self.none(), |v| self.n(v))
    }

    /// A sum; with what it rests on where that is not everything.
    pub fn total(&self, total: &Total) -> String {
        match total.sum {
            Some(sum) if total.coverage.complete() => number(sum),
            Some(sum) => {
                let m = Message::new("wb-total-partly").with("sum", number(sum));
                self.say(&m.with("known", total.coverage.known).with("of", total.coverage.of))
            }
            None => self.none(),
        }
    }

    /// What a figure rests on: `17/20`.
    pub fn coverage(&self, c: &Coverage) -> String {
        format!("{}/{}", c.known, c.of)
    }

    /// Money in 万元.
    pub fn wan(&self, fen: &Fen) -> String {
        fen.wan()
    }

    /// Money in 万元 or "no data".
    pub fn money(&self, fen: &Option<Fen>) -> String {
        fen.map_or_else(|| self.none(), Fen::wan)
    }

    /// A quantity of an item with its unit.
    pub fn quantity(&self, item: &Item, quantity: &Option<i64>) -> String {
        quantity.map_or_else(|| self.none(), |q| format!("{} {}", item.unit().show(q), self.term(item.unit().zh())))
    }

    /// Millionths as a decimal with three places, half up.
    pub fn micro(&self, value: &Option<u64>) -> String {
        value.map_or_else(
            || self.none(),
            |v| {
                let thousandths = v.saturating_add(500) / 1000;
                format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
            },
        )
    }

    /// Hundredths of a per cent.
    pub fn percent(&self, hundredths: &u32) -> String {
        format!("{}.{:02}%", hundredths / 100, hundredths % 100)
    }

    /// Millionths as a percentage with two places, rounded up.
    pub fn ppm(&self, ppm: &Option<u32>) -> String {
        ppm.map_or_else(|| self.none(), crate::page::view::ppm)
    }
}

fn number(value: i64) -> String {
    let sign = if value < 0 { "−" } else { "" };
    format!("{sign}{}", money::commas(value.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_as_people_write_them() {
        let w = Words::default();
        assert_eq!(w.n(1_234_567_i64), "1,234,567");
        assert_eq!(w.n(-20_i32), "−20");
        assert_eq!(w.num::<u32>(&None), "无数据");
        assert_eq!(w.micro(&Some(359_499)), "0.359");
        assert_eq!(w.ppm(&Some(12_345)), "1.24%");
        assert_eq!(w.percent(&1_234), "12.34%");
    }

    #[test]
    fn a_sum_says_what_it_rests_on() {
        let w = Words::default();
        assert_eq!(w.total(&Total::of([Some(3), Some(4)])), "7");
        assert!(w.total(&Total::of([Some(3), None])).contains("1/2"));
        assert_eq!(w.total(&Total::of([None])), "无数据");
    }
}
