//! Runs the service until it is asked to stop.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;

use super::router::app;
use super::state::State;

/// How long answers that are under way may take after the service is asked to stop.
const LEAVE: Duration = Duration::from_secs(25);

/// Answers on `listener` until `shutdown` ends: then it is no longer ready, takes no new connections and
/// finishes what it has begun, for at most 25 seconds.
///
/// # Errors
/// Where the listener fails, or answers were cut off at the end of that time.
pub async fn serve(
    state: State,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stopping, stopped) = tokio::sync::oneshot::channel();
    let leaving = state.clone();
    let signal = async move {
        shutdown.await;
        leaving.leave();
        // Nobody waits for it where the server has failed already.
        stopping.send(()).ok();
    };
    let app = app(state).into_make_service_with_connect_info::<SocketAddr>();
    let service = axum::serve(listener, app).with_graceful_shutdown(signal);
    let late = async {
        // Without word that it stops, the server has failed and says so itself.
        if stopped.await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(LEAVE).await;
    };
    tokio::select! {
        ended = service.into_future() => ended,
        () = late => Err(io::Error::new(io::ErrorKind::TimedOut, "some answers were cut off at shutdown")),
    }
}
