"""Every configuration of the dataset card loads in the `datasets` library, without a network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from extract.frames.dataset import open_dataset
from schemas.plan import load_plan
from tests.emit.records import samples

_LOAD = """
import json, sys
from datasets import get_dataset_config_names, load_dataset
found = {}
for name in get_dataset_config_names(sys.argv[1]):
    rows = load_dataset(sys.argv[1], name, split="train")
    found[name] = [len(rows), rows.column_names, rows[:]["record"] if name == "records" else None]
print(json.dumps(found))
"""


@pytest.mark.slow
@pytest.mark.skipif(find_spec("datasets") is None, reason="the datasets library is not installed")
def test_every_configuration_loads(dataset: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "HF_HOME": str(tmp_path), "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", _LOAD, str(dataset)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    opened = open_dataset(dataset)
    _, columns, records = found.pop("records")
    assert columns == ["plan_id", "text", "record"]
    assert [load_plan(one.encode()) for one in records] == sorted(samples(), key=lambda plan: plan.source.sha256)
    assert set(found) == set(opened.tables)
    for name, (rows, columns, _) in found.items():
        assert (rows, columns) == (len(opened[name]), list(opened[name].columns)), name
