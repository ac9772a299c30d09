//! A team's round.

use serde_json::{Value, json};

use super::{asked, with};
use crate::shipped;
use crate::support::Client;
use crate::support::schema::faults;

pub const CIRCUIT: &str = "/api/analysis/circuit";

/// From Norman Wells in six summer days.
pub fn a_round() -> Value {
    json!({
        "base": "norman-wells", "standard": "counselling", "days_a_month": 6, "season": "summer", "as_of": "2026-06-01",
        "stops": ["tulita", "deline", "fort-good-hope", "colville-lake", "norman-wells", "yellowknife"],
    })
}

#[tokio::test]
async fn a_round_comes_home_in_time_and_answers_as_the_document_says() {
    let client = Client::new(shipped::package());
    let document = client.json("/api/openapi.json").await;
    let schema = &document["paths"][CIRCUIT]["post"]["responses"]["200"]["content"]["application/json"]["schema"];
    let mut before = 0.0;
    for days in [1, 3, 6, 12] {
        let answer = asked(&client, CIRCUIT, &with(a_round(), &json!({ "days_a_month": days }))).await;
        let found = faults(&document, schema, &answer);
        assert!(found.is_empty(), "{found:#?}");
        assert_eq!(answer["status"], "optimal");
        let presence = answer["presence_days"].as_f64().expect("days");
        // More days never bring less.
        assert!(presence >= before);
        before = presence;
        let used = answer["days_used"].as_f64().expect("days");
        assert!(presence <= used && used <= f64::from(days), "{answer:#}");
        let stops = answer["stops"].as_array().expect("stops");
        assert!(
            stops
                .iter()
                .all(|stop| stop["outcome_today"] != "met" && stop["community_id"] != "norman-wells")
        );
        let minutes: f64 = stops
            .iter()
            .chain([&answer["home"]])
            .filter_map(|one| one["minutes_from_previous"].as_f64())
            .sum();
        assert!((minutes - answer["minutes_travelled"].as_f64().expect("minutes")).abs() < 0.1);
    }
    assert!(before >= 3.0, "{before}");
    for (more, pointer) in [
        (json!({ "base": "atlantis" }), "#/base"),
        (json!({ "days_a_month": 32 }), "#/days_a_month"),
        (json!({ "rounds_a_month": 4, "days_a_month": 3 }), "#/rounds_a_month"),
        (json!({ "stay_days": 0.3 }), "#/stay_days"),
        (json!({ "standard": "nothing" }), "#/standard"),
        (json!({ "definition": "nothing" }), "#/definition"),
    ] {
        let reply = client.post(CIRCUIT, &with(a_round(), &more)).await;
        assert_eq!(reply.status, 422, "{more}");
        assert_eq!(reply.json()["errors"][0]["pointer"], pointer);
    }
}
