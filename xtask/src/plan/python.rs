//! The table of the Python part: one wheel, checked in the development environment and tried in a clean one.

use super::Part;
use crate::step::{call, run};
use crate::{python, setup};

pub const PART: Part = Part {
    name: "python",
    marker: "bindings-python/Cargo.toml",
    setup: &[
        setup::RUST_COMPONENTS,
        call("set up .venv", python::set_up_venv),
        run(
            "python tools",
            "{venv}/python -m pip install --quiet --disable-pip-version-check -r {root}/xtask/requirements-dev.txt",
        ),
    ],
    check_setup: &[],
    build: &[
        call("clear old wheels", python::clear_wheels),
        run(
            "wheel",
            "{venv}/maturin build --release --compression-level 9 --manifest-path bindings-python/Cargo.toml --interpreter {venv}/python --out {wheels}",
        ),
        call("wheel size and tag", python::check_wheel),
    ],
    check: &[
        run("ruff check", "{venv}/ruff check .").within("bindings-python"),
        run("ruff format", "{venv}/ruff format --check .").within("bindings-python"),
        run(
            "install the wheel",
            "{venv}/python -m pip install --quiet --disable-pip-version-check --no-index --find-links {wheels} --force-reinstall --no-deps --pre thidua",
        ),
        run("mypy", "{venv}/python -m mypy --strict python tests").within("bindings-python"),
        run("stubtest", "{venv}/python -m mypy.stubtest thidua").within("bindings-python"),
        run("pytest", "{venv}/python -m pytest -W error tests").within("bindings-python"),
        call("clean environment", python::make_clean_venv),
        run(
            "wheel alone",
            "{clean}/python -m pip install --quiet --disable-pip-version-check --no-index --find-links {wheels} --pre thidua",
        ),
        call("import from nowhere", python::smoke),
    ],
};
