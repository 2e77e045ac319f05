//! One school as the policy sees it (学校情形): context of figures, part, who may pay for what.

use model::{BuildNature, Dossier, Enrolment, FundSource, Item, LayoutStatus, Message, School, SchoolPart, Stage};
use needs::{Exclusion, Needs};
use policy::{Basis, Context, Eligibility, Policy, Verdict};

/// A school that candidates are made for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case<'a> {
    pub dossier: &'a Dossier,
    pub policy: &'a Policy,
    pub school: &'a School,
}

impl Case<'_> {
    /// The case that prices and figures are asked for.
    pub fn context(&self, nature: BuildNature) -> Context {
        Context {
            kind: self.school.kind,
            stage: None,
            setting: self.school.setting,
            boarding: self.school.boarding,
            source: None,
            region: Some(self.dossier.county.clone()),
            nature: Some(nature),
            built: None,
        }
    }

    /// The compulsory part, named where the school has another part too.
    pub fn part(&self) -> SchoolPart {
        match self.school.kind.map(|k| k.stages()) {
            Some([Stage::Primary]) => SchoolPart::Primary,
            Some([Stage::Junior] | [Stage::Junior, Stage::Senior]) => SchoolPart::Junior,
            _ => SchoolPart::Compulsory,
        }
    }

    /// Whether a source may pay for an item here.
    pub fn may_pay(&self, source: FundSource, item: Item, part: SchoolPart, nature: BuildNature) -> bool {
        let context = Context { source: Some(source), ..self.context(nature) };
        let answer = self.policy.eligibility(item, part, &context, self.dossier.as_of);
        matches!(answer, Eligibility::Listed(e) if e.verdict != Verdict::Forbidden)
    }

    /// The count of the base year that a formula rests on; `None` for no data.
    pub fn count(&self, basis: Basis) -> Option<u32> {
        let enrolment = &self.school.record(self.dossier.base_year)?.enrolment;
        let pupils = || enrolment.compulsory(Enrolment::pupils);
        match basis {
            Basis::Girls => enrolment.compulsory(Enrolment::girls),
            Basis::Boys => pupils()?.checked_sub(enrolment.compulsory(Enrolment::girls)?),
            Basis::Boarders => enrolment.compulsory(Enrolment::boarders),
            // what is counted per class, teacher or school serves all pupils
            Basis::Pupils | Basis::Classes | Basis::Teachers | Basis::School => pupils(),
        }
    }

    /// Pupils of the compulsory stages.
    pub fn pupils(&self) -> Option<u32> {
        self.count(Basis::Pupils)
    }
}

/// Why nothing can be planned at a school; `None` when it is eligible. What is not known does not make it eligible.
pub(crate) fn barred(school: &School, dossier: &Dossier, needs: &Needs) -> Option<Message> {
    let key = match needs.excluded.iter().find(|e| e.school == school.id).map(|e| e.reason) {
        Some(Exclusion::NotPublic) => "programme-school-not-public",
        Some(Exclusion::NotCompulsory) => "programme-school-not-compulsory",
        Some(Exclusion::Closing) => "programme-school-closing",
        Some(Exclusion::NotKept) => "programme-school-not-kept",
        Some(Exclusion::Planned) => "programme-school-planned",
        Some(Exclusion::KeySchool) => "programme-school-key-school",
        None => return unknown(school, dossier),
    };
    Some(Message::new(key).with("school", &school.name))
}

fn unknown(school: &School, dossier: &Dossier) -> Option<Message> {
    let key = match (school.owner, school.kind, school.layout_on(dossier.as_of).map(|f| f.status)) {
        (None, _, _) => "programme-school-owner-unknown",
        (Some(o), _, _) if !o.is_public() => "programme-school-not-public",
        (_, None, _) => "programme-school-kind-unknown",
        (_, _, None) => "programme-school-layout-unknown",
        (_, _, Some(LayoutStatus::Keep | LayoutStatus::Planned)) => return None,
        (_, _, Some(LayoutStatus::Close | LayoutStatus::Merge)) => "programme-school-closing",
        (_, _, Some(LayoutStatus::Interim | LayoutStatus::NotListed)) => "programme-school-not-kept",
    };
    Some(Message::new(key).with("school", &school.name))
}
