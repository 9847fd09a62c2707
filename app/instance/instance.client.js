// Asks the instance that answers how busy it is. Behind a load balancer each answer may come from
// another one: only those of the instance on the page are drawn.
const SHOWN = 60;
const EVERY_MS = 2000;
const $ = (selector) => document.querySelector(selector);
const id = $("h1 .mono").textContent;
const history = [];

async function look() {
  try {
    const answer = await fetch("/instance.json", { cache: "no-store" });
    if (answer.ok) show(await answer.json());
  } catch {
    $("[data-cpu-note]").textContent = "The server doesn't answer; asking again.";
  }
}

function show(facts) {
  if (facts.id !== id) return;
  history.push(facts.cpu);
  history.splice(0, history.length - SHOWN);
  $("[data-cpu]").textContent = facts.cpu;
  $("[data-cpu-meter]").value = facts.cpu;
  $("[data-cpu-note]").textContent = "Live, for as long as this page is open.";
  const points = history.map(
    (cpu, i) => `${SHOWN - history.length + i + 1},${(23 - cpu * 0.22).toFixed(1)}`,
  );
  $("[data-spark]").removeAttribute("hidden");
  $("[data-spark] polyline").setAttribute("points", points.join(" "));
}

setInterval(() => {
  if (!document.hidden) look();
}, EVERY_MS);
look();
