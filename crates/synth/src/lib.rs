//! The generator of invented demo cities and of larger worlds for measuring.
