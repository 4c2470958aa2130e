"""Validates the HTML report with external tools: `validate_page.py DIR FILE…`, DIR containing node_modules.

The W3C's checker (vnu) must find no error; in Chromium (light, dark and narrow) the page must load nothing,
write nothing to the console, filter by its address, print, and give axe-core no violation.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

VNU = "node_modules/vnu-jar/build/dist/vnu.jar"
BROWSER = r"""
const [file, executablePath] = process.argv.slice(1);
const { chromium } = require('playwright-core');
const axe = require('fs').readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const flags = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const looks = [['light', 1200], ['dark', 1200], ['light', 360]];
const ready = () => !document.querySelector('#status') || document.querySelector('#status').textContent.match(/\d/);
(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...flags] });
  const faults = [];
  for (const [colorScheme, width] of looks) {
    const tell = (text) => faults.push(`${colorScheme} ${width}: ${text}`);
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    page.on('console', (message) => tell('console: ' + message.text()));
    page.on('pageerror', (error) => tell('script: ' + error));
    page.on('request', (request) => request.url().startsWith(file) || tell('loads ' + request.url()));
    const start = Date.now();
    await page.goto(file);
    await page.waitForFunction(ready);
    faults.time = Math.max(faults.time || 0, Date.now() - start);
    const { violations } = await page.evaluate(axe + ';axe.run()');
    for (const one of violations) for (const node of one.nodes) tell(`${one.id}: ${node.html.slice(0, 200)}`);
    if (await page.locator('#filters').count()) {
      await page.goto('about:blank');
      await page.goto(file + '#q=no+finding+says+this');
      await page.waitForFunction(ready);
      const left = await page.locator('#list > li').count();
      if (left) tell(`a filter in the address leaves ${left} findings`);
    }
    const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    if (wide) tell('scrolls sideways');
    await page.close();
  }
  await browser.close();
  console.log(JSON.stringify({ faults, time: faults.time }));
})().catch((error) => { console.error(error); process.exit(1); });
"""


def say(text: str) -> None:
    """Print one line."""
    sys.stdout.write(text + "\n")


def checker(directory: Path, file: Path) -> list[str]:
    """The errors of the W3C's checker, without its style remarks."""
    command = [
        "java",
        "-jar",
        str(directory / VNU),
        "--errors-only",
        "--format",
        "json",
        "--stdout",
        str(file),
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError):
        return [f"no verdict, exit status {done.returncode}: {done.stdout}{done.stderr}"]
    return [f"line {one.get('lastLine')}: {one['message']}" for one in messages]


def browser(directory: Path, file: Path, chromium: str) -> list[str]:
    """The problems found by a browser and axe-core in it."""
    command = ["node", "-e", BROWSER, file.as_uri(), chromium]
    done = subprocess.run(
        command, cwd=directory, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        return [done.stderr]
    verdict = json.loads(done.stdout)
    say(f"{file}: opened in {verdict['time']} ms")
    faults: list[str] = verdict["faults"]
    return faults


def main() -> int:
    """Validate every file and print what is wrong with each."""
    parser = argparse.ArgumentParser(description="judge pages with outside tools")
    parser.add_argument("directory", type=Path, help="where install_validators.sh has put node_modules")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    options = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        parser.error("chromium is not installed")
    directory, bad = options.directory.resolve(), 0
    for file in options.files:
        path = file.resolve()
        lines = [*checker(directory, path), *browser(directory, path, chromium)]
        bad += len(lines)
        say(f"{file}: {len(lines)} faults as a page")
        for line in lines:
            say(f"  {line}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
