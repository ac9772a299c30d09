//! The service on a real socket, until it is asked to stop.

use std::sync::Arc;

use evenreach::api::{State, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};

use crate::support::client::{config, snapshot};
use crate::support::small;

async fn ask(at: std::net::SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(at).await.expect("a connection");
    let request = format!("GET {path} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    answer
}

#[tokio::test]
async fn it_answers_with_the_newest_snapshot_and_stops_when_asked() {
    let (snapshots, current) = watch::channel(Arc::new(snapshot(small())));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let at = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let state = State::new(current, config());
    let service = tokio::spawn(serve(state.clone(), listener, async { stopped.await.unwrap_or(()) }));

    assert!(ask(at, "/healthz").await.starts_with("HTTP/1.1 200"));
    assert!(ask(at, "/api/package").await.contains("Small Territory"));
    let mut newer = small();
    newer.settings.name.en = "Newer Territory".to_owned();
    snapshots.send_replace(Arc::new(snapshot(newer)));
    assert!(ask(at, "/api/package").await.contains("Newer Territory"));

    assert!(state.is_ready());
    stop.send(()).expect("the service is running");
    service.await.expect("no panic").expect("an orderly end");
    assert!(!state.is_ready());
    assert!(TcpStream::connect(at).await.is_err());
}
