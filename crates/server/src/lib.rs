//! The workbench: pages, API, jobs and sessions (工作台).
