//! The shipped package from its files and from each database: the same bytes.

use evenreach::package::definition::trusted;
use evenreach::store::Actor;

use super::Client;
use crate::{databases, shipped};

/// Asks the same of the files and of both databases; the bytes of the answers and their tags must be the same.
pub async fn give_what_the_files_give<Path: AsRef<str>>(paths: &[Path]) {
    let of_files = Client::new(shipped::package());
    for database in databases::both().await {
        let store = database.open().await;
        let actor = Actor::new("test").expect("a name");
        let now = "2026-03-12T12:00:00Z".parse().expect("an instant");
        let put = store.put(&shipped::package(), &actor, "a test", now).await;
        put.expect("it is stored");
        let (package, _) = store.load(&trusted).await.expect("it is there");
        let of_store = Client::new(package);
        for path in paths.iter().map(AsRef::as_ref) {
            let (files, stored) = (of_files.get(path).await, of_store.get(path).await);
            assert!(
                files.status == 200 && files.body == stored.body,
                "{}: {path}",
                database.name
            );
            assert_eq!(files.header("etag"), stored.header("etag"), "{}: {path}", database.name);
        }
        store.close().await;
    }
}
