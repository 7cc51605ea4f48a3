"""Copy the parts of the NHS.UK frontend that we serve, without the parts we have no licence for.

    npm pack nhsuk-frontend@10.6.1 && tar -xzf nhsuk-frontend-10.6.1.tgz
    python scripts/vendor_nhsuk.py package

Left out on purpose: the Frutiger typeface and every image of the NHS logo (both need a licence),
source maps, and anything that would make a reader's browser ask another site for a file.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "coproduction" / "static" / "nhsuk"
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
FRUTIGER = re.compile(r"Frutiger W01\s*,\s*", re.IGNORECASE)
SOURCE_MAP = re.compile(r"\n*(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*$")
USED_IMAGE = re.compile(r"url\(images/([\w-]+\.svg)\)")
NOTICE = """/*! NHS.UK frontend {version} - https://github.com/nhsuk/nhsuk-frontend - MIT licence, see LICENCE.txt */
"""
LICENCE = """The files in this folder are from the NHS.UK frontend, version {version}
https://github.com/nhsuk/nhsuk-frontend

We removed the Frutiger typeface, source map comments and the images that show the NHS logo,
and made the addresses of images relative. scripts/vendor_nhsuk.py does this.

MIT License

Copyright (c) 2019 NHS.UK

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


def our_style(css: str, version: str) -> str:
    """Return the style sheet without licensed fonts, source map or addresses outside its folder."""
    css = FRUTIGER.sub("", FONT_FACE.sub("", SOURCE_MAP.sub("", css)))
    css = css.replace("url(/assets/images/", "url(images/")
    if "frutiger" in css.lower() or "http" in css:
        raise SystemExit("The style sheet still names Frutiger or another site. Look at what changed in this version.")
    charset = '@charset "UTF-8";'
    return charset + NOTICE.format(version=version) + css.removeprefix(charset) + "\n"


def our_script(script: str, version: str) -> str:
    """Return the script with its notice and without its source map."""
    return NOTICE.format(version=version) + SOURCE_MAP.sub("", script) + "\n"


def vendor(package: Path) -> Path:
    """Write our copy of the unpacked npm package, in a folder named for its version; return the folder."""
    version: str = json.loads((package / "package.json").read_text())["version"]
    built, folder = package / "dist" / "nhsuk", STATIC / version
    shutil.rmtree(STATIC, ignore_errors=True)
    (folder / "images").mkdir(parents=True)
    style = our_style((built / "nhsuk-frontend.min.css").read_text(), version)
    (folder / "nhsuk-frontend.min.css").write_text(style)
    (folder / "nhsuk-frontend.min.js").write_text(our_script((built / "nhsuk-frontend.min.js").read_text(), version))
    for image in sorted(set(USED_IMAGE.findall(style))):
        shutil.copyfile(built / "assets" / "images" / image, folder / "images" / image)
    (folder / "LICENCE.txt").write_text(LICENCE.format(version=version))
    return folder


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("package", type=Path, help="the folder that npm pack's archive unpacks to")
    print(f"Wrote {vendor(reader.parse_args().package)}")
