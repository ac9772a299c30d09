//! The `evenreach` command: reads the command line and hands over.

use std::process::ExitCode;

fn main() -> ExitCode {
    evenreach::cli::run(std::env::args_os())
}
