"""The national REST API Design Rules as code: version header, problem details, pages by key, strict filters.

Knows no app: what a resource is and who may do what with it stands in each app's `api.py`.
"""

API_VERSION = "1.0.0"
