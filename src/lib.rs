//! Who can reach addictions care, service by service and season by season, measured against a
//! definition of equitable access that the communities have agreed.
//!
//! The spine: geodata → store → snapshot → analysis against a definition → gaps → API → map.
//! `ARCHITECTURE.md` says what each room below answers and which others it may use; a test checks it.

pub mod api;
pub mod cli;
pub mod disclosure;
pub mod equity;
pub mod exchange;
pub mod filter;
pub mod identity;
pub mod model;
pub mod package;
pub mod planning;
pub mod policy;
pub mod report;
pub mod snapshot;
pub mod spatial;
pub mod store;
pub mod travel;
pub mod workflow;
