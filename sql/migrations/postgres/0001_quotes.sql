-- The quotes without the TimescaleDB extension: range partitions by quarter of event_at, which an
-- append makes as it needs them. There is no default partition, which would collect silently.
-- docs/formats/postgres.md explains every table.

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
) PARTITION BY RANGE (event_at);

-- Makes the partition of a quarter. Attaching an empty table, other than making a partition in one
-- step, locks out neither readers nor writers of the other partitions.
CREATE FUNCTION make_quotes_partition(first_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    name text := format('quotes_%s', to_char(first_day, 'YYYY"q"Q'));
    from_time timestamptz := first_day::timestamp AT TIME ZONE 'UTC';
    to_time timestamptz := (first_day + interval '3 months')::timestamp AT TIME ZONE 'UTC';
BEGIN
    IF to_regclass(format('%I.%I', current_schema(), name)) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE quotes INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE quotes ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                   name, from_time, to_time);
END $$;

CREATE MATERIALIZED VIEW quotes_hourly AS
SELECT series_id,
       date_trunc('hour', event_at, 'UTC') AS bucket,
       count(*)           AS quotes,
       min(get_in_cents)  AS get_in_low_cents,
       max(get_in_cents)  AS get_in_high_cents,
       avg(get_in_cents)::double precision AS get_in_mean_cents,
       avg(listings)::double precision     AS listings_mean
FROM quotes GROUP BY 1, 2;
CREATE UNIQUE INDEX ON quotes_hourly (series_id, bucket);

CREATE MATERIALIZED VIEW quotes_daily AS
SELECT series_id,
       date_trunc('day', event_at, 'UTC') AS bucket,
       count(*)           AS quotes,
       min(get_in_cents)  AS get_in_low_cents,
       max(get_in_cents)  AS get_in_high_cents,
       avg(get_in_cents)::double precision AS get_in_mean_cents,
       avg(listings)::double precision     AS listings_mean
FROM quotes GROUP BY 1, 2;
CREATE UNIQUE INDEX ON quotes_daily (series_id, bucket);

-- Brings both views up to date; readers of them do not wait.
CREATE FUNCTION refresh_quote_views() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    REFRESH MATERIALIZED VIEW CONCURRENTLY quotes_hourly;
    REFRESH MATERIALIZED VIEW CONCURRENTLY quotes_daily;
END $$;

-- Drops the partitions that lie wholly before now() - age; returns how many. Nothing calls it: to
-- keep everything is the default.
CREATE FUNCTION drop_quotes_older_than(age interval) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    partition record;
    dropped integer := 0;
BEGIN
    FOR partition IN
        SELECT child.oid::regclass AS name,
               to_date(substring(child.relname FROM '\d{4}q\d$'), 'YYYY"q"Q') AS first_day
        FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
        WHERE inhparent = 'quotes'::regclass
    LOOP
        IF (partition.first_day + interval '3 months') AT TIME ZONE 'UTC' <= now() - age THEN
            EXECUTE format('DROP TABLE %s', partition.name);
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END $$;
