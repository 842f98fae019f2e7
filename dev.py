"""Set up servanda and run it, from a fresh clone, with nothing but CPython 3.11 or later.

    python3 dev.py demo [ARGS]      assess the shipped example and write a report
    python3 dev.py test [ARGS]      lint, types, import directions, examples and tests
    python3 dev.py run ARGS         any servanda command: python3 dev.py run check my-case
    python3 dev.py shell            a shell in which `servanda` and `python` are this checkout's
    python3 dev.py bench [ARGS]     the benchmarks
    python3 dev.py site             the site, with every link checked, into build/site
    python3 dev.py notebooks        the notebooks of docs/notebooks run again, outputs and all
    python3 dev.py dist             wheel and sdist into dist/, installed bare and run
    python3 dev.py lock             make requirements/*.txt anew (developers)

Two environments are made beside this file, `.venv/run` and `.venv/dev`, from the hashed lock files
in `requirements/`; they are made again when the lock or `pyproject.toml` changes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDEST = (3, 11)


def environment(name: str) -> Path:
    """Make or reuse the environment `name`, and return the folder of its programs."""
    home = HERE / ".venv" / name
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    lock = HERE / "requirements" / f"{name}.txt"
    stamp = home / "made-from"
    wanted = fingerprint(lock, HERE / "pyproject.toml")
    if stamp.exists() and stamp.read_text() == wanted:
        return programs
    print(f"setting up .venv/{name} (once; about a minute) ...", flush=True)
    began = time.monotonic()
    shutil.rmtree(home, ignore_errors=True)
    venv.EnvBuilder(with_pip=True).create(home)
    pip = [str(programs / "python"), "-m", "pip", "-q", "--disable-pip-version-check", "install"]
    run([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(lock)])
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(HERE)])
    stamp.write_text(wanted)
    print(f"ready in {time.monotonic() - began:.0f} s", flush=True)
    return programs


def fingerprint(*files: Path) -> str:
    """Name the state of `files` and of this interpreter."""
    digest = hashlib.sha256(sys.version.encode() + str(HERE).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def run(command: list[str], **variables: str) -> None:
    """Run `command` at the top of the checkout, and stop with its exit code if it fails."""
    code = subprocess.call(command, cwd=HERE, env=os.environ | variables)
    if code:
        sys.exit(code)


def test(arguments: list[str]) -> None:
    """Run every check; with ARGS, only pytest with these."""
    programs = environment("dev")
    python = str(programs / "python")
    if arguments:
        run([python, "-m", "pytest", *arguments])
        return
    run([python, "-m", "ruff", "check", "."])
    run([python, "-m", "ruff", "format", "--check", "."])
    with beside([python, str(HERE / "tests" / "compile_kernels.py")]):
        run([python, "-m", "mypy"])
        run([str(programs / "lint-imports")])
    run([python, "-m", "pytest", "-n", "2", "--dist", "worksteal", "-q"])
    fuzz(python, seconds=60)


@contextmanager
def beside(command: list[str]) -> Iterator[None]:
    """Run `command` beside what is done meanwhile; what is wrong with it the tests will tell."""
    process = subprocess.Popen(command, cwd=HERE)
    try:
        yield
        process.wait()
    finally:
        process.kill()


def fuzz(python: str, seconds: int) -> None:
    """Try mutants of cases and of documents, side by side; longer by `validation/fuzz.py` itself.

    The seed is the day's, and is printed: no two days try the same, and any day can be tried again.
    """
    command = [python, str(HERE / "validation" / "fuzz.py")]
    seed = ["--seconds", str(seconds), "--seed", str(int(time.time() // 86_400))]
    running = [
        subprocess.Popen([*command, what, *seed], cwd=HERE) for what in ("cases", "documents")
    ]
    if sum(each.wait() != 0 for each in running):
        sys.exit(1)


def lock() -> None:
    """Resolve `pyproject.toml` into the lock files."""
    uv = shutil.which("uv") or str(environment("dev") / "uv")
    common = [uv, "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"]
    common += ["--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url", "-q"]
    run([*common, "--no-emit-find-links", "--group", "build", "-o", "requirements/run.txt"])
    everything = ["--extra", "all", "--group", "build", "--group", "dev"]
    run([*common, "--no-emit-find-links", *everything, "-o", "requirements/dev.txt"])
    device = [
        "--extra",
        "accelerator",
        "-c",
        "requirements/run.txt",
        "-o",
        "requirements/accelerator.txt",
    ]
    run([*common, "--no-emit-find-links", *device])


def site() -> None:
    """Build the site of the documents; a link that leads nowhere stops it."""
    mkdocs = str(environment("dev") / "mkdocs")
    run([mkdocs, "build", "--strict", "--quiet"], NO_MKDOCS_2_WARNING="1")
    print(f"wrote {HERE / 'build' / 'site' / 'index.html'}")


def notebooks() -> None:
    """Run the notebooks again in their place; a test compares what they say with what stands."""
    files = sorted(str(file) for file in (HERE / "docs" / "notebooks").glob("*.ipynb"))
    options = ["--to", "notebook", "--execute", "--inplace"]
    options += ["--ExecutePreprocessor.record_timing=False"]
    run([str(environment("dev") / "python"), "-m", "nbconvert", *options, *files])


def dist() -> None:
    """Build wheel and sdist, install each into an environment that has nothing else, and run it."""
    shutil.rmtree(HERE / "dist", ignore_errors=True)
    python = str(environment("dev") / "python")
    run([python, "-m", "hatchling", "build", "-d", str(HERE / "dist")])
    for built in sorted((HERE / "dist").iterdir()):
        with tempfile.TemporaryDirectory() as folder:
            run_installed(built, Path(folder))
        print(f"{built.name} installs, and judges a case", flush=True)


def run_installed(built: Path, folder: Path) -> None:
    """Install a built file and the locked packages it needs, no other, and judge a first case."""
    venv.EnvBuilder(with_pip=True).create(folder / "bare")
    programs = folder / "bare" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "-q", "--disable-pip-version-check", "install"]
    run([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(HERE / "requirements/run.txt")])
    run([*pip, "--no-deps", "--no-build-isolation", str(built)])
    servanda, case = str(programs / "servanda"), str(folder / "talks")
    alone = {"PYTHONPATH": "", "PYTHONNOUSERSITE": "1"}
    run([servanda, "--version"], **alone)
    run([servanda, "new", case], **alone)
    run([servanda, "assess", case, "--worlds", "100"], **alone)
    memo = str(folder / "memo.html")
    options = ["--brief", "--explore", "none", "--worlds", "100"]
    run([servanda, "report", case, "-o", memo, *options], **alone)
    run([servanda, "verify", memo], **alone)


def main(arguments: list[str]) -> None:
    """Do what the first argument says."""
    if sys.version_info < OLDEST:
        sys.exit(f"servanda needs Python 3.11 or later; this is {sys.version.split()[0]}")
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb == "demo":
        run([str(environment("run") / "servanda"), "demo", *rest])
    elif verb == "run":
        os.chdir(os.environ.get("PWD", HERE))
        programs = environment("run")
        sys.exit(subprocess.call([str(programs / "servanda"), *rest]))
    elif verb == "test":
        test(rest)
    elif verb == "bench":
        run([str(environment("dev") / "python"), "-m", "benchmarks", *rest])
    elif verb == "shell":
        programs = environment("dev")
        path = str(programs) + os.pathsep + os.environ.get("PATH", "")
        run([os.environ.get("SHELL") or os.environ.get("COMSPEC", "sh")], PATH=path)
    elif verb == "site":
        site()
    elif verb == "notebooks":
        notebooks()
    elif verb == "dist":
        dist()
    elif verb == "lock":
        lock()
    else:
        sys.exit((__doc__ or "").strip())


if __name__ == "__main__":
    main(sys.argv[1:])
