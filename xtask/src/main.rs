//! `cargo xtask`: the build and test steps of the workspace. This file only reads the command line;
//! what is run stands in `plan/`, how it is run in `runner`.

mod bench;
mod browser;
mod chromium;
mod dependencies;
mod generate;
mod measured;
mod pack;
mod paths;
mod plan;
mod python;
mod runner;
mod setup;
mod step;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "usage:
  cargo xtask test [rust|python|browser]   set up what is needed, then run every check of the part (default: all)
  cargo xtask build python                 build the wheel into target/wheels
  cargo xtask build browser                build the optimised module into bindings-wasm/dist
  cargo xtask bench [NAME]                 run the benchmarks and print the ratios of one run
  cargo xtask generate                     make the generated files again: canonical packs and schemas";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Result<()> {
    if let ["pack", words @ ..] = words {
        // files are named from where the command is given
        return pack::run(words);
    }
    std::env::set_current_dir(paths::root())?;
    match words {
        ["test"] => runner::run(&plan::all()),
        ["test", part] => runner::run(&plan::test(part)?),
        ["build", part] => runner::run(&plan::build(part)?),
        ["bench", words @ ..] => bench::run(words),
        ["generate"] => generate::write(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}\n{}", pack::USAGE);
            Ok(())
        }
        _ => bail!("unknown command `{}`\n{USAGE}", words.join(" ")),
    }
}
