//! Which regions a query may see (数据范围): every read of county data takes one, there is no read without.

use crate::engine::Value;
use model::RegionCode;

/// The regions an account may see: each named region with all below it (数据范围).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// `None`: the whole site.
    roots: Option<Vec<RegionCode>>,
}

impl Scope {
    /// The whole site: for the program itself, never for an account's request.
    pub fn system() -> Scope {
        Scope { roots: None }
    }

    /// A region and everything below it.
    pub fn region(code: &RegionCode) -> Scope {
        Scope { roots: Some(vec![code.clone()]) }
    }

    /// Several regions, each with everything below it. None at all sees nothing.
    pub fn regions(codes: impl IntoIterator<Item = RegionCode>) -> Scope {
        Scope { roots: Some(codes.into_iter().collect()) }
    }

    /// The regions named, `None` for the whole site.
    pub fn roots(&self) -> Option<&[RegionCode]> {
        self.roots.as_deref()
    }

    /// The condition that `column` (a region code) lies in this scope; its arguments are added.
    pub(crate) fn inside(&self, column: &str, args: &mut Vec<Value>) -> String {
        self.with_roots(args, |marks| format!("{column} IN (SELECT code FROM region_above WHERE above IN ({marks}))"))
    }

    /// The condition that `column` lies above one of this scope's regions.
    pub(crate) fn above(&self, column: &str, args: &mut Vec<Value>) -> String {
        self.with_roots(args, |marks| format!("{column} IN (SELECT above FROM region_above WHERE code IN ({marks}))"))
    }

    fn with_roots(&self, args: &mut Vec<Value>, say: impl Fn(&str) -> String) -> String {
        match &self.roots {
            None => "1 = 1".to_owned(),
            Some(roots) if roots.is_empty() => "1 = 0".to_owned(),
            Some(roots) => {
                let mut marks = Vec::new();
                for root in roots {
                    args.push(Value::from(root));
                    marks.push(format!("?{}", args.len()));
                }
                say(&marks.join(", "))
            }
        }
    }
}
