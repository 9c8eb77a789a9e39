//! `cargo xtask pack`: checks for people who write packs and answers, without a line of code.

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use thidua::{Assessment, Error, Fraction, Framework, Lang, Report, packs};

/// How the commands are written.
pub const USAGE: &str = "  cargo xtask pack lint FILE [vi|en]               what is doubtful about a pack, and what its tests do not reach
  cargo xtask pack assess FILE ANSWERS [vi|en]     score answers and explain; in Vietnamese where no language is named
  cargo xtask pack diff OLD NEW ANSWERS            the same answers under two packs, criterion by criterion
  cargo xtask pack to-json FILE                    the effective pack in its canonical form
  (FILE is YAML or JSON, or the name of a bundled pack such as vn-press-dx@1827)";

/// Runs one of the commands.
pub fn run(words: &[&str]) -> Result<()> {
    print(&mut std::io::stdout().lock(), &text(words)?)
}

/// Prints; whoever reads may stop early, as `head` does.
fn print(out: &mut impl Write, text: &str) -> Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// What a command has to say.
fn text(words: &[&str]) -> Result<String> {
    match words {
        ["help" | "--help" | "-h"] => Ok(format!("usage:\n{USAGE}\n")),
        ["lint", file] => lint(file, Lang::En),
        ["lint", file, lang] => lint(file, Lang::parse(lang)?),
        ["assess", file, answers] => assess(file, answers, Lang::Vi),
        ["assess", file, answers, lang] => assess(file, answers, Lang::parse(lang)?),
        ["diff", old, new, answers] => diff(&load(old, Lang::En)?, &load(new, Lang::En)?, answers),
        ["to-json", file] => Ok(format!("{}\n", load(file, Lang::En)?.to_json())),
        _ => bail!("usage:\n{USAGE}"),
    }
}

/// A pack from a file, or a bundled one by its name.
fn load(name: &str, lang: Lang) -> Result<Framework> {
    let editions = packs::list().into_iter().filter(|(id, _)| *id == name);
    let editions = editions.map(|(id, edition)| format!("{id}@{edition}")).collect::<Vec<_>>().join(", ");
    if let (Some((id, edition)), false) = (name.split_once('@'), Path::new(name).exists()) {
        return packs::edition(id, edition).map_err(|error| said(&error, lang));
    }
    if !editions.is_empty() && !Path::new(name).exists() {
        bail!("name the edition of the bundled pack {name} as well: {editions}");
    }
    let text = read(name)?;
    packs::load(&text, Some(name)).map_err(|error| said(&error, lang))
}

/// An error in the language of the command, each of its diagnostics on a line of its own.
fn said(error: &Error, lang: Lang) -> anyhow::Error {
    anyhow!("{}", error.render(lang))
}

fn read(file: &str) -> Result<String> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {file}"))?;
    String::from_utf8(bytes).with_context(|| format!("{file} is not UTF-8: save it as UTF-8"))
}

fn answers(framework: &Framework, file: &str, lang: Lang) -> Result<Report> {
    let report = Assessment::parse(&read(file)?, Some(file)).and_then(|given| framework.assess(&given));
    report.map_err(|error| said(&error, lang))
}

fn lint(file: &str, lang: Lang) -> Result<String> {
    let framework = load(file, lang)?;
    // of a bundled pack the generated file was read, which nobody looks at
    let authored = Path::new(file).exists();
    let findings = framework.lint();
    let mut lines: Vec<String> = Vec::new();
    for finding in &findings {
        let place = match (finding.line(), finding.column()) {
            (Some(line), Some(column)) if authored => format!("{line}:{column} "),
            _ => String::new(),
        };
        lines.push(format!("{place}{} [{}] {}", finding.pointer(), finding.code(), finding.message(lang)));
    }
    let coverage = framework.test_coverage();
    let unreached = match lang {
        Lang::En => "no test reaches",
        Lang::Vi => "không bài thử nào chạm tới",
    };
    lines.extend(coverage.unreached.iter().map(|rule| format!("{unreached} {rule}")));
    let reached = coverage.rules.saturating_sub(coverage.unreached.len());
    let (name, found, tests, rules) = (framework.name(), findings.len(), coverage.tests, coverage.rules);
    lines.push(match lang {
        Lang::En => format!("{name}: {found} findings; {tests} tests reach {reached} of {rules} rules and edges\n"),
        Lang::Vi => format!("{name}: {found} điều cần xem lại; {tests} bài thử chạm tới {reached} trên {rules} quy tắc và mốc\n"),
    });
    Ok(lines.join("\n"))
}

