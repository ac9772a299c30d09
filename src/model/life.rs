//! How far a version of a definition has come with the people who must agree on it, and which one is looked at.

use std::cmp::Ordering;

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use super::{Definition, Standing};

impl Standing {
    /// Whether the text is one that people have agreed to: it never changes again.
    pub const fn is_fixed(self) -> bool {
        matches!(self, Self::Agreed | Self::Superseded)
    }

    /// Place in the order in which versions are looked at: what is agreed first, what was replaced last. A draft
    /// never displaces what people look at by default.
    const fn rank(self) -> u8 {
        match self {
            Self::Agreed => 0,
            Self::Illustrative => 1,
            Self::InEngagement => 2,
            Self::Draft => 3,
            Self::Superseded => 4,
        }
    }
}

/// What became of a version of a definition since its text was written. The text and its digest stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// The standing that it was moved to; `None` while it stands where its text says.
    pub moved_to: Option<Standing>,
    /// Who proposed it; `None` for one that came with the package.
    pub proposed_by: Option<String>,
    /// When.
    pub proposed_on: Option<Date>,
    /// When it was put before the people who must agree; `None` also where that was not written down.
    pub engaged_on: Option<Date>,
    /// When it was adopted.
    pub adopted_on: Option<Date>,
    /// When it was superseded.
    pub superseded_on: Option<Date>,
}

impl Definition {
    /// SHA-256 of the text's bytes, in hexadecimal digits: what an engagement was about.
    pub fn digest(&self) -> String {
        hex::encode(Sha256::digest(self.text.as_bytes()))
    }

    /// Moves it to another standing. Whether it may go there is not decided here.
    pub fn move_to(&mut self, standing: Standing) {
        self.standing = standing;
        self.life.moved_to = Some(standing);
    }

    /// The version as it stood at the end of a day; `None` where it had not been proposed yet. A move to engagement whose
    /// date was not written down counts from the day of the proposal.
    pub fn as_on(&self, day: Date) -> Option<Self> {
        let happened = |on: Option<Date>| on.filter(|on| *on <= day);
        let life = &self.life;
        let was_engaged = life.moved_to.is_some_and(|to| to != Standing::Draft) && life.engaged_on.is_none();
        let standing = if happened(life.superseded_on).is_some() {
            Standing::Superseded
        } else if happened(life.adopted_on).is_some() {
            Standing::Agreed
        } else if life.adopted_on.is_none() && life.superseded_on.is_none() && self.standing.is_fixed() {
            // Its text itself says so.
            self.standing
        } else if happened(life.engaged_on).is_some() || was_engaged {
            Standing::InEngagement
        } else {
            self.begins
        };
        let mut then = self.clone();
        then.standing = standing;
        then.life = Life {
            moved_to: Some(standing).filter(|standing| *standing != self.begins),
            engaged_on: happened(life.engaged_on),
            adopted_on: happened(life.adopted_on),
            superseded_on: happened(life.superseded_on),
            ..life.clone()
        };
        life.proposed_on.is_none_or(|on| on <= day).then_some(then)
    }

    /// Before another version of the same definition (`Less`) where people would rather look at this one: by
    /// standing, and among equals the greater version.
    pub fn by_currency(&self, other: &Self) -> Ordering {
        let rank = self.standing.rank().cmp(&other.standing.rank());
        rank.then_with(|| by_version(&other.version, &self.version))
    }

    /// Of two definitions the one that has come further; the first where both have come as far.
    pub fn further_of<'a>(&'a self, other: &'a Self) -> &'a Self {
        if other.standing.rank() < self.standing.rank() {
            other
        } else {
            self
        }
    }

    /// The lesser version first; numbers within it compare as numbers, so that `1.10` is after `1.9`.
    pub fn by_version(&self, other: &Self) -> Ordering {
        by_version(&self.version, &other.version)
    }
}

/// Compares runs of digits as numbers and what lies between them as text; at the end, letter by letter, so that
/// two versions are equal only where their words are.
fn by_version(one: &str, other: &str) -> Ordering {
    let (one_parts, other_parts) = (parts(one), parts(other));
    let by_part = |(one, other): (&&str, &&str)| match (number(one), number(other)) {
        // Without leading zeros the longer number is the greater.
        (Some(one), Some(other)) => one.len().cmp(&other.len()).then_with(|| one.cmp(other)),
        _ => one.cmp(other),
    };
    let first = one_parts
        .iter()
        .zip(&other_parts)
        .map(by_part)
        .find(|order| order.is_ne());
    first
        .unwrap_or_else(|| one_parts.len().cmp(&other_parts.len()))
        .then_with(|| one.cmp(other))
}

/// A version as its runs of digits and what stands between them.
fn parts(version: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = version;
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let end = rest
            .find(|letter: char| letter.is_ascii_digit() != is_digit)
            .unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
}

/// A run of digits without its leading zeros.
fn number(part: &str) -> Option<&str> {
    part.starts_with(|letter: char| letter.is_ascii_digit())
        .then(|| part.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_their_numbers_as_numbers() {
        let ordered = ["0.9", "1", "1.2", "1.9", "1.10", "2", "2-draft", "10", "a"];
        for (at, one) in ordered.iter().enumerate() {
            for (other_at, other) in ordered.iter().enumerate() {
                assert_eq!(by_version(one, other), at.cmp(&other_at), "{one} {other}");
            }
        }
        assert_eq!(
            by_version("1.02", "1.2"),
            Ordering::Less,
            "never equal unless the words are"
        );
        assert_eq!(
            by_version("99999999999999999999998", "99999999999999999999999"),
            Ordering::Less
        );
    }
}
