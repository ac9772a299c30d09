//! evenreach
fn main() {}
