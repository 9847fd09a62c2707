import { block, isBlock, type TerraformJson } from "../../terraform/document";
import { plain } from "./plain";
import type { Found, StackRule } from "./rule";

export const secretWritten: StackRule = {
  id: "secret-written",
  finds: "a key or a password stands in the JSON",
  judge(stack) {
    return [...inResources(stack), ...inBlocks(stack, "provider"), ...inBlocks(stack, "output")];
  },
};

// --- internal ---

/** What looks like a secret wherever it stands. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, "an access key"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "a private key"],
  [/secret_?access_?key["']?[\s=:]+["']?[A-Za-z0-9/+]{40}\b/i, "an access key"],
  [/\b(gh[pousr]_|github_pat_|xox[abprs]-|sk_live_)[\w-]{16,}/, "an access token"],
  [/\b\w*(PASSWORD|PASSWD|SECRET|TOKEN)\w*\s*=\s*['"]?[^\s'"$(]{6,}/i, "a password"],
  [/\b\w+:\/\/[^\s/:@]+:[^\s/:@$]+@/, "a password in a URL"],
];

/** Attributes whose value is a secret whatever it looks like. */
const NAMES = /^(.*_)?(password|secret_key|access_key|secret_string|private_key|auth_token)$/;

/** Names of things that hold a secret. */
const HOLDERS = /(password|passwd|secret|token|private[-_]?key)$/i;

function inResources({ resources }: TerraformJson): Found[] {
  return resources.flatMap(({ type, name, values }) => {
    const kinds = type === "aws_ssm_parameter" && holdsOne(values) ? ["a secret"] : kindsIn(values);
    return kinds.map((kind) => ({
      address: `${type}.${name}`,
      title: `has ${kind} written in it`,
    }));
  });
}

/** A reference leads to what AWS keeps; what is written out is readable by everybody. */
function holdsOne({ name, value }: Readonly<Record<string, unknown>>): boolean {
  return HOLDERS.test(String(name)) && isWritten(value);
}

function inBlocks({ document }: TerraformJson, kind: string): Found[] {
  return Object.entries(block(block(document)[kind])).flatMap(([name, value]) => {
    const isOne = kind === "output" && HOLDERS.test(name) && isWritten(block(value).value);
    return (isOne ? ["a secret"] : kindsIn(value)).map((said) => ({
      address: `${kind}.${name}`,
      title: `has ${said} written in it`,
    }));
  });
}

/** The kinds of secrets in a value, each once. */
function kindsIn(value: unknown): string[] {
  return [...new Set(found(value))];
}

function found(value: unknown): string[] {
  if (typeof value === "string") return shapesIn(value);
  if (Array.isArray(value)) return value.flatMap(found);
  if (!isBlock(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    NAMES.test(key) && isWritten(each) ? [`a value of ${key}`] : found(each),
  );
}

function isWritten(value: unknown): boolean {
  return typeof value === "string" && value !== "" && !value.includes("${");
}

function shapesIn(text: string): string[] {
  const read = plain(text);
  const [shape] = SHAPES.filter(([pattern]) => pattern.test(read));
  return shape === undefined ? [] : [shape[1]];
}
