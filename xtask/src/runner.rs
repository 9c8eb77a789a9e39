//! Carries a plan out: a header for each step, its time, and a closing table. The first failure ends the run.

use std::io::{Write, stdout};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::step::Step;

/// How a step came out.
enum Outcome {
    Ok,
    Failed,
    Absent(&'static str),
    NotRun,
}

/// One row of the closing table.
struct Row {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

/// Runs the steps in order and prints the closing table.
///
/// # Errors
///
/// When a step fails; the error names it.
pub fn run(steps: &[Step]) -> Result<()> {
    let mut failure = None;
    let mut rows = Vec::with_capacity(steps.len());
    for (index, step) in steps.iter().enumerate() {
        let started = Instant::now();
        let outcome = match step.missing() {
            _ if failure.is_some() => Outcome::NotRun,
            Some(path) => Outcome::Absent(path),
            None => {
                header(&format!("[{}/{}] {}  {}", index + 1, steps.len(), step.name, step.shown()));
                match step.perform() {
                    Ok(()) => Outcome::Ok,
                    Err(error) => {
                        failure = Some(anyhow!("step `{}` failed: {error:#}", step.name));
                        Outcome::Failed
                    }
                }
            }
        };
        rows.push(Row { name: step.name, outcome, took: started.elapsed() });
    }
    print!("{}", table(&rows));
    stdout().flush()?;
    failure.map_or(Ok(()), Err)
}

fn header(text: &str) {
    println!("\n==> {}", text.trim_end());
    // What the step prints comes from another process: without this its lines could stand above the header.
    let _ = stdout().flush();
}

fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
    let mut text = String::from("\n==> steps\n");
    for Row { name, outcome, took } in rows {
        let seconds = took.as_secs_f64();
        text += &match outcome {
            Outcome::Ok => format!("{name:width$}  ok      {seconds:7.1} s\n"),
            Outcome::Failed => format!("{name:width$}  FAILED  {seconds:7.1} s\n"),
            Outcome::Absent(path) => format!("{name:width$}  absent  (no {path})\n"),
            Outcome::NotRun => format!("{name:width$}  not run\n"),
        };
    }
    let total: f64 = rows.iter().map(|row| row.took.as_secs_f64()).sum();
    let due = rows.iter().filter(|row| !matches!(row.outcome, Outcome::Absent(_))).count();
    let ok = rows.iter().filter(|row| matches!(row.outcome, Outcome::Ok)).count();
    text + &format!("{ok} of {due} steps ok, {} absent, in {total:.1} s\n", rows.len() - due)
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;
    use crate::step::call;

    #[test]
    fn the_first_failure_is_named_and_ends_the_run() {
        let steps =
            [call("one", || Ok(())), call("two", || bail!("broken")), call("three", || panic!("ran"))];
        let error = run(&steps).map_err(|error| error.to_string());
        assert_eq!(error, Err("step `two` failed: broken".to_owned()));
    }

    #[test]
    fn a_step_whose_path_is_missing_does_not_run() {
        let steps = [call("one", || panic!("ran")).when("no/such/path")];
        assert!(run(&steps).is_ok());
    }

    #[test]
    fn the_table_lines_up() {
        let row = |name, outcome| Row { name, outcome, took: Duration::from_millis(1500) };
        let text = table(&[row("a", Outcome::Ok), row("long", Outcome::Failed)]);
        assert!(text.contains(
            "a     ok          1.5 s\nlong  FAILED      1.5 s\n1 of 2 steps ok, 0 absent, in 3.0 s"
        ));
    }
}
