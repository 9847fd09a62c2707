import { onMachine } from "../../support/image";

onMachine("agent.sh", (at) => {
  const agent = async (settings: Record<string, string>) => {
    await at.install();
    await at.userData("baked", settings);
    return at.hurried("/opt/web/agent.sh");
  };
  const HOME = "/opt/aws/amazon-cloudwatch-agent";

  beforeEach(() => {
    at.standIn(
      "dnf",
      `echo "$*" >/tmp/dnf; mkdir -p ${HOME}/{bin,etc}; cd ${HOME}/bin
       printf '#!/bin/bash\\necho "$*" >/tmp/agent\\n' >amazon-cloudwatch-agent-ctl; chmod 755 *`,
    );
  });

  test("does nothing where nobody asked for it", async () => {
    expect(await agent({})).toEqual({ code: 0, stdout: "", stderr: "" });
    expect((await at.machine.run("ls /tmp/dnf /etc/systemd/system/web-log.service")).code).toBe(2);
  });

  test("hands the journal's lines of the app to the agent (a stand-in), in the stage's group", async () => {
    const { code, stdout } = await agent({ AGENT: "cloudwatch", LOG_GROUP: "/lab/web" });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "agent: logs go to /lab/web\n" });
    expect(await at.machine.succeed("cat /tmp/dnf /tmp/agent")).toBe(
      `install -y amazon-cloudwatch-agent\n-a fetch-config -m ec2 -s -c file:${HOME}/etc/web.json`,
    );
    const { logs } = JSON.parse(await at.machine.succeed(`cat ${HOME}/etc/web.json`));
    expect(logs.logs_collected.files.collect_list[0].log_group_name).toBe("/lab/web");
    const said = (what: string) => `grep ${what} /var/log/web/web.log`;
    await at.machine.succeed(
      `until ${said("listening")} && ${said("Started")}; do /bin/sleep 0.1; done`,
    );
    const log = await at.machine.succeed("cat /var/log/web/web.log");
    expect(log).toContain("Started web.service");
    expect(await at.machine.succeed("systemctl show -P User web-log.service")).not.toBe("root");
  });

  test.each(["", "/lab/web & more", "/lab|web"])("refuses a log group named %j", async (group) => {
    const { code, stderr } = await agent({ AGENT: "cloudwatch", LOG_GROUP: group });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `agent: LOG_GROUP must be the name of a log group, got "${group}"\n`,
    });
  });
});
