//! The figure keys the program asks for (数值键). The figures themselves stand in the packs.

macro_rules! keys {
    ($( $(#[$doc:meta])* $name:ident = $key:literal; )*) => {
        $( $(#[$doc])* pub const $name: &str = $key; )*
        /// Every key above.
        pub const ALL: &[&str] = &[ $( $key, )* ];
    };
}

keys! {
    /// 正常班额上限, pupils per class.
    CLASS_NORMAL_MAX = "class_size.normal_max";
    /// 偏大班额起点, pupils per class.
    CLASS_OVERSIZED_MIN = "class_size.oversized_min";
    /// 大班额起点, pupils per class; includes the very large ones.
    CLASS_LARGE_MIN = "class_size.large_min";
    /// 超大班额起点, pupils per class.
    CLASS_VERY_LARGE_MIN = "class_size.very_large_min";
    /// 大班额占比上限, %.
    CLASS_LARGE_SHARE_MAX = "class_size.large_share_max";
    /// 超大班额占比上限, %.
    CLASS_VERY_LARGE_SHARE_MAX = "class_size.very_large_share_max";
    /// 标准班额, pupils per class; by stage.
    CLASS_STANDARD = "class_size.standard";
    /// 学校规模上限, pupils; by kind.
    SCHOOL_MAX = "school_size.max";
    /// 超大规模学校起点, pupils.
    SCHOOL_VERY_LARGE = "school_size.very_large";
    /// 乡村小规模学校, fewer than this many pupils; town and village.
    SCHOOL_SMALL_BELOW = "school_size.small_below";
    /// 不参加七项指标计算的教学点, fewer than this many pupils.
    POINT_EXCLUDED_BELOW = "school_size.point_excluded_below";
    /// 新建学校班数上限, classes.
    NEW_SCHOOL_CLASSES_MAX = "school_size.new_classes_max";
    /// 指标1, teachers per 100 pupils; by stage.
    DEGREE_TEACHERS = "balance2017.degree_teachers";
    /// 指标2, teachers per 100 pupils; by stage.
    BACKBONE_TEACHERS = "balance2017.backbone_teachers";
    /// 指标3, teachers per 100 pupils; by stage.
    SPORT_ART_TEACHERS = "balance2017.sport_art_teachers";
    /// 指标4, m² per pupil; by stage.
    TEACHING_AREA = "balance2017.teaching_area";
    /// 指标5, m² per pupil; by stage.
    SPORTS_AREA = "balance2017.sports_area";
    /// 指标6, yuan per pupil; by stage.
    EQUIPMENT_VALUE = "balance2017.equipment_value";
    /// 指标7, rooms per 100 pupils; by stage.
    MULTIMEDIA_ROOMS = "balance2017.multimedia_rooms";
    /// 校际差异系数上限; by stage.
    CV_LIMIT_2017 = "balance2017.cv_limit";
    /// 每校至少达标的指标数.
    MET_MIN = "balance2017.met_min";
    /// 其余一项至少达到标准的比例, %.
    REST_SHARE_MIN = "balance2017.rest_share_min";
    /// 一体化学校拆分权重; by kind and stage.
    SPLIT_WEIGHT = "balance2017.split_weight";
    /// 综合差异系数上限; by stage.
    CV_LIMIT_2012 = "balance2012.cv_limit";
    /// 申报单价偏离测算单价的允许幅度, %.
    PRICE_SPREAD_MAX = "price.spread_max";
    /// 预备费比例, % of works and other fees.
    CONTINGENCY_SHARE = "estimate.contingency_share";
    /// 工程建设其他费比例, % of works.
    OTHER_FEES_SHARE = "estimate.other_fees_share";
    /// 入学年龄, years.
    ENTRY_AGE = "forecast.entry_age";
    /// 前一出生年份的月数, of 12.
    BIRTHS_MONTHS_PREVIOUS_YEAR = "forecast.births_months_previous_year";
    /// 后一出生年份的月数, of 12.
    BIRTHS_MONTHS_ENTRY_YEAR = "forecast.births_months_entry_year";
    /// 存活与在地比例, %.
    SURVIVAL = "forecast.survival";
    /// 升学比例, %.
    PROMOTION = "forecast.promotion";
    /// 规划期末以后继续预测的年数.
    YEARS_BEYOND = "forecast.years_beyond";
    /// 升级率所用的最近升级次数.
    TRANSITIONS = "forecast.transitions";
    /// 学校向学区收缩的强度, persons.
    SCHOOL_WEIGHT = "forecast.school_weight";
    /// 学区向全县收缩的强度, persons.
    ZONE_WEIGHT = "forecast.zone_weight";
    /// 全县向暂定比例收缩的强度, persons.
    COUNTY_WEIGHT = "forecast.county_weight";
    /// 入口年级逐年权重, %.
    ENTRY_DECAY = "forecast.entry_decay";
    /// 无出生人口时入口年级最多沿用的年数.
    ENTRY_YEARS = "forecast.entry_years";
    /// 趋势逐年保留的比例, %.
    TREND_DAMPING = "forecast.trend_damping";
    /// 趋势年增减上限, %.
    TREND_LIMIT = "forecast.trend_limit";
    /// 组合预测中上年数的首年权重, %.
    LAST_WEIGHT = "forecast.last_weight";
    /// 预测区间的把握程度, %.
    INTERVAL_LEVEL = "forecast.interval_level";
    /// 超出回测年限后区间随年数扩大的幂次, %.
    INTERVAL_GROWTH = "forecast.interval_growth";
    /// 回测的最长年限.
    LONGEST_TEST = "forecast.longest_test";
    /// 学校规模分组界限, pupils of the stage; by stage.
    SIZE_BREAK_1 = "forecast.size_break_1";
    /// 学校规模分组界限之二.
    SIZE_BREAK_2 = "forecast.size_break_2";
    /// 学校规模分组界限之三.
    SIZE_BREAK_3 = "forecast.size_break_3";
    /// 学校规模分组界限之四.
    SIZE_BREAK_4 = "forecast.size_break_4";
    /// 按规模分组选择方法所需的最少学校数.
    GROUP_MINIMUM = "forecast.group_minimum";
    /// 按学段选择方法所需的最少学校数.
    STAGE_MINIMUM = "forecast.stage_minimum";
    /// 满意度指标目标值, %.
    SATISFACTION_MIN = "performance.satisfaction_min";
    /// 相邻两个优先类别的权重之比.
    CLASS_RATIO = "programme.class_ratio";
    /// 每晚一年完成的价值折减, %.
    DELAY_DISCOUNT = "programme.delay_discount";
    /// 前期工作所需月数; by nature.
    LEAD_MONTHS = "programme.lead_months";
    /// 小型维修和购置的投资上限, 万元: what costs less at a school joins other such work there.
    SMALL_WORKS = "programme.small_works";
    /// 工期按两年安排的投资起点, 万元.
    TWO_YEARS_FROM = "programme.two_years_from";
    /// 工期按三年安排的投资起点, 万元.
    THREE_YEARS_FROM = "programme.three_years_from";
    /// 两年工期第一年付款比例, %.
    TWO_YEARS_FIRST = "programme.two_years_first";
    /// 三年工期第一年付款比例, %.
    THREE_YEARS_FIRST = "programme.three_years_first";
    /// 三年工期第二年付款比例, %.
    THREE_YEARS_SECOND = "programme.three_years_second";
    /// 每年可以开工的最早月份.
    WORKS_FIRST_MONTH = "programme.works_first_month";
    /// 每年施工的最后月份.
    WORKS_LAST_MONTH = "programme.works_last_month";
    /// 安全类项目应当完成的年数.
    SAFETY_WITHIN = "programme.safety_within";
    /// 未用完的资金可以结转的年数; by source.
    CARRY_YEARS = "fund.carry_years";
}

/// The bounds of the size groups of the forecast (规模分组界限).
pub const SIZE_BREAKS: [&str; 4] = [SIZE_BREAK_1, SIZE_BREAK_2, SIZE_BREAK_3, SIZE_BREAK_4];
