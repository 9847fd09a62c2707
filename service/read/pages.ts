/** All items of all pages of a list. */
export async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...(itemsOf(page) ?? []));
  return all;
}

/** What isn't there is none; everything else is an error. */
export function unless(...names: readonly string[]) {
  return (error: Error): never[] => {
    if (names.includes(error.name)) return [];
    throw error;
  };
}

/** In an order that doesn't depend on AWS. */
export function sorted<T>(items: readonly T[], keyOf: (item: T) => string | number): T[] {
  return [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}
