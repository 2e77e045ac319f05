//! Charts（统计图）: one description, drawn in the PDF, as native charts in Word and in the workbook.

use crate::cell::decimal;

/// How values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChartKind {
    /// 堆积柱形图.
    Stacked,
    /// 折线图.
    Lines,
    /// 条形图, in hundredths of a whole.
    Bars,
}

/// The values of one name; `None` is "no data" and leaves a hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Series {
    pub(crate) name: String,
    pub(crate) values: Vec<Option<i64>>,
    pub(crate) dashed: bool,
}

/// A chart（统计图）. Values are integers with `places` decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chart {
    pub(crate) title: String,
    pub(crate) kind: ChartKind,
    pub(crate) unit: String,
    pub(crate) places: u8,
    pub(crate) categories: Vec<String>,
    pub(crate) series: Vec<Series>,
    pub(crate) note: Option<String>,
}

/// Steps an axis should at least have.
const STEPS: i64 = 4;

impl Chart {
    /// Nothing to draw: no value, or only zeros.
    pub(crate) fn is_empty(&self) -> bool {
        self.series.iter().flat_map(|s| &s.values).all(|v| v.is_none_or(|v| v <= 0))
    }

    /// The height of each category's column, where the columns are stacked.
    pub(crate) fn stacks(&self) -> Vec<i64> {
        let at = |n: usize| self.series.iter().filter_map(move |s| s.values.get(n).copied().flatten());
        (0..self.categories.len()).map(|n| at(n).fold(0, i64::saturating_add)).collect()
    }

    /// The distance of the ticks and their number: 1, 2 or 5 times a power of ten, the axis as short as the values allow.
    pub(crate) fn axis(&self) -> (i64, i64) {
        if self.kind == ChartKind::Bars {
            let whole = 100 * 10_i64.saturating_pow(u32::from(self.places));
            return (whole / 4, 4);
        }
        let most = match self.kind {
            ChartKind::Stacked => self.stacks().into_iter().max(),
            ChartKind::Lines | ChartKind::Bars => self.series.iter().flat_map(|s| &s.values).filter_map(|v| *v).max(),
        };
        let most = most.unwrap_or(0).max(STEPS);
        let mut power: i64 = 1;
        while power.saturating_mul(10).saturating_mul(STEPS) <= most && power < i64::MAX / 100 {
            power = power.saturating_mul(10);
        }
        let fitting =
            [1, 2, 5, 10].map(|m| power.saturating_mul(m)).into_iter().rfind(|s| s.saturating_mul(STEPS) <= most);
        let step = fitting.unwrap_or(power).max(1);
        (step, most / step + i64::from(most % step != 0))
    }

    /// A value as millionths of the axis.
    pub(crate) fn share(&self, value: i64) -> i64 {
        let (step, count) = self.axis();
        let top = i128::from(step) * i128::from(count);
        i64::try_from(i128::from(value) * 1_000_000 / top.max(1)).unwrap_or(1_000_000).clamp(0, 1_000_000)
    }

    /// A value as it is written beside the axis: without idle zeros.
    pub(crate) fn label(&self, value: i64) -> String {
        let text = decimal(value, self.places);
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    }

    /// The same with at most so many decimals, cut.
    pub(crate) fn short(&self, value: i64, decimals: u8) -> String {
        let drop = self.places.saturating_sub(decimals);
        decimal(value / 10_i64.saturating_pow(u32::from(drop)), self.places.min(decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: &[i64]) -> Chart {
        Chart {
            title: String::new(),
            kind: ChartKind::Lines,
            unit: "人".into(),
            places: 0,
            categories: values.iter().map(ToString::to_string).collect(),
            series: vec![Series {
                name: "甲".into(),
                values: values.iter().map(|v| Some(*v)).collect(),
                dashed: false,
            }],
            note: None,
        }
    }

    #[test]
    fn an_axis_holds_its_values_and_has_round_ticks() {
        for most in [1, 3, 4, 7, 9, 10, 39, 40, 41, 99, 880, 888, 8_883_600_000_000, i64::MAX / 4] {
            let chart = chart(&[most]);
            let (step, count) = chart.axis();
            assert!(step.saturating_mul(count) >= most, "{most}: {step} × {count}");
            assert!((1..=11).contains(&count), "{most}: {count} ticks");
            assert!((0..=1_000_000).contains(&chart.share(most)));
        }
        assert_eq!(chart(&[0]).axis().0, 1);
    }

    #[test]
    fn labels_carry_no_idle_zeros() {
        let mut chart = chart(&[1]);
        chart.places = 6;
        assert_eq!(chart.label(200_000_000), "200");
        assert_eq!(chart.label(1_500_000), "1.5");
        assert_eq!(chart.short(391_390_000, 2), "391.39");
        chart.places = 0;
        assert_eq!(chart.label(100), "100");
    }
}
