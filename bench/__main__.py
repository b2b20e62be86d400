"""All measurements, one after the other: python -m bench."""

from bench import chain

chain.main()
