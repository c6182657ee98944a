-- Which model answers: decisions in the order in which they were taken. Rows are added, never changed.

CREATE TABLE promotions (
    sequence       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model_sequence bigint      NOT NULL REFERENCES models (sequence),
    promoted_at    timestamptz NOT NULL
);
