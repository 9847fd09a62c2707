import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition";
import { Construct } from "constructs";
import { type LogFacts, queriesOf } from "../alarms/queries";
import { named } from "../names/stage";
import { stackOf } from "./readable-stack";

/** Queries of CloudWatch Logs Insights, ready to run. Each run is paid by the data that it reads. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, logs: LogFacts) {
    super(scope, id);
    const stage = stackOf(this);
    for (const { name, logGroups, query } of queriesOf(logs)) {
      new CloudwatchQueryDefinition(this, name, {
        name: named(stage, name),
        logGroupNames: [...logGroups],
        queryString: query,
      });
    }
  }
}
