#!/bin/sh
# What some tests need beside Python: Chromium (the site as a reader sees it), the yaml-language-server (the data as an
# editor sees them) and the Nu HTML checker, which runs on Java. Those two come from npm, at the versions of its lock file.
#
# Whatever is missing is named, with the reason, before anything is installed: system packages with apt-get, where it is
# Debian and root runs this, the rest into tests/npm/node_modules. SOURCEBOOK_INSTALL=no installs nothing. Tests without
# what they need are left out, and say so. Where nothing is missing, nothing is printed and the network is not asked.
cd "$(dirname "$0")/npm" || exit 1

has() { command -v "$1" >/dev/null 2>&1; }
npm_is_ready() { cmp -s package-lock.json node_modules/installed; }

packages=
need() { # COMMAND PACKAGES REASON
  has "$1" && return
  echo "missing: $1, which $3" >&2
  packages="$packages $2"
}
need chromium chromium "opens the site as a reader does"
npm_is_ready || need npm "nodejs npm" "installs the yaml-language-server and the Nu HTML checker"
need java default-jre-headless "runs the Nu HTML checker"

if [ -n "$packages" ]; then
  if [ "$SOURCEBOOK_INSTALL" = no ]; then
    echo "nothing is installed, because of SOURCEBOOK_INSTALL=no" >&2
  elif [ "$(id -u)" = 0 ] && has apt-get; then
    echo "installing with apt-get:$packages (SOURCEBOOK_INSTALL=no leaves the system as it is)" >&2
    # shellcheck disable=SC2086 # one word for each package
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages; } >/dev/null ||
      echo "apt-get could not install them" >&2
  else
    echo "to install them, on Debian: sudo apt-get install$packages" >&2
  fi
fi

if ! npm_is_ready && has npm && [ "$SOURCEBOOK_INSTALL" != no ]; then
  echo "installing from npm into tests/npm/node_modules: the yaml-language-server and the Nu HTML checker" >&2
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null && cp package-lock.json node_modules/installed
fi

{ has chromium && npm_is_ready && has java; } || echo "the tests that need what is missing are left out" >&2
exit 0
