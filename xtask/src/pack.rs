//! `cargo xtask pack`: checks for people who write packs and answers, without a line of code.

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use thidua::cohort::Coinr;
use thidua::recognition::Policy;
use thidua::{
    Assessment, Code, CohortFramework, Error, Finding, Fraction, Framework, Lang, Report, Scheme,
    TestCoverage, packs,
};

/// How the commands are written.
pub const USAGE: &str = "  cargo xtask pack lint FILE [vi|en]               what is doubtful about a pack of any kind, and what its tests do not reach
  cargo xtask pack assess FILE ANSWERS [vi|en]     score answers and explain; in Vietnamese where no language is named
  cargo xtask pack diff OLD NEW ANSWERS            the same answers under two packs, criterion by criterion
  cargo xtask pack to-json FILE                    the effective pack of any kind in its canonical form
  cargo xtask pack from-coinr IMETA IDATA          the tables of COINr as an index, to be given its sources, stages and levels
  (FILE is YAML or JSON, or the name of a bundled pack such as vn-press-dx@1827;
   with --base BASE, every FILE is put on top of that pack, a file or a name, which need not be bundled)";

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
    let (words, base) = based(words)?;
    let load = |file, lang| load::<Framework>(file, base, lang);
    match words.as_slice() {
        ["help" | "--help" | "-h"] => Ok(format!("usage:\n{USAGE}\n")),
        ["lint", file] => lint(file, base, Lang::En),
        ["lint", file, lang] => lint(file, base, Lang::parse(lang)?),
        ["assess", file, answers] => assess(&load(file, Lang::Vi)?, answers, Lang::Vi),
        ["assess", file, answers, lang] => {
            let lang = Lang::parse(lang)?;
            assess(&load(file, lang)?, answers, lang)
        }
        ["diff", old, new, answers] => diff(&load(old, Lang::En)?, &load(new, Lang::En)?, answers),
        ["from-coinr", meta, data] => {
            let coinr = Coinr::read(&read(meta)?, &read(data)?).map_err(|error| said(&error, Lang::En))?;
            // what is handed out loads
            CohortFramework::parse(coinr.pack(), None).map_err(|error| said(&error, Lang::En))?;
            Ok(coinr.pack().to_owned())
        }
        ["to-json", file] => Ok(format!("{}\n", checked(file, base, Lang::En)?.json)),
        _ => bail!("usage:\n{USAGE}"),
    }
}

/// The words of a command, and the pack that its files extend.
fn based<'a>(words: &[&'a str]) -> Result<(Vec<&'a str>, Option<&'a str>)> {
    let mut kept = words.to_vec();
    let Some(at) = kept.iter().position(|word| *word == "--base") else { return Ok((kept, None)) };
    let base = kept.get(at + 1).copied().context("name a pack after --base")?;
    kept.drain(at..=at + 1);
    Ok((kept, Some(base)))
}

/// A kind of pack.
trait Pack: Sized {
    fn bundled() -> Vec<(&'static str, &'static str)>;
    fn edition(id: &str, edition: &str) -> Result<Self, Error>;
    fn load(text: &str, file: &str) -> Result<Self, Error>;
    fn extend(&self, text: &str, file: &str) -> Result<Self, Error>;
    fn checked(&self) -> Checked;
}

/// What is checked of a pack of any kind.
struct Checked {
    name: String,
    json: String,
    findings: Vec<Finding>,
    coverage: TestCoverage,
}

macro_rules! pack {
    ($kind:ident $bundled:ident $edition:ident $load:ident) => {
        impl Pack for $kind {
            fn bundled() -> Vec<(&'static str, &'static str)> {
                packs::$bundled()
            }
            fn edition(id: &str, edition: &str) -> Result<Self, Error> {
                packs::$edition(id, edition)
            }
            fn load(text: &str, file: &str) -> Result<Self, Error> {
                packs::$load(text, Some(file))
            }
            fn extend(&self, text: &str, file: &str) -> Result<Self, Error> {
                self.extend_named(text, file)
            }
            fn checked(&self) -> Checked {
                Checked {
                    name: self.name(),
                    json: self.to_json().to_owned(),
                    findings: self.lint(),
                    coverage: self.test_coverage(),
                }
            }
        }
    };
}

pack!(Framework list edition load);
pack!(Scheme schemes scheme_edition load_scheme);
pack!(Policy policies policy_edition load_policy);
pack!(CohortFramework indices index_edition load_index);

/// A pack of one kind from a file, on top of `base` where that is named, or a bundled one by its name.
fn open<P: Pack>(name: &str, base: Option<&str>) -> Result<Result<P, Error>> {
    if Path::new(name).exists() {
        let text = read(name)?;
        let Some(base) = base else { return Ok(P::load(&text, name)) };
        return Ok(open::<P>(base, None)?.and_then(|base| base.extend(&text, name)));
    }
    if let Some((id, edition)) = name.split_once('@') {
        return Ok(P::edition(id, edition));
    }
    let editions = P::bundled().into_iter().filter(|(id, _)| *id == name);
    let editions = editions.map(|(id, edition)| format!("{id}@{edition}")).collect::<Vec<_>>().join(", ");
    if !editions.is_empty() {
        bail!("name the edition of the bundled pack {name} as well: {editions}");
    }
    read(name).map(|text| P::load(&text, name))
}

