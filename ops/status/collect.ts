import { namesOf } from "../../names/stage";
import { broken } from "../../service/invariants";
import { readSnapshot } from "../../service/read";
import { scopeOf } from "../../service/scope";
import type { Snapshot } from "../../service/snapshot";
import { showCause } from "../../terminal/command-line";
import { reasonOf } from "../asking";
import type { Clients } from "../aws";
import { lagsOf } from "../lag";
import { readAlarms } from "./alarms";
import { costsOfRunning, countEndpoints } from "./costs";
import { readDatabase, readPassword } from "./database";
import { readCertificates, readEntry } from "./entry";
import { type Asked, type Facts, type Fleet, isThere, isUnknown, type Target } from "./facts";
import { readFleet } from "./fleet";
import { readImageAge } from "./image";
import { pendingOf } from "./pending";

/**
 * Asks AWS some 45 questions, all of reading. What it refuses leaves the rest known.
 * @param cluster identifier of the cluster that the settings have the app use
 */
export async function collectFacts(
  clients: Clients,
  where: Pick<Facts, "stage" | "region" | "account">,
  cluster: string,
): Promise<Facts> {
  const { stage } = where;
  const { web } = namesOf(stage);
  const ask = <T>(question: () => Promise<T | null>) => asked(question, where);
  const from = <A extends object, T>(first: Asked<A>, question: (it: A) => Promise<T | null>) =>
    isThere(first) ? ask(() => question(first)) : Promise.resolve(first);

  const [snapshot, fleet, endpoints, alarms] = await Promise.all([
    ask(() => readSnapshot(clients, scopeOf(stage))),
    ask(() => readFleet(clients, web)),
    ask(async () => ({ zones: await countEndpoints(clients.ec2, stage) })),
    ask(() => readAlarms(clients.cloudWatch, stage)),
  ]);
  // A restore may have led the app elsewhere since the settings were written.
  const used = (isThere(snapshot) ? snapshot.clusters[0]?.id : undefined) ?? cluster;
  const [database, pending] = await Promise.all([
    ask(() => readDatabase(clients.rds, used)),
    ask(() => pendingOf(clients.rds, used)),
  ]);
  const [entry, lags, password, certificates, image] = await Promise.all([
    from(snapshot, (seen) => readEntry(clients.loadBalancing, seen)),
    from(database, ({ members }) => lagsOf(clients.cloudWatch, readersIn(members))),
    from(snapshot, (seen) => readPassword(clients.secrets, seen)),
    from(snapshot, (seen) => readCertificates(clients.acm, seen)),
    from(fleet, (found) => readImageAge(clients, found)),
  ]);
  const running = { snapshot, entry, fleet, database, endpoints };
  const [unknown] = Object.values(running).filter(isUnknown);
  return {
    ...where,
    at: new Date().toISOString(),
    entry,
    broken: isThere(snapshot) ? broken(snapshot) : snapshot,
    targets: isThere(snapshot) ? targetsIn(snapshot, fleet) : snapshot,
    fleet,
    database,
    lags,
    pending,
    password,
    certificates,
    image,
    alarms,
    costs: unknown ?? costsOfRunning(running as Parameters<typeof costsOfRunning>[0]),
  };
}

// --- internal ---

async function asked<T>(
  question: () => Promise<T | null>,
  at: Pick<Facts, "stage" | "region">,
): Promise<Asked<T>> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof TypeError) throw error; // a mistake in here
    showCause(error);
    return { unknown: reasonOf(error as Error, at) };
  }
}

function readersIn(members: readonly { id: string; role: string }[]): string[] {
  return members.filter(({ role }) => role === "reader").map(({ id }) => id);
}

/** A target of which the fleet knows no instance is in no zone. */
function targetsIn({ targetGroups }: Snapshot, fleet: Asked<Fleet>): Target[] {
  const instances = isThere(fleet) ? fleet.instances : [];
  const zoneOf = (id: string) => instances.find((each) => each.id === id)?.zone ?? "?";
  return targetGroups.flatMap(({ targets }) =>
    targets.map(({ id, health }) => ({ id, zone: zoneOf(id), health })),
  );
}
