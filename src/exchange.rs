//! What leaves, field by field: the shapes that the API and the command line share.
//!
//! Rows out, no decisions; nothing is published that is not written out here. Begin with [`gaps`].

pub mod access;
pub mod address;
pub mod asks;
pub mod circuit;
pub mod community;
pub mod correction;
mod delivery;
pub mod diff;
pub mod effect;
pub mod equity;
pub mod evaluation;
pub mod gaps;
pub mod heard;
mod numbers;
pub mod pathway;
pub mod place;
pub mod priorities;
pub mod question;
pub mod routes;
pub mod rows;
pub mod scenario;
pub mod siting;
pub mod summary;
pub mod trace;
pub mod trend;
pub mod xlsx;
