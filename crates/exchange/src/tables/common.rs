//! Columns that several tables share (通用列).

use crate::code_list::CodeList;
use crate::column::{Column, Kind, col};
use model::Stage;

/// The two columns that say which school a row is about, and the school year.
pub fn school_year() -> Vec<Column> {
    let mut columns = school();
    columns.push(
        col("school_year", "学年", Kind::SchoolYear)
            .also(&["年度", "统计学年", "学年度", "年份"])
            .note("按秋季开学的年份填写，统计时点为当年9月1日。2020表示2020—2021学年。")
            .example("2020")
            .required(),
    );
    columns
}

/// The two columns that say which school a row is about.
pub fn school() -> Vec<Column> {
    vec![
        col("school", "学校编号", Kind::Id)
            .also(&["学校代码", "学校标识码", "学校（机构）标识码", "编号"])
            .note("与“学校基本情况”表的学校编号一致。不填编号时，按学校名称对应。")
            .example("2115000123"),
        col("school_name", "学校名称", Kind::Text)
            .also(&["学校", "校名", "单位名称", "学校全称"])
            .note("从下拉列表选择。县内有同名学校时，须填写学校编号。")
            .example("示范镇中心小学"),
    ]
}

/// The three columns of a document.
pub fn document(what: &str) -> Vec<Column> {
    vec![
        col("document", "依据文件", Kind::Text)
            .also(&["文件名称", "文件标题", "依据"])
            .note(format!("{what}所依据文件的标题。"))
            .example("关于印发学校布局规划的通知"),
        col("document_number", "文号", Kind::Text)
            .also(&["文件文号", "发文字号"])
            .note("依据文件的发文字号。")
            .example("某政发〔2020〕12号"),
        col("document_date", "成文日期", Kind::Date)
            .also(&["发文日期", "文件日期"])
            .note("依据文件的成文日期，写到日。")
            .example("2020-06-18"),
    ]
}

/// The three columns of a location.
pub fn location() -> Vec<Column> {
    vec![
        col("lon", "经度", Kind::Degree).also(&["东经", "lng", "longitude"]).note("十进制度，东经为正，例如111.670123。").example("111.670123"),
        col("lat", "纬度", Kind::Degree).also(&["北纬", "latitude"]).note("十进制度，北纬为正，例如40.818456。").example("40.818456"),
        col("datum", "坐标系", Kind::Choice(CodeList::Datum))
            .note("坐标的来源：测绘成果一般为CGCS2000，手机定位为WGS-84，高德、腾讯地图为GCJ-02，百度地图为BD-09。不清楚时选“未注明”，不要猜。")
            .example("CGCS2000"),
    ]
}

/// The key of a stage in column keys.
pub fn stage_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Kindergarten => "kindergarten",
        Stage::Primary => "primary",
        Stage::Junior => "junior",
        Stage::Senior => "senior",
    }
}

/// True for the stages every form shows; the others are shown when there is data.
pub fn usual(stage: Stage) -> bool {
    Stage::COMPULSORY.contains(&stage)
}
