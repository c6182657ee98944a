-- What is known of the world around the games, our own offers, and the state of ingestion.
-- Times, money, text and missing values as in 0001.

CREATE TABLE readings (
    source      TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    measure     TEXT    NOT NULL,
    valid_at    INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    event_at    INTEGER NOT NULL,
    value       REAL,
    PRIMARY KEY (source, subject, measure, valid_at, received_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    subject     TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    event_at    INTEGER NOT NULL,
    tone        REAL,
    reach       INTEGER,
    comments    INTEGER,
    PRIMARY KEY (subject, source, id, received_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE availabilities (
    league      TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    athlete     TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    event_at    INTEGER NOT NULL,
    team        TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    returns_at  INTEGER,
    PRIMARY KEY (league, source, athlete, received_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE nearby_events (
    source      TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    event_at    INTEGER NOT NULL,
    title       TEXT    NOT NULL,
    category    TEXT    NOT NULL,
    start_at    INTEGER NOT NULL,
    end_at      INTEGER,
    latitude    REAL,
    longitude   REAL,
    attendance  INTEGER,
    rank        REAL,
    status      TEXT    NOT NULL,
    PRIMARY KEY (source, id, received_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_listings (
    market           TEXT    NOT NULL,
    id               TEXT    NOT NULL,
    received_at      INTEGER NOT NULL,
    event_at         INTEGER NOT NULL,
    event            TEXT    NOT NULL,
    section          TEXT    NOT NULL,
    seat_row         TEXT    NOT NULL,
    seats            TEXT    NOT NULL,
    quantity         INTEGER NOT NULL,
    currency         TEXT    NOT NULL,
    list_cents       INTEGER,
    seller_net_cents INTEGER,
    all_in_cents     INTEGER,
    face_cents       INTEGER,
    status           TEXT    NOT NULL,
    PRIMARY KEY (market, id, received_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_sales (
    market          TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    received_at     INTEGER NOT NULL,
    event_at        INTEGER NOT NULL,
    event           TEXT    NOT NULL,
    section         TEXT    NOT NULL,
    seat_row        TEXT    NOT NULL,
    seats           TEXT    NOT NULL,
    quantity        INTEGER NOT NULL,
    currency        TEXT    NOT NULL,
    total_net_cents INTEGER,
    status          TEXT    NOT NULL,
    PRIMARY KEY (market, id, received_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_links (
    source_event TEXT    NOT NULL,
    received_at  INTEGER NOT NULL,
    event        TEXT    NOT NULL,
    confidence   REAL    NOT NULL,
    state        TEXT    NOT NULL,
    reason       TEXT    NOT NULL,
    PRIMARY KEY (source_event, received_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantined (
    source      TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    item        TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    content     TEXT    NOT NULL,
    PRIMARY KEY (source, received_at, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_statuses (
    source      TEXT    NOT NULL PRIMARY KEY,
    updated_at  INTEGER NOT NULL,
    status_json TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
