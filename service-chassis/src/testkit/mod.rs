//! What a service is tested with: a database per test, a blocking client, and tests that every service runs over itself.
