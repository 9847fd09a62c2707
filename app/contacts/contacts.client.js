// Searches while one types. Without it, the form does the same with a button.
const WAIT_MS = 200;
const form = document.querySelector("form.search");
const input = form.querySelector("input");
let timer;
let asked;

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, WAIT_MS);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  search();
});

async function search() {
  const query = new URLSearchParams(new FormData(form));
  const url = `/contacts${input.value.trim() === "" ? "" : `?${query}`}`;
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(url, { signal: asked.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const results = page.querySelector("[data-results]");
    if (results === null) return location.assign(url); // an error page, to be seen whole
    document.querySelector("[data-results]").replaceWith(results);
    // Told by screen readers, as long as the element stays.
    const count = page.querySelector("[data-count]").textContent;
    document.querySelector("[data-count]").textContent = count;
    history.replaceState(null, "", url);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}
