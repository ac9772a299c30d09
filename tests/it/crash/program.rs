//! The program as it is shipped, in a process of its own, and plain HTTP to it.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The program: the one that was built with the tests, unless `EVENREACH_CRASH_BIN` names another, such as a release.
fn binary() -> Command {
    let built = env!("CARGO_BIN_EXE_evenreach");
    Command::new(std::env::var_os("EVENREACH_CRASH_BIN").unwrap_or_else(|| built.into()))
}

/// A server.
pub struct Program {
    child: Child,
    at: SocketAddr,
}

impl Program {
    /// Starts it over a database, on a free port and in surroundings of its own, and waits until it answers.
    pub fn start_as(url: &str, surround: impl FnOnce(&mut Command)) -> Self {
        let mut command = binary();
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--database", url])
            .env_remove("EVENREACH_DATABASE_URL")
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        surround(&mut command);
        let mut child = command.spawn().expect("the program starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let at = line.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let at = at.parse().unwrap_or_else(|_| panic!("it says where it is: {line:?}"));
        Self { child, at }
    }

    pub fn at(&self) -> SocketAddr {
        self.at
    }

    /// Ends it as nothing can hold off.
    pub fn kill(&mut self) {
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("it ends");
    }

    /// Waits until it has ended by itself; its status.
    pub fn wait(&mut self, patience: Duration) -> Option<i32> {
        let end = Instant::now() + patience;
        loop {
            if let Some(status) = self.child.try_wait().expect("it can be asked") {
                return status.code();
            }
            assert!(Instant::now() < end, "it has not ended by itself");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it in order.
    pub fn stop(mut self) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        assert!(asked.expect("kill runs").success());
        assert!(self.child.wait().expect("it ends").success(), "an orderly end");
    }

    /// The cookie of a session.
    pub fn sign_in(&self, name: &str, password: &str) -> String {
        let words = json!({ "name": name, "password": password }).to_string();
        let reply = call(self.at, "POST", "/api/session", "", &[], &words).expect("an answer");
        assert_eq!(reply.status, 200, "{}", reply.body);
        let cookie = reply.header("set-cookie").split(';').next().unwrap_or_default();
        cookie.to_owned()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // A test that failed leaves no server behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
pub struct Reply {
    pub status: u16,
    head: String,
    pub body: String,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        let found = lines.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value.trim())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }
}

/// Asks, as the service's own pages do, over a connection of its own. An answer that is cut short is an error.
pub fn call(
    at: SocketAddr,
    method: &str,
    path: &str,
    cookie: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> io::Result<Reply> {
    let mut stream = TcpStream::connect_timeout(&at, Duration::from_secs(20))?;
    stream.set_read_timeout(Some(Duration::from_mins(1)))?;
    let mut lines = vec![
        format!("{method} {path} HTTP/1.1"),
        format!("host: {at}"),
        "connection: close".to_owned(),
        "sec-fetch-site: same-origin".to_owned(),
    ];
    if !cookie.is_empty() {
        lines.push(format!("cookie: {cookie}"));
    }
    if !body.is_empty() {
        lines.push("content-type: application/json".to_owned());
        lines.push(format!("content-length: {}", body.len()));
    }
    lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
    stream.write_all(format!("{}\r\n\r\n{body}", lines.join("\r\n")).as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let broken = || io::Error::new(io::ErrorKind::UnexpectedEof, "an answer that is cut short");
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(broken)?;
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .ok_or_else(broken)?;
    let reply = Reply {
        status,
        head: head.to_owned(),
        body: body.to_owned(),
    };
    let length = reply.header("content-length").parse::<usize>();
    match length {
        Ok(length) if length != reply.body.len() => Err(broken()),
        Err(_) if status != 204 => Err(broken()),
        _ => Ok(reply),
    }
}

/// The proof that the program itself gives of a database.
pub fn verify(url: &str) -> Result<(), String> {
    let done = binary().args(["verify", "--database", url]).output().expect("it runs");
    if done.status.success() {
        Ok(())
    } else {
        Err(format!("verify: {}", String::from_utf8_lossy(&done.stderr)))
    }
}
