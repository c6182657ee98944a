-- Two athletes of a league may have one name: the team is part of what an availability is about.
CREATE TABLE availabilities_by_team (
    league      TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    athlete     TEXT    NOT NULL,
    team        TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    event_at    INTEGER NOT NULL,
    status      TEXT    NOT NULL,
    returns_at  INTEGER,
    PRIMARY KEY (league, source, athlete, team, received_at)
) STRICT, WITHOUT ROWID;

INSERT INTO availabilities_by_team
SELECT league, source, athlete, team, received_at, event_at, status, returns_at FROM availabilities;

DROP TABLE availabilities;
ALTER TABLE availabilities_by_team RENAME TO availabilities;
