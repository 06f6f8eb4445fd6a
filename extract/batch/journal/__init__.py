"""What a batch has done, in one SQLite file beside the dataset: files by path, results by content.

A result belongs to bytes, not to a path: identical files are read once. It counts as made while its
program version and options are those of the run; every other result is made anew. Killed at any
moment, the journal holds everything up to its last commit, and the next run goes on from there.

`base` is the file and its transactions, `files` what was listed and which content it has, `queue`
which contents are to be read and what came of them, `rows` what the dataset is written from,
`listing` the whole list that a shard was cut from; `part` is another journal, read and not
believed, `merge` takes it over.
"""

from extract.batch.journal.base import Maker
from extract.batch.journal.journal import Journal, open_journal
from extract.batch.journal.queue import Result, Wanted
from extract.batch.journal.rows import Counts

__all__ = ["Counts", "Journal", "Maker", "Result", "Wanted", "open_journal"]
