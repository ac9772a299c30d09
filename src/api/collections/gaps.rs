//! Gaps: every community against every standard.

use std::cell::OnceCell;
use std::rc::Rc;

use super::{About, Collection, Entry, point};
use crate::api::analysis::{Analysis, Wanted};
use crate::api::ask::Ask;
use crate::api::parameters::{
    AS_OF, DATE, DEFINITION, DEFINITION_DIGEST, SEASON, SERVICE_TYPE, STANDARD, SUPPLY, VERSION,
};
use crate::api::problem::Problem;
use crate::api::question::Question;
use crate::api::wire::Properties;
use crate::equity::Gap;
use crate::exchange::gaps::GapProperties;
use crate::snapshot::of_text;

pub struct Gaps;

impl Collection for Gaps {
    fn about(&self) -> &'static About {
        &About {
            id: "gaps",
            title: "Gaps",
            description: "One community and one standard of a definition: whether it is met, on how many days, how far \
                          short it falls, and why.",
            parameters: &[
                &DEFINITION,
                &VERSION,
                &DEFINITION_DIGEST,
                &AS_OF,
                &DATE,
                &SEASON,
                &SUPPLY,
                &SERVICE_TYPE,
                &STANDARD,
            ],
            schema: "GapProperties",
            geometry_schema: "PointGeometry",
        }
    }

    fn entries<'a>(&self, ask: &'a Ask) -> Result<Vec<Entry<'a>>, Problem> {
        if ask.view.package().definitions.is_empty() && ask.query.text(DEFINITION.name).is_none() {
            return Ok(Vec::new());
        }
        let analysis = Rc::new(Analysis::of(ask)?);
        let definition = analysis.definition();
        let wanted = Wanted::read(ask, definition)?;
        let package = ask.view.package();
        let chosen: Rc<Vec<Gap>> = Rc::new(analysis.gaps().filter(|gap| wanted.has(gap)).cloned().collect());
        // What is said of gaps is worked out for all of them at once, and only if a page shows some.
        let said: Rc<OnceCell<Vec<GapProperties>>> = Rc::default();
        let entries = chosen.iter().enumerate().map(|(at, gap)| {
            let community = &package.communities[gap.community];
            let (analysis, said, wanted) = (Rc::clone(&analysis), Rc::clone(&said), wanted.clone());
            Entry {
                id: format!("{}.{}", community.id, definition.standards[gap.standard].id).into(),
                geometry: Some(point(community.point)),
                time: None,
                properties: Box::new(move || {
                    let said = said.get_or_init(|| {
                        let findings = analysis.findings(|gap| wanted.has(gap));
                        findings
                            .iter()
                            .map(|one| GapProperties::new(ask.view.basis(), definition, one))
                            .collect()
                    });
                    Properties::Gap(Box::new(said[at].clone()))
                }),
            }
        });
        Ok(entries.collect())
    }

    fn settled(&self, ask: &Ask) -> Result<Vec<(&'static str, String)>, Problem> {
        if ask.view.package().definitions.is_empty() {
            return Ok(Vec::new());
        }
        let Question { definition, as_of, .. } = ask.question()?;
        Ok(vec![
            (DEFINITION.name, definition.id.to_string()),
            (VERSION.name, definition.version.clone()),
            (DEFINITION_DIGEST.name, of_text(&definition.text)),
            (AS_OF.name, as_of.to_string()),
        ])
    }
}
