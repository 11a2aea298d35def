"""Clean Chinese news pages: the editorial body and its metadata, and a ledger of everything that was taken out.

>>> from cleaners import clean
>>> clean("<h1>标题</h1><p>……</p>", url="https://www.dutenews.com/p/1.html").headline
'标题'
"""

from cleaners.article import Article, Block, Image, Label, Mark, Person, Removal, Video
from cleaners.pipeline import clean, clean_text

__all__ = ["Article", "Block", "Image", "Label", "Mark", "Person", "Removal", "Video", "clean", "clean_text"]
