//! Query strings, read strictly: a name that the route does not have is refused, not passed over,
//! because a misspelt filter that is passed over gives a wrong answer.

use std::fmt;

use axum::extract::Query as Pairs;
use axum::http::Uri;

use super::parameters::{F, Parameter, Place};
use super::problem::{Kind, Problem};
use crate::exchange::address;

/// The parameters of one request: known to the route, each at most once.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads a query string against what the route accepts.
    pub fn read(uri: &Uri, accepted: &[&Parameter]) -> Result<Self, Problem> {
        Self::checked(pairs(uri)?, accepted)
    }

    /// The same, passing over what the route does not know.
    pub fn read_known(uri: &Uri, accepted: &[&Parameter]) -> Result<Self, Problem> {
        let mut pairs = pairs(uri)?;
        pairs.retain(|(name, _)| accepted.iter().any(|one| one.name == name));
        Self::checked(pairs, accepted)
    }

    fn checked(pairs: Vec<(String, String)>, accepted: &[&Parameter]) -> Result<Self, Problem> {
        let names: Vec<_> = accepted
            .iter()
            .filter(|one| one.place == Place::Query)
            .map(|one| one.name)
            .collect();
        for (position, (name, _)) in pairs.iter().enumerate() {
            if !names.contains(&name.as_str()) {
                return Err(Problem::new(
                    Kind::UnknownParameter,
                    format!("found {name:?}, expected {}", one_of(&names)),
                ));
            }
            if pairs[..position].iter().any(|(earlier, _)| earlier == name) {
                return Err(Problem::new(
                    Kind::UnknownParameter,
                    format!("found {name:?} twice, expected it once"),
                ));
            }
        }
        let query = Self { pairs };
        let formats = accepted.iter().find(|one| one.name == F.name).map(|one| (one.schema)());
        let formats = formats.as_ref().and_then(|schema| schema["enum"].as_array());
        let mut known = formats.into_iter().flatten().filter_map(|word| word.as_str());
        match query.text(F.name) {
            Some(asked) if !known.clone().any(|word| word == asked) => {
                let first = known.next().unwrap_or_default();
                let expected = known.fold(first.to_owned(), |words, word| format!("{words}, {word}"));
                Err(Problem::bad(F.name, asked, expected))
            }
            _ => Ok(query),
        }
    }

    /// Parameters that came otherwise than in an address.
    pub fn of<const N: usize>(sent: [(&Parameter, Option<String>); N]) -> Self {
        let pairs = sent.into_iter();
        Self {
            pairs: pairs
                .filter_map(|(parameter, text)| Some((parameter.name.to_owned(), text?)))
                .collect(),
        }
    }

    /// A parameter's text, where it was sent.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(one, _)| one == name)
            .map(|(_, text)| text.as_str())
    }

    /// All of them, as they were sent.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The same query with one parameter set or taken away.
    #[must_use]
    pub fn with(&self, name: &str, value: Option<&str>) -> Self {
        let kept = self.pairs.iter().filter(|(one, _)| one != name).cloned();
        let set = value.map(|value| (name.to_owned(), value.to_owned()));
        Self {
            pairs: kept.chain(set).collect(),
        }
    }
}

impl fmt::Display for Query {
    /// As it stands in an address, with its question mark; nothing where there are no parameters.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&address::query(self.pairs()))
    }
}

fn pairs(uri: &Uri) -> Result<Vec<(String, String)>, Problem> {
    let read = Pairs::<Vec<(String, String)>>::try_from_uri(uri);
    let Pairs(pairs) =
        read.map_err(|_| Problem::new(Kind::BadParameter, "the query is not a list of name=value pairs"))?;
    Ok(pairs)
}

fn one_of(names: &[&str]) -> String {
    if names.is_empty() {
        "no parameters".to_owned()
    } else {
        format!("one of {}", names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::parameters::{BBOX, LIMIT};
    use super::*;

    fn read(query: &str) -> Result<Query, Problem> {
        let uri = format!("/items?{query}").parse().expect("an address");
        Query::read(&uri, &[&LIMIT, &BBOX])
    }

    #[test]
    fn a_name_the_route_does_not_have_is_refused_with_those_it_has() {
        let detail = format!("{:?}", read("limit=3&colour=red").expect_err("refused"));
        assert!(detail.contains("colour") && detail.contains("limit, bbox"), "{detail}");
    }

    #[test]
    fn a_name_given_twice_is_refused() {
        assert!(read("limit=3&limit=4").is_err());
        assert!(read("limit=3&bbox=4").is_ok());
    }

    #[test]
    fn what_others_add_is_passed_over_where_a_route_says_so_and_what_is_known_stays_strict() {
        let read = |query: &str| {
            let uri = format!("/back?{query}").parse().expect("an address");
            Query::read_known(&uri, &[&LIMIT, &BBOX])
        };
        let query = read("limit=3&session_state=x&session_state=y").expect("others are passed over");
        assert_eq!(query.pairs().collect::<Vec<_>>(), [("limit", "3")]);
        assert!(read("limit=3&limit=4").is_err());
    }

    #[test]
    fn a_changed_query_keeps_the_rest_and_reads_back() {
        let query = read("bbox=-120,60,-110,65&limit=3").expect("known names");
        let next = query.with("limit", Some("a b+ǫ̀&=")).to_string();
        let again = read(&next[1..]).expect("known names");
        assert_eq!(again.text("limit"), Some("a b+ǫ̀&="));
        assert_eq!(again.text("bbox"), Some("-120,60,-110,65"));
        assert_eq!(query.with("limit", None).to_string(), "?bbox=-120,60,-110,65");
    }
}
