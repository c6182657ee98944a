-- Everything but the quotes. Text is compared byte by byte, as in SQLite; prices are cents. NULL means
-- that the source did not say. docs/formats/postgres.md explains every table.

CREATE TABLE event_versions (
    event          text COLLATE "C" NOT NULL,
    received_at    timestamptz      NOT NULL,
    league         text COLLATE "C" NOT NULL,
    season         text COLLATE "C" NOT NULL,
    category       text COLLATE "C" NOT NULL,
    title          text COLLATE "C" NOT NULL,
    home           text COLLATE "C" NOT NULL,
    away           text COLLATE "C" NOT NULL,
    venue_name     text COLLATE "C" NOT NULL,
    venue_city     text COLLATE "C" NOT NULL,
    venue_zone     text COLLATE "C" NOT NULL,
    venue_capacity bigint,
    start_at       timestamptz      NOT NULL,
    start_tbd      boolean          NOT NULL,
    status         text COLLATE "C" NOT NULL,
    PRIMARY KEY (event, received_at)
);

CREATE TABLE series (
    id       bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event    text COLLATE "C" NOT NULL,
    market   text COLLATE "C" NOT NULL,
    zone     text COLLATE "C" NOT NULL,
    kind     text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    UNIQUE (event, market, zone, kind, currency)
);

CREATE TABLE team_records (
    league      text COLLATE "C" NOT NULL,
    season      text COLLATE "C" NOT NULL,
    team        text COLLATE "C" NOT NULL,
    received_at timestamptz      NOT NULL,
    event_at    timestamptz      NOT NULL,
    wins        bigint,
    losses      bigint,
    wins_last10 bigint,
    elo         double precision,
    PRIMARY KEY (league, season, team, received_at)
);

CREATE TABLE game_results (
    event       text COLLATE "C" NOT NULL,
    received_at timestamptz      NOT NULL,
    event_at    timestamptz      NOT NULL,
    home_score  bigint           NOT NULL,
    away_score  bigint           NOT NULL,
    PRIMARY KEY (event, received_at)
);

-- The greatest received_at of all observations, most of which have no index on it.
CREATE TABLE watermark (
    id               bigint      PRIMARY KEY CHECK (id = 1),
    last_received_at timestamptz NOT NULL
);

CREATE TABLE models (
    sequence       bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id             text COLLATE "C" NOT NULL UNIQUE,
    name           text COLLATE "C" NOT NULL,
    predictor      text COLLATE "C" NOT NULL,
    format_version bigint           NOT NULL,
    window_from    timestamptz      NOT NULL,
    window_to      timestamptz      NOT NULL,
    as_of          timestamptz      NOT NULL,
    seed           bigint           NOT NULL,
    revision       text COLLATE "C" NOT NULL,
    metrics_json   text             NOT NULL,
    created_at     timestamptz      NOT NULL,
    payload        bytea            NOT NULL
);

CREATE INDEX models_by_name ON models (name, created_at, sequence);

CREATE TABLE model_features (
    model_sequence bigint           NOT NULL REFERENCES models (sequence),
    position       bigint           NOT NULL,
    feature        text COLLATE "C" NOT NULL,
    PRIMARY KEY (model_sequence, position)
);

CREATE TABLE readings (
    source      text COLLATE "C" NOT NULL,
    subject     text COLLATE "C" NOT NULL,
    measure     text COLLATE "C" NOT NULL,
    valid_at    timestamptz      NOT NULL,
    received_at timestamptz      NOT NULL,
    event_at    timestamptz      NOT NULL,
    value       double precision,
    PRIMARY KEY (source, subject, measure, valid_at, received_at)
);

CREATE TABLE mentions (
    subject     text COLLATE "C" NOT NULL,
    source      text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL,
    received_at timestamptz      NOT NULL,
    event_at    timestamptz      NOT NULL,
    tone        double precision,
    reach       bigint,
    comments    bigint,
    PRIMARY KEY (subject, source, id, received_at)
);

CREATE TABLE availabilities (
    league      text COLLATE "C" NOT NULL,
    source      text COLLATE "C" NOT NULL,
    athlete     text COLLATE "C" NOT NULL,
    received_at timestamptz      NOT NULL,
    event_at    timestamptz      NOT NULL,
    team        text COLLATE "C" NOT NULL,
    status      text COLLATE "C" NOT NULL,
    returns_at  timestamptz,
    PRIMARY KEY (league, source, athlete, received_at)
);

CREATE TABLE nearby_events (
    source      text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL,
    received_at timestamptz      NOT NULL,
    event_at    timestamptz      NOT NULL,
    title       text COLLATE "C" NOT NULL,
    category    text COLLATE "C" NOT NULL,
    start_at    timestamptz      NOT NULL,
    end_at      timestamptz,
    latitude    double precision,
    longitude   double precision,
    attendance  bigint,
    rank        double precision,
    status      text COLLATE "C" NOT NULL,
    PRIMARY KEY (source, id, received_at)
);

CREATE TABLE own_listings (
    market           text COLLATE "C" NOT NULL,
    id               text COLLATE "C" NOT NULL,
    received_at      timestamptz      NOT NULL,
    event_at         timestamptz      NOT NULL,
    event            text COLLATE "C" NOT NULL,
    section          text COLLATE "C" NOT NULL,
    seat_row         text COLLATE "C" NOT NULL,
    seats            text COLLATE "C" NOT NULL,
    quantity         bigint           NOT NULL,
    currency         text COLLATE "C" NOT NULL,
    list_cents       bigint,
    seller_net_cents bigint,
    all_in_cents     bigint,
    face_cents       bigint,
    status           text COLLATE "C" NOT NULL,
    PRIMARY KEY (market, id, received_at)
);

CREATE TABLE own_sales (
    market          text COLLATE "C" NOT NULL,
    id              text COLLATE "C" NOT NULL,
    received_at     timestamptz      NOT NULL,
    event_at        timestamptz      NOT NULL,
    event           text COLLATE "C" NOT NULL,
    section         text COLLATE "C" NOT NULL,
    seat_row        text COLLATE "C" NOT NULL,
    seats           text COLLATE "C" NOT NULL,
    quantity        bigint           NOT NULL,
    currency        text COLLATE "C" NOT NULL,
    total_net_cents bigint,
    status          text COLLATE "C" NOT NULL,
    PRIMARY KEY (market, id, received_at)
);

CREATE TABLE event_links (
    source_event text COLLATE "C" NOT NULL,
    received_at  timestamptz      NOT NULL,
    event        text COLLATE "C" NOT NULL,
    confidence   double precision NOT NULL,
    state        text COLLATE "C" NOT NULL,
    reason       text COLLATE "C" NOT NULL,
    PRIMARY KEY (source_event, received_at)
);

CREATE TABLE quarantined (
    source      text COLLATE "C" NOT NULL,
    received_at timestamptz      NOT NULL,
    item        text COLLATE "C" NOT NULL,
    reason      text COLLATE "C" NOT NULL,
    content     text             NOT NULL,
    PRIMARY KEY (source, received_at, item)
);

CREATE TABLE source_statuses (
    source      text COLLATE "C" NOT NULL PRIMARY KEY,
    updated_at  timestamptz      NOT NULL,
    status_json text             NOT NULL
);
