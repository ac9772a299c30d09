//! Small counts: the only maker of figures about people that may be published.
//!
//! No figure is made about fewer people than the package's `suppress_below`, and none that could be subtracted from
//! another to make one, whatever was asked before and whatever will be: two filters, two dates, two definitions, two
//! groupings. That holds by construction. The places of a package are bound together once, the same for every question,
//! so that a place with few people is never without others like it ([`Atoms`]), and a figure can only be made of what
//! is bound together, whole and alike ([`People::figure`]). The same question gets the same answer, for ever; there is
//! no noise to be averaged away.
//!
//! What an attacker is taken to know, what is protected and what is not is in `docs/disclosure.md`. Needs only the model;
//! begin with [`People`].

mod atoms;
mod people;
mod released;
#[cfg(test)]
mod tests;

pub use atoms::{Atoms, Place};
pub use people::{Between, People};
pub use released::Released;