fn load<P: Pack>(name: &str, base: Option<&str>, lang: Lang) -> Result<P> {
    open(name, base)?.map_err(|error| said(&error, lang))
}

/// A pack of whatever kind.
fn checked(name: &str, base: Option<&str>, lang: Lang) -> Result<Checked> {
    let id = name.split_once('@').map_or(name, |(id, _)| id);
    let bundled =
        |known: Vec<(&str, &str)>| !Path::new(name).exists() && known.iter().any(|(known, _)| *known == id);
    if bundled(packs::schemes()) {
        return Ok(load::<Scheme>(name, base, lang)?.checked());
    }
    if bundled(packs::policies()) {
        return Ok(load::<Policy>(name, base, lang)?.checked());
    }
    if bundled(packs::indices()) {
        return Ok(load::<CohortFramework>(name, base, lang)?.checked());
    }
    let other_kind = |error: &Error| error.code() == Code::OTHER_KIND;
    match open::<Framework>(name, base)? {
        Err(error) if other_kind(&error) => match open::<Scheme>(name, base)? {
            Err(error) if other_kind(&error) => match open::<Policy>(name, base)? {
                Err(error) if other_kind(&error) => Ok(load::<CohortFramework>(name, base, lang)?.checked()),
                policy => Ok(policy.map_err(|error| said(&error, lang))?.checked()),
            },
            scheme => Ok(scheme.map_err(|error| said(&error, lang))?.checked()),
        },
        framework => Ok(framework.map_err(|error| said(&error, lang))?.checked()),
    }
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

fn lint(file: &str, base: Option<&str>, lang: Lang) -> Result<String> {
    let Checked { name, findings, coverage, .. } = checked(file, base, lang)?;
    // of a bundled pack the generated file was read, which nobody looks at
    let authored = Path::new(file).exists();
    let mut lines: Vec<String> = Vec::new();
    for finding in &findings {
        let place = match (finding.line(), finding.column()) {
            (Some(line), Some(column)) if authored => format!("{line}:{column} "),
            _ => String::new(),
        };
        lines.push(format!("{place}{} [{}] {}", finding.pointer(), finding.code(), finding.message(lang)));
    }
    let unreached = match lang {
        Lang::En => "no test reaches",
        Lang::Vi => "không bài thử nào chạm tới",
    };
    lines.extend(coverage.unreached.iter().map(|rule| format!("{unreached} {rule}")));
    let reached = coverage.rules.saturating_sub(coverage.unreached.len());
    let (found, tests, rules) = (findings.len(), coverage.tests, coverage.rules);
    lines.push(match lang {
        Lang::En => format!("{name}: {found} findings; {tests} tests reach {reached} of {rules} rules and edges\n"),
        Lang::Vi => format!("{name}: {found} điều cần xem lại; {tests} bài thử chạm tới {reached} trên {rules} quy tắc và mốc\n"),
    });
    Ok(lines.join("\n"))
}

fn assess(pack: &Framework, file: &str, lang: Lang) -> Result<String> {
    Ok(answers(pack, file, lang)?.explain().render(lang))
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
    fn schemes_are_checked_as_frameworks_are_and_a_base_may_be_named() {
        let folder = std::env::temp_dir().join(format!("thidua-base-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, text: &str| {
            std::fs::write(folder.join(name), text).unwrap();
            folder.join(name).to_string_lossy().into_owned()
        };
        assert!(
            text(&["lint", "newsroom-contributions@2026"]).unwrap().contains("newsroom-contributions@2026: ")
        );
        assert!(text(&["lint", "newsroom-contributions"]).unwrap_err().to_string().contains("@2026"));
        let head = |name: &str, base: &str| {
            format!("pack: {name}\nedition: \"1\"\nkind: scheme\ntitle: {{vi: A, en: A}}\nextends: {base}\n")
        };
        let middle = write("middle.yaml", &head("middle", "newsroom-contributions@2026"));
        let top = head("top", "middle@1") + "tighten: {initiative: {caps: [{per: day, most: 20}]}}\n";
        let top = write("top.yaml", &top);
        assert!(text(&["to-json", &top]).unwrap_err().to_string().contains("middle@1"));
        let json = text(&["to-json", &top, "--base", &middle]).unwrap();
        assert!(
            json.contains("\"pack\":\"top\"")
                && json.contains("\"most\":\"20\"")
                && !json.contains("extends")
        );
        let agency = head("agency", "vn-press-dx@1827").replace("kind: scheme", "kind: framework");
        let agency = write("agency.yaml", &agency);
        assert!(
            text(&["to-json", &agency, "--base", "vn-press-dx@1827"])
                .unwrap()
                .contains("\"pack\":\"agency\"")
        );
        assert!(
            text(&["lint", &agency, "--base", "vn-press-dx@951"]).unwrap_err().to_string().contains("951")
        );
        assert!(text(&["lint", &agency, "--base"]).is_err());
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
