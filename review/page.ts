/** Light and dark by the reader's choice; on paper light, and with all that is folded opened. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #f6f7f9; --card: #fff; --ink: #16202c; --quiet: #526070; --line: #d8dee6;
  --danger: #b3261e; --attention: #7a5200; --safe: #14693b; --note: #33547e; --focus: #1d5fd1; }
@media screen and (prefers-color-scheme: dark) { :root { --ground: #10151c; --card: #18202a; --ink: #e8edf3; --quiet: #a3b1c2;
  --line: #303c4a; --danger: #ff9d94; --attention: #f0c060; --safe: #7fd6a2; --note: #9fc3f5; --focus: #8fb8ff; } }
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
header, main { max-width: 60rem; margin-inline: auto; padding: 1rem clamp(1rem, 4vw, 2rem); }
header p { margin: .25rem 0; }
h1 { font-size: 1.35rem; margin: 0; } h2 { font-size: 1.1rem; display: inline; } h3 { font-size: 1rem; margin: 0; font-family: ui-monospace, Menlo, Consolas, monospace; }
.verdict { font-size: 1.75rem; font-weight: 700; letter-spacing: .04em; }
.danger .verdict, section.danger h2 { color: var(--danger); } .attention .verdict, section.attention h2 { color: var(--attention); }
.safe .verdict { color: var(--safe); }
section, details { margin-block: 1.25rem; }
summary { cursor: pointer; padding-block: .25rem; } summary:focus-visible, input:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
article { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--quiet); border-radius: 6px; padding: .75rem 1rem; margin-block: .6rem; content-visibility: auto; contain-intrinsic-size: auto 9rem; }
section.danger article { border-left-color: var(--danger); } section.attention article { border-left-color: var(--attention); } details.note article { border-left-color: var(--note); }
article p { margin: .35rem 0; } dl + p { border-top: 1px solid var(--line); margin-top: .7rem; padding-top: .5rem; } .change { font-size: .95rem; }
code, li { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .92em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem .75rem; margin: .4rem 0 0; } dt { color: var(--quiet); } dd { margin: 0; }
.picture svg { display: block; margin-block: .6rem; } .picture h2 { display: block; }
ul { padding-left: 1.25rem; } .filter { margin: 0; } .filter label { display: inline-flex; align-items: center; gap: .5rem; } .filter input { font: inherit; padding: .3rem .5rem; min-width: min(18rem, 60vw); }
[hidden] { display: none; }
@media print { details > *, details:not([open]) > :not(summary) { display: revert; content-visibility: visible; } .filter { display: none; } article, .picture { break-inside: avoid; } article { content-visibility: visible; } }
@media print { details::details-content { content-visibility: visible; height: auto; } }
`;

/** Hides what doesn't hold the words, opens what holds a hit, and says how many are left. */
export const FILTER = `
const box = document.querySelector(".filter");
if (box) {
  const input = box.querySelector("input"), said = box.querySelector("output");
  const all = [...document.querySelectorAll("[data-filter]")].map((each) => [each, each.textContent.toLowerCase()]);
  const folds = [...document.querySelectorAll("details")].map((each) => [each, each.open]);
  box.hidden = false;
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const [each, text] of all) {
      each.hidden = !words.every((word) => text.includes(word));
      if (!each.hidden) shown += 1;
    }
    for (const [each, open] of folds) each.open = words.length === 0 ? open : each.querySelector("[data-filter]:not([hidden])") !== null;
    said.textContent = words.length === 0 ? "" : shown + " of " + all.length;
  });
}
`;
