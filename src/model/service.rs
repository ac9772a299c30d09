//! Services: supply.

use std::collections::BTreeMap;

use super::{CommunityId, Fact, LanguageCode, PartialDate, Point, Provenance, ServiceId, ServiceTypeId};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// Every value, in the order of the contract.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word of the files and of the contract.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Reads the word of the files.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }
    };
}
pub(super) use words;

words! {
    /// Whether a service is there by its own account.
    ServiceStatus {
        /// It exists.
        Existing = "existing",
        /// It has ended.
        Closed = "closed",
        /// It is being built or set up: no supply until opened.
        InDevelopment = "in_development",
        /// It was proposed: no supply until opened.
        Proposed = "proposed",
    }
}

words! {
    /// How a service reaches people.
    DeliveryMode {
        /// Staff live where the service is.
        Resident = "resident",
        /// Staff come on visits.
        Visiting = "visiting",
        /// By telephone or screen: reached without travel.
        Virtual = "virtual",
        /// On the land.
        OnTheLand = "on_the_land",
        /// A facility in which people stay.
        ResidentialFacility = "residential_facility",
    }
}

words! {
    /// What ran when the service was last looked at.
    ActualState {
        /// It ran.
        Running = "running",
        /// Its post or posts were vacant.
        Vacant = "vacant",
        /// It was suspended.
        Suspended = "suspended",
        /// It was looked into and could not be told.
        Unknown = "unknown",
    }
}

words! {
    /// Which picture of supply is analysed.
    Supply {
        /// What ran when last observed.
        Actual = "actual",
        /// What is funded or promised.
        Intended = "intended",
    }
}

words! {
    /// How finely a site may be shown.
    Shown {
        /// Where it is.
        Exact = "exact",
        /// Only the community it is in.
        Community = "community",
        /// Not at all.
        Hidden = "hidden",
    }
}

words! {
    /// At how many places a service is given.
    Sites {
        /// At one site.
        One = "one",
        /// At a point of service in every community that it serves.
        Each = "each",
    }
}

/// Whom a service serves. Others cannot use it however near.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Serves {
    /// Everyone.
    All,
    /// The named communities and regions; each name is first read as a community's id, then as a region's.
    Areas(Vec<String>),
    /// Not published.
    Unknown,
}

/// Supply: one kind of help by one operator.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// Kind of help.
    pub service_type: ServiceTypeId,
    /// Whether it is there by its own account.
    pub status: ServiceStatus,
    /// Community of the site.
    pub community_id: Option<CommunityId>,
    /// Place of the site, in words.
    pub place_name: Option<String>,
    /// The site; `None` where it is not published.
    pub point: Option<Point>,
    /// Whether the site is in the territory.
    pub in_territory: Fact<bool>,
    /// How it reaches people.
    pub delivery_mode: Fact<DeliveryMode>,
    /// Whom it serves.
    pub serves: Serves,
    /// At how many places.
    pub sites: Sites,
    /// How finely its site may be shown.
    pub shown: Shown,
    /// How often it visits, in the words of the package.
    pub visit_frequency: Option<String>,
    /// The same as visits a month.
    pub visits_per_month: Fact<f64>,
    /// Share of the planned visits that took place when they were last counted, 0 to 1.
    pub delivered_share: Fact<f64>,
    /// Days that people waited for it when that was last counted.
    pub wait_days: Fact<f64>,
    /// Positions that are funded, in full-time equivalents.
    pub positions: Fact<f64>,
    /// Who runs it.
    pub operator: Option<String>,
    /// Kind of operator, in the words of the package.
    pub operator_kind: Option<String>,
    /// Whether it is led by Indigenous people.
    pub indigenous_led: Fact<bool>,
    /// Languages in which it is offered.
    pub languages: Fact<Vec<LanguageCode>>,
    /// Whom it is meant for, in the words of the package.
    pub population_served: Option<String>,
    /// How much of it there is, in the words of the package.
    pub capacity: Option<String>,
    /// When it opened; `None` is since before the record begins.
    pub opened: Option<PartialDate>,
    /// When it closed.
    pub closed: Option<PartialDate>,
    /// What ran when it was last looked at; `None` where nothing was observed beyond the status.
    pub actual: Option<ActualState>,
    /// When that was observed.
    pub observed: Option<PartialDate>,
    /// Further columns of the package, by header.
    pub attributes: BTreeMap<String, String>,
    /// Where this comes from.
    pub provenance: Provenance,
}