fn assess(pack: &str, file: &str, lang: Lang) -> Result<String> {
    Ok(answers(&load(pack, lang)?, file, lang)?.explain().render(lang))
}

/// A line of the comparison: what, before, after, and what is said of it.
type Line = [String; 4];

fn diff(old: &Framework, new: &Framework, file: &str) -> Result<String> {
    let (before, after) = (answers(old, file, Lang::En)?, answers(new, file, Lang::En)?);
    Ok(columns(&compared(&before, &after)))
}

fn compared(before: &Report, after: &Report) -> Vec<Line> {
    let line = |what: &str, then: String, now: String, of: String| [what.to_owned(), then, now, of];
    let mut lines = vec![
        line("", before.framework().name(), after.framework().name(), String::new()),
        line("score", before.score().to_string(), after.score().to_string(), String::new()),
        line("level", before.level().to_string(), after.level().to_string(), String::new()),
    ];
    let (earlier, later) = (before.nodes(), after.nodes());
    for node in &earlier {
        match later.iter().find(|other| other.id == node.id) {
            Some(other) if other.score != node.score || other.max != node.max => {
                let of = format!("of {} → {}", shown(node.max), shown(other.max));
                lines.push(line(node.id.as_str(), shown(node.score), shown(other.score), of));
            }
            None => {
                lines.push(line(node.id.as_str(), shown(node.score), "(gone)".to_owned(), String::new()));
            }
            Some(_) => {}
        }
    }
    for node in later.iter().filter(|node| earlier.iter().all(|other| other.id != node.id)) {
        lines.push(line(node.id.as_str(), "(new)".to_owned(), shown(node.score), String::new()));
    }
    lines
}

/// The decimal where there is one, else the fraction.
fn shown(score: Option<&Fraction>) -> String {
    let written =
        |score: &Fraction| score.to_exact().map_or_else(|| score.to_string(), |exact| exact.to_string());
    score.map_or_else(|| "–".to_owned(), written)
}

/// Lines in columns that are as wide as what they hold.
fn columns(lines: &[Line]) -> String {
    let width = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0);
    let (what, then, now) = (width(0), width(1), width(2));
    let written = |[name, before, after, of]: &Line| {
        format!("{name:<what$}  {before:>then$}  {after:>now$}  {of}").trim_end().to_owned() + "\n"
    };
    lines.iter().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWERS: &str =
        "subject: x\nanswers: {\"1\": 15.5, \"2\": 19.06, \"3\": 16, \"4\": 19, \"5\": 11.5}\n";

    fn report(edition: &str) -> Report {
        let framework = packs::edition("vn-press-dx", edition).unwrap();
        framework.assess(&Assessment::parse(ANSWERS, None).unwrap()).unwrap()
    }

    #[test]
    fn two_editions_side_by_side_are_decimals_in_columns() {
        let table = columns(&compared(&report("1827"), &report("3560")));
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[0].ends_with("vn-press-dx@1827             vn-press-dx@3560"), "{table}");
        assert!(
            lines[3].starts_with("2 ") && lines[3].contains("19.06") && lines[3].ends_with("of 24 → –"),
            "{table}"
        );
        let ends: Vec<usize> =
            lines.iter().map(|line| line.split("  of ").next().unwrap_or(line).chars().count()).collect();
        assert!(ends.iter().all(|end| *end == ends[0]), "{table}");
    }

    #[test]
    fn mistakes_are_told_in_the_language_asked_for() {
        let folder = std::env::temp_dir().join(format!("thidua-pack-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("answers.yaml");
        std::fs::write(&file, "subject: x\nanswers: {\"9\": 1}\n").unwrap();
        let file = file.to_string_lossy();
        let told = |words: &[&str]| text(words).unwrap_err().to_string();
        assert!(told(&["assess", "vn-press-dx@1827", &file, "vi"]).contains("không có tiêu chí `9`"));
        assert!(told(&["assess", "vn-press-dx@1827", &file, "en"]).contains("there is no criterion `9`"));
        assert!(told(&["lint", "vn-press-dx@9", "vi"]).contains("không có bộ quy tắc đi kèm"));
        assert!(told(&["lint", "vn-press-dx"]).contains("vn-press-dx@1827"));
        assert!(told(&["lint", "vn-press-dx@1827", "fr"]).contains("`fr`"));
        assert!(text(&["--help"]).is_ok());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_reader_that_stops_early_is_no_mistake() {
        struct Broken(ErrorKind);
        impl Write for Broken {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(self.0.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        assert!(print(&mut Broken(ErrorKind::BrokenPipe), "text").is_ok());
        assert!(print(&mut Broken(ErrorKind::StorageFull), "text").is_err());
    }
}
