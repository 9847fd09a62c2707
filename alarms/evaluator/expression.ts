/**
 * CloudWatch's expressions. Metric math and the rules of composite alarms share this syntax: numbers, "text",
 * names, [lists], FUNCTIONS(…), and operators. An alarm's name in a rule must be quoted, although AWS also takes
 * names without quotes: a dash in an unquoted name would read as a minus.
 */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text" | "name"; readonly value: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "call"; readonly name: string; readonly given: readonly Expression[] }
  | { readonly kind: "prefix"; readonly operator: "NOT" | "-"; readonly of: Expression }
  | Pair;

export interface Pair {
  readonly kind: "pair";
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

/** How tightly each operator binds its two sides. */
const BINDING = {
  OR: 1,
  AND: 2,
  "==": 3,
  "!=": 3,
  "<=": 3,
  ">=": 3,
  "<": 3,
  ">": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
} as const;
export type Operator = keyof typeof BINDING;

/** The expression, or an Error that quotes the text and says what stands in the wrong place. */
export function parse(text: string): Expression {
  const tokens = tokensOf(text);
  const parser = new Parser(text, tokens);
  const whole = parser.expression(0);
  parser.expect(END);
  return whole;
}

// --- internal ---

const END = "the end";
/** Prefixes bind tighter than every operator but multiplication, as in AWS's `-5*m1`. */
const PREFIX = { "-": 4, NOT: 2 } as const;
const SPELLINGS: Readonly<Record<string, string>> = { "&&": "AND", "||": "OR" };
const TOKEN = /\s*("(?:[^"\\]|\\.)*"|\d+(?:\.\d+)?|[A-Za-z_]\w*|&&|\|\||[=!<>]=|[-+*/<>()[\],])/y;

function tokensOf(text: string): string[] {
  const pattern = new RegExp(TOKEN);
  const tokens: string[] = [];
  const whole = text.trimEnd();
  while (pattern.lastIndex < whole.length) {
    const from = pattern.lastIndex;
    const token = pattern.exec(whole)?.[1];
    if (token === undefined)
      throw new Error(
        `"${text}": got "${whole.slice(from).trim()}", which is no part of an expression`,
      );
    tokens.push(SPELLINGS[token] ?? token);
  }
  return [...tokens, END];
}

/** Reads operands by their first token, and operators as long as they bind tighter than what is around. */
class Parser {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly string[],
  ) {}

  expression(binding: number): Expression {
    let left = this.operand();
    for (;;) {
      const operator = this.tokens[this.at] as Operator;
      const own = Object.hasOwn(BINDING, operator) ? BINDING[operator] : 0;
      if (own <= binding) return left;
      this.at += 1;
      left = { kind: "pair", operator, left, right: this.expression(own) };
    }
  }

  expect(token: string): void {
    if (this.next() !== token) this.refuse(token === END ? "an operator or the end" : `"${token}"`);
  }

  private operand(): Expression {
    const token = this.next();
    if (token === "-" || token === "NOT") {
      return { kind: "prefix", operator: token, of: this.expression(PREFIX[token]) };
    }
    if (token === "[") return { kind: "list", items: this.until("]") };
    if (token === "(") {
      const inner = this.expression(0);
      this.expect(")");
      return inner;
    }
    if (/^\d/.test(token)) return { kind: "number", value: Number(token) };
    if (token.startsWith('"')) return { kind: "text", value: JSON.parse(token) as string };
    if (token === END || !/^\w/.test(token) || Object.hasOwn(BINDING, token))
      this.refuse("an operand");
    if (this.tokens[this.at] !== "(") return { kind: "name", value: token };
    this.at += 1;
    return { kind: "call", name: token, given: this.until(")") };
  }

  private until(close: string): Expression[] {
    const items: Expression[] = [];
    if (this.tokens[this.at] !== close) {
      do items.push(this.expression(0));
      while (this.tokens[this.at] === "," && ++this.at);
    }
    this.expect(close);
    return items;
  }

  private next(): string {
    return this.tokens[this.at++] ?? END;
  }

  /** The token just read is not what may stand there. */
  private refuse(what: string): never {
    const got = this.tokens[this.at - 1] ?? END;
    throw new Error(
      `"${this.text}": must have ${what} as part ${this.at}, got ${got === END ? END : `"${got}"`}`,
    );
  }
}
