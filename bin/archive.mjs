import { crc32, gunzipSync } from "node:zlib";

const MOST_STORED = 65_535;

/**
 * A tar.gz that depends on names and bytes alone: no times, no owner, and stored instead of
 * compressed, since another zlib compresses to other bytes. So its hash is that of its content.
 * Scripts (*.sh) may be run.
 */
export function pack(files) {
  const parts = Object.entries(files).flatMap(([name, bytes]) => [
    header(name, bytes.length),
    bytes,
    Buffer.alloc((512 - (bytes.length % 512)) % 512),
  ]);
  return gzip(Buffer.concat([...parts, Buffer.alloc(1024)]));
}

/** The files of an archive by name, whoever packed it. */
export function unpack(archive) {
  const files = {};
  const tar = gunzipSync(archive);
  const text = (at, length) => tar.toString("utf8", at, at + length).replace(/\0.*/s, "");
  for (let at = 0; tar[at]; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const start = at + 512;
    const isFile = tar[at + 156] === 0 || tar[at + 156] === 48;
    if (isFile) files[text(at, 100).replace(/^\.\//, "")] = tar.subarray(start, start + size);
    at = start + Math.ceil(size / 512) * 512;
  }
  return files;
}

// --- internal ---

function header(name, size) {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name}: must be at most 100 bytes long`);
  const octal = (number, length) => `${number.toString(8).padStart(length - 1, "0")}\0`;
  const mode = name.endsWith(".sh") ? 0o755 : 0o644;
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write(octal(mode, 8) + octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(0, 12), 100);
  block.write("        0", 148); // blanks where the sum will be, then: a file
  block.write("ustar\x0000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 7)} `, 148);
  return block;
}

/** RFC 1952 around stored blocks of RFC 1951; zlib's own level 0 cuts them as its version likes. */
function gzip(bytes) {
  const parts = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])]; // of an unknown system
  for (let at = 0; at < bytes.length; at += MOST_STORED) {
    const stored = bytes.subarray(at, at + MOST_STORED);
    const start = Buffer.from([at + MOST_STORED >= bytes.length ? 1 : 0, 0, 0, 0, 0]);
    start.writeUInt16LE(stored.length, 1);
    start.writeUInt16LE(MOST_STORED - stored.length, 3); // its complement
    parts.push(start, stored);
  }
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc32(bytes), 0);
  end.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([...parts, end]);
}
