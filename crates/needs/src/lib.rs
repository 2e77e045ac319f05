//! Forecast, gaps against standards, balance indicators; every figure with its trace.
