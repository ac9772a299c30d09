//! How a service reaches people, in words.

use crate::model::DeliveryMode;

/// As it stands behind the name of a kind of service, in English and in French.
pub(super) const fn mode_words(mode: DeliveryMode) -> (&'static str, &'static str) {
    match mode {
        DeliveryMode::Resident => ("with staff who live there", "avec du personnel sur place"),
        DeliveryMode::Visiting => ("visiting", "par visites"),
        DeliveryMode::Virtual => ("by telephone or screen", "par téléphone ou par écran"),
        DeliveryMode::OnTheLand => ("on the land", "dans la nature"),
        DeliveryMode::ResidentialFacility => ("in a facility where people stay", "dans un établissement avec séjour"),
    }
}
