"""JSON under /v1, after the NL API Design Rules: Dutch paths and fields, problem+json, a version header."""

from api.v1.routes import public, router

__all__ = ["public", "router"]
