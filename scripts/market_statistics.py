#!/usr/bin/env python3
"""Measures how the prices of a ticket market move.  Python 3.9, standard library only.

  market_statistics.py FOLDER... [--season S] [--after TIME] [--market M] [--json]

FOLDER holds events.csv (optional) and snapshots.csv, snapshots.csv.gz or market_quotes.csv, as the folders in
docs/formats do.  The same statistics are the calibration targets of the simulated market
(docs/simulated-market.md); run it on your own history to see how far that market is from yours.

Definitions.  A row counts when its lowest price is > 0 and it lies before the event.  Events of the category
playoff_conditional do not count.  A one-day move leads from a row to the row nearest to 24 h later, 18 to 30 h
on; its size is |ln(p2/p1)|; "days left" are those at its end, of moves in the last 60 days.  "a to last": median
over events of the log ratio of the last row, at most 30 h before the event, to the row nearest to a days before
it, at most one day off (half a day below ten).  Exit 0: measured; 2: bad usage or unreadable input.
"""
import argparse
import bisect
import collections
import csv
import datetime
import gzip
import json
import math
import os
import statistics
import sys

PRICES = ("lowest_price", "min_price", "low_price")
COUNTS = ("listing_count", "ticket_count")
BUCKETS = ((0, 1), (1, 3), (3, 7), (7, 14), (14, 30), (30, 60))
Row = collections.namedtuple("Row", "left price median count")


def rows_of(folder):
    for name in ("snapshots.csv.gz", "snapshots.csv", "market_quotes.csv"):
        path = os.path.join(folder, name)
        if os.path.exists(path):
            with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
                yield from csv.DictReader(file)
            return
    sys.exit(f"{folder}: no snapshots.csv[.gz] and no market_quotes.csv")


def wanted_events(folder, season):
    path = os.path.join(folder, "events.csv")
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return {e["event_id"] for e in csv.DictReader(file)
                if e.get("category") != "playoff_conditional" and season in (None, e.get("season"))}


def number(row, names):
    for name in names:
        if row.get(name):
            return float(row[name])
    return None


def paths_of(folder, options):
    events = wanted_events(folder, options.season)
    paths = collections.defaultdict(dict)
    for row in rows_of(folder):
        event = row.get("event_id") or row.get("match_no")
        price, left = number(row, PRICES), float(row["hours_to_event"]) / 24
        market = row.get("market", "")
        if not price or price <= 0 or left <= 0 or (events is not None and event not in events):
            continue
        if row["observed_at_utc"] < options.after or options.market not in (None, market):
            continue
        paths[event, market][left] = Row(left, price, number(row, ("median_price",)), number(row, COUNTS))
    return [sorted(path.values(), key=lambda row: -row.left) for path in paths.values()]


def nearest(path, left, tolerance):
    keys = [-row.left for row in path]
    low, high = bisect.bisect_left(keys, -left - tolerance), bisect.bisect_right(keys, -left + tolerance)
    return min(path[low:high], key=lambda row: abs(row.left - left), default=None)


def moves_of(paths):
    moves = []
    for path in paths:
        for row in path:
            later = nearest(path, row.left - 1, 0.25)
            if later and later.left < 60:
                moves.append((later.left, math.log(later.price / row.price)))
    return moves


def quantile(values, level):
    return sorted(values)[int(level * len(values))] if values else None


def kurtosis(values):
    mean, variance = statistics.fmean(values), statistics.pvariance(values)
    return statistics.fmean((v - mean) ** 4 for v in values) / variance ** 2 if variance else None


def change(paths, field, start, end):
    """The log ratios over events between `start` days left and `end`, None for the last row."""
    out = []
    for path in paths:
        first = nearest(path, start, 0.5 if start < 10 else 1.0)
        last = path[-1] if end is None else nearest(path, end, 0.5)
        if first and last and (end is not None or last.left <= 30 / 24):
            a, b = getattr(first, field), getattr(last, field)
            if a and b:
                out.append(math.log(b / a))
    return out


def measure(paths):
    out = {}

    def put(name, value, sample):
        out[name] = {"value": value, "n": sample}

    moves = moves_of(paths)
    sizes = [abs(m) for _, m in moves if m != 0]
    if not sizes:
        return out
    put("unchanged, all", 1 - len(sizes) / len(moves), len(moves))
    for level in (0.5, 0.9, 0.99):
        put(f"size of a move, {level:.0%}", quantile(sizes, level), len(sizes))
    put("rises among the moves", sum(m > 0 for _, m in moves) / len(sizes), len(sizes))
    for low, high in BUCKETS:
        part = [m for left, m in moves if low <= left < high]
        if len(part) < 30:
            continue
        put(f"unchanged, {low} to {high} days left", part.count(0) / len(part), len(part))
        put(f"deviation, {low} to {high} days left", statistics.pstdev(part), len(part))
        put(f"kurtosis, {low} to {high} days left", kurtosis(part), len(part))
    for field, start, end in (("price", 30, None), ("price", 7, None), ("median", 30, None), ("count", 40, 1),
                              ("count", 30, None)):
        part = change(paths, field, start, end)
        if part:
            put(f"log {field}, {start} to {end or 'last'}", statistics.median(part), len(part))
    part = change(paths, "price", 30, None)
    if part:
        put("deviation of log price change, 30 to last", statistics.pstdev(part), len(part))
    levels = [math.log(row.price) for row in (nearest(path, 30, 1.0) for path in paths) if row]
    if levels:
        put("deviation of log price, 30 days left", statistics.pstdev(levels), len(levels))
    ratios = [row.median / row.price for path in paths for row in path if row.median]
    gaps = [24 * (a.left - b.left) for path in paths for a, b in zip(path, path[1:])]
    for level in (0.1, 0.5, 0.9):
        put(f"median over lowest, {level:.0%}", quantile(ratios, level), len(ratios))
    for level in (0.1, 0.5, 0.99):
        put(f"gap in hours, {level:.0%}", quantile(gaps, level), len(gaps))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="+")
    parser.add_argument("--season", help="only events of this season")
    parser.add_argument("--after", default="", help="only rows observed from this ISO time on")
    parser.add_argument("--market", help="only rows of this market")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = {}
    for folder in options.folder:
        try:
            paths = paths_of(folder, options)
        except (OSError, ValueError, KeyError) as error:
            print(f"{folder}: {error!r}", file=sys.stderr)
            return 2
        results[folder] = measure(paths)
    if options.json:
        print(json.dumps(results, indent=1))
        return 0
    for folder, statistics_of in results.items():
        print(folder)
        for name, cell in statistics_of.items():
            value = "-" if cell["value"] is None else f"{cell['value']:.3f}"
            print(f"  {name:<44} {value:>9}  n {cell['n']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
