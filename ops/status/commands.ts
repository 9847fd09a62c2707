import { clusterLogs, logGroupsOf } from "../../names/stage";
import { type Facts, isThere } from "./facts";
import { isRunning } from "./judge";

/** What one AWS command does is no command of ours: here it is, ready to paste. */
export interface Command {
  readonly does: string;
  /** Its words, quoted for a shell; a line may be broken between two of them. */
  readonly words: readonly string[];
}

/**
 * How to go on from here.
 * @param logGroups those that the stage has, by their names
 */
export function commandsFor(facts: Facts, logGroups: readonly string[]): Command[] {
  const { stage, fleet, password } = facts;
  const instances = isThere(fleet) ? fleet.instances : [];
  const worst = instances.find(({ healthy }) => !healthy) ?? instances[0];
  const all = [
    ...(worst === undefined
      ? []
      : sessionsOn(worst.id, logGroups.includes(logGroupsOf(stage).web))),
    ...logsOf(stage, logGroups),
    ...(isThere(fleet) && isRunning(fleet.refresh) ? [cancelRefresh(fleet.name)] : []),
    ...(isThere(password) ? [rotate(password.secret)] : []),
  ];
  return all.map(({ does, words: [call = "", ...options] }) => ({
    does,
    words: [`aws ${call}`, `--region ${facts.region}`, ...options],
  }));
}

// --- internal ---

/** @param logged whether CloudWatch has the web server's log */
function sessionsOn(instance: string, logged: boolean): Command[] {
  const session = ["ssm start-session", `--target ${instance}`];
  const journal = [
    "--document-name AWS-StartInteractiveCommand",
    "--parameters 'command=[\"sudo journalctl -u web -n 200 -f\"]'",
  ];
  return [
    { does: `a shell on ${instance}`, words: session },
    ...(logged ? [] : [{ does: "the web server's log", words: [...session, ...journal] }]),
  ];
}

function logsOf(stage: string, groups: readonly string[]): Command[] {
  const { web } = logGroupsOf(stage);
  return groups
    .filter((name) => name === web || name.startsWith(clusterLogs("")))
    .map((name) => ({
      does: `the log ${name}`,
      words: [`logs tail ${name}`, "--since 1h", "--follow"],
    }));
}

function cancelRefresh(group: string): Command {
  const words = ["autoscaling cancel-instance-refresh", `--auto-scaling-group-name ${group}`];
  return { does: "cancel the refresh", words };
}

/** Quoted, since its name has a !, at which a shell looks. Not by RDS, which does all that waits with it. */
function rotate(secret: string): Command {
  const words = ["secretsmanager rotate-secret", `--secret-id '${secret}'`];
  return { does: "rotate the password now", words };
}
