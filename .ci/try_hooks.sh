#!/usr/bin/env bash
# Run the hooks as pre-commit runs them, from this repository: try_hooks.sh WORKDIR
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
work=$1
mkdir -p "$work"
export PRE_COMMIT_HOME="$work/cache" GIT_CONFIG_COUNT=2 \
  GIT_CONFIG_KEY_0=user.name GIT_CONFIG_VALUE_0=ci GIT_CONFIG_KEY_1=user.email GIT_CONFIG_VALUE_1=ci@example.org

# expect STATUS HOOK FOLDER: the hook over every file of a folder must end with that status
expect() {
  local repo="$work/$2-$(basename "$3")" status=0
  mkdir -p "$repo" && cp -r "$3"/. "$repo" && git -C "$repo" init --quiet && git -C "$repo" add --all
  (cd "$repo" && pre-commit try-repo "$here" "$2" --all-files --verbose) > "$repo.txt" 2>&1 || status=$?
  if [ "$status" != "$1" ]; then
    cat "$repo.txt"
    echo "hook $2 on $3: expected status $1, got $status"
    exit 1
  fi
  echo "hook $2 on $(basename "$3"): status $status, as expected"
}

pre-commit validate-manifest "$here/.pre-commit-hooks.yaml"
expect 0 guidelint "$here/tests/hooks/guides_pass"
expect 1 guidelint "$here/tests/hooks/guides_fail"
expect 0 guidelint-system "$here/tests/hooks/guides_pass"
expect 1 guidelint-system "$here/tests/hooks/guides_fail"
expect 0 guidelint-rules "$here/tests/hooks/rules_pass"
expect 1 guidelint-rules "$here/tests/hooks/rules_fail"
