/** A word of a command that people paste into a shell: names in AWS may hold what a shell would run. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command line, each word quoted where it must be. */
export function commandLine(words: readonly string[]): string {
  return words.map(quoted).join(" ");
}
