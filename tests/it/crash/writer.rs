//! Somebody who submits, changes and takes back, and remembers what they were told.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};

use super::Dice;
use super::program::{Reply, call};

/// What a request may say when somebody next looks.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    /// Its words.
    Says(String),
    /// It was taken back.
    TakenBack,
}

/// A request of one writer.
struct Written {
    id: String,
    /// As it was last acknowledged.
    told: State,
    /// What was asked for and never answered.
    in_flight: Option<State>,
}

/// A writer: one thing at a time, over requests that nobody else touches.
pub struct Writer {
    number: usize,
    dice: Dice,
    count: u32,
    written: Vec<Written>,
    /// A submission that was never answered: its key and its words.
    unanswered: Option<(String, String)>,
    acknowledged: usize,
}

impl Writer {
    pub fn new(number: usize, seed: u64) -> Self {
        Self {
            number,
            dice: Dice((seed ^ (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1),
            count: 0,
            written: Vec::new(),
            unanswered: None,
            acknowledged: 0,
        }
    }

    pub fn acknowledged(&self) -> usize {
        self.acknowledged
    }

    /// The requests of which this writer was told that they are taken back.
    pub fn taken_back(&self) -> impl Iterator<Item = &str> {
        let all = self.written.iter().filter(|written| written.told == State::TakenBack);
        all.map(|written| written.id.as_str())
    }

    /// Words that nobody else writes.
    fn words(&mut self) -> String {
        self.count += 1;
        format!("writer {}, words {}: Behchokǫ̀ ᑌᓀ", self.number, self.count)
    }

    /// One thing; false once there is no answer.
    fn step(&mut self, at: SocketAddr, cookie: &str) -> bool {
        let living: Vec<usize> = (0..self.written.len())
            .filter(|&place| self.written[place].told != State::TakenBack)
            .collect();
        match self.dice.throw(10) {
            0..6 => self.submit(at, cookie),
            _ if living.is_empty() => self.submit(at, cookie),
            die => {
                let place = living[self.dice.throw(living.len() as u64) as usize];
                let next = if die >= 8 {
                    State::TakenBack
                } else {
                    State::Says(self.words())
                };
                self.change(at, cookie, place, next)
            }
        }
    }

    fn submit(&mut self, at: SocketAddr, cookie: &str) -> bool {
        let words = self.words();
        let key = format!("{}-{}", self.number, self.count);
        let Ok(reply) = submit(at, cookie, &key, &words) else {
            self.unanswered = Some((key, words));
            return false;
        };
        assert_eq!(reply.status, 201, "{}", reply.body);
        self.acknowledged += 1;
        self.written.push(Written {
            id: id(&reply),
            told: State::Says(words),
            in_flight: None,
        });
        true
    }

    fn change(&mut self, at: SocketAddr, cookie: &str, place: usize, next: State) -> bool {
        let path = format!("/api/requests/{}", self.written[place].id);
        let Ok(seen) = call(at, "GET", &path, cookie, &[], "") else {
            return false;
        };
        assert_eq!(seen.status, 200, "{}", seen.body);
        let tag = [("if-match", seen.header("etag"))];
        let reply = match &next {
            State::Says(words) => call(at, "PATCH", &path, cookie, &tag, &json!({ "why": words }).to_string()),
            State::TakenBack => {
                let body = json!({ "to": "withdrawn", "reason": "no longer" }).to_string();
                call(at, "POST", &format!("{path}/transitions"), cookie, &tag, &body)
            }
        };
        let written = &mut self.written[place];
        let Ok(reply) = reply else {
            written.in_flight = Some(next);
            return false;
        };
        assert!((200..300).contains(&reply.status), "{} {}", reply.status, reply.body);
        self.acknowledged += 1;
        written.told = next;
        true
    }

    /// Sends again what was never answered, with its key: it is made once, whether or not it had been made.
    pub fn send_again(&mut self, at: SocketAddr, cookie: &str) -> Result<(), String> {
        let Some((key, words)) = self.unanswered.take() else {
            return Ok(());
        };
        let reply = submit(at, cookie, &key, &words).map_err(|fault| fault.to_string())?;
        if reply.status != 201 {
            return Err(format!("sent again with its key: {} {}", reply.status, reply.body));
        }
        let again = submit(at, cookie, &key, &words).map_err(|fault| fault.to_string())?;
        if id(&again) != id(&reply) {
            return Err(format!("the key {key} has made two requests"));
        }
        self.written.push(Written {
            id: id(&reply),
            told: State::Says(words),
            in_flight: None,
        });
        Ok(())
    }

    /// Looks at everything that was written, in the list of what is there; how many requests are left. What is not in it
    /// has to be known as taken back.
    pub fn look(&mut self, at: SocketAddr, cookie: &str, list: &Value) -> Result<u64, String> {
        let listed = list["requests"].as_array().map(Vec::as_slice).unwrap_or_default();
        let mut living = 0;
        for written in &mut self.written {
            let present = listed.iter().find(|one| one["id"] == written.id);
            let found = if let Some(request) = present {
                State::Says(request["why"].as_str().unwrap_or_default().to_owned())
            } else {
                let reply = call(at, "GET", &format!("/api/requests/{}", written.id), cookie, &[], "");
                let reply = reply.map_err(|fault| fault.to_string())?;
                if reply.status != 410 {
                    return Err(format!("{} is not listed: {} {}", written.id, reply.status, reply.body));
                }
                State::TakenBack
            };
            let in_flight = written.in_flight.take();
            if found != written.told && Some(&found) != in_flight.as_ref() {
                let told = &written.told;
                return Err(format!(
                    "{}: found {found:?}, was told {told:?}, asked for {in_flight:?}",
                    written.id
                ));
            }
            written.told = found;
            living += u64::from(written.told != State::TakenBack);
        }
        Ok(living)
    }
}

/// One thing after another, until there is no answer; each that was acknowledged is counted.
pub fn write_until_it_is_gone(at: SocketAddr, cookie: &str, writer: &mut Writer, told: &AtomicU64) {
    while writer.step(at, cookie) {
        told.fetch_add(1, Ordering::Relaxed);
    }
}

fn submit(at: SocketAddr, cookie: &str, key: &str, words: &str) -> std::io::Result<Reply> {
    let body: Value = json!({ "service_type": "counselling", "communities": ["behchoko"], "why": words });
    call(
        at,
        "POST",
        "/api/requests",
        cookie,
        &[("idempotency-key", key)],
        &body.to_string(),
    )
}

fn id(reply: &Reply) -> String {
    reply.json()["id"].as_str().unwrap_or_default().to_owned()
}
