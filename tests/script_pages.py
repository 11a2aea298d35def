"""Ways in which pages keep their article in scripts and attributes, by what they are called: the same article in all of them.

`tests.record.test_state` and `tests.record.test_drawn` hold what is read of them, and `tests.fuzz` breaks them.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterator
from urllib.parse import quote

TITLE = "六条小船钻进矮桥"
LINES = (
    "本周起，南塘河的清漂船换成了六条电动小船，船身只有三米二，能钻进十四座矮桥的桥洞。",
    "老清漂工鲍国良试了一趟，回来先拍了拍船帮。过去的铁船进不了桥洞，垃圾全靠竹竿往外勾。",
    "新船的电池在船底，人站着比坐着稳。鲍国良说，他用了三天才学会不去找柴油机的声音。",
)
PARAGRAPHS = [f"<p>{line}</p>" for line in LINES]
P = "".join(PARAGRAPHS)
DETAIL = {
    "id": 7,
    "title": TITLE,
    "publishTime": "2025-03-18 07:50",
    "updateTime": "2025-03-20 10:00",
    "source": "深圳特区报",
}
HOT = [{"id": 1, "title": "西环快线下周二试运行"}, {"id": 2, "title": "秋季游园会本周末开幕"}]
STATE = {"layout": "default", "hot": HOT, "detail": {**DETAIL, "content": P}}


def script(text: str, attributes: str = "") -> str:
    return f"<script{attributes}>{text}</script>"


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003C").replace("/", "\\u002F")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


#: Rows as React's server components are served: a text of its own row, a module, and what refers to the text.
PIECES = f'a:T{len(P.encode()):x},{P}2:I[7,["1"],"Page"]\n5:["$","$L2",null,{as_json({"detail": {**DETAIL, "content": "$a"}, "hot": HOT})}]\n'
FACTS = f'"{TITLE}","2025-03-18 07:50","深圳特区报",{_escaped(P)},true'
WAYS = {
    "__NEXT_DATA__": script(as_json({"props": {"pageProps": STATE}}), ' id="__NEXT_DATA__" type="application/json"'),
    "assigned": script(f"window.__INITIAL_STATE__={as_json(STATE)};(function(){{var s;}}());"),
    "bare keys": script(
        f"var state = {{detail: {{title: '{TITLE}', published: '2025-03-18 07:50', source: '深圳特区报', content: '{P}',}}, user: u,}};"
    ),
    "escapes of ASCII": script(f"window.state={json.dumps(STATE)}"),
    "nuxt": script(
        "window.__NUXT__=(function(a,b,c,d,e){return {layout:\"default\",data:[{hot:[{id:1,title:\"西环快线下周二试运行\"}],"
        f"detail:{{id:7,title:a,publishTime:b,source:c,content:d,allow:e}}}}],error:null}}}}({FACTS}));"
    ),
    "nuxt, called outside": script(
        f"window.__NUXT__=(function(a,b,c,d,e){{return {{data:[{{title:a,publishTime:b,source:c,content:d,allow:e}}]}}}})({FACTS})"
    ),
    "nuxt, assigned members": script(
        "window.__NUXT__=(function(a,b,c,d,e,f){f.title=a;f.publishTime=b;f.source=c;f.content=d;f[\"allow\"]=e;"
        f"return {{data:[f],fetch:{{}}}}}}({FACTS},{{}}));"
    ),
    "nuxt, arrow": script(
        f"window.__NUXT__=((a,b,c,d,e)=>({{data:[{{title:a,publishTime:b,source:c,content:d,allow:e}}]}}))({FACTS})"
    ),
    "RENDER_DATA": script(quote(as_json({"app": STATE}), safe=""), ' id="RENDER_DATA" type="application/json"'),
    "decoded": script(f'window.D = JSON.parse(decodeURIComponent("{quote(as_json(STATE), safe="")}"))'),
    "percent-encoded content": script(as_json({"detail": {**DETAIL, "content": quote(P)}}), ' type="application/json"'),
    "parsed": script(f"window.D = JSON.parse({json.dumps(json.dumps(STATE))})"),
    "JSON in JSON": script(f"window.D = {as_json({'page': as_json(STATE)})}"),
    "escaped markup": script(f"window.D = {as_json({'detail': {**DETAIL, 'content': html.escape(P)}})}"),
    "lines": script(f"window.D = {as_json({'detail': {**DETAIL, 'content': chr(10).join(LINES)}})}"),
    "paragraphs": script(f"window.D = {as_json({'detail': {**DETAIL, 'content': LINES}})}"),
    "blocks": script(f"window.D = {as_json({'detail': {**DETAIL, 'body': [{'type': 'p', 'text': line} for line in LINES]}})}"),
    "nodes": script(
        "window.D = "
        + as_json(
            {
                "detail": {
                    **DETAIL,
                    "doc": {
                        "type": "doc",
                        "content": [
                            {"type": "paragraph", "content": [{"type": "text", "text": line[:9]}, {"type": "text", "text": line[9:]}]}
                            for line in LINES
                        ],
                    },
                }
            }
        )
    ),
    "calls around the strings": script(
        f"window.cgi = {{title: '{TITLE}'.html(false), create_time: D('1742255400') * 1, source: X('深圳特区报'), "
        f"content_noencode: X('{P.replace('<', chr(92) + 'x3c').replace('>', chr(92) + 'x3e')}'), n: '0' * 1, f: function(){{return 1}}}};"
    ),
    "among functions": script(
        "!function(e){var t={};function n(r){if(t[r])return t[r].x}e.p=/['\"]{/g}([]);"
        f"(function(){{var a={{k:1}};window.D={as_json(STATE)};}})();"
    ),
    "nuxt 3": script(
        as_json([["Reactive", 1], {"data": 2}, {"detail-7": 3}, {"title": 4, "content": 5, "source": 6, "publishTime": 7, "tags": -1},
               TITLE, P, "深圳特区报", "2025-03-18 07:50"]), ' type="application/json" id="__NUXT_DATA__"'
    ),
    "rows": "".join(script(f"self.__next_f.push([1,{as_json(PIECES[at : at + 80])}])") for at in range(0, len(PIECES), 80)),
    "base64": script(f'window.D=JSON.parse(decodeURIComponent(escape(window.atob("{_base64(as_json(STATE))}"))))'),
    "content in base64": script(f"var D={{title:'{TITLE}',publishTime:'2025-03-18 07:50',source:'深圳特区报',content:Base64.decode('{_base64(P)}')}}"),
    "data of a component": script('var vm=new Vue({el:"#app",data(){return {busy:!1,detail:' + as_json({**DETAIL, "content": P}) + "}},mounted(){this.go()}})"),
    "data of an old component": script("new Vue({data:function(){return " + as_json({**DETAIL, "content": P}) + "},methods:{}})"),
    "an attribute": f'<div id="page" data-page="{html.escape(as_json({"props": STATE}))}"></div>',
    "Angular": script(
        as_json({"detail": {**DETAIL, "content": P}}).replace("&", "&a;").replace('"', "&q;").replace("<", "&l;").replace(">", "&g;"),
        ' type="application/json"',
    ),
    "names": script(f'var title = "{TITLE}"; var pubtime="2025-03-18 07:50", source="深圳特区报";\nvar content = {as_json(P)};'),
    "members": script(f'var a={{}};a.title="{TITLE}";a.publishTime="2025-03-18 07:50";a.source="深圳特区报";a.content="";a.content+={as_json(P)};'),
    "percent-encoded name": script(f'var data="{quote(as_json({"detail": {**DETAIL, "content": P}}))}";show(JSON.parse(decodeURIComponent(data)));'),
    "parseJSON": script(f"var d = $.parseJSON('{as_json({**DETAIL, 'content': P})}'.trim());".replace("\\/", "/")),
    "facts beside it": script(f"window.D={as_json({'a': {'artTitle': TITLE, 'html': P, 'subInfo': {'source': '深圳特区报', 'time': '2025-03-18 07:50'}}})}"),
    "parts of texts": script(
        f"var D={{a:{{title:'&quot;{TITLE}&quot;'.slice(6, -6),content:'&quot;{html.escape(P)}&quot;'.slice(6, -6),"
        "pubTime:'2025-03-18 07:50:33'.substring(0, 16),source:'深圳特区报'}}"
    ),
    "a text in JSON": script(f"window.D={as_json({'detail': {**DETAIL, 'content': as_json(P)}})}"),
    "markup escaped twice": script(f"window.D={as_json({'detail': {**DETAIL, 'content': html.escape(html.escape(P))}})}"),
    "pinyin": script(f"window.D={as_json({'biaoti': TITLE, 'neirong': P, 'laiyuan': '深圳特区报', 'fabushijian': '2025-03-18 07:50'})}"),
    "sections": script(f"window.D={as_json({'detail': {**DETAIL, 'parts': [{'lead': LINES[0], 'lines': LINES[1:2]}, {'lead': LINES[2]}]}})}"),
    "a page of its own": script(f"var page='<h1>{TITLE}</h1><p>深圳特区报 2025-03-18 07:50</p>{P}';"),
    "blocks of an editor": script(
        f"window.D={as_json({'detail': {**DETAIL, 'body': {'blocks': [{'id': n, 'type': 'paragraph', 'data': {'text': line}} for n, line in enumerate(LINES)]}}})}"
    ),
}  # fmt: skip

HEAD = f"<h1>{TITLE}</h1><p>深圳特区报 2025-03-18 07:50</p>"
BOX = '<div id="c" class="text"></div>'


def as_js(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("</", "<\\/")


DRAWN = {
    "written": HEAD + script(f"document.write({as_js(P)});"),
    "written line by line": HEAD + script("".join(f"document.writeln({as_js(line)});" for line in PARAGRAPHS)),
    "written, unescaped": HEAD + script(f'document.write(unescape("{quote(P)}"))'),
    "written, in units": HEAD + script(f"""document.write(unescape('{"".join(f"%u{ord(one):04x}" for one in P)}'))"""),
    "by number": HEAD + BOX + script(f"document.getElementById('c').innerHTML = '{P}';"),
    "by class": HEAD + BOX + script(f"document.querySelector('.text').innerHTML = `{P}`"),
    "jQuery": HEAD + BOX + script(f"$(function(){{ $('#c').html({as_js(P)}); }});"),
    "a name": HEAD + BOX + script(f"var s={as_js(P)}; /* 's=\"' */ var box = document.getElementById('c'); box.innerHTML = s;"),
    "pieces": HEAD + BOX + script("var s='';" + "".join(f"s += {as_js(line)};" for line in PARAGRAPHS) + "$('#c').append(s)"),
    "a list": HEAD + BOX + script(f"document.getElementById('c').innerHTML=[{','.join(map(as_js, PARAGRAPHS))}].join('')"),
    "facts too": '<h1 id="t"></h1><p><span id="s"></span> <span id="d"></span></p>' + BOX
    + script(f"$('#t').text('{TITLE}');$('#s').text('深圳特区报');$('#d').text('2025-03-18 07:50');$('#c').html({as_js(P)})"),
    "a hidden field": HEAD + f'<input type="hidden" id="v" value="{html.escape(P)}">' + BOX,
    "a data attribute": HEAD + f'<div data-html="{html.escape(P)}"></div>',
    "a frame's own page": HEAD + f'<iframe srcdoc="{html.escape(f"<html><body>{P}</body></html>")}"></iframe>',
}  # fmt: skip


def pages() -> Iterator[str]:
    """A page in each of the ways."""
    for way in WAYS.values():
        yield page(f'<div id="app"></div>{way}')
    for way in DRAWN.values():
        yield page(way)


def page(body: str, title: str = f"{TITLE}_读特新闻客户端") -> str:
    """A page of this body."""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'
