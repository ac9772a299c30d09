//! Who somebody is, by the word of the organisation that they belong to: `OpenID` Connect with the one provider that the
//! service was started with.
//!
//! Asks that provider and nobody else, and believes of its answer who signed in there, and nothing more. It knows no
//! account, and gives nobody a role. Begin with [`Provider`]; [`Settings`] says what is fixed at the start, and [`Trip`] what
//! ties the end of a round trip to its beginning.

mod fetch;
mod provider;
mod settings;
mod trip;

pub use provider::{Answered, Provider, Unproven};
pub use settings::{Settings, Unusable, Wanted};
pub use trip::Trip;
