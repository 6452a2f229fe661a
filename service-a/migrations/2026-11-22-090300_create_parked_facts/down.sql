DROP TABLE parked_facts;
