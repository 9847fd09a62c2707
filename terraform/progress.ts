import type { Progress } from "../terminal/screen";

const DONE = /^(\S+): (Creation|Modifications|Destruction) complete after (\S+)/;
const BEGUN = /^(\S+): (?:Creating|Modifying|Destroying)\.\.\./;
const PLAN = /^Plan: (\d+) to add, (\d+) to change, (\d+) to destroy/;
const VERBS: Readonly<Record<string, string>> = {
  Creation: "created",
  Modifications: "changed",
  Destruction: "destroyed",
};

/**
 * Reads Terraform's lines as they come, and tells how far it is: of `total` how many are done, and
 * what it is at. A destroy tells its total by itself.
 */
export function followApply(progress: Progress, total = 0): (line: string) => void {
  let all = total;
  let done = 0;
  const atWork = new Set<string>();
  return (line) => {
    const planned = PLAN.exec(line);
    if (planned) all = planned.slice(1).reduce((sum, each) => sum + Number(each), 0);
    const begun = BEGUN.exec(line)?.[1];
    if (begun !== undefined) atWork.add(begun);
    const [, address, what = "", took = ""] = DONE.exec(line) ?? [];
    if (address === undefined) return;
    done += 1;
    atWork.delete(address);
    const count = `${String(done).padStart(String(all).length)}/${all}`;
    const waiting = atWork.size > 0 ? ` (at ${[...atWork].join(", ")})` : "";
    progress(`${count}${waiting}`, `${count} ${address} ${VERBS[what]} after ${took}`);
  };
}
