//! Reading spreadsheets from strangers: bounded, streamed, in a limited child process.
