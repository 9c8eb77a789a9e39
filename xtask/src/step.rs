//! One step as data: a name with a command line or a function, and how either is carried out.

use std::env;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths;

/// What a step does.
#[derive(Clone, Copy)]
pub enum Action {
    /// A command line: words split at spaces, `{names}` of places expanded.
    Run(&'static str),
    /// A function, for what one command line cannot say.
    Call(fn() -> Result<()>),
}

/// One row of a plan.
#[derive(Clone, Copy)]
pub struct Step {
    /// Shown in the header, in the closing table and in the error.
    pub name: &'static str,
    action: Action,
    env: Option<(&'static str, &'static str)>,
    dir: &'static str,
    when: Option<&'static str>,
}

/// A step that runs a command line from the repository's root.
pub const fn run(name: &'static str, line: &'static str) -> Step {
    Step { name, action: Action::Run(line), env: None, dir: "", when: None }
}

/// A step that calls a function.
pub const fn call(name: &'static str, function: fn() -> Result<()>) -> Step {
    Step { name, action: Action::Call(function), env: None, dir: "", when: None }
}

impl Step {
    /// Sets one environment variable for the command.
    pub const fn env(mut self, name: &'static str, value: &'static str) -> Self {
        self.env = Some((name, value));
        self
    }

    /// Runs the command in this directory of the repository.
    pub const fn within(mut self, dir: &'static str) -> Self {
        self.dir = dir;
        self
    }

    /// Only applies when this path of the repository exists.
    pub const fn when(mut self, path: &'static str) -> Self {
        self.when = Some(path);
        self
    }

    /// The path without which the step does not apply, if it is missing.
    pub fn missing(&self) -> Option<&'static str> {
        self.when.filter(|path| !paths::root().join(path).exists())
    }

    /// The command for people to read, places relative to the repository's root.
    pub fn shown(&self) -> String {
        let Action::Run(line) = self.action else { return String::new() };
        let root = format!("{}/", paths::root().display());
        let env = self.env.map_or(String::new(), |(name, value)| format!("{name}='{value}' "));
        let place = if self.dir.is_empty() { String::new() } else { format!("  (in {})", self.dir) };
        format!("{env}{}{place}", paths::expand(line).replace(&root, ""))
    }

    /// Carries the step out; what it prints goes straight through.
    pub fn perform(&self) -> Result<()> {
        match self.action {
            Action::Call(function) => function(),
            Action::Run(line) => {
                let words: Vec<String> = line.split_whitespace().map(paths::expand).collect();
                let Some((program, args)) = words.split_first() else { bail!("an empty command") };
                execute(command(program).args(args).envs(self.env).current_dir(paths::root().join(self.dir)))
            }
        }
    }
}

/// A command that also finds the tools installed for this workspace.
pub fn command(program: impl AsRef<Path>) -> Command {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let found = [paths::tools().join("bin")].into_iter().chain(env::split_paths(&inherited));
    let mut command = Command::new(program.as_ref());
    command.env("PATH", env::join_paths(found).unwrap_or(inherited));
    command
}

/// Runs a command with its output passed through.
pub fn execute(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot start `{program}`"))?;
    if !status.success() {
        bail!("`{program}` ended with {status}");
    }
    Ok(())
}

/// Runs a command and returns what it printed.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("cannot start `{program}`"))?;
    if !output.status.success() {
        bail!("`{program}` ended with {}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.stdout)
}

/// Whether a command can be started and succeeds.
pub fn works(program: impl AsRef<Path>, args: &[&str]) -> bool {
    command(program).args(args).output().is_ok_and(|output| output.status.success())
}
