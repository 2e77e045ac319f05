//! One file per compliance rule; findings with evidence, clause, remedy and waiver level.
