#!/usr/bin/env python3
"""Ten features of the catalogue written in pandas, beside those of the program on the same made-up season.

  pandas_peer.py PROGRAM [--games 300] [--speed]

Fails when a value differs by more than 1e-9 (relative above 1), or when one is missing and the other is not. With
--speed it prints the seconds that each took for the ten, both on one core. Skips (77) without pandas.
"""
import argparse
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
try:
    import numpy as np
    import pandas as pd
except ImportError:
    print("skipped: python3-pandas is not installed")
    sys.exit(77)

NAMES = ["price_trend_30d", "price_volatility", "above_mean_30d", "below_max_30d", "change_rate_30d",
         "price_elasticity", "supply_demand_ratio", "market_move_1d", "price_rank", "last_minute_premium"]
DAY = pd.Timedelta(days=1)
# Of the value, or of 1 where that is more. Ours adds up in fixed point, and a slope divides small differences
# of such sums.
TOLERANCE = {name: 1e-9 for name in NAMES} | {"price_elasticity": 1e-7}


def write_season(folder, games):
    """Quotes at uneven times, now and then without a count."""
    chance = random.Random(7)
    opening = datetime.datetime(2021, 4, 1)
    with open(f"{folder}/events.csv", "w", encoding="utf-8") as events, \
            open(f"{folder}/snapshots.csv", "w", encoding="utf-8") as quotes:
        events.write("event_id,league,season,home_team,away_team,event_time_utc\n")
        quotes.write("event_id,observed_at_utc,lowest_price,listing_count\n")
        for game in range(games):
            start = opening + datetime.timedelta(days=game / 3, hours=18)
            events.write(f"{game:05},mlb,2021,team {game % 15},team {(game * 7 + 1) % 15},{start.isoformat()}Z\n")
            cents, count, at = chance.randint(800, 9000), 400, start - datetime.timedelta(days=45)
            while at < start:
                if chance.random() < 0.6:
                    cents = max(100, cents * chance.randint(90, 109) // 100)
                count = max(0, count + chance.randint(-9, 5))
                told = "" if chance.random() < 0.05 else count
                quotes.write(f"{game:05},{at.isoformat(timespec='seconds')}Z,{cents / 100:.2f},{told}\n")
                at += datetime.timedelta(seconds=chance.randint(600, 130000))


def read_season(folder):
    quotes = pd.read_csv(f"{folder}/snapshots.csv", dtype={"event_id": str})
    quotes["time"] = pd.to_datetime(quotes["observed_at_utc"], utc=True).dt.tz_localize(None)
    events = pd.read_csv(f"{folder}/events.csv", dtype={"event_id": str})
    events["start"] = pd.to_datetime(events["event_time_utc"], utc=True).dt.tz_localize(None)
    quotes = quotes.merge(events[["event_id", "start"]], on="event_id")
    quotes = quotes[quotes.time < quotes.start].sort_values(["event_id", "time"]).reset_index(drop=True)
    quotes["lp"] = np.log((quotes["lowest_price"] * 100).round() / 100)
    return quotes, events


def since(values, first, last):
    """Sums of values over (first, last] of each row."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    return total[last + 1] - total[first + 1]


def own_features(one):
    """Of one event's rows in the order of time."""
    day = one["time"].astype("int64").to_numpy() / 86400e9
    day = day - day[0]
    lp, count = one["lp"].to_numpy(), one["listing_count"].to_numpy(float)
    last = np.arange(len(one))
    month, week = np.searchsorted(day, day - 30 - 1e-12), np.searchsorted(day, day - 7 - 1e-12)
    step = np.diff(lp, prepend=lp[0])
    out = {}
    y = lp - lp.mean()
    n = last - month + 1.0
    sums = [np.concatenate([[0.0], np.cumsum(v)]) for v in (day, y, day * day, day * y)]
    x, s, xx, xy = (v[last + 1] - v[month] for v in sums)
    with np.errstate(all="ignore"):
        out["price_trend_30d"] = np.where(n >= 3, (n * xy - x * s) / (n * xx - x * x), np.nan)
        span = day - day[month]
        out["price_volatility"] = np.where(n >= 2, np.sqrt(since(step ** 2, month, last) / span), np.nan)
        out["above_mean_30d"] = y - s / n
        out["change_rate_30d"] = since(step != 0, month, last) / np.maximum(span, 0.25)
        gap, before = np.diff(day, prepend=np.nan), np.concatenate([[np.nan], count[:-1]])
        change = count - before
        both = np.isfinite(change)
        fit = both & (gap >= 1 / 24) & (before > 0)
        share = np.where(fit, np.maximum(-change, 0) / before / gap, 0.0)
        price = np.where(fit, np.concatenate([[0.0], y[:-1]]), 0.0)
        k = since(fit, month, last)
        p, d, pp, pd_ = (since(v, month, last) for v in (price, share, price ** 2, price * share))
        slope = (k * pd_ - p * d) / (k * pp - p * p)
        out["price_elasticity"] = np.where((k >= 8) & (k * pp - p * p > 1e-9) & (d > 0), slope / (d / k), np.nan)
        left = since(np.where(both, np.maximum(-change, 0), 0), week, last)
        days = since(np.where(both, gap, 0), week, last)
        out["supply_demand_ratio"] = np.where((left > 0) & (days > 0), count * days / left, np.nan)
    frame = pd.DataFrame(out, index=one.index)
    frame["below_max_30d"] = lp - one.rolling("30D", on="time", closed="both")["lp"].max().to_numpy()
    return frame


def market_features(quotes):
    """Over the open events of the market: the newest row of each at every time."""
    rows = quotes[["event_id", "time", "lp"]].sort_values("time", kind="stable")
    then = rows.assign(time=rows.time - DAY).reset_index()
    was = pd.merge_asof(then, rows.rename(columns={"lp": "before"}), on="time", by="event_id", tolerance=DAY)
    move = pd.Series(was["lp"].to_numpy() - was["before"].to_numpy(), index=was["index"]).reindex(quotes.index)
    grid = quotes.assign(row=quotes.index).pivot_table(index="time", columns="event_id", values="row").ffill()
    at = grid.to_numpy()
    known = np.isfinite(at)
    at = np.where(known, at, 0).astype(int)
    now = grid.index.to_numpy()[:, None]
    age = (now - quotes["time"].to_numpy()[at]) / np.timedelta64(1, "D")
    open_ = known & (quotes["start"].to_numpy()[at] > now)
    fresh = open_ & (age <= 1.6)
    fresh = np.where((fresh.sum(axis=1) >= 3)[:, None], fresh, open_ & (age <= 8))
    moves = np.where(fresh, move.to_numpy()[at], np.nan)
    prices = np.where(fresh, quotes["lp"].to_numpy()[at], np.nan)
    enough = np.isfinite(moves).sum(axis=1) >= 3
    median = np.full(len(grid), np.nan)
    median[enough] = np.nanmedian(moves[enough], axis=1)
    place = pd.Series(np.arange(len(grid)), index=grid.index).reindex(quotes["time"]).to_numpy()
    own = quotes["lp"].to_numpy()
    rank = (prices[place] < own[:, None]).sum(axis=1) / np.isfinite(prices[place]).sum(axis=1)
    return pd.DataFrame({"market_move_1d": median[place], "price_rank": rank}, index=quotes.index)


def last_minute(quotes):
    last = quotes.groupby("event_id").tail(1)
    last = last[last.start - last.time <= 3 * DAY]
    wanted = last[["event_id", "start"]].assign(time=last.start - DAY).sort_values("time")
    before = pd.merge_asof(wanted, quotes[["event_id", "time", "lp"]].sort_values("time"), on="time", by="event_id",
                           tolerance=4 * DAY).set_index("event_id")["lp"]
    move = (last.set_index("event_id")["lp"] - before).clip(-1, 1)
    games = last.assign(move=move.reindex(last["event_id"]).to_numpy()).sort_values(["start", "event_id"])
    mean = games["move"].rolling(60, min_periods=3).mean().to_numpy()
    over = np.searchsorted(games["start"].to_numpy(), quotes["time"].to_numpy(), "right")
    return pd.Series(np.where(over > 0, mean[np.maximum(over - 1, 0)], np.nan), index=quotes.index)


def pandas_features(quotes):
    out = quotes.groupby("event_id", group_keys=False).apply(own_features)
    out = out.join(market_features(quotes))
    out["last_minute_premium"] = last_minute(quotes)
    return out[NAMES]


def differences(quotes, ours, theirs):
    bad = 0
    for name in NAMES:
        a, b = ours[name].to_numpy(float), theirs[name].to_numpy(float)
        gap = np.abs(a - b) > TOLERANCE[name] * np.maximum(1, np.abs(b))
        wrong = (np.isnan(a) != np.isnan(b)) | gap
        for i in np.flatnonzero(wrong)[:3]:
            print(f"{name} of {quotes.event_id[i]} at {quotes.observed_at_utc[i]}: {a[i]!r}, pandas {b[i]!r}")
        print(f"{name}: {np.isfinite(b).sum()} values of {len(b)}, {wrong.sum()} differ")
        bad += wrong.sum() + (np.isfinite(b).sum() < len(b) / 20)
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--games", type=int, default=60)
    parser.add_argument("--speed", action="store_true", help="print how long each took")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_season(folder, arguments.games)
        command = [arguments.program, "features", "table", folder, "--csv", f"{folder}/ours.csv", "--json"]
        for name in NAMES:
            command += ["--feature", name]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        ours = pd.read_csv(f"{folder}/ours.csv")
        quotes, _ = read_season(folder)
        begin = time.process_time()
        theirs = pandas_features(quotes)
        seconds = time.process_time() - begin
    bad = differences(quotes, ours, theirs)
    if arguments.speed:
        print(f"{len(quotes)} rows, ten features: {told['seconds']:.3f} s, pandas {seconds:.3f} s: "
              f"{seconds / told['seconds']:.1f} times as fast")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
