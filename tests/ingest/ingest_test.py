"""`seatsync ingest` against `seatsync emulate`, as processes.

Equation: each item that the emulator put into a whole answer has exactly one fate, source by source,
and each observation counted is a row of the store, under each plan of faults.

Kill: the program prints each observation once it is durable (--acks). It is killed with SIGKILL at a
random instant and started anew on the same database, again and again; every observation that was
printed is then in the store as it was printed, and none is there twice.

SEATSYNC_INGEST_KILLS: how often for each store (5). SEATSYNC_CRASH_SEED: repeats a run as far as the
scheduler allows. SEATSYNC_INGEST_SECONDS: how long the equation is run under each plan (6).
"""

import contextlib
import datetime
import json
import os
import pathlib
import pwd
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

BINARY = str(pathlib.Path(sys.argv.pop(1)).resolve())
KILLS = int(os.environ.get("SEATSYNC_INGEST_KILLS", "5"))
SECONDS = os.environ.get("SEATSYNC_INGEST_SECONDS", "6")
SEED = int(os.environ.get("SEATSYNC_CRASH_SEED", str(random.SystemRandom().getrandbits(32))))
FATES = ("stored", "quarantined", "queued", "rejected", "duplicate", "passed_over")
OBSERVATIONS = ("event_versions", "quotes", "team_records", "game_results", "readings", "mentions",
                "availabilities", "nearby_events", "own_listings", "own_sales", "event_links")
# How many of the first columns say which thing a row is about; the last of them is received_at.
KEYS = {"event_versions": 1, "event_links": 1, "team_records": 3, "game_results": 1, "readings": 4,
        "mentions": 3, "availabilities": 4, "nearby_events": 2, "own_listings": 2, "own_sales": 2}
# The API that a source reads, where its name does not begin with that of the API.
API_OF = {"nws": "weather", "open_meteo": "weather", "openweather": "weather", "fred": "market",
          "yahoo": "market", "predicthq": "competing_events"}


class Emulator:
    """All APIs, with a clock that runs `speed` times as fast."""

    def __init__(self, faults, speed):
        self.process = subprocess.Popen(
            [BINARY, "emulate", "--port", "0", "--json", "--faults", faults, "--speed", str(speed)],
            stdout=subprocess.PIPE, text=True)
        self.url = json.loads(self.process.stdout.readline())["url"]

    def account(self):
        """Ends it; items sent by API."""
        self.process.send_signal(signal.SIGTERM)
        told = json.loads(self.process.stdout.readline())
        sent = {}
        for api in told["apis"]:
            if api["api"]:
                sent[api["api"]] = sent.get(api["api"], 0) + api["items_sent"]
        return sent

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def api_of(source, apis):
    fitting = [api for api in apis if source == api or source.startswith(api + "_")]
    return max(fitting, key=len) if fitting else API_OF.get(source, source)


def rows_of(database, table):
    """What a SQLite file holds, each row as a dictionary of its columns."""
    query = f"SELECT * FROM {table}"
    if table == "quotes":
        query = "SELECT s.*, q.* FROM quotes q JOIN series s ON s.id = q.series_id"
    with contextlib.closing(sqlite3.connect(database)) as connection:
        cursor = connection.execute(query)
        names = [column[0] for column in cursor.description]
        return [{name: value for name, value in zip(names, row) if name not in ("id", "series_id")
                 or table != "quotes"} for row in cursor]


def microseconds(text):
    at = datetime.datetime.fromisoformat(text.rstrip("Z").ljust(26, "0") if "." in text
                                         else text.rstrip("Z"))
    since = at - datetime.datetime(1970, 1, 1)
    return (since.days * 86400 + since.seconds) * 1_000_000 + since.microseconds


def as_stored(row):
    """An acknowledged row with the values that SQLite holds, as something that can be compared."""
    values = {}
    for name, value in row.items():
        if name.endswith("_at") and value is not None:
            value = microseconds(value)
        values[name] = value
    return frozenset(values.items())


