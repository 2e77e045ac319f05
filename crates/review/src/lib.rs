//! Who may do what: roles, permissions, and the rules of accounts (权限与账户).
