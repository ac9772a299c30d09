//! The package that ships, and short ways to name days and places in it.

use std::sync::Arc;

use evenreach::equity::Basis;
use evenreach::model::{CommunityId, DayOfYear, Package};
use evenreach::package::{self, BuiltIn};

/// The shipped package, which has no fault.
pub fn package() -> Package {
    match package::read(&BuiltIn) {
        Ok((package, _)) => package,
        Err(faults) => panic!("{faults}"),
    }
}

/// The shipped package, ready for analysis.
pub fn basis() -> Basis {
    Basis::new(Arc::new(package())).expect("the shipped network is whole")
}

/// A day by `MM-DD`.
pub fn day(text: &str) -> DayOfYear {
    DayOfYear::parse(text).expect("a day as MM-DD")
}

/// A community's place in the package.
pub fn place(basis: &Basis, id: &str) -> usize {
    basis
        .community(&CommunityId::from(id))
        .unwrap_or_else(|| panic!("no community {id}"))
}
