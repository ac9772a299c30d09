//! `evenreach serve`: the map and the API over one database.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use tokio::sync::watch;

use super::Failure;
use super::facts::{built_in, read_folder, runtime, today};
use super::load::{DEFAULT_DATABASE, loader};
use super::table::say;
use crate::api::{self, Config, State};
use crate::package;
use crate::snapshot::{Head, Snapshot};
use crate::store::{LedgerHead, Store, StoreError};

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
    let store = Store::open(&words.database).await.map_err(Failure::input)?;
    let first = match picture(&store).await {
        Err(Unreadable::Store(StoreError::Empty)) => {
            let package = words.package.as_deref().map_or_else(built_in, read_folder)?;
            let actor = loader();
            let put = store.put(&package, &actor, "empty database filled", jiff::Timestamp::now());
            put.await.map_err(Failure::input)?;
            picture(&store).await
        }
        other => other,
    };
    let first = first.map_err(Failure::input)?;
    let shown = first.head;
    let (swap, snapshots) = watch::channel(Arc::new(first.snapshot));
    let follower = tokio::spawn(follow(store.clone(), shown, swap));

    let listener = tokio::net::TcpListener::bind(&words.listen)
        .await
        .map_err(|fault| Failure::Input(format!("cannot answer on {}: {fault}", words.listen)))?;
    let address = listener.local_addr().map_err(Failure::input)?;
    let mut config = Config::new(today);
    config.public_url = words.public_url.trim_end_matches('/').to_owned();
    say(&format!("Evenreach is at http://{address}/\n"))?;
    let served = api::serve(State::new(snapshots, config), listener, asked_to_stop()).await;
    follower.abort();
    store.close().await;
    served.map_err(Failure::input)
}

/// Why there is no picture of what the database holds.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Snapshot(#[from] crate::snapshot::SnapshotFault),
    #[error("the facts broke the analysis")]
    Broken(#[from] tokio::task::JoinError),
}

/// A snapshot, and the position of the ledger that it shows.
struct Picture {
    snapshot: Snapshot,
    head: LedgerHead,
}

async fn picture(store: &Store) -> Result<Picture, Unreadable> {
    let (package, head) = store.load(&package::definition::trusted).await?;
    let position = Head {
        position: head.position,
        hash: head.hash.to_string(),
    };
    // On a thread of its own: it takes a while, and a fault in it must not end the service.
    let snapshot = tokio::task::spawn_blocking(move || Snapshot::build(package, position)).await??;
    Ok(Picture { snapshot, head })
}

/// How long to wait before what could not be read is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// Swaps the snapshot whenever the ledger stands elsewhere than what is `shown`. What cannot be read is
/// logged and tried again, and the last good picture stays.
async fn follow(store: Store, mut shown: LedgerHead, swap: watch::Sender<Arc<Snapshot>>) {
    let mut head = loop {
        match store.watch().await {
            Ok(head) => break head,
            Err(fault) => tracing::error!(%fault, "changes to the database are not followed; trying again"),
        }
        tokio::time::sleep(AGAIN).await;
    };
    loop {
        // The ledger may have moved between the first picture and the first look.
        if *head.borrow_and_update() != shown {
            match picture(&store).await {
                Ok(picture) => {
                    tracing::info!("the facts have changed; answering from them now");
                    shown = picture.head;
                    swap.send_replace(Arc::new(picture.snapshot));
                }
                Err(fault) => {
                    tracing::error!(%fault, "the changed facts cannot be read; answering from the last ones");
                    tokio::time::sleep(AGAIN).await;
                    continue;
                }
            }
        }
        if head.changed().await.is_err() {
            return;
        }
    }
}

async fn asked_to_stop() {
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
