//! What the tests share: a small package, a client without a network, and a checker of schemas.

pub mod client;
pub mod desk;
pub mod package;
pub mod schema;

pub use client::Client;
pub use package::small;
