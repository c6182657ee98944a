-- Times are microseconds since 1970 UTC, prices are cents. NULL means that the source did not say.
-- docs/formats/sqlite.md explains every table.

CREATE TABLE event_versions (
    event          TEXT    NOT NULL,
    received_at    INTEGER NOT NULL,
    league         TEXT    NOT NULL,
    season         TEXT    NOT NULL,
    category       TEXT    NOT NULL,
    title          TEXT    NOT NULL,
    home           TEXT    NOT NULL,
    away           TEXT    NOT NULL,
    venue_name     TEXT    NOT NULL,
    venue_city     TEXT    NOT NULL,
    venue_zone     TEXT    NOT NULL,
    venue_capacity INTEGER,
    start_at       INTEGER NOT NULL,
    start_tbd      INTEGER NOT NULL CHECK (start_tbd IN (0, 1)),
    status         TEXT    NOT NULL,
    PRIMARY KEY (event, received_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
    id       INTEGER PRIMARY KEY,
    event    TEXT NOT NULL,
    market   TEXT NOT NULL,
    zone     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    currency TEXT NOT NULL,
    UNIQUE (event, market, zone, kind, currency)
) STRICT;

-- Clustered by series: the history of one event is one stretch of pages, however large the table.
-- series_id names a row of series; a REFERENCES would look it up once more for every quote, at an
-- eighth of the time of an append.
CREATE TABLE quotes (
    series_id     INTEGER NOT NULL,
    event_at      INTEGER NOT NULL,
    received_at   INTEGER NOT NULL,
    get_in_cents  INTEGER,
    median_cents  INTEGER,
    average_cents INTEGER,
    highest_cents INTEGER,
    listings      INTEGER,
    tickets       INTEGER,
    popularity    REAL,
    PRIMARY KEY (series_id, event_at, received_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE team_records (
    league      TEXT    NOT NULL,
    season      TEXT    NOT NULL,
    team        TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    event_at    INTEGER NOT NULL,
    wins        INTEGER,
    losses      INTEGER,
    wins_last10 INTEGER,
    elo         REAL,
    PRIMARY KEY (league, season, team, received_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE game_results (
    event       TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    event_at    INTEGER NOT NULL,
    home_score  INTEGER NOT NULL,
    away_score  INTEGER NOT NULL,
    PRIMARY KEY (event, received_at)
) STRICT, WITHOUT ROWID;

-- The greatest received_at of the five tables above, which have no index on it.
CREATE TABLE watermark (
    id               INTEGER PRIMARY KEY CHECK (id = 1),
    last_received_at INTEGER NOT NULL
) STRICT;

CREATE TABLE models (
    sequence       INTEGER PRIMARY KEY,
    id             TEXT    NOT NULL UNIQUE,
    name           TEXT    NOT NULL,
    predictor      TEXT    NOT NULL,
    format_version INTEGER NOT NULL,
    window_from    INTEGER NOT NULL,
    window_to      INTEGER NOT NULL,
    as_of          INTEGER NOT NULL,
    seed           INTEGER NOT NULL,
    revision       TEXT    NOT NULL,
    metrics_json   TEXT    NOT NULL,
    created_at     INTEGER NOT NULL,
    payload        BLOB    NOT NULL
) STRICT;

CREATE INDEX models_by_name ON models (name, created_at, sequence);

CREATE TABLE model_features (
    model_sequence INTEGER NOT NULL REFERENCES models (sequence),
    position       INTEGER NOT NULL,
    feature        TEXT    NOT NULL,
    PRIMARY KEY (model_sequence, position)
) STRICT, WITHOUT ROWID;
