//! What the Python part cannot say as one command line: its environments, and the look of the wheel.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::step::{command, execute, works};

/// More than the 4 MB it should be: until it is that, it may not grow.
const WHEEL_BYTES: u64 = 4_200_000;
/// One wheel serves every Python from this one on.
const WHEEL_TAG: &str = "-cp310-abi3-";
const SMOKE: &str = "import importlib.metadata, thidua; \
    names = [name for name in dir(thidua) if not name.startswith('_')]; \
    assert names, 'thidua holds no public name'; \
    print('thidua', importlib.metadata.version('thidua'), 'from', thidua.__file__, 'holds', *names)";

/// Makes `.venv` unless a working one is there.
pub fn set_up_venv() -> Result<()> {
    if works(paths::venv().join("bin/python"), &["-m", "pip", "--version"]) {
        return Ok(());
    }
    make_venv(&paths::venv())
}

/// Makes the environment that will hold nothing but the wheel.
pub fn make_clean_venv() -> Result<()> {
    make_venv(&paths::clean_venv())
}

fn make_venv(place: &Path) -> Result<()> {
    if !works("python3", &["-c", "import sys; assert sys.version_info >= (3, 10)"]) {
        bail!("Python 3.10 or newer is missing: install it (on Debian: python3 and python3-venv)");
    }
    if !works("python3", &["-c", "import venv, ensurepip"]) {
        bail!("Python's venv module is missing: install it (on Debian: python3-venv)");
    }
    execute(command("python3").args(["-m", "venv", "--clear"]).arg(place))
}

/// Removes earlier wheels, so that the one built next is the one tested.
pub fn clear_wheels() -> Result<()> {
    fs::create_dir_all(paths::wheels())?;
    for wheel in wheels()? {
        fs::remove_file(wheel)?;
    }
    Ok(())
}

/// Fails unless there is one wheel, small enough, for every Python from 3.10 on.
pub fn check_wheel() -> Result<()> {
    let wheels = wheels()?;
    let [wheel] = wheels.as_slice() else { bail!("expected one wheel, found {}", wheels.len()) };
    let name = wheel.file_name().context("a wheel without a name")?.to_string_lossy();
    let size = fs::metadata(wheel)?.len();
    println!("{name}: {size} bytes of {WHEEL_BYTES}");
    if !name.contains(WHEEL_TAG) {
        bail!("{name} is not tagged {WHEEL_TAG}: build it against the stable interface of Python 3.10");
    }
    if size > WHEEL_BYTES {
        bail!("{name} is {} bytes over its budget", size - WHEEL_BYTES);
    }
    Ok(())
}

fn wheels() -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(paths::wheels())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "whl") {
            found.push(path);
        }
    }
    Ok(found)
}

/// Imports the package in the clean environment from a directory that holds nothing.
pub fn smoke() -> Result<()> {
    let nowhere = paths::clean_venv().join("nowhere");
    fs::create_dir_all(&nowhere)?;
    execute(
        command(paths::clean_venv().join("bin/python"))
            .args(["-W", "error", "-c", SMOKE])
            .current_dir(nowhere),
    )
}
