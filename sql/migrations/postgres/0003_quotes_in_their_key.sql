-- The index of the key carries the other columns too. Quotes lie in the table in the order in which
-- they came, so that a history of 500 was read from 500 pages of it; in the index it lies on ten.
-- On range partitions only: TimescaleDB's compressed chunks lie by series already.

SET LOCAL statement_timeout = 0;  -- A large table takes its time.

DO $$
BEGIN
    IF (SELECT relkind FROM pg_class WHERE oid = 'quotes'::regclass) = 'p' THEN
        ALTER TABLE quotes DROP CONSTRAINT quotes_pkey;
        ALTER TABLE quotes ADD CONSTRAINT quotes_pkey
            PRIMARY KEY (series_id, event_at, received_at)
            INCLUDE (get_in_cents, median_cents, average_cents, highest_cents, listings, tickets,
                     popularity);
    END IF;
END $$;
