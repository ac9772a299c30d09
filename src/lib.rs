//! Evenreach.
