"""All measurements, one after the other: python -m bench."""

import subprocess
import sys

for module, *arguments in (("bench.reading", "1000000", "csv"), ("bench.chain", "regio", "1")):
    subprocess.run([sys.executable, "-m", module, *arguments], check=True)
