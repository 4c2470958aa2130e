#!/usr/bin/env bash
# Install from a folder of wheels without any network, and check a workbook and a page: offline.sh WHEEL FIXTURES WORKDIR
# FIXTURES is a folder of guides that have findings. What is built with a network: the folder of wheels, no more.
set -euo pipefail
wheel=$(realpath "$1") fixtures=$(realpath "$2")
work=$3
mkdir -p "$work/wheels" "$work/desk"
work=$(realpath "$work")

pip wheel --quiet --wheel-dir "$work/wheels" "$wheel"
ls "$work/wheels" | wc -l | xargs printf '%s wheels\n'
(cd "$work/desk" && guidelint convert "$fixtures" --to xlsx --out guides.xlsx --force > convert.txt 2>&1) || { cat "$work/desk/convert.txt"; exit 1; }
(cd "$work/desk" && guidelint convert "$fixtures" --to html --split --out pages --force > convert.txt 2>&1) || { cat "$work/desk/convert.txt"; exit 1; }

# Without a network: a namespace that has none where the machine allows it, else an index that nothing answers.
alone=(unshare -rn)
"${alone[@]}" true 2> /dev/null || { alone=(); echo "no namespace without a network here: only pip is kept from it"; }
cat > "$work/desk/install.sh" << 'END'
set -euo pipefail
work=$1
env=$work/venv
python3 -m venv "$env"
PIP_NO_INDEX=1 "$env/bin/pip" install --quiet --no-index --find-links "$work/wheels" guidelint
cd "$work/desk"
export GUIDELINT_CACHE_DIR="$work/cache"
unset PYTHONPATH
# check NAME SOURCE [VARIABLE=VALUE...]: findings, so status 1, and no traceback
check() {
  local name=$1 source=$2 status=0
  shift 2
  env "$@" "$env/bin/guidelint" check "$source" --as-of 2026-11-23 > "$name.txt" 2> "$name.err" || status=$?
  if [ "$status" != 1 ] || grep -q Traceback "$name.err" || ! [ -s "$name.txt" ]; then
    cat "$name.txt" "$name.err"
    echo "check of $source ($name): expected status 1 and findings, got $status"
    exit 1
  fi
  echo "check of $source ($name): status 1, $(wc -l < "$name.txt") lines"
}
for source in guides.xlsx pages; do
  check "utf8-$source" "$source" PYTHONIOENCODING=utf-8
  check "gbk-$source" "$source" PYTHONIOENCODING=gbk
  iconv -f gbk -t utf-8 "gbk-$source.txt" > "gbk-$source.utf8"
  grep -q 办理 "gbk-$source.utf8" || { echo "no Chinese on a GBK console"; exit 1; }
done
END
"${alone[@]}" bash "$work/desk/install.sh" "$work"
