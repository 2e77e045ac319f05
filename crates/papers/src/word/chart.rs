//! Native charts of the Word file（图表）: DrawingML parts with their figures, so that an office can restyle them.

use crate::cell::decimal;
use crate::chart::{Chart, ChartKind, Series};
use crate::sketch::{Mark, Sketch};
use std::fmt::Write;

/// The chart's part and its size on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawing {
    /// The whole XML part.
    pub(super) xml: String,
    /// Width in English metric units (360,000 a centimetre).
    pub(super) width: u64,
    /// Height in the same.
    pub(super) height: u64,
}

const INKS: [&str; 8] = ["1D3557", "E0A030", "6FA8C8", "B23A48", "D5DDE5", "5A7D4D", "8A6FA8", "444444"];
const CENTIMETRE: u64 = 360_000;

fn ink(at: usize) -> &'static str {
    INKS.get(at % INKS.len()).copied().unwrap_or("444444")
}

/// Text as it may stand between tags and in quotes; XML has no place for control characters.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn rich(text: &str, size: u32) -> String {
    format!(
        "<c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"{size}\" b=\"0\"/></a:pPr><a:r><a:rPr lang=\"zh-CN\" sz=\"{size}\" b=\"0\"/><a:t>{}</a:t></a:r></a:p></c:rich></c:tx>",
        escaped(text)
    )
}

fn whole(title: &str, plot: &str, legend: bool) -> String {
    let legend = if legend { "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>" } else { "" };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:roundedCorners val=\"0\"/><c:chart><c:title>{}<c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>{plot}</c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"900\"/></a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr></c:chartSpace>",
        rich(title, 1050)
    )
}

fn texts(items: &[String]) -> String {
    let mut out = format!("<c:cat><c:strLit><c:ptCount val=\"{}\"/>", items.len());
    for (at, item) in items.iter().enumerate() {
        let _ = write!(out, "<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", escaped(item));
    }
    out + "</c:strLit></c:cat>"
}

fn numbers<'a>(tag: &str, items: impl Iterator<Item = Option<i64>> + 'a, places: u8) -> String {
    let values: Vec<Option<i64>> = items.collect();
    let mut out =
        format!("<c:{tag}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val=\"{}\"/>", values.len());
    for (at, value) in values.into_iter().enumerate() {
        if let Some(value) = value {
            let _ = write!(out, "<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", decimal(value, places));
        }
    }
    let _ = write!(out, "</c:numLit></c:{tag}>");
    out
}

fn series(at: usize, chart: &Chart, series: &Series) -> String {
    let colour = ink(at);
    let looks = if chart.kind == ChartKind::Lines {
        let dash = if series.dashed { "<a:prstDash val=\"dash\"/>" } else { "" };
        format!(
            "<c:spPr><a:ln w=\"19050\"><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>{dash}</a:ln></c:spPr><c:marker><c:symbol val=\"none\"/></c:marker>"
        )
    } else {
        format!(
            "<c:spPr><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>"
        )
    };
    let labels = if chart.kind == ChartKind::Bars {
        "<c:dLbls><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>"
    } else {
        ""
    };
    let name = format!("<c:tx><c:v>{}</c:v></c:tx>", escaped(&series.name));
    let values = numbers("val", series.values.iter().copied(), chart.places);
    let smooth = if chart.kind == ChartKind::Lines { "<c:smooth val=\"0\"/>" } else { "" };
    format!(
        "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/>{name}{looks}{labels}{}{values}{smooth}</c:ser>",
        texts(&chart.categories)
    )
}

/// A chart of columns, lines or bars.
pub(super) fn chart(chart: &Chart) -> Drawing {
    let all: String = chart.series.iter().enumerate().map(|(at, s)| series(at, chart, s)).collect();
    let ids = "<c:axId val=\"1\"/><c:axId val=\"2\"/>";
    let body = match chart.kind {
        ChartKind::Lines => {
            format!("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{all}{ids}</c:lineChart>")
        }
        ChartKind::Stacked => format!(
            "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>{all}<c:gapWidth val=\"120\"/><c:overlap val=\"100\"/>{ids}</c:barChart>"
        ),
        ChartKind::Bars => format!(
            "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>{all}<c:gapWidth val=\"60\"/>{ids}</c:barChart>"
        ),
    };
    let bars = chart.kind == ChartKind::Bars;
    let (order, below, beside) = if bars { ("maxMin", "l", "b") } else { ("minMax", "b", "l") };
    let top = if bars { "<c:max val=\"100\"/><c:min val=\"0\"/>" } else { "<c:min val=\"0\"/>" };
    let crosses = if bars { "max" } else { "autoZero" };
    let axes = format!(
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{below}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/></c:catAx><c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/>{top}</c:scaling><c:delete val=\"0\"/><c:axPos val=\"{beside}\"/><c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"CCCCCC\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines><c:title>{}<c:overlay val=\"0\"/></c:title><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"1\"/><c:crosses val=\"{crosses}\"/></c:valAx>",
        rich(&chart.unit, 900)
    );
    let rows = u64::try_from(chart.categories.len()).unwrap_or(20);
    let height = if bars { (3 + rows * 6 / 10).min(20) * CENTIMETRE } else { 75 * CENTIMETRE / 10 };
    Drawing { xml: whole(&chart.title, &(body + &axes), chart.series.len() > 1), width: 15 * CENTIMETRE, height }
}

