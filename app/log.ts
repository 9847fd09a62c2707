type Facts = Readonly<Record<string, unknown>>;

export interface Log {
  info(message: string, facts?: Facts): void;
  warn(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
}

/** Of one fact, in characters: written as JSON, a line of ours stays below the 48 kB at which journald cuts. */
const MOST_OF_A_FACT = 1_500;

/** One line of JSON for each thing that happened. Never a form's content, nor a query. */
export function jsonLog(write: (line: string) => void): Log {
  const at =
    (level: string) =>
    (message: string, facts: Facts = {}) => {
      const all = { time: new Date().toISOString(), level, message, ...facts };
      write(`${JSON.stringify(all, (_, value) => bounded(value))}\n`);
    };
  return { info: at("info"), warn: at("warn"), error: at("error") };
}

/**
 * What of an unexpected error may be kept. A database's message quotes the value that it refused,
 * which is what somebody typed: of that error the code alone.
 */
export function factsOf(error: Error): Facts {
  const { code, message, stack = "" } = error as Error & { code?: unknown };
  const frames = stack.slice(stack.indexOf(message) + message.length).trim();
  const isDatabase = "sqlState" in error || "severity" in error;
  return { error: isDatabase ? String(code ?? error.name) : message, stack: frames };
}

// --- internal ---

function bounded(value: unknown): unknown {
  if (typeof value !== "string" || value.length <= MOST_OF_A_FACT) return value;
  return `${value.slice(0, MOST_OF_A_FACT)}… (${value.length} characters)`;
}
