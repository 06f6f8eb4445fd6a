"""Work on files nobody vouches for, outside the process that asked for it.

A supervisor, a small process of its own, forks workers and hands them one job at a time. It watches
the clock, reaps the dead, ends whatever they started, and sweeps their temporary files; when the
process that asked for the work is gone, however it ended, the supervisor ends everything. Nothing
here knows what a job does.
"""
