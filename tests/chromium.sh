#!/bin/sh
# Chromium for the browser tests: installed when it is missing and it can be. Without it those tests say that they were left out.
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null || true
fi
command -v chromium >/dev/null 2>&1 || echo "chromium is not here and could not be installed; the browser tests are left out" >&2
exit 0
