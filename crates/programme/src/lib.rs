//! Candidate projects from gaps, and the optimiser with its proven bound.
