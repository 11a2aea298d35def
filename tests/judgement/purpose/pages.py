"""Small pages under a name, for the tests of this folder."""

from cleaners import Article, clean

LEAD = "渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。"
SENTENCE = "她说，钟声要让对岸听见，又不能吵醒摇篮里的孩子，父亲为这个轻重练了十一年。"
ABOUT = "馆内有十二片场地，塑胶地板，灯光充足，淋浴和更衣柜在二楼，球拍在前台租用。"
PLACE = "场馆临河，从东门进，步行五分钟到渡口，公交十一路终点站就在门前的广场上。"


def page(name: str, *lines: str, above: str = "") -> Article:
    """A page whose title names it, of one element a line; a line that begins with a tag is written as it stands."""
    body = "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
    return clean(
        f"<html><head><title>{name}_松汀网</title></head><body>{above}<div><h1>{name}</h1>{body}</div></body></html>"
    )


def flag(article: Article) -> str | None:
    """The reason for which it is no article."""
    return None if article.is_article else article.flags[-1]
