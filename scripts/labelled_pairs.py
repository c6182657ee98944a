#!/usr/bin/env python3
"""Writes the games that two real data sets share, as files that `seatsync map match` reads.  Python 3.9.

  labelled_pairs.py DATA OUT        DATA: the folder of the sets (../shared/data); OUT: a new folder

For each pair of sets OUT/<pair>/ holds left.csv and right.csv (docs/formats/sightings.md) and labels.csv with the
columns left, right: one row per game that both sets hold.  The sightings say what a market would (titles, codes,
slugs, a start in UTC or a date at the venue); the labels come from what the sightings do not say: scores, ratings,
the numbers of matches, full names with dates.  Every row of a side stays in, so most have no partner.  A game whose
partner the sets cannot settle (two games of a day without a score) is in neither file and is counted on stderr.
A set that DATA lacks is passed over.  Exit 0: written; 2: bad usage or no set found.
"""
import argparse
import collections
import csv
import datetime
import gzip
import pathlib
import sys
import zoneinfo

COLUMNS = ("id", "league", "home", "away", "title", "start_utc", "start_tbd", "local_date", "game_number", "venue",
           "zone")
KEPT = 14  # Letters of a name that one set cuts off ("Minnesota Timberwolv").


def rows_of(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as file:
        return list(csv.DictReader(file))


def unsettled(left, right):
    """Labels that stand twice on a side say nothing."""
    twice = set()
    for side in (left, right):
        counts = collections.Counter(label for _, label in side if label is not None)
        twice |= {label for label, count in counts.items() if count > 1}
    return twice


def write_rows(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_pair(out, name, left, right):
    """`left` and `right`: lists of (sighting, label); the label None: the game is known to have no partner."""
    twice = unsettled(left, right)
    kept = [[(row, label) for row, label in side if label not in twice] for side in (left, right)]
    places = {label: row["id"] for row, label in kept[0] if label is not None}
    labels = [{"left": places[label], "right": row["id"]} for row, label in kept[1] if label in places]
    folder = out / name
    folder.mkdir(parents=True)
    write_rows(folder / "left.csv", COLUMNS, [row for row, _ in kept[0]])
    write_rows(folder / "right.csv", COLUMNS, [row for row, _ in kept[1]])
    write_rows(folder / "labels.csv", ("left", "right"), labels)
    dropped = len(left) + len(right) - len(kept[0]) - len(kept[1])
    print(f"{name}: {len(kept[0])} and {len(kept[1])} games, {len(labels)} of them shared; {dropped} not settled",
          file=sys.stderr)


def scored(row, home, away, date, home_score, away_score):
    """The label of a played game; a game without a score takes part in no pair that scores settle."""
    values = [row[column] for column in (home, away, date, home_score, away_score)]
    return tuple(values) if all(values) else None


def slug(name):
    return name.lower().replace(".", "").replace(" ", "-")


def mlb_games(data, seasons, label):
    """Retrosheet's games by its codes and the date at the park, with the number within a doubleheader."""
    out = []
    for row in rows_of(data / "context/mlb_games_2020_2024.csv"):
        if row["season"] in seasons:
            name = f"{row['date']}-{row['game_num']}-{row['home_code']}"
            out.append(({"id": name, "league": "mlb", "home": row["home_code"], "away": row["away_code"],
                         "local_date": row["date"], "game_number": row["game_num"]}, label(row)))
    return out


def score_label(row):
    return scored(row, "home_team", "away_team", "date", "home_score", "away_score")


def mlb_stubhub_and_results(data):
    """Titles and assumed starts in UTC against codes and dates, three other seasons beside them."""
    left = []
    for row in rows_of(data / "mlb_stubhub_2021/events.csv"):
        label = scored(row, "home_team", "away_team", "game_date_local", "final_home_score", "final_away_score")
        if label:
            left.append(({"id": row["event_id"], "league": "mlb", "title": row["name"],
                          "start_utc": row["event_time_utc"]}, label))
    return left, mlb_games(data, {"2020", "2021", "2022", "2023", "2024"}, score_label)


def mlb_seatgeek_and_results(data):
    """Slugs and dates against codes and dates."""
    left = []
    for row in rows_of(data / "mlb_seatgeek_2024/events.csv"):
        if row["final_home_score"]:
            label = (row["home_team"], row["away_team"], row["game_date_local"], row["final_home_score"],
                     row["final_away_score"])
            left.append(({"id": row["event_id"], "league": "mlb", "home": row["home_team"], "away": row["away_team"],
                          "local_date": row["game_date_local"]}, label))

    def label(row):
        return (slug(row["home_team"]), slug(row["away_team"]), row["date"], row["home_score"], row["away_score"])

    return left, mlb_games(data, {"2023", "2024"}, label)


def mets_and_results(data):
    """The club's own list of home games, doubleheaders numbered, against all games of four seasons."""
    left = []
    for row in rows_of(data / "context/mlb_mets_home_attendance_2022_2025.csv"):
        number = 2 if row["is_game2"] == "1" else 0
        label = ("New York Mets", row["opponent"], row["date"], str(int(float(row["home_score"]))),
                 str(int(float(row["away_score"]))))
        left.append(({"id": f"{row['date']}-{number}", "league": "mlb", "home": "Mets", "away": row["opponent"],
                      "local_date": row["date"], "game_number": number}, label))
    return left, mlb_games(data, {"2021", "2022", "2023", "2024"}, score_label)


def nfl_results(data, label):
    out = []
    for row in rows_of(data / "context/nfl_games_2013_2025.csv"):
        out.append(({"id": f"{row['date']}-{slug(row['home_team'])}", "league": "nfl", "home": row["home_team"],
                     "away": row["away_team"], "local_date": row["date"], "venue": row["stadium"]}, label(row)))
    return out


def nfl_seatgeek_and_results(data):
    """Titles, starts in UTC and venues, playoffs to be decided among them, against thirteen seasons by date."""
    left = []
    for row in rows_of(data / "nfl_seatgeek_2018/events.csv"):
        label = ("2018", row["home_team"], row["away_team"], row["final_home_score"], row["final_away_score"],
                 row["week"]) if row["category"] == "regular" else None
        left.append(({"id": row["event_id"], "league": "nfl", "title": row["title"],
                      "start_utc": row["event_time_utc"], "start_tbd": row["time_tbd"], "venue": row["venue"]}, label))
    return left, nfl_results(data, lambda row: (row["season"], row["home_team"], row["away_team"], row["home_score"],
                                                row["away_score"], row["week"]))


def nfl_stubhub_and_results(data):
    """Division games of 2014: a team is at home to another once in a season."""
    left = []
    for row in rows_of(data / "context/nfl_stubhub_avg_price_2014.csv"):
        left.append(({"id": row["stubhub_event_id"], "league": "nfl", "home": row["home_team"],
                      "away": row["away_team"], "local_date": row["game_date_local"]},
                     ("2014", row["home_team"].replace("St ", "St. "), row["away_team"].replace("St ", "St. "))))
    return left, nfl_results(data, lambda row: (row["season"], row["home_team"], row["away_team"])
                             if row["playoff"] == "0" else None)


def cfb_tickpick_and_results(data):
    """Titles without sides and starts in UTC against the schedule; ratings and scores settle the pairs."""
    def label(row, home, away):
        values = (row["week"], row["home_elo_pregame"], row["away_elo_pregame"], row[home], row[away], row["venue"])
        return values if values[1] and values[3] else None

    left = []
    for row in rows_of(data / "cfb_tickpick/events.csv"):
        settled = label(row, "final_home_points", "final_away_points")
        if row["season"] == "2026" or settled:
            left.append(({"id": row["event_id"], "league": "cfb", "title": row["title"],
                          "start_utc": row["kickoff_utc"], "start_tbd": row["kickoff_tbd"], "venue": row["venue"]},
                         settled if row["season"] == "2025" else None))
    right = []
    for row in rows_of(data / "context/cfb_games_2025.csv"):
        right.append(({"id": row["cfbd_game_id"], "league": "cfb", "home": row["home_team"], "away": row["away_team"],
                       "start_utc": row["kickoff_utc"], "venue": row["venue"]},
                      label(row, "home_points", "away_points")))
    return left, right


def nba_stubhub_and_seatgeek(data):
    """Full names and starts in UTC against titles of nicknames and assumed starts, two markets of one season."""
    left = {}
    for row in rows_of(data / "nba_stubhub_2014/tier_returns.csv"):
        date = datetime.datetime.fromisoformat(row["event_time_utc"][:-1]) - datetime.timedelta(hours=8)
        left[row["event_id"]] = ({"id": row["event_id"], "league": "nba", "home": row["home_team"],
                                  "away": row["away_team"], "start_utc": row["event_time_utc"]},
                                 (row["home_team"][:KEPT], row["away_team"][:KEPT], str(date.date())))
    right = []
    for row in rows_of(data / "nba_nhl_seatgeek_2015/events.csv"):
        start = datetime.datetime.fromisoformat(row["event_time_utc"][:-1] + "+00:00")
        date = start.astimezone(zoneinfo.ZoneInfo(row["timezone"])).date()
        label = (row["home_team"][:KEPT], row["away_team"][:KEPT], str(date)) if row["league"] == "nba" else None
        right.append(({"id": row["event_id"], "league": row["league"], "title": row["title"],
                       "start_utc": row["event_time_utc"]}, label))
    return list(left.values()), right


def mlb_seatgeek_and_stubhub(data):
    """Two markets of May 2022: full names and starts against titles and assumed starts."""
    zones = {row["home_team"]: row["timezone"] for row in rows_of(data / "mlb_stubhub_2021/events.csv")}
    left = {}
    for row in rows_of(data / "seatgeek_fees_2022/snapshots.csv"):
        if row["league"] == "mlb" and row["home_team"] not in zones:
            continue
        start = datetime.datetime.fromisoformat(row["event_time_utc"][:-1] + "+00:00")
        label = None
        if row["league"] == "mlb":
            date = start.astimezone(zoneinfo.ZoneInfo(zones[row["home_team"]])).date()
            label = (row["home_team"], row["away_team"], str(date))
        left[row["event_id"]] = ({"id": row["event_id"], "league": row["league"], "home": row["home_team"],
                                  "away": row["away_team"], "start_utc": row["event_time_utc"]}, label)
    right = []
    for row in rows_of(data / "mlb_stubhub_2021/events.csv"):
        right.append(({"id": row["event_id"], "league": "mlb", "title": row["name"],
                       "start_utc": row["event_time_utc"]},
                      (row["home_team"], row["away_team"], row["game_date_local"])))
    return list(left.values()), right


def world_cup_markets_and_organiser(data):
    """A market's title and the organiser's own of the same match, the number of the match settles it."""
    sides = ([], [])
    for row in rows_of(data / "wc2026_resale/matches.csv"):
        for side, title in zip(sides, ("teams", "fifa_label")):
            side.append(({"id": row["match_no"], "league": "world_cup", "title": row[title],
                          "start_utc": row["kickoff_utc"], "venue": row["venue"], "zone": row["timezone"]},
                         row["match_no"]))
    return sides


PAIRS = {
    "mlb_stubhub_results": mlb_stubhub_and_results,
    "mlb_seatgeek_results": mlb_seatgeek_and_results,
    "mlb_mets_results": mets_and_results,
    "mlb_seatgeek_stubhub": mlb_seatgeek_and_stubhub,
    "nfl_seatgeek_results": nfl_seatgeek_and_results,
    "nfl_stubhub_results": nfl_stubhub_and_results,
    "cfb_tickpick_results": cfb_tickpick_and_results,
    "nba_stubhub_seatgeek": nba_stubhub_and_seatgeek,
    "world_cup_two_names": world_cup_markets_and_organiser,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    options = parser.parse_args()
    written = 0
    for name, read in PAIRS.items():
        try:
            left, right = read(options.data)
        except FileNotFoundError as missing:
            print(f"{name}: passed over, there is no {missing.filename}", file=sys.stderr)
            continue
        write_pair(options.out, name, left, right)
        written += 1
    if written == 0:
        print(f"labelled_pairs.py: no set in {options.data}", file=sys.stderr)
    return 0 if written else 2


if __name__ == "__main__":
    sys.exit(main())
