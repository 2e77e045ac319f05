//! The guide's page on the rules, from the rules and the catalogue.

use catalogue::{Lang, text};
use model::Message;
use rules::{Family, Severity, Waiver};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const HEAD: &str = "# 审核规则

`junheng check` 按下面的规则逐条核对规划。每条规则有固定编号，停用后不再用于别的规则。

- **禁止**：改正以前不能报送。**需说明**：写明理由，由有权豁免的一级认可。**提示**：请留意，不影响报送。
- 依据的数值只有二手来源或者待核时，发现最多列为“需说明”，不单独构成禁止。
- 政策包没有设定数值、或者缺少数据时，给出“无法核查”的提示，不当作通过。
- 政策包可以停用规则或调整严重程度，但必须写明依据。
- “通知”指义务教育薄弱环节改善与能力提升工作规划（2021—2025年）编制通知。
";

/// The whole page.
pub fn page() -> String {
    let mut out = HEAD.to_owned();
    let mut family = None;
    for rule in rules::all() {
        if family != Some(rule.family) {
            family = Some(rule.family);
            let _ = write!(
                out,
                "\n## {}\n\n| 编号 | 名称 | 依据 | 严重程度 | 豁免 | 怎么办 |\n| --- | --- | --- | --- | --- | --- |\n",
                family_zh(rule.family)
            );
        }
        let remedy = Message { key: Cow::Owned(format!("{}-do", rule.key())), args: BTreeMap::new() };
        let remedy = text(Lang::Zh, &remedy).replace("{$", "〔").replace('}', "〕");
        let name = text(Lang::Zh, &rule.name());
        let (severity, waiver) = (severity_zh(rule.severity), waiver_zh(rule.waiver));
        let _ = writeln!(
            out,
            "| {} | {name} | {} | {severity} | {waiver} | {} |",
            rule.number,
            rule.clause,
            words(&remedy)
        );
    }
    out
}

/// Placeholders of the remedy as words a reader understands.
fn words(remedy: &str) -> String {
    let names = [("item", "该内容"), ("source", "该资金"), ("first", "规划期第一年")];
    names.iter().fold(remedy.to_owned(), |text, (name, word)| text.replace(&format!("〔{name}〕"), word))
}

fn family_zh(family: Family) -> &'static str {
    match family {
        Family::Eligibility => "实施范围",
        Family::Content => "建设内容",
        Family::Standard => "超标准与豪华建设",
        Family::Schedule => "实施进度",
        Family::Money => "资金",
        Family::Duplicate => "重复交叉",
        Family::Fraud => "虚列套取",
        Family::Target => "目标衔接",
        Family::Completeness => "完整性",
        Family::Reconciliation => "勾稽关系",
    }
}

fn severity_zh(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocks => "禁止",
        Severity::NeedsReason => "需说明",
        Severity::Notice => "提示",
    }
}

fn waiver_zh(waiver: Waiver) -> &'static str {
    match waiver {
        Waiver::Nobody => "不得豁免",
        Waiver::County => "县级",
        Waiver::City => "市级",
        Waiver::Region => "自治区级",
    }
}
