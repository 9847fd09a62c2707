import type { Expression, Operator } from "./expression";

/** A metric's datapoints, one a period, the oldest first; undefined is a missing one. */
export type Series = readonly (number | undefined)[];

/**
 * What a metric math expression makes of the series of its ids, by AWS's page "Using metric math": arithmetic takes
 * a missing value for 0 where the other side has one, and drops what would divide by zero. Knows what alarms here
 * use, and refuses the rest. A scalar as the result is refused, as AWS does.
 */
export function calculate(
  expression: Expression,
  metrics: Readonly<Record<string, Series>>,
): Series {
  const value = resultOf(expression, metrics);
  if (typeof value === "number") throw new Error("must come to a time series, got a number");
  if (isList(value))
    throw new Error("must come to one time series, got a list; put SUM, MIN, MAX or AVG around it");
  return value;
}

// --- internal ---

type Metrics = Readonly<Record<string, Series>>;
type Value = number | Series | List;
interface List {
  readonly list: readonly Series[];
}

const isList = (value: Value): value is List => typeof value === "object" && "list" in value;

function resultOf(expression: Expression, metrics: Metrics): Value {
  const value = (inner: Expression) => resultOf(inner, metrics);
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "name":
      return metricOf(expression.value, metrics);
    case "list":
      return { list: expression.items.map((item) => seriesOf(value(item))) };
    case "pair":
      return pairwise(
        OPERATORS[expression.operator],
        value(expression.left),
        value(expression.right),
      );
    case "call":
      return called(expression.name, expression.given, metrics);
    case "prefix":
      if (expression.operator === "-") return pairwise(OPERATORS["-"], 0, value(expression.of));
  }
  throw new Error(`metric math here has no ${expression.kind === "prefix" ? "NOT" : "text"}`);
}

function metricOf(id: string, metrics: Metrics): Series {
  const series = metrics[id];
  if (series === undefined)
    throw new Error(`must name one of ${Object.keys(metrics).join(", ")}, got ${id}`);
  return series;
}

const truth = (holds: boolean) => (holds ? 1 : 0);

/** What each operator makes of two values; undefined drops the datapoint. */
const OPERATORS: Readonly<Record<Operator, (left: number, right: number) => number | undefined>> = {
  OR: (left, right) => truth(left !== 0 || right !== 0),
  AND: (left, right) => truth(left !== 0 && right !== 0),
  "==": (left, right) => truth(left === right),
  "!=": (left, right) => truth(left !== right),
  "<=": (left, right) => truth(left <= right),
  ">=": (left, right) => truth(left >= right),
  "<": (left, right) => truth(left < right),
  ">": (left, right) => truth(left > right),
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => (right === 0 ? undefined : left / right),
};

function pairwise(operator: (typeof OPERATORS)[Operator], left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number")
    return operator(left, right) ?? Number.NaN;
  if (typeof right === "number")
    return seriesOf(left).map((point) => (point === undefined ? point : operator(point, right)));
  if (typeof left === "number")
    return seriesOf(right).map((point) => (point === undefined ? point : operator(left, point)));
  return atEach([seriesOf(left), seriesOf(right)], ([one, other]) =>
    operator(one ?? 0, other ?? 0),
  );
}

/** Where all series lack a datapoint, the result lacks it too. */
const atEach = (series: readonly Series[], of: (points: Series) => number | undefined): Series =>
  Array.from({ length: Math.max(...series.map((each) => each.length)) }, (_, at) => {
    const points = series.map((each) => each[at]);
    return points.every((point) => point === undefined) ? undefined : of(points);
  });

const present = (points: Series) => points.filter((point) => point !== undefined);
const sum = (points: Series) => present(points).reduce((total, point) => total + point, 0);

/** Functions of a list. Of one series they make a number, which AWS advises against in alarms. */
const OF_LISTS: Readonly<Record<string, (points: Series) => number>> = {
  SUM: sum,
  AVG: (points) => sum(points) / points.length,
  MIN: (points) => Math.min(...present(points)),
  MAX: (points) => Math.max(...present(points)),
};

function called(name: string, given: readonly Expression[], metrics: Metrics): Value {
  const values = () => given.map((each) => resultOf(each, metrics));
  if (name === "METRICS" && given.length === 0) return { list: Object.values(metrics) };
  if (name === "IF") return chosen(values());
  if (name === "FILL") return filled(resultOf(given[0] as Expression, metrics), given[1]);
  const ofList = OF_LISTS[name];
  const [list] = ofList === undefined ? [] : values();
  if (ofList === undefined)
    throw new Error(
      `${name} is not among the functions known here: IF, FILL, METRICS, ${Object.keys(OF_LISTS).join(", ")}`,
    );
  if (list === undefined || !isList(list))
    throw new Error(`${name} must have a list in an alarm, as ${name}([m1, m2])`);
  return atEach(list.list, ofList);
}

/** IF(condition, so, otherwise): a missing `so` is 0, a missing `otherwise` is dropped, as AWS's tables have it. */
function chosen([condition, so, otherwise]: readonly Value[]): Series {
  const at = (value: Value | undefined, place: number) =>
    value === undefined || typeof value === "number" ? value : seriesOf(value)[place];
  return seriesOf(condition as Value).map((holds, place) => {
    if (holds === undefined) return undefined;
    return holds !== 0 ? (at(so, place) ?? 0) : at(otherwise, place);
  });
}

function filled(value: Value, filler: Expression | undefined): Value {
  if (isList(value)) return { list: value.list.map((each) => seriesOf(filled(each, filler))) };
  const series = seriesOf(value);
  if (filler?.kind === "number") return series.map((point) => point ?? filler.value);
  if (filler?.kind !== "name" || filler.value !== "REPEAT")
    throw new Error("FILL must have a number or REPEAT after the metric");
  let last: number | undefined;
  return series.map((point) => {
    last = point ?? last;
    return last;
  });
}

function seriesOf(value: Value): Series {
  if (typeof value === "number") throw new Error(`must be a time series, got ${value}`);
  if (isList(value)) throw new Error("must be one time series, got a list");
  return value;
}
