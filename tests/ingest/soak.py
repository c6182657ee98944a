"""`seatsync ingest` for half an hour under the plan `harsh`, by hand: does its memory stay flat?

  soak.py BINARY [MINUTES]

Prints each minute what the program holds in memory, and ends with the comparison of EquationTest:
items sent = fates, observations counted = rows. Exit status 1 when they differ.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

MINUTES = int(sys.argv.pop(2)) if len(sys.argv) > 2 else 30

from ingest_test import BINARY, EquationTest, Emulator  # noqa: E402 (takes BINARY from the command line)


def resident_mb(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    found = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(found[0].split()[1]) / 1000 if found else 0.0


def main():
    emulator = Emulator("harsh", 200)
    with tempfile.TemporaryDirectory() as folder, open(folder + "/told", "w+", encoding="utf-8") as told:
        database = folder + "/ingest.db"
        program = subprocess.Popen([BINARY, "--db", database, "ingest", "--emulator", emulator.url,
                                    "--for", f"{MINUTES}m", "--json"], stdout=told)
        started = time.monotonic()
        told_at = 0
        while program.poll() is None:
            minute = int(time.monotonic() - started) // 60
            if minute > told_at:
                print(f"{minute} min: {resident_mb(program):.1f} MB resident", flush=True)
                told_at = minute
            time.sleep(1)
        told.seek(0)
        sources = json.loads(told.read())["sources"]
        sent = emulator.account()
        emulator.close()
        EquationTest().compare(sources, sent, database)
        print(f"{sum(sent.values()):,} items sent, each with one fate; "
              f"{sum(source['observations'] for source in sources):,} observations, all stored")


if __name__ == "__main__":
    main()
