# Sourced by ./seatsync, ./test and scripts/setup: the steps of the build, each with a log of its own.
# Everything said here goes to stderr, so that the program's own output stays clean.
# The caller sets `root` (the source tree) and `set -euo pipefail`.
# shellcheck shell=bash disable=SC2154,SC2164

logs=$root/build/logs
stamps=$root/build/stamps

say() { printf 'seatsync: %s\n' "$*" >&2; }

# Shows the last line of a log until it is killed. For terminals.
follow() {
    local name=$1 log=$2 started=$SECONDS width line
    while sleep 0.4 && kill -0 $$ 2>/dev/null; do
        width=$(($(tput cols 2>/dev/null || echo 80) - ${#name} - 20))
        line=$(tail -n 1 "$log" 2>/dev/null | tr -d '\000-\037')
        printf '\r\033[Kseatsync: %s, %d s  %s' "$name" $((SECONDS - started)) "${line:0:width}" >&2
    done
}

# step NAME HINT COMMAND… runs the command with its output in build/logs/NAME.log.
# On failure: says which step, the end of the log, where the log is, and HINT (how to go on).
step() {
    local name=$1 hint=$2 log=$logs/${1// /-}.log started=$SECONDS follower='' status=0
    shift 2
    mkdir -p "$logs"
    : >"$log"
    if [[ -t 2 ]]; then
        follow "$name" "$log" &
        follower=$!
    else
        say "$name"
    fi
    "$@" >"$log" 2>&1 </dev/null || status=$?
    if [[ $follower ]]; then
        kill "$follower" 2>/dev/null || true
        wait "$follower" 2>/dev/null || true
        printf '\r\033[K' >&2
    fi
    if ((status == 0)); then
        if [[ $follower ]]; then say "$name: done in $((SECONDS - started)) s"; fi
        return 0
    fi
    tail -n 25 "$log" >&2
    say "the step '$name' failed with status $status after $((SECONDS - started)) s"
    say "its whole output: $log"
    say "how to go on: $hint"
    return "$status"
}

# One line per file below the given paths: name, size, time of the last change of the inode.
# Any edit, addition, removal or renaming gives another listing.
listing() {
    (cd "$root" && find "$@" \( -name node_modules -o -name dist -o -name test-artifacts \) -prune \
        -o -type f -printf '%p %s %C@\n' 2>/dev/null | LC_ALL=C sort) || true
}

# unchanged STAMP PATH…: true when the listing is the one that `remember` kept.
unchanged() {
    local stamp=$stamps/$1
    shift
    [[ -f $stamp && $(listing "$@") == "$(<"$stamp")" ]]
}

# remember STAMP LISTING: the listing is taken before the work and kept after its success, so that
# a file edited in the meantime counts as changed.
remember() {
    mkdir -p "$stamps"
    printf '%s\n' "$2" >"$stamps/$1"
}

# As many compilers as cores, but none without a GiB of free memory to itself.
build_jobs() {
    local cores gib
    cores=$(nproc)
    gib=$(awk '/^MemAvailable/ { print int($2 / 1048576) + 1 }' /proc/meminfo)
    printf '%s' "${CMAKE_BUILD_PARALLEL_LEVEL:-$((gib < cores ? gib : cores))}"
}

# configure PRESET: once; afterwards ninja reconfigures by itself when a CMake file changes.
configure() {
    local preset=$1
    if [[ -f $root/build/$preset/build.ninja ]]; then return 0; fi
    cd "$root"
    step "configure $preset" "a missing library is named above: run scripts/setup, then the same command again" \
        cmake --preset "$preset"
}

# compile PRESET TARGET…
compile() {
    local preset=$1
    shift
    cd "$root"
    step "build $preset" "correct the error above and run the same command again; what is built stays built" \
        cmake --build "build/$preset" --parallel "$(build_jobs)" --target "$@"
}

has_dashboard() { [[ -f $root/web/package.json && ! ${SEATSYNC_NO_WEB:-} ]]; }

# The dashboard: web/dist. Nothing to do when neither sources nor packages changed.
dashboard() {
    if ! has_dashboard; then return 0; fi
    if [[ -d $root/web/dist ]] && unchanged web web; then return 0; fi
    local before
    before=$(listing web)
    cd "$root/web"
    if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
        step "fetch dashboard packages" \
            "check the way to the npm registry, or set SEATSYNC_NO_WEB=1 to go on without the page" npm ci
        cp package-lock.json node_modules/.installed-lock.json
    fi
    step "build dashboard" "correct the error above, or set SEATSYNC_NO_WEB=1 to go on without the page" \
        npm run build
    remember web "$before"
}
