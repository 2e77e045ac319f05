//! Collecting the findings of one rule (审核记录).

use crate::finding::{Evidence, Finding, Rule, Severity};
use crate::place::PlaceView;
use crate::view::{Limit, Planned, View};
use model::{Message, ProjectId, School, SchoolId};
use policy::{Certainty, Reference};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The catalogue keys of a rule (文案键).
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// What is wrong: `rules-r0101`.
    pub message: &'static str,
    /// What to do: `rules-r0101-do`.
    pub remedy: &'static str,
}

/// Where one rule puts what it finds.
pub struct Report<'r> {
    rule: &'r Rule,
    words: Words,
    severity: Severity,
    unset: BTreeSet<String>,
    out: &'r mut Vec<Finding>,
}

impl<'r> Report<'r> {
    /// An empty report of a rule, with the severity the packs give it.
    pub fn new(rule: &'r Rule, words: Words, severity: Severity, out: &'r mut Vec<Finding>) -> Report<'r> {
        Report { rule, words, severity, unset: BTreeSet::new(), out }
    }

    /// A finding about a project.
    pub fn project(&mut self, view: &View<'_>, p: &Planned<'_>) -> Draft<'_, 'r> {
        let mut draft = self.county();
        draft.finding.project = Some(p.project.id.clone());
        draft.finding.school = p.school.map(|s| s.id.clone());
        draft.add("project", p.project.name.as_str());
        draft.add("id", p.project.id.0.as_str());
        draft.add("school", view.place_name(p));
        draft
    }

    /// A finding about a school or site and the projects there.
    pub fn place(&mut self, place: &PlaceView<'_>) -> Draft<'_, 'r> {
        let mut draft = self.county();
        draft.finding.school = place.school.map(|s| s.id.clone());
        draft.add("school", place.name());
        draft
    }

    /// A finding about a school.
    pub fn school(&mut self, school: &School) -> Draft<'_, 'r> {
        let mut draft = self.county();
        draft.finding.school = Some(school.id.clone());
        draft.add("school", school.name.as_str());
        draft
    }

    /// A finding about the county or its plan.
    pub fn county(&mut self) -> Draft<'_, 'r> {
        let finding = Finding {
            rule: Cow::Borrowed(self.rule.number),
            family: self.rule.family,
            severity: self.severity,
            waiver: self.rule.waiver,
            clause: Cow::Borrowed(self.rule.clause),
            certainty: Certainty::Confirmed,
            project: None,
            school: None,
            message: Message { key: Cow::Borrowed(self.words.message), args: BTreeMap::new() },
            remedy: Message { key: Cow::Borrowed(self.words.remedy), args: BTreeMap::new() },
            evidence: Vec::new(),
            waived: None,
        };
        Draft { report: self, finding }
    }

    /// Notes that a figure the rule needs is not set in any pack: shown once per county, never a silent pass.
    pub fn unset(&mut self, figure: impl Into<String>) {
        self.unset.insert(figure.into());
    }

    /// Writes the notice about the figures that are not set.
    pub fn close(mut self) {
        if self.unset.is_empty() {
            return;
        }
        let unset = std::mem::take(&mut self.unset);
        let figures = unset.into_iter().collect::<Vec<_>>().join("、");
        let mut draft = self.county();
        draft.finding.severity = Severity::Notice;
        draft.finding.message = Message::new("rules-unset").with("figures", figures);
        draft.finding.remedy = Message::new("rules-unset-do");
        draft.file();
    }
}

/// A finding being written. Nothing is reported before [`Draft::file`].
#[must_use]
pub struct Draft<'d, 'r> {
    report: &'d mut Report<'r>,
    finding: Finding,
}

impl Draft<'_, '_> {
    fn add(&mut self, name: &'static str, value: impl ToString) {
        let value = value.to_string();
        self.finding.message.args.insert(Cow::Borrowed(name), value);
    }

    /// An argument of the message.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.add(name, value);
        self
    }

    /// Another wording of the rule: `rules-r0501-over`.
    pub fn variant(mut self, name: &str) -> Self {
        let key = [self.report.words.message, "-", name].concat();
        self.finding.message.key = Cow::Owned(key);
        self
    }

    /// Other words than the rule's own.
    pub(crate) fn worded(mut self, message: Message, remedy: Message) -> Self {
        (self.finding.message, self.finding.remedy) = (message, remedy);
        self
    }

    /// A milder severity than the rule's; the packs' own severity is never raised.
    pub fn at_most(mut self, severity: Severity) -> Self {
        self.finding.severity = self.finding.severity.max(severity);
        self
    }

    /// How sure the figure is that was compared with. The least sure one counts.
    pub fn certainty(mut self, certainty: Certainty) -> Self {
        self.finding.certainty = self.finding.certainty.max(certainty);
        self
    }

    /// A figure of the packs that was compared with: how sure it is, and as evidence its value and where it stands.
    pub fn by(self, limit: &Limit<'_>) -> Self {
        let f = limit.figure;
        let shown =
            [&f.name, "：", &limit.value.normalize().to_string(), &f.unit, "（", &f.reference.to_string(), "）"]
                .concat();
        let path = ["figure/", f.key.as_ref()].concat();
        self.certainty(limit.certainty).saw(path, shown)
    }

    /// A clause of the pack in place of the rule's own.
    pub fn clause(mut self, reference: &Reference) -> Self {
        self.finding.clause = Cow::Owned(reference.to_string());
        self
    }

    /// Gives the remedy the arguments so far, where its words use them.
    pub fn and_remedy(mut self) -> Self {
        self.finding.remedy.args.clone_from(&self.finding.message.args);
        self
    }

    /// A value that shows it, by its path in the dossier.
    pub fn saw(mut self, path: impl Into<String>, value: impl ToString) -> Self {
        if self.finding.evidence.is_empty() {
            self.finding.evidence.reserve_exact(2); // most findings rest on one or two values
        }
        self.finding.evidence.push(Evidence { path: path.into(), value: value.to_string() });
        self
    }

    /// Names the project it is about.
    pub fn about(mut self, project: &ProjectId) -> Self {
        self.finding.project = Some(project.clone());
        self
    }

    /// Names the school it is about.
    pub fn school(mut self, school: &SchoolId) -> Self {
        self.finding.school = Some(school.clone());
        self
    }

    /// Reports it. A figure that is not confirmed asks for a reason; it does not block by itself.
    pub fn file(mut self) {
        if self.finding.certainty != Certainty::Confirmed {
            self.finding.severity = self.finding.severity.max(Severity::NeedsReason);
        }
        self.report.out.push(self.finding);
    }
}
