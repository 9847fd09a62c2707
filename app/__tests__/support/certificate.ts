import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate for `localhost` and 127.0.0.2, no other name, which is its own authority. Files in `folder`. */
export function makeCertificate(folder: string): Certificate {
  const key = join(folder, "key.pem");
  const cert = join(folder, "cert.pem");
  const name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.2"];
  const files = ["-keyout", key, "-out", cert];
  const kind = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
  ];
  execFileSync("openssl", ["req", "-x509", ...kind, ...name, ...files], { stdio: "ignore" });
  chmodSync(key, 0o644); // the database runs as another user
  return { key, cert };
}

export const textOf = ({ cert }: Certificate): string => readFileSync(cert, "utf8");