/// The location sketch as a chart of points with hidden axes.
pub(super) fn sketch(sketch: &Sketch, legend: [&str; 3]) -> Drawing {
    let mut all = String::new();
    let kinds = [(Mark::Building, "square", 3), (Mark::Equipment, "circle", 2), (Mark::School, "diamond", 4)];
    for (at, ((mark, symbol, colour), name)) in kinds.into_iter().zip(legend).enumerate() {
        let points: Vec<_> = sketch.points.iter().filter(|p| p.mark == mark).collect();
        let labels: String = points
            .iter()
            .enumerate()
            .filter_map(|(n, p)| Some(label(n, &p.number?.to_string(), p.label.map_or("r", |l| l.side))))
            .collect();
        let _ = write!(
            all,
            "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/><c:tx><c:v>{}</c:v></c:tx><c:spPr><a:ln w=\"19050\"><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val=\"{symbol}\"/><c:size val=\"5\"/><c:spPr><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill></c:spPr></c:marker><c:dLbls>{labels}{SILENT}</c:dLbls>{}{}<c:smooth val=\"0\"/></c:ser>",
            escaped(name),
            ink(colour),
            numbers("xVal", points.iter().map(|p| Some(p.x)), 6),
            numbers("yVal", points.iter().map(|p| Some(1_000_000 - p.y)), 6),
        );
    }
    let bar = [Some(40_000), Some(40_000_i64.saturating_add(sketch.bar))];
    let _ = write!(
        all,
        "<c:ser><c:idx val=\"3\"/><c:order val=\"3\"/><c:tx><c:v>{0}</c:v></c:tx><c:spPr><a:ln w=\"25400\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln></c:spPr><c:marker><c:symbol val=\"none\"/></c:marker><c:dLbls>{1}{SILENT}</c:dLbls>{2}{3}<c:smooth val=\"0\"/></c:ser>",
        escaped(&sketch.bar_km),
        label(1, &sketch.bar_km, "t"),
        numbers("xVal", bar.into_iter(), 6),
        numbers("yVal", [Some(30_000), Some(30_000)].into_iter(), 6),
    );
    let axis = |id: u8, other: u8, at: &str| {
        format!(
            "<c:valAx><c:axId val=\"{id}\"/><c:scaling><c:orientation val=\"minMax\"/><c:max val=\"1\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"1\"/><c:axPos val=\"{at}\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"none\"/><c:crossAx val=\"{other}\"/></c:valAx>"
        )
    };
    let plot = format!(
        "<c:scatterChart><c:scatterStyle val=\"lineMarker\"/><c:varyColors val=\"0\"/>{all}<c:axId val=\"1\"/><c:axId val=\"2\"/></c:scatterChart>{}{}",
        axis(1, 2, "b"),
        axis(2, 1, "l")
    );
    let ratio = u64::try_from(sketch.ratio).unwrap_or(1_000_000);
    let width = 22 * CENTIMETRE;
    let height =
        (width.saturating_mul(ratio) / 1_000_000).saturating_add(2 * CENTIMETRE).clamp(6 * CENTIMETRE, 11 * CENTIMETRE);
    let fitted = (height.saturating_sub(2 * CENTIMETRE)).saturating_mul(1_000_000) / ratio.max(1);
    Drawing { xml: whole(&sketch.title, &plot, true), width: fitted.clamp(8 * CENTIMETRE, width), height }
}

const SILENT: &str = "<c:showLegendKey val=\"0\"/><c:showVal val=\"0\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";

fn label(at: usize, text: &str, place: &str) -> String {
    format!(
        "<c:dLbl><c:idx val=\"{at}\"/>{}<c:dLblPos val=\"{place}\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbl>",
        rich(text, 800)
    )
}
