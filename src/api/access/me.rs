//! Who asks, and what they may do.

use super::super::answer::{Answer, media};
use super::super::ask::Ask;
use super::super::definitions::private_at_the_desk;
use super::super::wire::Me;

/// The roles of whoever asks, with the changes that the table lets them make.
pub fn show(ask: &Ask) -> Answer {
    private_at_the_desk(ask, Answer::json(media::JSON, &Me::of(ask.party())))
}
