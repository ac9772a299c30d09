//! A figure that has passed, or has not.

/// A figure about people: what may be published, or that it may not. Only this room makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Released<T>(Option<T>);

impl<T> Released<T> {
    pub(super) const fn published(figure: T) -> Self {
        Self(Some(figure))
    }

    pub(super) const fn withheld() -> Self {
        Self(None)
    }

    /// The figure; `None` where it is withheld.
    pub const fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }

    /// Whether it is withheld.
    pub const fn is_withheld(&self) -> bool {
        self.0.is_none()
    }

    /// What is reckoned from it alone.
    pub fn map<U>(self, reckon: impl FnOnce(T) -> U) -> Released<U> {
        Released(self.0.map(reckon))
    }

    /// Both, where neither is withheld.
    pub fn and<U>(self, other: Released<U>) -> Released<(T, U)> {
        Released(self.0.zip(other.0))
    }
}
