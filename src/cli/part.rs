//! A file that appears under its name only once it is whole.
//!
//! It is written beside its place under another name, and takes its place at the end. Whoever interrupts the program, or ends
//! it from elsewhere, finds either the whole file or what was there before, and nothing half written beside it.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, mpsc};

/// Exit status of a program that was interrupted, as shells count it.
const INTERRUPTED: i32 = 130;

/// The file that is being written, if one is. Held while it takes its place, so that an interruption comes before or after.
static WRITING: Mutex<Option<PathBuf>> = Mutex::new(None);

fn writing() -> MutexGuard<'static, Option<PathBuf>> {
    // A path is whole whatever happened to whoever held it.
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file on its way. Dropped before it is whole, it is gone.
#[derive(Debug)]
pub(super) struct Part {
    out: BufWriter<File>,
    path: PathBuf,
    /// Where it is until it is whole; nowhere for what is no file of its own, such as a device.
    unfinished: Option<PathBuf>,
}

impl Part {
    /// Begins the file that is to stand at `path`.
    pub fn begin(path: &Path) -> io::Result<Self> {
        // A device or a pipe is written to, not replaced.
        let is_special = std::fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir());
        let (file, unfinished) = if is_special {
            (File::options().write(true).open(path)?, None)
        } else {
            watch();
            // Two programs that write the same file do not write the same part.
            let mut part = path.to_path_buf().into_os_string();
            part.push(format!(".{}.part", std::process::id()));
            let part = PathBuf::from(part);
            let mut writing = writing();
            let file = File::create(&part)?;
            *writing = Some(part.clone());
            (file, Some(part))
        };
        Ok(Self {
            out: BufWriter::with_capacity(1 << 18, file),
            path: path.to_path_buf(),
            unfinished,
        })
    }

    /// Puts the whole file in its place.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()?;
        let Some(part) = &self.unfinished else {
            return Ok(());
        };
        self.out.get_ref().sync_all()?;
        let mut writing = writing();
        std::fs::rename(part, &self.path)?;
        *writing = None;
        self.unfinished = None;
        Ok(())
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if let Some(part) = &self.unfinished {
            // Nothing is lost with what is half written.
            let mut writing = writing();
            let _ = std::fs::remove_file(part);
            *writing = None;
        }
    }
}

/// From now on an interruption removes what is half written before it ends the program.
fn watch() {
    static WATCHING: OnceLock<()> = OnceLock::new();
    WATCHING.get_or_init(|| {
        let (ready, is_ready) = mpsc::channel();
        std::thread::spawn(move || wait_and_end(&ready));
        // An error is a watch that could not be set up: then an interruption leaves a part, and no half file.
        let _ = is_ready.recv();
    });
}

fn wait_and_end(ready: &mpsc::Sender<()>) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return;
    };
    let asked = runtime.block_on(async {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            let (mut interrupt, mut terminate) = (
                signal(SignalKind::interrupt()).ok()?,
                signal(SignalKind::terminate()).ok()?,
            );
            ready.send(()).ok()?;
            tokio::select! {
                told = interrupt.recv() => told,
                told = terminate.recv() => told,
            }
        }
        #[cfg(not(unix))]
        {
            ready.send(()).ok()?;
            tokio::signal::ctrl_c().await.ok()
        }
    });
    if asked.is_some() {
        // Held to the end: nothing takes its place any more.
        let mut writing = writing();
        if let Some(part) = writing.take() {
            let _ = std::fs::remove_file(part);
        }
        std::process::exit(INTERRUPTED);
    }
}
