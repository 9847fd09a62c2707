/** The maps of a schema answer whose entries are types: resources, data sources, ephemeral ones. */
const MAPS = new Set([2, 3, 8]);

/** An answer to GetProviderSchema with the schemas of these types alone; all else stays. */
export function schemaOf(answer: Buffer, types: ReadonlySet<string>): Buffer {
  const kept = fieldsOf(answer).filter(
    ({ number, contents }) => !MAPS.has(number) || types.has(keyOf(contents)),
  );
  return Buffer.concat(kept.map(({ whole }) => whole));
}

// --- internal ---

/** A field of a Protocol Buffers message, of the kind that has a length: all of a schema's are. */
interface Field {
  readonly number: number;
  readonly contents: Buffer;
  /** With its number and length. */
  readonly whole: Buffer;
}

const LENGTH_DELIMITED = 2;

function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < message.length; ) {
    const tag = varint(message, at);
    if (tag.value % 8 !== LENGTH_DELIMITED)
      throw new Error(`schema: field of kind ${tag.value % 8}`);
    const length = varint(message, tag.end);
    const end = length.end + length.value;
    const contents = message.subarray(length.end, end);
    fields.push({ number: tag.value >> 3, contents, whole: message.subarray(at, end) });
    at = end;
  }
  return fields;
}

/** Of an entry of a map, whose key is its first field. */
function keyOf(entry: Buffer): string {
  const length = varint(entry, 1);
  return entry.toString("utf8", length.end, length.end + length.value);
}

function varint(bytes: Buffer, start: number): { value: number; end: number } {
  let value = 0;
  for (let at = start, factor = 1; ; at += 1, factor *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte % 128) * factor;
    if (byte < 128) return { value, end: at + 1 };
  }
}
