//! What the routes of requests are, for the document.

use serde_json::Value;

use super::super::schema::{object, or_null, reference, text, word};
use super::super::schemas::submitted::{input, said};
use super::{Operation, REQUESTS};
use crate::api::answer::media;
use crate::api::parameters::{
    DRY_RUN, F, F_EXPORT, F_TEMPLATE, GOVERNMENT, ID, MINE, Parameter, SERVICE_TYPE_ASKED, STATE,
};
use crate::model::RequestState;

/// GET `/api/requests`.
pub fn requests() -> Operation {
    let parameters = [&STATE, &GOVERNMENT, &SERVICE_TYPE_ASKED, &MINE, &F];
    let summary = "Requests that whoever asks may read, in the order of their ids";
    reads("getRequests", summary, &parameters).answers(media::JSON, reference("RequestList"))
}

/// GET `/api/requests/ID`.
pub fn request() -> Operation {
    of_one(reads(
        "getRequest",
        "One request in full, as whoever asks may read it",
        &[],
    ))
}

/// POST `/api/requests`.
pub fn submit_request() -> Operation {
    let mut fields = input(true);
    fields.push(("state?", word(["draft", "submitted"])));
    Operation {
        body: Some(object(&fields)),
        idempotency_key: true,
        statuses: vec![201, 401, 403, 410, 413, 415, 422],
        ..changes(
            "submitRequest",
            "Submit a request, or keep a draft of one; done once for each Idempotency-Key",
        )
    }
}

/// PATCH `/api/requests/ID`.
pub fn change_request() -> Operation {
    let summary = "Give a request other words, or show it to others: fields that are sent take the place of those that are there (JSON merge patch)";
    of_one(Operation {
        body: Some(object(&input(false))),
        if_match: true,
        statuses: vec![401, 403, 412, 413, 415, 422, 428],
        ..changes("changeRequest", summary)
    })
}

/// POST `/api/requests/ID/transitions`.
pub fn move_request() -> Operation {
    let body = object(&[
        ("to", word(RequestState::ALL.iter().map(|one| one.as_str()))),
        ("reason?", or_null(text())),
    ]);
    let summary = "Move a request along with a reason, which asking needs none for, or take it back: then every word of it is erased, and a reason is not kept";
    let operation = of_one(Operation {
        body: Some(body),
        if_match: true,
        statuses: vec![401, 403, 409, 412, 413, 415, 422, 428],
        ..changes("moveRequest", summary)
    });
    operation.answers(media::JSON, reference("MovedRequest"))
}

/// PUT `/api/requests/ID/correction`.
pub fn correct_record() -> Operation {
    let summary = "Say beside a call in the public record what is so, for the government that it names or for the working group; the record itself stays as its source has it";
    of_one(Operation {
        body: Some(object(&said())),
        if_match: true,
        statuses: vec![401, 403, 409, 412, 413, 415, 422, 428],
        ..changes("correctRecord", summary)
    })
}

/// DELETE `/api/requests/ID/correction`.
pub fn withdraw_correction() -> Operation {
    let summary = "Take back what the asker's government, or the working group, has said of a call in the public record: every word of it is erased";
    Operation {
        if_match: true,
        parameters: vec![&ID],
        may_be_missing: true,
        statuses: vec![401, 403, 409, 410, 412, 415, 428],
        ..changes("withdrawCorrection", summary)
    }
}

/// GET `/api/requests/ID/history`.
pub fn request_history() -> Operation {
    let summary = "What became of a request: to its owner every change, to others how it was moved; of a call in the public record when it was corrected, and by whom; and what the working group decided on it, to whoever may read that";
    let operation = of_one(reads("getRequestHistory", summary, &[]));
    operation.answers(media::JSON, reference("RequestHistory"))
}

/// GET `/api/requests/ID/access`.
pub fn request_access() -> Operation {
    let mut operation = of_one(reads(
        "getRequestAccess",
        "Who read a request, and when; for its owner",
        &[],
    ));
    operation.statuses.extend([401, 403]);
    operation.answers(media::JSON, reference("RequestAccess"))
}

/// GET `/api/requests/export`.
pub fn export_requests() -> Operation {
    let summary = "Everything that the asker's own government has here, with history, answers, labels and who read it";
    Operation {
        statuses: vec![401, 403],
        also: &[media::CSV, media::XLSX],
        ..reads("exportRequests", summary, &[&F_EXPORT]).answers(media::JSON, reference("RequestExport"))
    }
}

/// POST `/api/requests/import`.
pub fn import_requests() -> Operation {
    let summary = "Submit every row of a sheet, CSV or XLSX, or none where one has a fault; done once for each Idempotency-Key, which only a dry run needs none of";
    Operation {
        sheet: true,
        idempotency_key: true,
        statuses: vec![401, 403, 410, 413, 415, 422],
        ..reads("importRequests", summary, &[&DRY_RUN]).answers(media::JSON, reference("RequestImport"))
    }
}

/// GET `/api/requests/template`.
pub fn request_template() -> Operation {
    let summary = "A sheet to be filled in and imported, with everything that its cells may hold";
    Operation {
        also: &[media::XLSX],
        ..Operation::new("getRequestTemplate", REQUESTS, summary, &[&F_TEMPLATE]).answers(media::CSV, text())
    }
}

fn reads(id: &str, summary: &str, parameters: &[&'static Parameter]) -> Operation {
    Operation {
        may_be_unavailable: true,
        ..Operation::new(id, REQUESTS, summary, parameters).answers(media::JSON, in_full())
    }
}

fn changes(id: &str, summary: &str) -> Operation {
    reads(id, summary, &[])
}

fn of_one(mut operation: Operation) -> Operation {
    if !operation.statuses.contains(&410) {
        operation.statuses.push(410);
    }
    Operation {
        parameters: if operation.body.is_some() {
            vec![&ID]
        } else {
            vec![&ID, &F]
        },
        may_be_missing: true,
        ..operation
    }
}

fn in_full() -> Value {
    reference("RequestInFull")
}
