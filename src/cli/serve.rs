//! `evenreach serve`: the map and the API over one database.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::Failure;
use super::facts::{built_in, read_folder, runtime, today};
use super::load::{DEFAULT_DATABASE, loader};
use super::organisation::ProviderWords;
use super::table::say;
use super::withdrawn::list_of;
use crate::api::{self, Config, State, Writing};
use crate::package;
use crate::store::{Store, StoreError};
use crate::workflow::{Archive, Occasion, Office, Outage, first_administrator};
use clap::Args;

/// Words of the command.
#[derive(Args, Debug)]
pub struct Words {
    /// Address and port to answer on; port 0 takes a free one
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "EVENREACH_LISTEN",
        default_value = "127.0.0.1:8080"
    )]
    listen: String,
    /// Database: `sqlite://FILE` or `postgres://…`
    #[arg(long, value_name = "URL", env = "EVENREACH_DATABASE_URL", hide_env_values = true, default_value = DEFAULT_DATABASE)]
    database: String,
    /// Folder of the package that fills an empty database; the built-in one unless given
    #[arg(long, value_name = "DIR")]
    package: Option<PathBuf>,
    /// Scheme and host under which people reach the service, for the links in its answers
    #[arg(long, value_name = "URL", env = "EVENREACH_PUBLIC_URL", default_value = "")]
    public_url: String,
    /// Address of a proxy before the service, whose X-Forwarded-For is believed; may be given several times
    #[arg(long, value_name = "IP", env = "EVENREACH_PROXY", value_delimiter = ',')]
    proxy: Vec<std::net::IpAddr>,
    /// List of requests that were taken back, for restoring a backup; better on another disk than the database. Beside
    /// the database file, or named after the database, unless given
    #[arg(long, value_name = "FILE", env = "EVENREACH_WITHDRAWN")]
    withdrawn: Option<PathBuf>,
    /// Let whoever opens it on this machine act for the working group: propose definitions, record engagement, adopt
    #[arg(long)]
    desk: bool,
    #[command(flatten)]
    organisation: ProviderWords,
}

/// Serves until it is asked to stop.
pub fn run(words: Words) -> Result<(), Failure> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("EVENREACH_LOG")
                .unwrap_or_else(|_| "warn,evenreach=info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    runtime()?.block_on(serve(words))
}

async fn serve(words: Words) -> Result<(), Failure> {
    let listener = tokio::net::TcpListener::bind(&words.listen)
        .await
        .map_err(|fault| Failure::Input(format!("cannot answer on {}: {fault}", words.listen)))?;
    let address = listener.local_addr().map_err(Failure::input)?;
    if words.desk && !address.ip().is_loopback() {
        let expected = "an address that only this machine reaches, such as 127.0.0.1:8080";
        let detail =
            format!("--listen: found {address}, expected {expected}: at a desk, whoever opens it may change things");
        return Err(Failure::Usage(detail));
    }
    let mut config = Config::new(today);
    config.public_url = words.public_url.trim_end_matches('/').to_owned();
    config.is_desk = words.desk;
    config.proxies = words.proxy.iter().map(std::net::IpAddr::to_canonical).collect();
    // Off this machine a cookie goes over TLS or not at all.
    config.is_plain = address.ip().is_loopback() && !config.public_url.starts_with("https://");
    let here = format!("http://{address}");
    let base = if config.public_url.is_empty() {
        here
    } else {
        config.public_url.clone()
    };
    config.organisation = words.organisation.provider(&base)?;

    let list = list_of(&words.database, words.withdrawn.as_deref())?;
    let store = Store::open(&words.database).await.map_err(Failure::input)?;
    let store = store.noting_withdrawals(list);
    store.note_withdrawals().await.map_err(Failure::input)?;
    if let Err(StoreError::Empty) = store.load(&package::definition::trusted).await {
        let package = words.package.as_deref().map_or_else(built_in, read_folder)?;
        let actor = loader();
        let put = store.put(&package, &actor, "empty database filled", jiff::Timestamp::now());
        put.await.map_err(Failure::input)?;
    }
    let (office, snapshots) = Office::open(store.clone()).await.map_err(Failure::input)?;
    let office = Arc::new(office);
    let follower = tokio::spawn(follow(Arc::clone(&office)));
    let archive = Arc::new(Archive::new(store.clone()));
    let (kept_up, changes) = (Arc::clone(&archive), snapshots.clone());
    let archivist = tokio::spawn(async move { kept_up.keep_up(changes).await });

    config.writing = Some(Writing {
        office: Arc::clone(&office),
        now: jiff::Timestamp::now,
    });
    say(&format!("Evenreach is at http://{address}/\n"))?;
    let occasion = Occasion {
        now: jiff::Timestamp::now(),
        today: today(),
    };
    if let Some(invited) = first_administrator(&office, occasion).await.map_err(Failure::input)? {
        say(&format!(
            "Nobody can sign in yet. This link makes the password of \"{}\", once, within 24 hours:\n{}\n",
            invited.account.name,
            invited.address(&base)
        ))?;
    }
    if words.desk {
        say("This is a desk: whoever opens it on this machine acts for the working group.\n")?;
    }
    let keeper = tokio::spawn(look_after(Arc::clone(&office)));
    let state = State::new(snapshots, config).with_archive(archive);
    let failing = store.clone();
    let ends = async move {
        tokio::select! {
            () = asked_to_stop() => {}
            () = failing.stopped() => tracing::error!("stopping, to be started again"),
        }
    };
    let served = api::serve(state, listener, ends).await;
    for task in [follower, archivist, keeper] {
        task.abort();
    }
    let has_failed = store.outage() == Some(Outage::Stopped);
    store.close().await;
    if has_failed {
        return Err(Failure::Storage(StoreError::Stopped.to_string()));
    }
    served.map_err(Failure::input)
}

/// How often it is looked whether changes can be written.
const LOOK: Duration = Duration::from_secs(5);

/// Looks from time to time whether changes can be written, so that `/readyz` knows before anybody changes something, and
/// knows when it is over. What comes of it is logged where it is new.
async fn look_after(office: Arc<Office>) {
    loop {
        tokio::time::sleep(LOOK).await;
        if let Err(fault) = office.store().try_writing().await {
            tracing::debug!(fault = &fault as &dyn std::error::Error, "changes cannot be written");
        }
    }
}

/// How long to wait before what could not be read is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// Shows what the database holds whenever the ledger has moved, by this server or another. What could not be read is
/// logged and tried again, and the last good picture stays.
async fn follow(office: Arc<Office>) {
    let mut head = loop {
        match office.store().watch().await {
            Ok(head) => break head,
            Err(fault) => tracing::error!(%fault, "changes to the database are not followed; trying again"),
        }
        tokio::time::sleep(AGAIN).await;
    };
    loop {
        // The ledger may have moved between the first picture and the first look.
        head.borrow_and_update();
        match office.refresh().await {
            Ok(true) => {
                tracing::info!("the facts have changed; answering from them now");
                note_withdrawals(&office).await;
            }
            Ok(false) => {}
            Err(fault) => {
                tracing::error!(%fault, "the changed facts cannot be read; answering from the last ones");
                tokio::time::sleep(AGAIN).await;
                continue;
            }
        }
        if head.changed().await.is_err() {
            return;
        }
    }
}

/// Another server may have taken a request back: this one's list has it too.
async fn note_withdrawals(office: &Office) {
    if let Err(fault) = office.store().note_withdrawals().await {
        tracing::error!(%fault, "what was taken back cannot be noted");
    }
}

pub(super) async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            interrupt.await.ok();
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        interrupt.await.ok();
    }
}
