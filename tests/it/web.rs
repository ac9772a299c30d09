//! The map's pages.

use crate::support::Client;

#[tokio::test]
async fn the_map_is_at_the_root_and_is_asked_for_again_each_time() {
    let reply = Client::small().get("/").await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(reply.header("cache-control"), "no-cache");
    assert!(reply.text().contains("The map"));
}

#[tokio::test]
async fn files_with_a_digest_in_their_name_are_kept_for_good() {
    let client = Client::small();
    let script = client.get("/assets/index-1a2b.js").await;
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(client.get("/icon.svg").await.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn a_packed_neighbour_is_sent_to_those_who_accept_it() {
    let client = Client::small();
    let path = "/assets/index-1a2b.js";
    let plain = client.get(path).await;
    let tag = plain.header("etag").trim_matches('"').to_owned();
    for accepted in ["br", "gzip, br;q=0.5", "BR"] {
        let packed = client.get_with(path, &[("accept-encoding", accepted)]).await;
        assert_eq!(
            (packed.text().as_str(), packed.header("content-encoding")),
            ("packed", "br")
        );
        assert_eq!(packed.header("etag"), format!("\"{tag}-br\""));
        assert_eq!(packed.header("vary"), "accept-encoding");
        let again = client
            .get_with(
                path,
                &[("accept-encoding", accepted), ("if-none-match", packed.header("etag"))],
            )
            .await;
        assert_eq!(again.status, 304);
    }
    for accepted in ["identity", "br;q=0", "zstd"] {
        let reply = client.get_with(path, &[("accept-encoding", accepted)]).await;
        assert_eq!(
            (reply.body == plain.body, reply.header("content-encoding")),
            (true, ""),
            "{accepted}"
        );
    }
}

#[tokio::test]
async fn what_is_no_file_is_a_page_that_says_so() {
    let client = Client::small();
    for path in [
        "/nothing",
        "/assets/none.js",
        "/assets/index-1a2b.js.br",
        "/index",
        "/../Cargo.toml",
        "/apiary",
        "//",
    ] {
        let reply = client.get(path).await;
        assert_eq!(reply.status, 404, "{path}");
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8", "{path}");
    }
    assert_eq!(client.call("POST", "/", &[]).await.status, 405);
}
