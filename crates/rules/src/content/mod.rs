//! What may be planned (建设内容).

mod central_list;
mod conditional;
mod forbidden;
mod nature;
mod not_in_catalogue;
mod platform;

use crate::finding::Rule;

/// The rules of the family, by number.
pub(crate) const RULES: &[Rule] =
    &[forbidden::RULE, central_list::RULE, not_in_catalogue::RULE, conditional::RULE, platform::RULE, nature::RULE];
