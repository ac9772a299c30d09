//! Requests as governments submit them, for tests.

use evenreach::model::*;
use jiff::civil::date;

/// A request of a government that is shown to the working group.
pub fn submission(government: &str, why: &str) -> Submission {
    Submission {
        government: government.into(),
        input: RequestInput {
            service_type: "counselling".into(),
            communities: vec!["behchoko".into()],
            regions: vec!["north-slave".to_owned()],
            delivery_mode: Some(DeliveryMode::OnTheLand),
            languages: vec!["dgr".into()],
            cultural_grounding: "Wıìlıìdeh yatıì".to_owned(),
            why: why.to_owned(),
            since: PartialDate::parse("2019-05"),
            evidence: vec![Evidence {
                title: "The gathering of 2022".to_owned(),
                url: "https://example.org/gathering".to_owned(),
            }],
            labels: vec!["https://localcontexts.org/label/tk-attribution/".to_owned()],
            visibility: Visibility::WorkingGroup,
        },
        state: RequestState::Submitted,
        answers: Vec::new(),
        submitted_on: Some(date(2026, 3, 12)),
        changed_on: date(2026, 3, 12),
        deed: RequestDeed {
            action: RequestAction::Created,
            by: ActedFor::Government,
            reason: String::new(),
        },
        version: VersionTag::default(),
    }
}

/// The same with a text of its own in every field that has room for words.
pub fn with_canaries(government: &str, canary: &str) -> Submission {
    let mut marked = submission(government, &format!("why {canary}"));
    marked.input.cultural_grounding = format!("grounding {canary}");
    marked.input.regions = vec![format!("region {canary}")];
    marked.input.evidence = vec![Evidence {
        title: format!("title {canary}"),
        url: format!("https://example.org/{canary}"),
    }];
    marked.input.labels = vec![format!("https://example.org/label/{canary}")];
    marked.answers = vec![RequestAnswer {
        on: date(2026, 3, 12),
        state: RequestState::Acknowledged,
        reason: format!("answer {canary}"),
    }];
    marked.deed.reason = format!("reason {canary}");
    marked
}
