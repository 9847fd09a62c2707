import { onMachine } from "../../support/image";

const LINES = 20_000;
const NUMBERED = `seq --format 'line %.0f' ${LINES}`;
const LOG = "/var/log/web/web.log";
const RECORD = "/var/lib/web-log/copied";
/** Makes web.service say "more". */
const SAY = "kill -USR1 $(systemctl show -P MainPID web.service)";
/** Reads as the agent does: by name, to the end of a file that was renamed, and then the new one. */
const READER = `while sleep 0.05; do
  [ -e ${LOG} ] || continue
  exec <${LOG}
  while [ ${LOG} -ef /dev/stdin ]; do cat; sleep 0.05; done
  cat
done`;

/** On real journald. In place of the app, web.service says numbered lines as fast as it can. */
onMachine("web-log.service", (at) => {
  const succeed = (...lines: string[]) => at.machine.succeed(lines.join("\n"));
  const dropIn = (unit: string, ...lines: string[]) =>
    succeed(
      `mkdir -p /etc/systemd/system/${unit}.d`,
      `cat >/etc/systemd/system/${unit}.d/test.conf <<'END'\n${lines.join("\n")}\nEND`,
      "systemctl daemon-reload",
    );
  const appSays = (line: string) =>
    dropIn(
      "web.service",
      "[Service]",
      "LogRateLimitIntervalSec=0",
      "ExecStart=",
      `ExecStart=/bin/bash -c "trap 'echo more' USR1; ${line.replaceAll("%", "%%")}; while sleep 0.1; do :; done"`,
    );
  const copies = (...settings: string[]) =>
    dropIn("web-log.service", "[Service]", "Environment=PAUSE=0.1", ...settings);
  const untilIn = (file: string, line: string) =>
    succeed(`until grep --quiet --line-regexp '${line}' ${file}; do sleep 0.1; done`);

  beforeEach(async () => {
    await at.install();
    await succeed("touch /etc/web.env && cp /opt/web/web-log.service /etc/systemd/system");
    await appSays(NUMBERED);
    await copies();
  });

  test("is what systemd takes without a warning", async () => {
    const verified = await at.machine.run("systemd-analyze verify web-log.service");
    expect(verified).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("copies each line once, though it is killed all the time", async () => {
    await copies("RestartSec=50ms", "[Unit]", "StartLimitIntervalSec=0");
    await succeed("systemctl start web-log.service web.service");
    const started = "systemctl is-active --quiet web-log.service";
    const restarts = "$(systemctl show -P NRestarts web-log.service)";
    await succeed(
      "for i in {1..10}; do",
      `until ${started}; do sleep 0.05; done; sleep 0.2`,
      "systemctl kill --signal KILL web-log.service",
      `for _ in {1..6000}; do [ "${restarts}" -lt $i ] || break; sleep 0.05; done`,
      `[ "${restarts}" -ge $i ]`,
      "done",
    );
    await untilIn(LOG, `line ${LINES}`);
    await succeed(`grep '^line ' ${LOG} | cmp - <(${NUMBERED})`);
  });

  test.each([
    { died: "after a copy", cut: 0 },
    { died: "in the middle of a line", cut: 3 },
  ])(
    "copies each line once, though it died $died, before it saved how far it is",
    async ({ cut }) => {
      await appSays("echo first");
      await succeed("systemctl start web-log.service web.service");
      await untilIn(LOG, "first");
      await succeed(`until [ -e ${RECORD} ]; do sleep 0.1; done`);
      await succeed("systemctl stop web-log.service", `cp ${RECORD} /tmp/record`, SAY);
      await succeed("systemctl start web-log.service");
      await untilIn(LOG, "more");
      await succeed("systemctl stop web-log.service", `cp /tmp/record ${RECORD}`);
      await succeed(`truncate --size -${cut} ${LOG}`, SAY, "systemctl start web-log.service");
      await succeed(`until [ "$(grep --count more ${LOG})" -ge 2 ]; do sleep 0.1; done`);
      expect(await succeed(`grep --extended-regexp '^(first|more)' ${LOG}`)).toBe(
        "first\nmore\nmore",
      );
    },
  );

  test("keeps two files of its bound and a batch, and a reader misses none of the lines", async () => {
    const most = 60_000;
    await copies(`Environment=PAUSE=1 MOST=${most}`);
    await succeed(
      `(setsid bash -c '${READER}' >/tmp/read 2>&1 &) </dev/null`,
      "systemctl start web-log.service web.service",
    );
    await untilIn("/tmp/read", `line ${LINES}`);
    await succeed(`grep '^line ' /tmp/read | cmp - <(${NUMBERED})`);
    const sizes = (await succeed("stat --format %s /var/log/web/*")).split("\n").map(Number);
    expect(sizes).toHaveLength(2);
    for (const size of sizes) expect(size).toBeLessThan(most + 1_000 * `line ${LINES}\n`.length);
  });

  test("goes on with the first new line when the journal has dropped the last line copied", async () => {
    await succeed("systemctl start web-log.service web.service");
    await untilIn(LOG, `line ${LINES}`);
    await succeed(
      "journalctl --rotate && sleep 1.1 && journalctl --vacuum-time=1s",
      'test -z "$(journalctl --unit=web.service --output=cat)"',
      SAY,
    );
    await untilIn(LOG, "more");
    expect(await succeed(`tail --lines 2 ${LOG}`)).toBe(`line ${LINES}\nmore`);
  });
});
