"""The R code of a section of docs/r.md: r_page.py SECTION."""
import re, sys

page = open("docs/r.md", encoding="utf-8").read()
section = page.split(f"## {sys.argv[1]}\n")[1].split("\n## ")[0]
blocks = re.findall(r"```r\n(.*?)```", section, re.S)
assert blocks, sys.argv[1]
print("\n".join(blocks))
