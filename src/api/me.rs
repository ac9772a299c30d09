//! Who asks, and what they may do.

use crate::policy::{Name, Rule, rule};

use super::answer::{Answer, media};
use super::ask::Ask;
use super::definitions::private_at_the_desk;
use super::wire::Me;

/// The role of whoever asks, with the changes that the table lets it make.
pub fn show(ask: &Ask) -> Answer {
    let role = ask.party().role;
    let may = Name::ALL
        .into_iter()
        .filter(|&action| action.is_write() && rule(role, action) != Rule::No);
    let me = Me {
        role: role.as_str(),
        may: may.map(Name::as_str).collect(),
    };
    private_at_the_desk(ask, Answer::json(media::JSON, &me))
}
