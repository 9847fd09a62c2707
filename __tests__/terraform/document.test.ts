import fc from "fast-check";
import { summarize } from "../../summary/summarize";
import { documentOf, fileOf, summaryOf } from "../summary/support";

test("a block may stand bare or in a list of one, as for Terraform", () => {
  const document = documentOf("prod");
  const wrapped = structuredClone(document);
  for (const named of Object.values<Record<string, unknown>>(wrapped.resource)) {
    for (const [name, values] of Object.entries(named)) named[name] = [values];
  }
  wrapped.provider.aws = document.provider.aws[0];
  expect(summarize("prod", fileOf("prod"), wrapped)).toEqual(summaryOf("prod"));
});

test("a number may stand as a text, as for Terraform", () => {
  const document = documentOf("lab");
  document.resource.aws_autoscaling_group.web.min_size = "2";
  document.resource.aws_lb_listener.load_balancer_http.port = "80";
  expect(summarize("lab", fileOf("lab"), document)).toEqual(summaryOf("lab"));
});

test("nothing that JSON can say makes it throw", () => {
  const types = ["aws_vpc", "aws_subnet", "aws_lb", "aws_autoscaling_group", "aws_rds_cluster"];
  const resource = fc.record(Object.fromEntries(types.map((type) => [type, fc.jsonValue()])));
  const odd = fc.oneof(fc.jsonValue(), fc.record({ resource, provider: fc.jsonValue() }));
  fc.assert(fc.property(odd, (document) => void summarize("odd", "odd.json", document)));
});
