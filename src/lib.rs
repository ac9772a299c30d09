//! Who can reach addictions care, service by service and season by season, measured against a
//! definition of equitable access that the communities have agreed.
//!
//! The spine: geodata → store → snapshot → analysis against a definition → gaps → API → map. The
//! rooms below stand in that order, and each may use only those before it; `ARCHITECTURE.md` has
//! the arrows, and a test checks them.

pub mod model;
pub mod package;
pub mod spatial;
pub mod travel;
