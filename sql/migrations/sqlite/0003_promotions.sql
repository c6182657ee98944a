-- Which model answers: decisions in the order in which they were taken. Rows are added, never changed.

CREATE TABLE promotions (
    sequence       INTEGER PRIMARY KEY,
    model_sequence INTEGER NOT NULL REFERENCES models (sequence),
    promoted_at    INTEGER NOT NULL
) STRICT;
