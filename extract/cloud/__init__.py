"""Files that are not on this machine: `s3://`, `gs://`, every address that fsspec knows."""
