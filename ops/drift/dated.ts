import type { Found } from "./render";
import { isDrift, type Told } from "./told";

/** With who wrote last to what drifted. A plan that was made elsewhere may be read without credentials. */
export async function dated(found: Found, signal: AbortSignal): Promise<Found> {
  const { told, stage, elsewhere } = found;
  const asked = told.filter(mayBeWritten);
  if (asked.length === 0) return found;
  if (elsewhere) return { ...found, unwritten: `${NOT_ASKED} npm run ops -- drift ${stage}` };
  const { historyOf } = await import("./history"); // AWS's SDK takes longer to load than all the rest
  const subjects = asked.map(({ subject }) => subject);
  const { writes, missing } = await historyOf(subjects, signal);
  return {
    ...found,
    told: told.map((each) => {
      const written = writes.get(each.subject);
      return written === undefined ? each : { ...each, written };
    }),
    ...(missing !== undefined && { unwritten: missing }),
  };
}

// --- internal ---

const NOT_ASKED =
  "Who wrote to these last, and when, was not asked; CloudTrail answers to whoever may ask it:";

function mayBeWritten(told: Told): boolean {
  return isDrift(told) && told.kind !== "follows" && told.subject.names.length > 0;
}
