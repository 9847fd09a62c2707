export interface ContactFields {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly note: string;
}

export interface Contact extends ContactFields {
  readonly id: string;
  /** Counts the changes, so that a change of something no longer there is noticed. */
  readonly version: number;
}

export type FieldName = keyof ContactFields;
export type Faults = Partial<Record<FieldName, string>>;

interface Field {
  readonly name: FieldName;
  readonly label: string;
  readonly most: number;
  readonly input: "text" | "email" | "tel" | "textarea";
  /** What is wrong with a text that is there and not too long. */
  readonly fault?: (value: string) => string | undefined;
}

const EMAIL = /^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/;
const PHONE = /^\+?[\d\s()/.-]*$/;

/** In the order of the form. The most are the columns' sizes, in characters. */
export const FIELDS: readonly Field[] = [
  { name: "name", label: "Name", most: 100, input: "text" },
  {
    name: "email",
    label: "Email",
    most: 254,
    input: "email",
    fault: (value) => (EMAIL.test(value) ? undefined : "Write it like ada@example.org."),
  },
  {
    name: "phone",
    label: "Phone",
    most: 40,
    input: "tel",
    fault: (value) =>
      PHONE.test(value) ? undefined : "Use digits, spaces and + ( ) / . - only, like +1 555 0100.",
  },
  { name: "note", label: "Note", most: 1000, input: "textarea" },
];

/** What was typed, tidied, and what is wrong with it, by field. */
export function readContact(form: URLSearchParams): { fields: ContactFields; faults: Faults } {
  const fields: Record<FieldName, string> = { name: "", email: "", phone: "", note: "" };
  const faults: Faults = {};
  for (const field of FIELDS) {
    const value = tidy(form.get(field.name) ?? "");
    fields[field.name] = value;
    const fault = faultOf(field, value);
    if (fault !== undefined) faults[field.name] = fault;
  }
  return { fields, faults };
}

export function sameFields(one: ContactFields, other: ContactFields): boolean {
  return FIELDS.every(({ name }) => one[name] === other[name]);
}

function tidy(value: string): string {
  return value.replaceAll("\r\n", "\n").normalize("NFC").trim();
}

function faultOf({ name, input, most, fault }: Field, value: string): string | undefined {
  if (value === "") return name === "name" ? "Give a name." : undefined;
  const length = [...value].length;
  if (length > most) return `At most ${most} characters; this has ${length}.`;
  // U+FFFD stands where the bytes sent were not UTF-8; PostgreSQL takes no NUL at all.
  const unreadable =
    input === "textarea" ? /[\p{Cc}\p{Cs}\uFFFD]/u : /[\p{Cc}\p{Cs}\u2028\u2029\uFFFD]/u;
  const lines = input === "textarea" ? value.replaceAll(/[\n\t]/g, " ") : value;
  if (unreadable.test(lines)) return "Has characters that can't be kept; please type it again.";
  return fault?.(value);
}
