import type { Contact } from "./contact";
import { MOST_LOOKED_AT, type Page } from "./store";

interface ListProps {
  readonly found: Page;
  readonly search: string;
  /** Id of the contact after which these begin. */
  readonly after: string | undefined;
  readonly notice: { readonly did: string; readonly contact?: Contact } | undefined;
}

export function ListPage({ found, search, after, notice }: ListProps) {
  return (
    <>
      <div class="heading">
        <h1>Contacts</h1>
        <a class="button" href="/contacts/new">
          Add contact
        </a>
      </div>
      {notice && (
        <p role="status" class="notice">
          {notice.did}{" "}
          {notice.contact && <a href={`/contacts/${notice.contact.id}`}>{notice.contact.name}</a>}
        </p>
      )}
      <search>
        <form class="search" action="/contacts">
          <label class="hidden" for="search">
            Search contacts
          </label>
          <input
            {...{ id: "search", name: "search", type: "search", value: search, maxlength: 100 }}
            placeholder="Name, email, …"
            autocomplete="off"
          />
          <button type="submit" class="second">
            Search
          </button>
        </form>
      </search>
      <p class="quiet" aria-live="polite" data-count>
        {countOf(found, search, after)}
      </p>
      <div data-results>
        {found.total > 0 && (
          <ul class="contacts">
            {found.contacts.map((contact) => (
              <Entry contact={contact} />
            ))}
          </ul>
        )}
        {(found.pages > 1 || found.next) && <Pages {...{ found, search, after }} />}
      </div>
    </>
  );
}

function countOf({ total, next }: Page, search: string, after: string | undefined): string {
  const scope = scopeOf(next, after);
  if (search === "") {
    if (total === 0) return "Nobody is in the address book yet.";
    return total === 1 ? `1 contact${scope}` : `${total} contacts${scope}`;
  }
  if (total === 0) return `Nobody matches “${search}”${scope}.`;
  return `${total === 1 ? "1 match" : `${total} matches`} for “${search}”${scope}`;
}

/** Which contacts were looked at, if not all. */
function scopeOf(next: string | undefined, after: string | undefined): string {
  const many = MOST_LOOKED_AT.toLocaleString("en");
  if (after !== undefined)
    return next ? `, looking at the next ${many} by name` : ", looking at the last by name";
  return next ? `, looking at the first ${many} by name` : "";
}

function Entry({ contact: { id, name, email, phone, note } }: { contact: Contact }) {
  return (
    <li>
      <span class="initials" aria-hidden="true" data-hue={hueOf(id)}>
        {initialsOf(name)}
      </span>
      <a class="name" href={`/contacts/${id}`}>
        {name}
      </a>
      <span class="details">
        {email && <a href={`mailto:${email}`}>{email}</a>}
        {phone && <a href={`tel:${phone.replaceAll(/[^\d+]/g, "")}`}>{phone}</a>}
      </span>
      {note && <span class="note">{note}</span>}
    </li>
  );
}

function Pages({ found, search, after }: Pick<ListProps, "found" | "search" | "after">) {
  const { page, pages, next } = found;
  const to = (place: Record<string, string | undefined>) =>
    `/contacts?${new URLSearchParams(Object.entries({ search, ...place }).filter(isGiven))}`;
  return (
    <nav class="pages" aria-label="Pages of contacts">
      {page > 1 ? <a href={to({ after, page: `${page - 1}` })}>← Previous</a> : <span />}
      <span class="quiet">
        Page {page} of {pages}
      </span>
      {page < pages ? (
        <a href={to({ after, page: `${page + 1}` })}>Next →</a>
      ) : next ? (
        <a href={to({ after: next })}>{search ? "Search on →" : "More →"}</a>
      ) : (
        <span />
      )}
    </nav>
  );
}

function isGiven(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined && entry[1] !== "";
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return (
    letters
      .map((word) => (word ? ([...word][0] ?? "") : ""))
      .join("")
      .toUpperCase() || "?"
  );
}

/** One of the style sheet's six, and always the same for a contact. */
function hueOf(id: string): number {
  return Number.parseInt(id.slice(0, 4), 16) % 6;
}