class EquationTest(unittest.TestCase):
    def test_each_item_sent_is_stored_or_reported(self):
        for faults in ("none", "moderate", "harsh"):
            with self.subTest(faults), tempfile.TemporaryDirectory() as folder:
                database = folder + "/ingest.db"
                emulator = Emulator(faults, 200)
                self.addCleanup(emulator.close)
                done = subprocess.run(
                    [BINARY, "--db", database, "ingest", "--emulator", emulator.url, "--for",
                     SECONDS, "--json"], capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.compare(json.loads(done.stdout)["sources"], emulator.account(), database)

    def compare(self, sources, sent, database):
        fates = dict.fromkeys(sent, 0)
        for source in sources:
            items = source["items"]
            self.assertEqual(sum(items[fate] for fate in FATES), items["total"])
            if items["total"] > 0:
                api = api_of(source["source"], sent)
                fates[api] = fates.get(api, 0) + items["total"]
        self.assertEqual(fates, sent)
        self.assertGreater(sum(sent.values()), 0)
        rows = sum(len(rows_of(database, table)) for table in OBSERVATIONS)
        self.assertEqual(rows, sum(source["observations"] for source in sources))
        self.assertGreater(rows, 0)


class PostgresCluster:
    """A server of this test alone, run by an unprivileged user and reached through a socket."""

    PROGRAMS = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))

    def __init__(self):
        programs = self.PROGRAMS[-1].parent
        self.folder = tempfile.mkdtemp(prefix="seatsync-pg-")
        self.user = None
        if os.geteuid() == 0:
            self.user = "postgres" if "postgres" in [u.pw_name for u in pwd.getpwall()] else "nobody"
            shutil.chown(self.folder, self.user)
        data = self.folder + "/data"
        subprocess.run([programs / "initdb", "-D", data, "-U", "seatsync", "--auth=trust", "-E",
                        "UTF8", "--locale=C", "--no-sync"], user=self.user, check=True,
                       stdout=subprocess.DEVNULL, cwd=self.folder)
        self.server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", self.folder, "-c", "listen_addresses=", "-c",
             "fsync=off"], user=self.user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=self.folder)
        ready = [programs / "pg_isready", "-q", "-h", self.folder]
        while subprocess.run(ready, check=False).returncode != 0:
            if self.server.poll() is not None:
                raise RuntimeError("the server does not start")
            time.sleep(0.05)
        self.address = f"postgresql://seatsync@/postgres?host={self.folder}"

    def close(self):
        self.server.send_signal(signal.SIGQUIT)
        self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class KillTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.chance = random.Random(SEED)

    def test_sqlite(self):
        database = self.folder + "/ingest.db"
        self.check("SQLite", database, self.read_and_kill(database))

    @unittest.skipUnless(PostgresCluster.PROGRAMS, "PostgreSQL is not installed")
    def test_postgres(self):
        cluster = PostgresCluster()
        self.addCleanup(cluster.close)
        acknowledged = self.read_and_kill(cluster.address)
        copy = self.folder + "/copy.db"
        subprocess.run([BINARY, "store", "copy", "--from", cluster.address, "--to", copy],
                       check=True, stdout=subprocess.DEVNULL)
        self.check("PostgreSQL", copy, acknowledged)

    def read_and_kill(self, database):
        """The lines that were acknowledged before each of the kills."""
        emulator = Emulator("moderate", 1000)
        self.addCleanup(emulator.close)
        lines = set()
        for _ in range(KILLS):
            program = subprocess.Popen([BINARY, "--db", database, "ingest", "--emulator",
                                        emulator.url, "--acks"], stdout=subprocess.PIPE)
            for _ in range(self.chance.randint(0, 300)):
                line = program.stdout.readline()
                self.assertTrue(line, "it ended by itself")
                lines.add(line)
            # No condition to wait for: the instant of the kill is the input of this test.
            time.sleep(self.chance.random() * 0.4)
            program.kill()
            rest = program.stdout.read().splitlines(keepends=True)  # In the pipe; counts as well.
            lines.update(line for line in rest if line.endswith(b"\n"))
            self.assertEqual(program.wait(), -signal.SIGKILL)
            program.stdout.close()
        return lines

    def check(self, store, database, lines):
        acknowledged = {}
        for line in lines:
            told = json.loads(line)
            acknowledged.setdefault(told["stored"], []).append(told["row"])
        stored = 0
        for table in OBSERVATIONS:
            rows = rows_of(database, table)
            stored += len(rows)
            held = {frozenset(row.items()) for row in rows}
            lost = [row for row in acknowledged.get(table, []) if as_stored(row) not in held]
            self.assertEqual(lost[:3], [], f"{len(lost)} of {table}")
            self.assertEqual(self.repeated(table, rows)[:3], [], table)
        self.assertGreater(len(lines), 20 * KILLS)
        print(f"{store}: {KILLS} kills, seed {SEED}, {len(lines)} lines acknowledged, "
              f"{stored} observations stored, none lost, none twice", file=sys.stderr)

    def repeated(self, table, rows):
        """Versions of a thing that say what the one before says. Quotes may, after a quarter of an
        hour: the market still looks like that. A time that only repeats when it was received says
        nothing; another one does, as that of a forecast whose hour has come."""
        last = {}
        repeats = []
        rows.sort(key=lambda row: (row.get("event_at") or 0, row["received_at"])
                  if table == "quotes" else row["received_at"])
        for row in rows:
            names = list(row)
            keys = 5 if table == "quotes" else KEYS[table]
            thing = tuple(row[name] for name in [n for n in names if n != "received_at"][:keys])
            said = tuple(value for name, value in row.items() if name not in
                         ("received_at", "event_at"))
            if table != "quotes" and row.get("event_at") != row["received_at"]:
                said += (row.get("event_at"),)
            at = row.get("event_at") if table == "quotes" else 0
            before = last.get(thing)
            if before and before[0] == said and at - before[1] < 900_000_000:
                repeats.append(row)
            last[thing] = (said, at)
        return repeats


if __name__ == "__main__":
    unittest.main()
