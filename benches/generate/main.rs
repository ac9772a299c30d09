//! Writes a made-up jurisdiction package of any size, for measuring and for tests of scale.
//!
//! ```text
//! cargo bench --bench generate -- --communities 1000000 --services 100000 --out DIR
//! cargo bench --bench generate -- --communities 10000 --services 1000 --nodes 1000000 --links 2600000 --out DIR
//! ```
//!
//! The same words give the same bytes. Without `--out` nothing is written, so that `cargo bench` may pass by.

mod territory;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// A made-up package of any size
#[derive(Debug, Parser)]
struct Words {
    /// Communities
    #[arg(long, default_value_t = 1_000_000)]
    communities: u32,
    /// Services
    #[arg(long, default_value_t = 100_000)]
    services: u32,
    /// Nodes of the network; without any, the package has none
    #[arg(long, default_value_t = 0)]
    nodes: u32,
    /// Links of the network
    #[arg(long, default_value_t = 0)]
    links: u32,
    /// Another number makes another package
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder to write into; made where it is not there
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// What `cargo bench` says to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let words = Words::parse();
    let Some(folder) = words.out else {
        println!("generate: say where the package goes with --out DIR");
        return ExitCode::SUCCESS;
    };
    let size = territory::Size {
        communities: words.communities,
        services: words.services,
        nodes: words.nodes,
        links: words.links,
        seed: words.seed,
    };
    match territory::write(&folder, size) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{}: {fault}", folder.display());
            ExitCode::FAILURE
        }
    }
}
