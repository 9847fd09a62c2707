/** One line of a bar chart: a name, and a value for each series. */
export interface Bars {
  readonly name: string;
  readonly values: readonly number[];
}

/**
 * A bar chart as SVG, one group of bars a name. By hand, as the charts of `ops load` are: a bar is a
 * rectangle.
 * @param series what each bar of a group is
 * @param unit after each value
 */
export function bars(
  title: string,
  series: readonly string[],
  groups: readonly Bars[],
  unit: string,
): string {
  const most = Math.max(...groups.flatMap(({ values }) => values));
  const tall = BAR * series.length + GAP;
  const height = TOP + tall * groups.length;
  const lines = groups.flatMap(({ name, values }, group) => {
    const y = TOP + tall * group;
    const middle = y + (BAR * series.length) / 2 + 4;
    return [
      `<text x="${LEFT - 8}" y="${middle}" text-anchor="end">${escaped(name)}</text>`,
      ...values.map((value, i) => bar(value, y + BAR * i, (value / most) * WIDE, i, unit)),
    ];
  });
  const legend = series.map(
    (name, i) =>
      `<rect x="${LEFT + 110 * i}" y="30" width="10" height="10" fill="${COLOURS[i]}"/>` +
      `<text x="${LEFT + 110 * i + 16}" y="39">${escaped(name)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="white"/>`,
    `<text x="${LEFT}" y="18" font-weight="600">${escaped(title)}</text>`,
    ...legend,
    ...lines,
    "</svg>\n",
  ].join("\n");
}

// --- internal ---

const [WIDTH, LEFT, TOP, BAR, GAP] = [760, 210, 54, 13, 12];
const WIDE = WIDTH - LEFT - 80;
const COLOURS = ["#9ecae1", "#4292c6", "#084594"];

function bar(value: number, y: number, width: number, series: number, unit: string): string {
  const w = Math.max(1, Math.round(width));
  const label = `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
  return (
    `<rect x="${LEFT}" y="${y}" width="${w}" height="${BAR - 2}" fill="${COLOURS[series]}"/>` +
    `<text x="${LEFT + w + 5}" y="${y + BAR - 3}" font-size="11">${label}</text>`
  );
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
