//! Who can reach addictions care, service by service and season by season, measured against a
//! definition of equitable access that the communities have agreed.
//!
//! geodata → store → snapshot → analysis against a definition → gaps → API → map:
pub mod api;
pub mod model;
pub mod snapshot;
pub mod spatial;
pub mod travel;
