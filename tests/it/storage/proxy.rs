//! A proxy before a server of PostgreSQL, which cuts connections where a test wants it.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::watch;

/// The proxy; it ends with the test's runtime.
pub struct Proxy {
    port: u16,
    faults: Arc<Faults>,
}

struct Faults {
    /// Whether the server can be reached.
    is_up: watch::Sender<bool>,
    /// Cuts the connection before this many more questions have been asked; never, below 1.
    questions: AtomicI64,
    /// Lets the next commit reach the server, and cuts the connection before its answer comes back.
    swallows_commit: AtomicBool,
    /// What was asked since a fault was set.
    asked: Mutex<Asked>,
}

/// What was asked since a fault was set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// Whether a connection was cut for it.
    pub was_cut: bool,
    /// Whether a commit has reached the server before that.
    pub was_committed: bool,
}

impl Asked {
    fn a_commit_comes(&mut self) {
        self.was_committed |= !self.was_cut;
    }
}

impl Proxy {
    /// Stands before the server of this URL, which listens on a socket in a folder.
    pub async fn before(url: &str) -> Self {
        let (_, folder) = url.split_once("host=").expect("a server with a socket");
        let socket = Path::new(folder).join(".s.PGSQL.5432");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let faults = Arc::new(Faults {
            is_up: watch::Sender::new(true),
            questions: AtomicI64::new(0),
            swallows_commit: AtomicBool::new(false),
            asked: Mutex::default(),
        });
        let shared = Arc::clone(&faults);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if !*shared.is_up.borrow() {
                    continue;
                }
                let server = UnixStream::connect(&socket).await.expect("the server");
                tokio::spawn(carry(client, server, Arc::clone(&shared)));
            }
        });
        Self { port, faults }
    }

    /// The database of this URL, through the proxy.
    pub fn url(&self, url: &str) -> String {
        let address = url.split('?').next().expect("an address");
        let (_, database) = address.rsplit_once('/').expect("a name");
        // What is asked is counted, so that it must not be sealed.
        format!("postgres://postgres@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }

    /// Cuts every connection and lets nobody through.
    pub fn go_away(&self) {
        self.faults.is_up.send_replace(false);
    }

    /// Lets everybody through again.
    pub fn come_back(&self) {
        self.faults.is_up.send_replace(true);
    }

    /// Cuts the connection on which the question of this number would be asked, from now on: it does not reach the server.
    pub fn cut_before(&self, question: i64) {
        *self.faults.asked.lock().expect("no panic") = Asked::default();
        self.faults.questions.store(question, Ordering::SeqCst);
    }

    /// Cuts the connection between the next commit and its answer.
    pub fn swallow_the_answer_to_a_commit(&self) {
        *self.faults.asked.lock().expect("no panic") = Asked::default();
        self.faults.swallows_commit.store(true, Ordering::SeqCst);
    }

    /// Cuts nothing any more; what was asked since it was told to.
    pub fn let_be(&self) -> Asked {
        self.faults.questions.store(0, Ordering::SeqCst);
        self.faults.swallows_commit.store(false, Ordering::SeqCst);
        *self.faults.asked.lock().expect("no panic")
    }
}

/// Carries a connection until one of its ends, or a fault, cuts it.
async fn carry(client: TcpStream, server: UnixStream, faults: Arc<Faults>) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let swallows = AtomicBool::new(false);
    let mut is_up = faults.is_up.subscribe();
    tokio::select! {
        _ = ask(&mut from_client, &mut to_server, &faults, &swallows) => {}
        _ = answer(&mut from_server, &mut to_client, &swallows) => {}
        _ = is_up.wait_for(|is_up| !is_up) => {}
    }
}

async fn ask(
    client: &mut (impl AsyncRead + Unpin),
    server: &mut (impl AsyncWrite + Unpin),
    faults: &Faults,
    swallows: &AtomicBool,
) -> std::io::Result<()> {
    // The first message has no letter for its kind.
    let length = client.read_u32().await?;
    let mut rest = vec![0; length as usize - 4];
    client.read_exact(&mut rest).await?;
    server.write_u32(length).await?;
    server.write_all(&rest).await?;
    loop {
        let kind = client.read_u8().await?;
        let length = client.read_u32().await?;
        let mut rest = vec![0; length as usize - 4];
        client.read_exact(&mut rest).await?;
        // A simple question, or the end of a prepared one.
        if matches!(kind, b'Q' | b'S') {
            let is_commit = kind == b'Q' && rest.starts_with(b"COMMIT");
            if faults.questions.fetch_sub(1, Ordering::SeqCst) == 1 {
                faults.asked.lock().expect("no panic").was_cut = true;
                return Ok(());
            }
            if is_commit {
                let mut asked = faults.asked.lock().expect("no panic");
                asked.a_commit_comes();
                if faults.swallows_commit.swap(false, Ordering::SeqCst) {
                    asked.was_cut = true;
                    swallows.store(true, Ordering::SeqCst);
                }
            }
        }
        server.write_u8(kind).await?;
        server.write_u32(length).await?;
        server.write_all(&rest).await?;
    }
}

async fn answer(
    server: &mut (impl AsyncRead + Unpin),
    client: &mut (impl AsyncWrite + Unpin),
    swallows: &AtomicBool,
) -> std::io::Result<()> {
    let mut bytes = vec![0; 1 << 16];
    loop {
        let length = server.read(&mut bytes).await?;
        if length == 0 || swallows.load(Ordering::SeqCst) {
            return Ok(());
        }
        client.write_all(&bytes[..length]).await?;
    }
}
