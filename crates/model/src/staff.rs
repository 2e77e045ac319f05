//! Staff counts for the indicators (教职工数), by stage.

use serde::{Deserialize, Serialize};

/// Staff of one stage of a school (分学段教师数), in persons. Combined schools count teachers by stage; they are not split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffCount {
    /// 专任教师.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_time: Option<u32>,
    /// 高于规定学历教师 (小学 专科及以上, 初中 本科及以上).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above_required_degree: Option<u32>,
    /// 县级以上骨干教师.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backbone: Option<u32>,
    /// 体育、艺术（美术、音乐）专任教师.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sport_art: Option<u32>,
    /// 中级及以上专业技术职务教师.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle_title: Option<u32>,
    /// 教职工.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all_staff: Option<u32>,
}
