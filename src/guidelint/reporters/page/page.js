"use strict";
(() => {
  const PAGE = 50, PRINTED = 2000, SLICE = 12, STEP = 5000;
  const byId = (id) => document.getElementById(id);
  const { strings, columns, words, severities } = JSON.parse(byId("data").textContent);
  const searched = Object.keys(columns).filter((name) => name !== "severity");
  const size = columns.severity.length, rules = new Set(columns.rule);
  const boxes = [...document.querySelectorAll("#filters input[type=checkbox]")];
  const folded = [], unfolded = [];
  const latest = { filter: 0, copy: 0 };
  let found = [], page = 0, timer = 0;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const read = (name, row) => strings[columns[name][row]];

  /* Runs a generator in slices that leave the page its frames; a later run of a kind ends an earlier one. */
  const run = (kind, work, done) => {
    const ticket = ++latest[kind];
    const slice = () => {
      if (ticket !== latest[kind]) return;
      for (const end = performance.now() + SLICE; performance.now() < end;) {
        const step = work.next();
        if (step.done) return done(step.value);
      }
      setTimeout(slice);
    };
    slice();
  };

  function* search(wanted) {
    for (let at = folded.length; at < strings.length; at++) {
      folded.push(fold(strings[at]));
      if (at % STEP === 0) yield;
    }
    const masks = [];
    for (const term of wanted.terms) {
      const mask = new Uint8Array(strings.length), rule = strings.indexOf(term);
      const exact = rules.has(rule); /* the name of a rule means that rule, and none whose name begins so */
      for (let at = 0; at < mask.length; at++) {
        mask[at] = (exact ? at === rule : folded[at].includes(term)) ? 1 : 0;
        if (at % STEP === 0) yield;
      }
      masks.push(mask);
    }
    const rows = [];
    for (let row = 0; row < size; row++) {
      if (matches(row, wanted, masks)) rows.push(row);
      if (row % STEP === 0) yield;
    }
    return rows;
  }

  const matches = (row, wanted, masks) =>
    wanted.severities.has(columns.severity[row]) &&
    (wanted.body < 0 || columns.body[row] === wanted.body) &&
    (wanted.group < 0 || columns.group[row] === wanted.group) &&
    masks.every((mask) => searched.some((name) => mask[columns[name][row]]));

  const wanted = () => {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    return {
      terms: fold(byId("q").value).split(/\s+/).filter(Boolean),
      body: byId("body").value === "" ? -1 : Number(byId("body").value),
      group: byId("group").value === "" ? -1 : Number(byId("group").value),
      severities: new Set(severities.filter((one) => chosen.includes(one.name)).map((one) => one.string)),
    };
  };

  const filter = () => {
    byId("status").textContent = words.wait;
    byId("manual").hidden = true;
    run("filter", search(wanted()), (rows) => {
      found = rows;
      page = 0;
      show();
    });
  };

  const make = (tag, text, kind) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };

  const pair = (label, ...parts) => {
    const row = make("div"), told = make("dd");
    told.append(...parts);
    row.append(make("dt", label), told);
    return row;
  };

  const card = (row) => {
    const severity = read("severity", row), item = make("li"), head = make("p"), list = make("dl");
    const word = severities.find((one) => one.name === severity).word;
    head.append(make("span", word, "badge " + severity), " ", make("strong", read("message", row)), " ",
      make("code", read("rule", row)));
    const matter = ["matter", "body", "code"].map((name) => read(name, row)).filter(Boolean).join(" \u00b7 ");
    list.append(pair(words.matter, matter),
      pair(words.place, make("code", place(row)), " ", make("code", read("path", row))));
    for (const name of ["ground", "advice", "fix", "related"]) {
      if (columns[name][row]) list.append(pair(words[name], read(name, row)));
    }
    item.append(head, list);
    return item;
  };

  const place = (row) => read("source", row) + ":" + read("spot", row);
  const pages = () => Math.max(1, Math.ceil(found.length / PAGE));

  const show = () => {
    const start = page * PAGE;
    byId("list").replaceChildren(...found.slice(start, start + PAGE).map(card));
    byId("status").textContent = fill(words.shown, { found: found.length, total: size });
    byId("page").textContent = fill(words.page, { page: page + 1, pages: pages() });
    byId("pages").hidden = pages() === 1;
    byId("rest").hidden = true;
    for (const button of document.querySelectorAll("[data-go]")) {
      const back = ["first", "previous"].includes(button.dataset.go);
      button.setAttribute("aria-disabled", String(back ? page === 0 : page === pages() - 1));
    }
  };

  const go = (where) => {
    const target = { first: 0, previous: page - 1, following: page + 1, last: pages() - 1 }[where];
    if (target < 0 || target >= pages() || target === page) return;
    page = target;
    show();
    byId("findings").scrollIntoView();
  };

  /* A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
  const cell = (text) => (/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? "'" + text : text);

  function* listed() {
    const names = ["severity", "group", "rule", "body", "matter", "code", "place", "path", "message", "ground",
      "advice"];
    const lines = [names.map((name) => words[name]).join("\t")];
    for (const row of found) {
      lines.push(names.map((name) => cell(name === "place" ? place(row) : read(name, row))).join("\t"));
      if (lines.length % STEP === 0) yield;
    }
    return lines.join("\n") + "\n";
  }

  const copied = () => (byId("status").textContent = fill(words.copied, { count: found.length }));

  const offer = (text) => {
    byId("manual").hidden = false;
    byId("text").value = text;
    byId("text").select();
    if (document.execCommand("copy")) copied();
    else byId("status").textContent = words.copy_by_hand;
  };

  const copy = () => run("copy", listed(), (text) => {
    if (!navigator.clipboard) return offer(text);
    return navigator.clipboard.writeText(text).then(copied, () => offer(text));
  });

  const options = (name) => {
    const counts = new Map();
    for (const string of columns[name]) counts.set(string, (counts.get(string) || 0) + 1);
    const sorted = [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    for (const [string, count] of sorted) {
      const option = make("option", strings[string] + " (" + count + ")");
      option.value = String(string);
      byId(name).append(option);
    }
  };

  const remember = () => {
    const state = new URLSearchParams(), chosen = boxes.filter((box) => box.checked);
    if (byId("q").value) state.set("q", byId("q").value);
    for (const name of ["body", "group"]) {
      if (byId(name).value) state.set(name, strings[byId(name).value]);
    }
    if (chosen.length < boxes.length) state.set("severity", chosen.map((box) => box.value).join(","));
    history.replaceState(null, "", "#" + state);
  };

  const known = (name, text) => {
    const options = [...byId(name).options].filter((option) => option.value);
    const exact = options.find((option) => strings[option.value] === text);
    const last = options.find((option) => strings[option.value].split(" ").pop() === text);
    return (exact || last || { value: "" }).value;
  };

  const recall = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    byId("q").value = state.get("q") || "";
    for (const name of ["body", "group"]) byId(name).value = known(name, state.get(name));
    const chosen = state.has("severity") ? state.get("severity").split(",") : boxes.map((box) => box.value);
    for (const box of boxes) box.checked = chosen.includes(box.value);
    filter();
  };

  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      remember();
      filter();
    }, 150);
  };

  options("body");
  options("group");
  byId("filters").hidden = false;
  byId("filters").addEventListener("input", changed);
  byId("filters").addEventListener("reset", () => setTimeout(changed));
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("copy").addEventListener("click", copy);
  byId("pages").addEventListener("click", (event) => go(event.target.dataset.go));
  addEventListener("hashchange", () => {
    if (location.hash === "#findings") return;
    recall();
    byId("findings").scrollIntoView();
  });
  addEventListener("beforeprint", () => { /* on paper nothing can be unfolded */
    unfolded.push(...document.querySelectorAll("main details:not([open])"));
    for (const rows of unfolded) rows.open = true;
    byId("list").replaceChildren(...found.slice(0, PRINTED).map(card));
    byId("rest").hidden = found.length <= PRINTED;
    byId("rest").textContent = fill(words.print_rest, { shown: PRINTED, count: found.length - PRINTED });
  });
  addEventListener("afterprint", () => {
    for (const rows of unfolded.splice(0)) rows.open = false;
    show();
  });
  recall();
})();
