"""Reading and judging leveringen, as contract/leveringscontract.md says."""

from graph.delivery.reading import read_deliveries
from graph.delivery.report import DeliveryReport

__all__ = ["DeliveryReport", "read_deliveries"]
