"""Files that are no files of this machine: `s3://`, `gs://` and every other address that fsspec knows."""
