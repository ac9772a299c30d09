//! What a filter may ask of a community.

use super::{Cell, Columns, Kind, Queryables, Row};
use crate::model::{Community, CommunityId, Confidence, GovernmentId, LanguageCode};

/// Queryables of communities: the columns of the model, and further columns of the package.
///
/// `population` is the newest count; unknown where a place has no count of its own. `indigenous_share`
/// is from 0 to 1. `indigenous_languages` and `indigenous_governments` hold several texts (`=` asks
/// whether one is among them); where none is recorded they are unknown. `part_of` holds one or,
/// where a place stands for itself, none.
pub fn queryables(columns: &Columns) -> Queryables {
    let own = Queryables::new()
        .with("id", Kind::Text)
        .with("name", Kind::Text)
        .with("traditional_name", Kind::Text)
        .with("region", Kind::Text)
        .with("hss_region", Kind::Text)
        .with("authority", Kind::Text)
        .with("governance", Kind::Text)
        .with("population", Kind::Number)
        .with("indigenous_share", Kind::Number)
        .with("indigenous_languages", Kind::TextList)
        .with("indigenous_governments", Kind::TextList)
        .with("road_access", Kind::Text)
        .with("health_facility", Kind::Text)
        .with("part_of", Kind::TextList)
        .accepting("confidence", super::services::CONFIDENCES);
    columns.added_to(own)
}

/// The columns of its own that a package adds to its communities.
pub fn columns(communities: &[Community]) -> Columns {
    Columns::of(communities.iter().map(|one| (one.id.as_str(), &one.attributes)))
}

/// A community as a filter sees it.
#[derive(Clone, Copy, Debug)]
pub struct CommunityRow<'a>(pub &'a Community);

impl Row for CommunityRow<'_> {
    fn cell(&self, name: &str) -> Cell<'_> {
        let Self(community) = *self;
        match name {
            "id" => Cell::text(Some(community.id.as_str())),
            "name" => Cell::text(Some(&community.name)),
            "traditional_name" => Cell::text(community.traditional_name.as_deref()),
            "region" => Cell::text(community.region.as_deref()),
            "hss_region" => Cell::text(community.hss_region.as_deref()),
            "authority" => Cell::text(community.authority.as_deref()),
            "governance" => Cell::text(community.governance.as_deref()),
            "population" => Cell::number(community.population()),
            "indigenous_share" => Cell::number(community.indigenous_share),
            "indigenous_languages" => recorded(community.indigenous_languages.iter().map(LanguageCode::as_str)),
            "indigenous_governments" => recorded(community.indigenous_governments.iter().map(GovernmentId::as_str)),
            "road_access" => Cell::text(community.road_access.as_deref()),
            "health_facility" => Cell::text(community.health_facility.as_deref()),
            "part_of" => Cell::list(community.part_of.as_ref().map(CommunityId::as_str)),
            "confidence" => Cell::text(community.provenance.confidence.map(Confidence::as_str)),
            _ => Cell::text(
                community
                    .attributes
                    .get(name)
                    .map(String::as_str)
                    .filter(|cell| !cell.is_empty()),
            ),
        }
    }
}

/// Several texts; a package has no word for "none", so none at all is not known.
fn recorded<'a>(texts: impl Iterator<Item = &'a str>) -> Cell<'a> {
    match Cell::list(texts) {
        Cell::List(texts) if texts.is_empty() => Cell::Unknown,
        several => several,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::filter::Filter;
    use crate::model::{CensusCount, Point, Provenance, Truth};

    /// What must be there, and nothing else.
    fn bare() -> Community {
        Community {
            id: "ndilo".into(),
            name: "Ndilǫ".to_owned(),
            traditional_name: None,
            former_name: None,
            region: None,
            hss_region: None,
            authority: None,
            governance: None,
            point: Point::new(-114.34, 62.47).expect("a place on the earth"),
            counts: Vec::new(),
            csd_code: None,
            indigenous_share: None,
            indigenous_share_year: None,
            indigenous_languages: Vec::new(),
            indigenous_governments: Vec::new(),
            road_access: None,
            health_facility: None,
            part_of: None,
            attributes: BTreeMap::new(),
            provenance: Provenance::default(),
        }
    }

    fn full() -> Community {
        let some = |text: &str| Some(text.to_owned());
        Community {
            traditional_name: some("Ndilǫ"),
            region: some("North Slave"),
            hss_region: some("Yellowknife"),
            authority: some("NTHSSA"),
            governance: some("designated authority"),
            counts: vec![
                CensusCount {
                    year: Some(2021),
                    people: 321,
                },
                CensusCount {
                    year: Some(2016),
                    people: 300,
                },
            ],
            indigenous_share: Some(0.9),
            indigenous_languages: vec!["dgr".into(), "chp".into()],
            indigenous_governments: vec!["ykdfn".into()],
            road_access: some("all-season"),
            health_facility: some("none"),
            part_of: Some("yellowknife".into()),
            attributes: BTreeMap::from([("elders".to_owned(), "12".to_owned())]),
            provenance: Provenance {
                confidence: Some(Confidence::Medium),
                ..Provenance::default()
            },
            ..bare()
        }
    }

    #[test]
    fn every_queryable_has_a_cell_of_its_kind() {
        let (full, bare) = (full(), bare());
        for queryable in queryables(&Columns::default()).iter() {
            let name = &queryable.name;
            assert_eq!(CommunityRow(&full).cell(name).kind(), Some(queryable.kind), "{name}");
            let always = ["id", "name", "part_of"].contains(&name.as_str());
            assert_eq!(
                CommunityRow(&bare).cell(name).kind().is_some(),
                always,
                "{name} of a bare record"
            );
        }
    }

    #[test]
    fn rules_of_definitions_find_their_communities() {
        let (full, bare) = (full(), bare());
        let rows = [
            ("population > 0", Truth::True, Truth::Unknown),
            ("population = 321", Truth::True, Truth::Unknown),
            (
                "indigenous_languages = 'dgr' AND indigenous_share >= 0.9",
                Truth::True,
                Truth::Unknown,
            ),
            ("indigenous_governments IN ('ykdfn')", Truth::True, Truth::Unknown),
            ("road_access <> 'none'", Truth::True, Truth::Unknown),
            ("CASEI(ACCENTI(name)) = 'ndilo'", Truth::True, Truth::True),
            ("elders >= 12", Truth::True, Truth::Unknown),
            // That a place stands for itself is known.
            ("part_of = 'yellowknife'", Truth::True, Truth::False),
            ("part_of <> 'yellowknife'", Truth::False, Truth::True),
        ];
        for (text, of_full, of_bare) in rows {
            let filter = Filter::parse(text, &queryables(&columns(&[full.clone(), bare.clone()]))).expect(text);
            assert_eq!(filter.evaluate(&CommunityRow(&full)), of_full, "{text}");
            assert_eq!(
                filter.evaluate(&CommunityRow(&bare)),
                of_bare,
                "{text} of a bare record"
            );
        }
    }
}
