//! The independent checker of a programme and of its bound; shares no code with the optimiser.
