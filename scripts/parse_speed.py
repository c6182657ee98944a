#!/usr/bin/env python3
"""How fast each source reads its answers, beside a bare parse of the same bytes.  Python 3.9, standard library only.

  parse_speed.py [--build DIR] [--seconds S] [SOURCE...]      DIR: build/release

Runs the benchmarks seatsync_source_*_bench of a build (`cmake --build build/release --target benchmarks`) and prints
docs/benchmarks.md's table: bytes of the answer, MB (1,000,000 bytes) per second of processor time for the whole parse
to observations and for the bare one (simdjson's DOM; a scan of lines where the answer is CSV), and their ratio.
Exit 0: all measured; 1: a benchmark failed; 2: no benchmark there.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

BARE = re.compile(r"^(bare_\w+|\w+_alone)\b")


def measured(program, seconds):
    """The figures of one program: (name, bytes, bytes per second) in its order."""
    done = subprocess.run([program, "--benchmark_format=json", f"--benchmark_min_time={seconds}"],
                          capture_output=True, text=True, check=True)
    rows = json.loads(done.stdout)["benchmarks"]
    if any(row.get("error_occurred") for row in rows):
        raise RuntimeError(f"{program.name}: {[row.get('error_message') for row in rows]}")
    return [(row["name"], round(row["bytes_per_second"] * row["cpu_time"] * 1e-9), row["bytes_per_second"])
            for row in rows]


def pairs(rows):
    """Each parse with its bare one: that of the name after its slash, else the next that follows."""
    for place, (name, size, speed) in enumerate(rows):
        if BARE.match(name):
            continue
        bare = [row for row in rows if BARE.match(row[0]) and "/" in row[0] and row[0].split("/")[1] in name]
        bare = bare or [row for row in rows[place:] if BARE.match(row[0])]
        yield name, size, speed, bare[0][2]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"))
    parser.add_argument("--seconds", default="0.2")
    options = parser.parse_args()
    programs = sorted(options.build.glob("src/adapters/source_*/seatsync_source_*_bench"))
    named = [(re.search(r"source_(\w+)_bench", program.name).group(1), program) for program in programs]
    named = [(source, program) for source, program in named if not options.sources or source in options.sources]
    if not named:
        print(f"parse_speed.py: no benchmark in {options.build}; build the target `benchmarks`", file=sys.stderr)
        return 2
    print("| source | benchmark | bytes | MB/s | bare MB/s | ratio |\n|---|---|---|---|---|---|")
    for source, program in named:
        try:
            for name, size, speed, bare in pairs(measured(program, options.seconds)):
                print(f"| {source} | `{name}` | {size:,} | {speed / 1e6:.0f} | {bare / 1e6:.0f} | {speed / bare:.2f} |",
                      flush=True)
        except (subprocess.CalledProcessError, RuntimeError) as failed:
            print(f"parse_speed.py: {failed}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
