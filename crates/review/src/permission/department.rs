//! Departments (部门) that act in the programme.

crate::named::named! {
    /// A department (部门).
    Department {
        /// 教育部门.
        Education = "education",
        /// 发展改革部门.
        Development = "development",
        /// 财政部门.
        Finance = "finance",
        /// 审计部门.
        Audit = "audit",
        /// 其他部门: government office, housing, natural resources, data centre.
        Other = "other",
    }
}

impl Department {
    /// The three departments that compile and sign a plan (教育、发改、财政).
    pub const SEATS: [Department; 3] = [Department::Education, Department::Development, Department::Finance];
}
