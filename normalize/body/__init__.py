"""Who: agencies, issuers, persons, places."""
