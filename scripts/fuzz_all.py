#!/usr/bin/env python3
"""Gives every fuzzer its executions, one after another.  Python 3.9, standard library only.

  fuzz_all.py [--build DIR] [--runs N] [--jobs N] [--timeout SECONDS] [--logs DIR] [NAME...]

DIR: build/fuzz, logs: build/fuzz/logs. An input may take `--timeout` seconds of the clock (10): more on a busy machine.

Runs the libFuzzer programs of a build (`cmake --preset fuzz && cmake --build build/fuzz`), each on a copy of itself
and of fuzz/corpus/NAME, so that a build in the meantime disturbs none. Inputs have up to 1,024 bytes, or twice the
largest of the corpus. Leaks are looked for at the end, by reading every input that was found once more. Prints a row
of docs/benchmarks.md's table for each; what it found (crash-*, timeout-*, leak-*) lies in the logs.
Exit 0: each had its executions and nothing was found; 1: something was found; 2: no fuzzer there.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Freed memory is kept from reuse long enough for a parser. A stack for each allocation, and a pattern over all of it,
# cost more than the parse; a crash is looked at without these options.
FAST = "quarantine_size_mb=1:thread_local_quarantine_size_kb=16:malloc_context_size=0:max_malloc_fill_size=64"

# A quarter more executions in the same time, and no fewer features for as many of them (x_fuzz, 60,000: 2,926 to 2,786).
PLAIN = ["-entropic=0", "-use_cmp=0"]


def fuzz(program, options):
    """Runs one fuzzer to the end: its row of the table, and whether nothing was found."""
    name = program.name[:-len("_fuzz")]
    folder = options.logs / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "fuzz/corpus" / name, folder / "corpus")
    copy = shutil.copy2(program, folder)
    length = max(1024, 2 * max(file.stat().st_size for file in (folder / "corpus").iterdir()))
    log = folder / "log"

    def run(arguments, asan):
        with log.open("ab") as out:
            limits = [f"-timeout={options.timeout}", "-rss_limit_mb=1500"]
            return subprocess.run([copy, "corpus", *arguments, *limits], cwd=folder, stdout=out, stderr=out,
                                  env={**os.environ, "ASAN_OPTIONS": asan}).returncode

    code = run([f"-runs={options.runs}", f"-max_len={length}", "-detect_leaks=0", *PLAIN], FAST + ":detect_leaks=0")
    done = re.search(r"Done (\d+) runs in (\d+) second", log.read_text(errors="replace"))
    if code == 0:
        code = run(["-runs=0", f"-max_len={length}"], "detect_leaks=1")
    found = sorted(path.name for path in folder.glob("*-*") if path.is_file())
    executions, seconds = (int(done[1]), int(done[2])) if done else (0, 0)
    sound = code == 0 and not found and executions >= options.runs
    words = "none" if sound else ", ".join(found) or f"ended with status {code}"
    return f"| {name} | {executions:,} | {seconds:,} | {length:,} | {words} |", sound


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/fuzz")
    parser.add_argument("--runs", type=int, default=10_000_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--timeout", type=int, default=10)
    parser.add_argument("--logs", type=pathlib.Path)
    options = parser.parse_args()
    options.logs = (options.logs or options.build / "logs").absolute()
    programs = sorted(path for path in options.build.absolute().glob("*_fuzz") if path.is_file())
    if options.names:
        programs = [options.build.absolute() / f"{name}_fuzz" for name in options.names]
    if not programs or not all(program.exists() for program in programs):
        print(f"fuzz_all.py: not every fuzzer is in {options.build}; build it with the preset `fuzz`", file=sys.stderr)
        return 2
    print("| fuzzer | executions | seconds | bytes up to | crashes, leaks, timeouts |\n|---|---|---|---|---|", flush=True)
    all_sound = True
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for done in concurrent.futures.as_completed([pool.submit(fuzz, program, options) for program in programs]):
            row, sound = done.result()
            all_sound = all_sound and sound
            print(row, flush=True)
    return 0 if all_sound else 1


if __name__ == "__main__":
    sys.exit(main())
