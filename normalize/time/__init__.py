"""When: dates, periods, rhythms, deadlines."""
