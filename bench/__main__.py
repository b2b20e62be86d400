"""All measurements, one after the other: python -m bench."""

import subprocess
import sys

EVERY = (("bench.reading", "1000000", "csv"), ("bench.chain", "regio", "1"), ("bench.stores", "regio"))

for module, *arguments in EVERY:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True)
