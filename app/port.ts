/** Why a server can't listen on `port`, and what to do. */
export function listenFault({ code, message }: NodeJS.ErrnoException, port: number): string {
  const taken = code === "EADDRINUSE";
  const got = taken ? "on which another program listens" : `which the system refuses (${message})`;
  const remedy = taken ? "end that program, or set another port" : "set another port";
  return `PORT: must be a port that is free to listen on, got ${port}, ${got}; ${remedy}`;
}
