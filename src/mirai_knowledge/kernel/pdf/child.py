"""One PDF, then the end: run as a script by path, in the folder of one sheet, with the fonts' folders as arguments.

Reads `sheet.typ` and `data.json`, writes `out.pdf`. A compiler that meets a text made to overload it dies here alone.
"""

import resource
import sys
from pathlib import Path

import typst

MEMORY_BYTES = 3 * 1024**3
FILE_BYTES = 400 * 1024**2
REFUSED = 3


def main() -> int:
    """Writes the PDF; returns 0, or 3 with the reason on stderr when typst refuses."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1]) + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    here = Path.cwd()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=list(sys.argv[3:]))
    data = {"data": (here / "data.json").read_text(encoding="utf-8")}
    try:
        # The source is a file, so that the paths of pictures are seen from its folder, which is also the root.
        compiler = typst.Compiler(here / "sheet.typ", root=here, font_paths=fonts, sys_inputs=data)
        compiler.compile(output=here / "out.pdf", format="pdf", timestamp=int(sys.argv[2]))
    except typst.TypstError as refusal:
        sys.stderr.write(refusal.diagnostic)
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
