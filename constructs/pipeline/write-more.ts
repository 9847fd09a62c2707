import { named } from "../../names/stage";
import { STAGE } from "../../names/tags";
import { actions, type Statement } from "../iam";
import { ALARMS, BACKUPS, BUDGETS, DASHBOARDS, EVENTS, KEYS, TOPICS, WAF } from "./actions";
import type { PipelineStage } from "./stage";
import { writeDns } from "./write";

/** What an apply changes too. AWS takes 10,240 characters of inline policies a role, and these are more. */
export function writeMore(stage: PipelineStage): Statement[] {
  const { name, region } = stage;
  const arn = (service: string, what: string) => `arn:aws:${service}:${region}:*:${what}`;
  const ours = named(name, "*");
  return [
    ...writeDns(stage),
    {
      Action: BACKUPS,
      Resource: [arn("backup", `backup-vault:${ours}`), arn("backup", "backup-plan:*")],
    },
    ...vaultKeys(region),
    { Action: TOPICS, Resource: arn("sns", ours) },
    { Action: ALARMS, Resource: arn("cloudwatch", `alarm:${ours}`) },
    { Action: EVENTS, Resource: arn("events", `rule/${ours}`) },
    // Neither a budget nor a dashboard is of a region.
    { Action: BUDGETS, Resource: `arn:aws:budgets::*:budget/${ours}` },
    { Action: DASHBOARDS, Resource: `arn:aws:cloudwatch::*:dashboard/${ours}` },
    // On no resource, says AWS: another stage's saved queries are as open to it as this stage's.
    { Action: actions("logs:", ["DeleteQueryDefinition PutQueryDefinition"]), Resource: "*" },
    // AWS takes no narrower right for it; another stage's alarm has another stage's tag.
    { Action: "cloudwatch:PutCompositeAlarm", Resource: "*" },
    // On no resource, says AWS.
    { Action: "sns:Unsubscribe", Resource: "*" },
    ...writeKeys(name, arn("kms", "key/*")),
    // On no resource, says AWS; another stage's load balancer has another stage's tag.
    { Action: "elasticloadbalancing:SetWebAcl", Resource: "*" },
    {
      Action: WAF,
      Resource: [
        arn("wafv2", `regional/webacl/${ours}`),
        arn("wafv2", "regional/managedruleset/*"),
        arn("elasticloadbalancing", `loadbalancer/app/${ours}`),
      ],
    },
  ];
}

/** AWS makes a vault with the caller's rights to its key and to its storage. */
function vaultKeys(region: string): Statement[] {
  return [
    { Action: "backup-storage:MountCapsule", Resource: "*" },
    {
      Action: ["kms:CreateGrant", "kms:GenerateDataKey", "kms:Decrypt", "kms:RetireGrant"],
      Resource: `arn:aws:kms:${region}:*:key/*`,
      Condition: { StringEquals: { "kms:ViaService": `backup.${region}.amazonaws.com` } },
    },
  ];
}

/** A key has an id of AWS's, so the tag says whose it is. */
function writeKeys(stage: string, keys: string): Statement[] {
  const tagged = (by: string) => ({ StringEquals: { [`aws:${by}/${STAGE}`]: stage } });
  return [
    // Has no resource before there is one. Then the tag comes with it.
    { Action: "kms:CreateKey", Resource: "*", Condition: tagged("RequestTag") },
    { Action: "kms:TagResource", Resource: keys, Condition: tagged("RequestTag") },
    { Action: KEYS, Resource: keys, Condition: tagged("ResourceTag") },
  ];
}
