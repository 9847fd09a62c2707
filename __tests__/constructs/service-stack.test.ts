import { synthStage } from "../support/synth";

test.each(["lab", "prod"] as const)("the addresses of %s are these", (stage) => {
  expect(synthStage(stage).addresses().join("\n")).toMatchSnapshot();
});

test("everything carries the name of its stage", () => {
  expect(synthStage("lab", { tags: { Team: "web" } }).document.provider.aws).toEqual([
    { default_tags: [{ tags: { Stage: "lab", Team: "web" } }], region: "us-east-1" },
  ]);
});

test("outputs what ops and the app need, and no password", () => {
  const lab = synthStage("lab");
  expect(Object.keys(lab.document.output)).toEqual([
    "database_cluster",
    "database_parameters",
    "database_secret_arn",
    "nat_public_ips",
    "target_group_arn",
    "url",
    "web_group",
  ]);
  expect(lab.output("nat_public_ips")).toEqual({ a: "${aws_eip.network_nat_a.public_ip}" });
});
