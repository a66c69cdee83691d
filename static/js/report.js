// The report saves itself while someone types, and keeps on this computer what the server does not have yet.
// Without this file the button "Bewaar" does the same.

const form = document.querySelector("[data-autosave]");
const state = form.querySelector("[data-autosave-state]");
const place = form.dataset.keep;
const WAIT = 1500; // milliseconds without a key before it saves
const AGAIN = 10000; // and before it tries once more when the connection is down
let timer = 0;
let stopped = false; // someone else saved first, or the person signed out: only "Bewaar" goes on

const tell = (words) => {
  if (state.textContent !== words) state.textContent = words;
};

const fields = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");

const keep = () => {
  try {
    localStorage.setItem(place, JSON.stringify(fields()));
  } catch {
    // a full or closed store: the server still gets it
  }
};

const forget = () => localStorage.removeItem(place);

const saveLater = (wait) => {
  clearTimeout(timer);
  if (!stopped) timer = setTimeout(save, wait);
};

async function save() {
  const sent = JSON.stringify(fields());
  let answer;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Autosave": "1" },
    });
    if (response.redirected || response.status === 403) {
      stopped = true;
      tell(state.dataset.signedOut);
      return;
    }
    answer = await response.json();
  } catch {
    tell(state.dataset.offline);
    saveLater(AGAIN);
    return;
  }
  tell(answer.message);
  stopped = answer.conflict === true;
  if (!answer.saved) return;
  form.elements.version.value = answer.version;
  if (JSON.stringify(fields().map(withoutVersion)) === JSON.stringify(JSON.parse(sent).map(withoutVersion))) forget();
  else keep();
}

const withoutVersion = ([name, value]) => (name === "version" ? [name, ""] : [name, value]);

// What was typed on an earlier visit and never arrived, with the version it was typed on.
function restore() {
  const kept = localStorage.getItem(place);
  if (!kept) return;
  const before = JSON.parse(kept);
  const names = new Set(fields().map(([name]) => name));
  const here = JSON.stringify(fields().map(withoutVersion));
  if (JSON.stringify(before.map(withoutVersion)) === here) {
    forget();
    return;
  }
  if (!before.every(([name]) => names.has(name) || name.startsWith("verbeter"))) return addRows(before);
  for (const [name, value] of before) {
    const field = form.elements[name];
    if (!field || field.value === value) continue;
    field.value = value;
    const folded = field.closest("details");
    if (folded) folded.open = true;
  }
  tell(state.dataset.restored);
}

// The page that is kept had more rows than this one: ask the server for that page, by the way that saves nothing.
function addRows(before) {
  const again = document.createElement("form");
  again.method = "post";
  again.hidden = true;
  for (const [name, value] of [...before, ["terug", "1"], ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value]]) {
    const field = document.createElement("input");
    field.name = name;
    field.value = value;
    again.append(field);
  }
  forget();
  document.body.append(again);
  again.submit();
}

// 1.234,56 and 1234.56 are the same amount; what cannot be read counts for nothing here, the server tells of it.
function cents(text) {
  const bare = text.replace(/[\s\u00a0€]/g, "");
  const dutch = /^\d{1,3}(\.\d{3})+(,\d{1,2})?$|^\d+(,\d{1,2})?$/;
  if (dutch.test(bare)) return Math.round(Number(bare.replaceAll(".", "").replace(",", ".")) * 100);
  return /^\d+\.\d{1,2}$/.test(bare) ? Math.round(Number(bare) * 100) : 0;
}

const euros = new Intl.NumberFormat("nl-NL", { style: "currency", currency: "EUR" });

const typedSums = () => {
  const sums = {};
  for (const cell of form.querySelectorAll("[data-counts]")) {
    const column = cell.dataset.counts;
    sums[column] = (sums[column] ?? 0) + cents(cell.querySelector("input").value);
  }
  return sums;
};

const atFirst = typedSums();

function addUp() {
  const now = typedSums();
  for (const output of form.querySelectorAll("[data-sum]")) {
    const column = output.dataset.sum;
    const total = Number(output.dataset.cents || 0) + (now[column] ?? 0) - (atFirst[column] ?? 0);
    output.textContent = total || output.dataset.cents ? euros.format(total / 100) : "";
  }
}

form.addEventListener("input", () => {
  keep();
  addUp();
  if (!stopped) tell(state.dataset.typing);
  saveLater(WAIT);
});

form.addEventListener("submit", () => clearTimeout(timer));
window.addEventListener("online", () => localStorage.getItem(place) && saveLater(0));

// Up and down go to the same column of the row above or below; Tab goes on as everywhere.
form.querySelector("[data-cells]")?.addEventListener("keydown", (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const cell = event.target.closest("td");
  if (!step || !cell || event.target.tagName !== "INPUT") return;
  const column = cell.cellIndex;
  const rows = [...cell.closest("table").querySelectorAll("tbody tr, tfoot tr")];
  let next = rows.indexOf(cell.parentElement);
  do next += step;
  while (rows[next] && !rows[next].cells[column]?.querySelector("input:not([type=hidden])"));
  const field = rows[next]?.cells[column].querySelector("input:not([type=hidden])");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

if (document.querySelector("[data-error-summary]") === null) restore();
else keep();
addUp();
