import { type Contact, type ContactFields, type Faults, FIELDS } from "./contact";

export interface FormProps {
  readonly fields: ContactFields;
  readonly faults?: Faults;
  /** What stands in the way of saving, if it is no single field. */
  readonly notice?: string;
  readonly id: string;
  /** Of the contact that is edited; undefined for a new one. */
  readonly version?: number;
}

export function ContactForm({ fields, faults = {}, notice, id, version }: FormProps) {
  const isNew = version === undefined;
  const first = FIELDS.find(({ name }) => faults[name])?.name ?? (isNew ? "name" : undefined);
  return (
    <section class="card narrow">
      <h1>{isNew ? "New contact" : "Edit contact"}</h1>
      {notice && (
        <p role="alert" class="notice warning">
          {notice}
        </p>
      )}
      <form method="post" action={isNew ? "/contacts" : `/contacts/${id}`} novalidate>
        {isNew ? (
          <input type="hidden" name="id" value={id} />
        ) : (
          <input type="hidden" name="version" value={version} />
        )}
        {FIELDS.map((field) => (
          <Field
            {...{ field, value: fields[field.name], fault: faults[field.name] }}
            focus={first}
          />
        ))}
        <div class="actions">
          <button type="submit">Save</button>
          <a class="button second" href="/contacts">
            Cancel
          </a>
          {!isNew && (
            <a class="danger end" href={`/contacts/${id}/remove`}>
              Remove…
            </a>
          )}
        </div>
      </form>
    </section>
  );
}

interface FieldProps {
  readonly field: (typeof FIELDS)[number];
  readonly value: string;
  readonly fault: string | undefined;
  /** The field where typing begins: the first that needs a change. */
  readonly focus: string | undefined;
}

function Field({ field, value, fault, focus }: FieldProps) {
  const { name, label, most, input } = field;
  const attributes = {
    id: name,
    name,
    autocomplete: "off", // it is somebody else who is described
    required: name === "name",
    autofocus: focus === name,
    "aria-invalid": fault ? "true" : undefined,
    "aria-describedby": fault ? `${name}-fault` : undefined,
  };
  return (
    <div class="field">
      <label for={name}>
        {label} {name !== "name" && <span class="quiet">optional</span>}
      </label>
      {input === "textarea" ? (
        // HTML drops a line break right after the tag: this one is for it to drop.
        <textarea {...attributes} rows={4}>{`\n${value}`}</textarea>
      ) : (
        <input {...attributes} type={input} value={value} maxlength={most * 2} />
      )}
      {fault && (
        <p class="fault" id={`${name}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

export function RemovePage({ contact: { id, name } }: { contact: Contact }) {
  return (
    <section class="card narrow message">
      <h1>Remove {name}?</h1>
      <p>It can't be brought back.</p>
      <form method="post" action={`/contacts/${id}/remove`}>
        <div class="actions">
          <button type="submit" class="danger">
            Remove
          </button>
          <a class="button second" href={`/contacts/${id}`}>
            Keep
          </a>
        </div>
      </form>
    </section>
  );
}
