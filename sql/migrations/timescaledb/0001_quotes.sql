-- The quotes where the TimescaleDB extension (2.11 or later) is available; takes the place of
-- postgres/0001_quotes.sql. Everything that belongs to TimescaleDB stands in this file.

CREATE EXTENSION IF NOT EXISTS timescaledb;

CREATE TABLE quotes (
    series_id     bigint      NOT NULL,
    event_at      timestamptz NOT NULL,
    received_at   timestamptz NOT NULL,
    get_in_cents  bigint,
    median_cents  bigint,
    average_cents bigint,
    highest_cents bigint,
    listings      bigint,
    tickets       bigint,
    popularity    double precision,
    PRIMARY KEY (series_id, event_at, received_at)
);
SELECT create_hypertable('quotes', 'event_at', chunk_time_interval => interval '1 month',
                         create_default_indexes => false);

ALTER TABLE quotes SET (timescaledb.compress, timescaledb.compress_segmentby = 'series_id',
                        timescaledb.compress_orderby = 'event_at, received_at');
SELECT add_compression_policy('quotes', interval '7 days');

-- Chunks are made by the extension.
CREATE FUNCTION make_quotes_partition(first_day date) RETURNS void LANGUAGE sql AS '';

CREATE MATERIALIZED VIEW quotes_hourly WITH (timescaledb.continuous) AS
SELECT series_id,
       time_bucket(interval '1 hour', event_at) AS bucket,
       count(*)           AS quotes,
       min(get_in_cents)  AS get_in_low_cents,
       max(get_in_cents)  AS get_in_high_cents,
       avg(get_in_cents)::double precision AS get_in_mean_cents,
       avg(listings)::double precision     AS listings_mean
FROM quotes GROUP BY 1, 2 WITH NO DATA;
SELECT add_continuous_aggregate_policy('quotes_hourly', start_offset => interval '3 days',
    end_offset => interval '1 hour', schedule_interval => interval '10 minutes');

CREATE MATERIALIZED VIEW quotes_daily WITH (timescaledb.continuous) AS
SELECT series_id,
       time_bucket(interval '1 day', event_at) AS bucket,
       count(*)           AS quotes,
       min(get_in_cents)  AS get_in_low_cents,
       max(get_in_cents)  AS get_in_high_cents,
       avg(get_in_cents)::double precision AS get_in_mean_cents,
       avg(listings)::double precision     AS listings_mean
FROM quotes GROUP BY 1, 2 WITH NO DATA;
SELECT add_continuous_aggregate_policy('quotes_daily', start_offset => interval '7 days',
    end_offset => interval '1 day', schedule_interval => interval '1 hour');

-- The policies do this by themselves; a history that was imported needs
-- CALL refresh_continuous_aggregate('quotes_hourly', NULL, NULL), which no function may call.
CREATE FUNCTION refresh_quote_views() RETURNS void LANGUAGE sql AS '';

-- Drops the chunks that lie wholly before now() - age; returns how many. Nothing calls it: to keep
-- everything is the default. SELECT add_retention_policy('quotes', …) makes it a habit.
CREATE FUNCTION drop_quotes_older_than(age interval) RETURNS integer LANGUAGE sql AS $$
    SELECT count(*)::integer FROM drop_chunks('quotes', older_than => age);
$$;
