"""Page -> Article.

``extract`` lays the page out as one text, labels every stretch of it with a role, and reads title, credits, language
and date from where they stand. ``extracted`` gives with the article what of an overlong page was left.
"""

from readout.extract.limits import extract, extracted

__all__ = ["extract", "extracted"]
