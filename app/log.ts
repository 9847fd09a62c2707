type Facts = Readonly<Record<string, unknown>>;

export interface Log {
  info(message: string, facts?: Facts): void;
  warn(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
}

/** One line of JSON for each thing that happened. Never a form's content, nor a query. */
export function jsonLog(write: (line: string) => void): Log {
  const at =
    (level: string) =>
    (message: string, facts: Facts = {}) =>
      write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...facts })}\n`);
  return { info: at("info"), warn: at("warn"), error: at("error") };
}
