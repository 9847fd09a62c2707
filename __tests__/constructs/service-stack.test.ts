import { synthImage, synthStage, synthState } from "../support/synth";

test.each(["lab", "prod"] as const)("the addresses of %s are these", (stage) => {
  expect(synthStage(stage).addresses().join("\n")).toMatchSnapshot();
});

test("every stack of a stage, and the home of states, are for the account that they name", () => {
  const account = "000000000012";
  const stacks = [
    synthStage("lab", { account }),
    synthImage("prod", { account }),
    synthState({ account }),
  ];
  for (const { document } of stacks) {
    expect(document.provider.aws).toMatchObject([{ allowed_account_ids: [account] }]);
  }
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
    "news_topic_arn",
    "order",
    "target_group_arn",
    "url",
    "web_group",
  ]);
  expect(lab.output("nat_public_ips")).toEqual({ a: "${aws_eip.network_nat_a.public_ip}" });
});
