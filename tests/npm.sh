#!/bin/sh
# What the tests need of npm and Java, at the versions of the lock file: the yaml-language-server and the Nu HTML checker.
# Installed when missing and they can be; without them their tests say that they were left out.
cd "$(dirname "$0")/npm" || exit 1
install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 0
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null || true
}
command -v npm >/dev/null 2>&1 || install nodejs npm
command -v java >/dev/null 2>&1 || install default-jre-headless
if command -v npm >/dev/null 2>&1 && ! cmp -s package-lock.json node_modules/installed; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null && cp package-lock.json node_modules/installed
fi
cmp -s package-lock.json node_modules/installed ||
  echo "the yaml-language-server and the Nu HTML checker are not here and could not be installed; their tests are left out" >&2
command -v java >/dev/null 2>&1 || echo "Java is not here and could not be installed; the test of the HTML is left out" >&2
exit 0
