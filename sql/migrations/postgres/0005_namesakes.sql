-- Two athletes of a league may have one name: the team is part of what an availability is about.
ALTER TABLE availabilities DROP CONSTRAINT availabilities_pkey;
ALTER TABLE availabilities ADD CONSTRAINT availabilities_pkey
    PRIMARY KEY (league, source, athlete, team, received_at);
