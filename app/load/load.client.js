// Each request may be answered by another instance: whoever answered in the last minute is listed.
const KEPT_MS = 60_000;
const EVERY_MS = 1000;
const $ = (selector) => document.querySelector(selector);
const list = $("[data-fleet]");
const notice = $("[role=status]");
const seen = new Map();

async function look() {
  try {
    const answer = await fetch("/instance.json", { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const facts = await answer.json();
    seen.set(facts.id, { ...facts, at: performance.now() });
    draw();
  } catch {
    $("[data-fleet-note]").textContent = "No answer just now; asking again.";
  }
}

function draw() {
  for (const [id, { at }] of seen) if (performance.now() - at > KEPT_MS) seen.delete(id);
  const fleet = [...seen.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  list.replaceChildren(...fleet.map(row));
  const count = fleet.length === 1 ? "One instance has" : `${fleet.length} instances have`;
  $("[data-fleet-note]").textContent = `${count} answered. Asking once a second.`;
}

function row({ id, zone, cpu, loadSeconds }) {
  const meter = Object.assign(document.createElement("meter"), { min: 0, max: 100, value: cpu });
  meter.setAttribute("aria-label", `Processor of ${id}`);
  const item = document.createElement("li");
  const load = loadSeconds > 0 ? `under load, ${loadSeconds} s left` : "no load";
  const percent = span("percent", `${cpu} %`);
  item.append(span("mono", id), span("quiet", zone), meter, percent, span("quiet", load));
  return item;
}

function span(className, text) {
  return Object.assign(document.createElement("span"), { className, textContent: text });
}

/** The form is sent without leaving the page, so that the fleet seen so far stays. */
$("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const action = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action");
  try {
    const answer = await fetch(action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
    });
    const answered = new DOMParser().parseFromString(await answer.text(), "text/html");
    const said = answered.querySelector("[role=status], .message h1");
    notice.textContent = said?.textContent ?? "That didn't work; please try again.";
  } catch {
    notice.textContent = "The server doesn't answer; please try again.";
  }
  notice.hidden = false;
  look();
});

setInterval(() => {
  if (!document.hidden) look();
}, EVERY_MS);
look();
