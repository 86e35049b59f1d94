# Sourced by ./up and ./check: builds .venv from a lock with hashes, once per lock.

# build_environment LOCK [LARGER]: make .venv hold what LOCK and this checkout say. An environment
# that was built from LARGER, a lock that holds all of LOCK, is left as it is.
build_environment() {
    lock=$1
    for one in "$@"; do
        if is_built_from "$one"; then
            return 0
        fi
    done
    echo "== building .venv from $lock"
    if command -v uv >/dev/null 2>&1; then
        [ -x .venv/bin/python ] || uv venv --quiet --python 3.11 .venv
        uv pip sync --quiet --python .venv/bin/python --require-hashes --compile-bytecode "$lock"
        uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
    else
        [ -x .venv/bin/pip ] || find_python -m venv --clear .venv
        # The lock is whole. Left to resolve it again, pip would take a newer release for
        # an extra that no line of the lock names, and then refuse it for want of a hash.
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
            --no-deps --requirement "$lock"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
            --no-build-isolation --editable .
    fi
    .venv/bin/python -m compileall -q src || true
    built_from "$lock" > .venv/.built-from
}

# built_from LOCK: print what an environment built from LOCK and this checkout is marked with.
built_from() {
    echo "$(cat "$1" pyproject.toml hatch_build.py src/caveat/screening/engine/*.[ch] | cksum) $1"
}

is_built_from() {
    [ -x .venv/bin/caveat ] && [ "$(cat .venv/.built-from 2>/dev/null || true)" = "$(built_from "$1")" ]
}

# find_python ARGUMENTS: run the first Python 3.11 or newer on this machine.
find_python() {
    for candidate in python3.11 python3.12 python3.13 python3 python; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$candidate" "$@"
            return
        fi
    done
    echo "Python 3.11 or newer is needed; install it, or install uv." >&2
    exit 1
}
