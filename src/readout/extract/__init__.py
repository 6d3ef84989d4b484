"""Page -> Article.

``extract`` lays the page out as one text, labels every stretch of it with a role, and reads title, credits, language
and date from where they stand.
"""

from readout.extract.articles import extract

__all__ = ["extract"]
