//! Who looks at the library (查阅者): from where, in which roles, from which department.

use super::mark;
use crate::engine::Value;
use crate::scope::Scope;
use model::RegionCode;

/// Who looks at documents (查阅者).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The regions whose documents are seen.
    pub scope: Scope,
    /// The roles held; `None` sees what is kept for any role.
    pub roles: Option<Vec<String>>,
    /// The own region and department, for documents of one department alone; `None` sees those of every department.
    pub office: Option<(RegionCode, String)>,
    /// Whether documents taken down are seen, in the scope alone.
    pub taken_down: bool,
}

impl Viewer {
    /// The program itself: sees everything.
    pub fn system() -> Viewer {
        Viewer { scope: Scope::system(), roles: None, office: None, taken_down: true }
    }

    /// Somebody with one role and no department.
    pub fn of(scope: Scope, role: &str) -> Viewer {
        Viewer { scope, roles: Some(vec![role.to_owned()]), office: None, taken_down: false }
    }

    /// The condition that a document `d` is seen.
    pub(crate) fn sees(&self, args: &mut Vec<Value>) -> String {
        let inside = self.scope.inside("d.region", args);
        let above = self.scope.above("d.region", args);
        let mut out = format!("({inside} OR (d.audience = 'below' AND {above}) OR d.audience = 'everyone')");
        if self.taken_down {
            let inside = self.scope.inside("d.region", args);
            out.push_str(&format!(" AND (d.state = 'shown' OR {inside})"));
        } else {
            out.push_str(" AND d.state = 'shown'");
        }
        if let Some((region, department)) = &self.office {
            let (region, department) = (mark(args, region), mark(args, department));
            out.push_str(&format!(" AND (d.department = '' OR (d.region = {region} AND d.department = {department}))"));
        }
        if let Some(roles) = &self.roles {
            let marks: Vec<String> = roles.iter().map(|role| mark(args, role)).collect();
            let named = "FROM document_role r WHERE r.region = d.region AND r.document = d.id";
            let held = if marks.is_empty() { "''".to_owned() } else { marks.join(", ") };
            out.push_str(&format!(
                " AND (NOT EXISTS (SELECT 1 {named}) OR EXISTS (SELECT 1 {named} AND r.role IN ({held})))"
            ));
        }
        out
    }
}
