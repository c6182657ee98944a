-- The index of the key answers alone where the server knows that all may see a row, and its vacuum
-- says so. It comes after 20,000 new quotes of a partition; by default it would wait for a fifth of it.
-- On range partitions only.

DO $migration$
DECLARE
    partition regclass;
BEGIN
    IF (SELECT relkind FROM pg_class WHERE oid = 'quotes'::regclass) <> 'p' THEN
        RETURN;
    END IF;
    FOR partition IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'quotes'::regclass LOOP
        EXECUTE format('ALTER TABLE %s SET (autovacuum_vacuum_insert_threshold = 20000, '
                       'autovacuum_vacuum_insert_scale_factor = 0)', partition);
    END LOOP;
    CREATE OR REPLACE FUNCTION make_quotes_partition(first_day date) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
        name text := format('quotes_%s', to_char(first_day, 'YYYY"q"Q'));
        from_time timestamptz := first_day::timestamp AT TIME ZONE 'UTC';
        to_time timestamptz := (first_day + interval '3 months')::timestamp AT TIME ZONE 'UTC';
    BEGIN
        IF to_regclass(format('%I.%I', current_schema(), name)) IS NOT NULL THEN
            RETURN;
        END IF;
        EXECUTE format('CREATE TABLE %I (LIKE quotes INCLUDING ALL) WITH '
                       '(autovacuum_vacuum_insert_threshold = 20000, '
                       'autovacuum_vacuum_insert_scale_factor = 0)', name);
        EXECUTE format('ALTER TABLE quotes ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                       name, from_time, to_time);
    END $$;
END $migration$;
