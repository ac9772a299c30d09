//! Which links are there at all on a date.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Network;
use crate::model::Truth;

/// Whether each link that has an opening or closing date is there on one date. The others always are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkPresence(BTreeMap<usize, Truth>);

impl LinkPresence {
    /// The links of a network on a date.
    pub fn on(network: &Network, as_of: Date) -> Self {
        let links = network.links();
        let dated = network.dated().iter().map(|&at| (at, links[at].exists_on(as_of)));
        Self(dated.collect())
    }

    /// Whether a link is there, by its place in [`Network::links`].
    pub fn of(&self, link: usize) -> Truth {
        self.0.get(&link).copied().unwrap_or(Truth::True)
    }

    /// The links that are not surely there.
    pub(super) fn doubtful(&self) -> impl Iterator<Item = (usize, Truth)> {
        let all = self.0.iter().map(|(&link, &there)| (link, there));
        all.filter(|(_, there)| *there != Truth::True)
    }

    /// The links that are there otherwise on another date, in their order.
    pub fn differing(&self, other: &Self) -> Vec<usize> {
        let dated = self
            .0
            .keys()
            .chain(other.0.keys().filter(|link| !self.0.contains_key(link)));
        let mut differing: Vec<usize> = dated.copied().filter(|&link| self.of(link) != other.of(link)).collect();
        differing.sort_unstable();
        differing
    }

    /// The same with one link as it stands in another.
    #[must_use]
    pub fn with(mut self, other: &Self, link: usize) -> Self {
        self.0.insert(link, other.of(link));
        self
    }
}
