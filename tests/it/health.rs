//! Whether the process lives, and whether work should come to it.

use crate::support::Client;

#[tokio::test]
async fn a_running_service_is_alive_and_ready() {
    let client = Client::small();
    for (path, words) in [("/healthz", "alive\n"), ("/readyz", "ready\n")] {
        let reply = client.get(path).await;
        assert_eq!((reply.status.as_u16(), reply.text().as_str()), (200, words));
        assert_eq!(reply.header("cache-control"), "no-cache");
    }
}
