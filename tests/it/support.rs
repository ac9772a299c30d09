//! What the tests share: a small package, a client without a network, a checker of schemas, and both databases.

pub mod both;
pub mod client;
pub mod desk;
pub mod hall;
pub mod package;
pub mod people;
pub mod preload;
pub mod provider;
pub mod schema;

pub use client::Client;
pub use package::small;
