# Sourced by ./up and ./check: builds .venv from a lock with hashes, once per lock.

# build_environment LOCK: make .venv hold exactly what LOCK and this checkout say.
build_environment() {
    lock=$1
    stamp=.venv/.built-from
    wanted=$(cat "$lock" pyproject.toml | cksum)
    if [ -x .venv/bin/caveat ] && [ "$(cat "$stamp" 2>/dev/null || true)" = "$wanted $lock" ]; then
        return 0
    fi
    echo "== building .venv from $lock"
    if command -v uv >/dev/null 2>&1; then
        [ -x .venv/bin/python ] || uv venv --quiet --python 3.11 .venv
        uv pip sync --quiet --python .venv/bin/python --require-hashes --compile-bytecode "$lock"
        uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
    else
        [ -x .venv/bin/pip ] || find_python -m venv --clear .venv
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
            --requirement "$lock"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
            --no-build-isolation --editable .
    fi
    .venv/bin/python -m compileall -q src || true
    echo "$wanted $lock" > "$stamp"
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
