#!/usr/bin/env python3
"""Set up and start, on a machine that has python3 (3.11 or newer) and pip, perhaps nothing else.

    python3 run.py [--port N] [--no-browser]     set up, fill the demo Bloc once, serve it
    python3 run.py test [--long] [pytest …]      set up the test tools too, run the whole suite
    python3 run.py nenep …                       the command line

Only the standard library is imported here. Everything lands in `.venv` and `var/`; progress goes to standard error.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PACKAGES = VENV / "packages"
"""Where packages lie on a machine without the venv module: a plain folder on the path."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DEBIAN = {
    "chromium": BROWSERS,
    "golang-go": ("go",),
    "golang-golang-x-mod-dev": ("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog/tlog.go",),
    "npm": ("npm",),
    "openssl": ("openssl",),
    "postgresql": ("/usr/lib/postgresql/*/bin/postgres",),
    "patroni": ("patroni",),
    "etcd-server": ("etcd",),
    "haproxy": ("/usr/sbin/haproxy",),
}
"""Debian's packages that tests need, and the programs or files (`*`: of any version) that tell that they are there."""
ROOT_ALONE = "the rights of root"
"""To become `postgres`, which does not run as root."""
NEEDS = {
    "browser": ("chromium",),
    "strangers": ("golang-go", "golang-golang-x-mod-dev", "npm", "openssl"),
    "debian_postgresql": ("postgresql", ROOT_ALONE),
    "cluster": ("patroni", "etcd-server", "haproxy", "postgresql", ROOT_ALONE),
}
"""Which tests need which of them, by their mark."""
MOST_AT_ONCE = 4
"""Test files run beside one another, one a processor, but no more than this: each has its own server and browser."""


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):
        say("nenep needs Python 3.11 or newer")
        return 2
    os.chdir(ROOT)
    match arguments:
        case ["test", *rest]:
            set_up("test")
            return test(rest)
        case ["nenep", *rest]:
            set_up("run")
            become("-m", "web.cli", *rest)
        case _:
            set_up("run")
            become("-m", "web.cli", "start", *arguments)


def become(*arguments: str) -> NoReturn:
    """Go on as our own Python: signals and the exit status are its own."""
    sys.stdout.flush()
    os.execve(python(), [python(), *arguments], surroundings())


def run(*arguments: str, **environment: str) -> int:
    """Run our own Python and come back; Ctrl-C reaches it first, and ends us quietly after it."""
    child = subprocess.Popen([python(), *arguments], env=surroundings() | environment)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


# Setting up


def set_up(kind: str) -> None:
    """Install what is declared, if it has not been; a stamp tells for which declaration it was."""
    stamp = VENV / f"nenep-{kind}.stamp"
    declared = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
    done = [VENV / f"nenep-{one}.stamp" for one in (kind, "test")]
    if any(one.exists() and one.read_text() == declared for one in done):
        return
    say("Setting up, once: this takes a minute or two …")
    make_environment()
    install(".[test]" if kind == "test" else ".")
    stamp.write_text(declared)


def make_environment() -> None:
    """An environment of our own: whole, or without pip, or, where there is no venv module, a folder of packages."""
    if PYTHON.exists() or PACKAGES.exists():
        return
    for options in ([], ["--without-pip"]):
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", *options, str(VENV)], capture_output=True)
        if made.returncode == 0:
            return
    shutil.rmtree(VENV, ignore_errors=True)
    PACKAGES.mkdir(parents=True)


def install(what: str) -> None:
    """pip, as far as it is there: the environment's own, else the machine's looking into it, else into the folder."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    if PACKAGES.exists():
        needed = [
            sys.executable,
            "-m",
            "pip",
            "install",
            *quiet,
            "--target",
            str(PACKAGES),
            "--upgrade",
            *requirements(what),
        ]
    elif subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True).returncode == 0:
        needed = [str(PYTHON), "-m", "pip", "install", *quiet, "--editable", what]
    else:
        needed = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", *quiet, "--editable", what]
    if subprocess.run(needed, stdout=sys.stderr).returncode != 0:
        raise SystemExit("The packages could not be installed; is the package index reachable?")


def requirements(what: str) -> list[str]:
    """What pyproject.toml asks for, as pip takes it."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return project["dependencies"] + (project["optional-dependencies"]["test"] if "test" in what else [])


def python() -> str:
    return sys.executable if PACKAGES.exists() else str(PYTHON)


def surroundings() -> dict[str, str]:
    """Our folder and, without a venv, the packages' folder are found; installed commands too."""
    here = dict(os.environ)
    places = [str(ROOT), *([str(PACKAGES)] if PACKAGES.exists() else []), here.get("PYTHONPATH", "")]
    here["PYTHONPATH"] = os.pathsep.join(filter(None, places))
    here["PATH"] = os.pathsep.join([str((PACKAGES if PACKAGES.exists() else VENV) / "bin"), here.get("PATH", "")])
    return here


# Testing


def test(arguments: list[str]) -> int:
    """The whole suite. What cannot run here is left out loudly; on CI that fails."""
    long = "--long" in arguments
    chosen = [argument for argument in arguments if argument != "--long"]
    missing = [package for package in DEBIAN if not is_there(package) and not install_debian(package)]
    missing += [] if os.geteuid() == 0 else [ROOT_ALONE]
    left_out = [f"not {mark}" for mark, needed in NEEDS.items() if set(needed) & set(missing)]
    left_out += [] if long else ["not long"]
    environment = {"NENEP_CHROMIUM": next(filter(None, map(shutil.which, BROWSERS)), "")}
    beside = ["-n", str(min(MOST_AT_ONCE, os.cpu_count() or 1)), "--dist", "loadfile", "--no-loadscope-reorder"]
    marks = ["-m", " and ".join(left_out)] if left_out else []
    code = run("-m", "pytest", *beside, *marks, *chosen, **environment)
    for package in missing:
        say(f"\n!!! LEFT OUT: every test that needs {package}, which is not here and cannot be had here.")
    return 1 if missing and os.environ.get("CI") == "true" else code


def is_there(package: str) -> bool:
    return any(shutil.which(one) or (one[0] == "/" and any(Path("/").glob(one[1:]))) for one in DEBIAN[package])


def install_debian(package: str) -> bool:
    """Debian's package, where we may: as root, with apt."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"Installing Debian's {package} for the tests …")
    quiet = {"stdout": sys.stderr, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    for command in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", package]):
        subprocess.run(["apt-get", *command], **quiet)
    return is_there(package)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
