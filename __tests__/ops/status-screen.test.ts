import pico from "picocolors";
import { commandsFor } from "../../ops/status/commands";
import type { Facts } from "../../ops/status/facts";
import { judge } from "../../ops/status/judge";
import { render, toJson } from "../../ops/status/render";
import { codeBlocks } from "../support/docs";
import { FACTS } from "./working-stage";

const plain = pico.createColors(false);
const statusOf = (change: Partial<Facts> = {}, logGroups: string[] = []) => {
  const facts = { ...FACTS, ...change };
  return {
    facts,
    remarks: judge(facts),
    commands: commandsFor(facts, logGroups),
  };
};
const screenOf = (...given: Parameters<typeof statusOf>) => render(statusOf(...given), plain);

test("one screen has it all, from the URL to the commands", () => {
  expect(screenOf()).toMatchInlineSnapshot(`
    "lab  us-east-1, account 123456789012                        2026-11-29 15:20 UTC
    works

    url          http://lab-web-1.us-east-1.elb.amazonaws.com
                 answers 200 in 81 ms; writer reached, reader reached
    targets      healthy in zone a 1 of 1, b 1 of 1
    fleet        2 instances, 2 wanted, 2 to 4
      i-0000000000000000a  a  InService  ami-00000000000000001  01234567  3 d
      i-0000000000000000b  b  InService  ami-00000000000000001  01234567  3 d
    refresh      none runs; the last: Successful, 2026-11-26 10:06 UTC
    scaling      2026-11-26 10:00 UTC Successful: Launching a new EC2 instance:
                 i-0000000000000000b
    database     lab-database available, aurora-mysql 8.0.mysql_aurora.3.10.0
                 restorable up to 2026-11-29 15:15 UTC
      lab-database-a  writer  db.t4g.medium  a  available
      lab-database-b  reader  db.t4g.medium  b  available  lag 19 ms
    pending      nothing
    password     rotated 4 d ago, next on 2026-12-02
    image        from al2023-ami-2023.9.20261101.0-kernel-6.12-x86_64, the newest
    alarms       2 in all; on: none
    costs        about $157 a month for what runs now, an estimate (prices of
                 us-east-1, 2026-01-19; not counted: traffic, storage, requests,
                 logs, detailed monitoring, secrets)

    # a shell on i-0000000000000000a
    aws ssm start-session --region us-east-1 --target i-0000000000000000a
    # the web server's log
    aws ssm start-session --region us-east-1 --target i-0000000000000000a \\
      --document-name AWS-StartInteractiveCommand \\
      --parameters 'command=["sudo journalctl -u web -n 200 -f"]'
    # rotate the password now
    aws secretsmanager rotate-secret --region us-east-1 \\
      --secret-id 'arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1-AbCdEf'
    "
  `);
});

test("the page's example is what the command prints", () => {
  const [a, b] = FACTS.fleet.instances;
  const released = {
    ...b,
    release: "89abcdef01234567",
    launched: "2026-11-29T15:12:00.000Z",
  };
  const refresh = {
    ...FACTS.fleet.refresh,
    status: "InProgress",
    percent: 50,
    started: "2026-11-29T15:10:00.000Z",
    ended: null,
  };
  const screen = screenOf(
    {
      fleet: {
        ...FACTS.fleet,
        instances: [a, released],
        refresh,
        activities: [],
      },
      pending: [
        {
          kind: "change",
          name: "lab-database-b",
          what: "DBInstanceClass",
          to: "db.r6g.large",
        },
      ],
      image: {
        ...FACTS.image,
        newest: {
          id: "ami-2",
          name: "al2023-ami-2023.9.20261120.0-kernel-6.12-x86_64",
          created: "2026-11-21T00:00:00.000Z",
        },
      },
    },
    ["/aws/rds/cluster/lab-database/error", "/lab/web"],
  );
  const [, example] = codeBlocks("docs/ops/status.md", "text");
  expect(example).toBe(screen.trimEnd());
});

test("no line is wider than 80 columns, whatever there is to say", () => {
  const unknown = {
    unknown: "must be allowed cloudwatch:GetMetricData, got a refusal ".repeat(3),
  };
  const screen = screenOf(
    { lags: unknown, broken: { way: ["a fault of many words ".repeat(9)] } },
    ["/lab/web", "/aws/rds/cluster/lab-database/slowquery"],
  );
  const wide = screen.split("\n").filter((line) => line.length > 80);
  expect(wide.filter((line) => !line.includes("arn:aws:"))).toEqual([]); // an ARN can't be broken
});

test("what is unknown or missing has its line, and the rest is shown", () => {
  const screen = screenOf({
    fleet: { unknown: "denied" },
    database: null,
    lags: null,
  });
  expect(screen).toContain("\nfleet        unknown\n");
  expect(screen).toContain("\ndatabase     none\n");
  expect(screen).toContain("  ? fleet: denied\n");
});

test("the command that cancels a refresh is there while one runs", () => {
  const refresh = { ...FACTS.fleet.refresh, status: "InProgress", ended: null };
  const cancels =
    /^aws autoscaling cancel-instance-refresh --region us-east-1 \\\n {2}--auto-scaling-group-name lab-web$/m;
  expect(screenOf({ fleet: { ...FACTS.fleet, refresh } })).toMatch(cancels);
  expect(screenOf()).not.toMatch(cancels);
});

test("a shell goes to the instance that is unhealthy, if there is one", () => {
  const [a, b] = FACTS.fleet.instances;
  const fleet = { ...FACTS.fleet, instances: [a, { ...b, healthy: false }] };
  expect(screenOf({ fleet })).toContain(`--target ${b.id}\n`);
});

test("logs are followed where the stage has a group for them, and in a session where not", () => {
  expect(screenOf()).toContain("journalctl -u web");
  const screen = screenOf({}, ["/lab/web"]);
  expect(screen).not.toContain("journalctl");
  expect(screen).toContain("aws logs tail /lab/web --region us-east-1 --since 1h --follow\n");
});

test("as JSON it has a format, the verdict, the facts and each command in one line", () => {
  expect(JSON.parse(toJson(statusOf()))).toMatchObject({
    format: 1,
    verdict: "works",
    remarks: [],
    stage: "lab",
    database: { members: [{ role: "writer" }, { role: "reader" }] },
    commands: expect.arrayContaining([
      {
        does: "rotate the password now",
        command: `aws secretsmanager rotate-secret --region us-east-1 --secret-id '${FACTS.password.secret}'`,
      },
    ]),
  });
});
