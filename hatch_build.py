"""Builds the matching kernel where there is a C compiler, and leaves it out where there is none.

Hatchling runs this for wheels and editable installs. By hand: python hatch_build.py
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import sysconfig
from hashlib import sha256
from pathlib import Path
from typing import Any

ENGINE = Path(__file__).resolve().parent / "src" / "caveat" / "screening" / "engine"
SOURCES = ("kernel.c", "words.h")
FLAGS = ("-std=c11", "-O3", "-fPIC", "-shared", "-Wall", "-Wextra")


def compile_kernel(folder: Path = ENGINE, extra: tuple[str, ...] = ()) -> Path | None:
    """Compile kernel.c to libkernel.so beside it; return None if there is no compiler that can.

    The compiler is the first word of CC, or cc. The file appears whole or not at all.
    """
    built = folder / "libkernel.so"
    digest = sha256(b"".join((folder / name).read_bytes() for name in SOURCES)).hexdigest()
    made = folder / f"libkernel.so.{os.getpid()}"
    compiler = shlex.split(os.environ.get("CC", "cc"))
    stamp = f'-DCV_SOURCE="{digest}"'
    try:
        subprocess.run(
            [*compiler, *FLAGS, *extra, stamp, str(folder / "kernel.c"), "-o", str(made)],
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        detail = getattr(error, "stderr", b"") or b""
        print(
            f"The kernel was not built: {error} {detail.decode(errors='replace')}", file=sys.stderr
        )
        return None
    made.replace(built)
    return built


if __name__ == "__main__":
    sys.exit(compile_kernel() is None)

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # compiled by hand, without hatchling
    pass
else:

    class KernelHook(BuildHookInterface):  # type: ignore[type-arg]
        """Adds libkernel.so to the wheel."""

        PLUGIN_NAME = "custom"

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Compile the kernel; a wheel that holds it is for this platform only."""
            built = compile_kernel()
            if built is None or version == "editable":
                return
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform}"
            inside = "caveat/screening/engine/libkernel.so"
            build_data["force_include"][str(built)] = inside
