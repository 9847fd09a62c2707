import type { Construct } from "constructs";
import type { StageFacts } from "../alarms/stage";
import { alarmsOf } from "../alarms/table";
import type { Settings } from "../config/settings";
import { SERVICE_OUTPUTS, type ServiceOutputs } from "../names/outputs";
import { clusterLogs, logGroupsOf } from "../names/stage";
import { STAGE } from "../names/tags";
import { Alarms } from "./alarms";
import { Dashboard } from "./dashboard";
import { Database } from "./database";
import { bound } from "./iam";
import { LoadBalancer } from "./load-balancer";
import { machineImage } from "./machine-image";
import { Network } from "./network";
import { type Also, News } from "./news";
import { ORDER } from "./order";
import { publish } from "./outputs";
import { ReadableStack } from "./readable-stack";
import type { Release } from "./release-store";
import { SavedQueries } from "./saved-queries";
import { WebFleet } from "./web-fleet";

export interface ServiceStackProps {
  readonly settings: Settings;
  /** What instances of a stock image install at their first boot. */
  readonly release: Release;
  /** Constraint on the AWS provider, where the usual one cannot be had. */
  readonly providerVersion?: string | undefined;
}

/** THE MAP: the whole system of one stage. First its parts, then who may talk to whom. */
export class ServiceStack extends ReadableStack {
  constructor(scope: Construct, stage: string, props: ServiceStackProps) {
    const { settings, providerVersion } = props;
    const { region, account, backend } = settings;
    const tags = tagsOf(stage, settings);
    super(scope, stage, { region, account, backend, tags, providerVersion });
    if (settings.boundary !== undefined) bound(this, settings.boundary);

    const parts = addParts(this, props);
    connect(parts, settings);
    watch(this, parts, settings);
    publishFacts(this, parts);
  }
}

type Parts = ReturnType<typeof addParts>;

/** The parts of the system, from what all stand on to what people reach. */
function addParts(stack: ServiceStack, { settings, release }: ServiceStackProps) {
  const { region, entry, logs, encryption, protection } = settings;
  const logDays = logs.days;
  const { port, healthCheckPath, agent, rollout, maxDays, ...capacity } = settings.web;
  const image = machineImage(settings.image);

  const network = new Network(stack, "network", { region, logDays, ...settings.network });
  const loadBalancer = new LoadBalancer(stack, "load-balancer", {
    ...entry,
    network,
    port,
    healthCheckPath,
    logs,
    protection,
  });
  const database = new Database(stack, "database", {
    ...settings.database,
    network,
    region,
    clients: capacity.max,
    logs,
    encryption,
    protection,
  });
  const supply = image.addSupply(stack, release);
  const news = new News(stack, "news", region, newsAlsoFrom(settings));
  const web = new WebFleet(stack, "web", {
    network,
    region,
    loadBalancer,
    image,
    supply,
    capacity,
    rollout,
    maxDays,
    newsTopic: news.topicArn,
    port,
    agent,
    logDays,
    environment: environmentOf(stack, settings, database),
    tags: tagsOf(stack.node.id, settings),
  });
  return { network, loadBalancer, database, supply, web, news };
}

/** What publishes news for the alarms, as their settings have it. */
function newsAlsoFrom({ alarms }: Settings): Also[] {
  if (alarms === undefined) return [];
  return alarms.budget === undefined ? ["events"] : ["events", "budgets"];
}

/** Settings of the app. How to connect it reads below the path, since only AWS knows. */
function environmentOf(stack: ServiceStack, { region, web }: Settings, database: Database) {
  return {
    STAGE: stack.node.id,
    AWS_REGION: region,
    DATABASE_PARAMETERS: database.parameterPath,
    LOAD_PAGE: web.loadPage ? "on" : "off",
  };
}

/** Who may talk to whom, who may read what, and who publishes news. All else is closed. */
function connect(
  { network, loadBalancer, database, supply, web, news }: Parts,
  { entry }: Settings,
): void {
  loadBalancer.allowFrom(entry.from);
  web.firewall.allowFrom(loadBalancer.firewall);
  database.firewall.allowFrom(web.firewall);
  network.allowServices(web.firewall);

  database.grantRead(web.roleName);
  supply.grantRead(web.roleName);
  web.readOnlyParameters([...database.parameterArns, ...supply.parameterArns]);

  news.ofDatabases();
  news.ofFleet(web.groupName, web.onReplacement);
}

/** When somebody is called, about what, and where they look. */
function watch(stack: ServiceStack, parts: Parts, settings: Settings): void {
  const { alarms: reach, database, network, web } = settings;
  if (reach === undefined) return;
  const facts = factsOf(parts, settings);
  const { topicArn: newsTopic, account } = parts.news;
  new Alarms(stack, "alarms", { ...reach, alarms: alarmsOf(facts), newsTopic });

  if (reach.dashboard === "none") return;
  const logGroups = logGroupsOf(stack.node.id);
  new Dashboard(stack, "dashboard", facts, account);
  new SavedQueries(stack, "saved-queries", {
    engine: database.engine.kind,
    database: clusterLogs(facts.database.cluster),
    web: web.agent === "none" ? undefined : logGroups.web,
    flows: network.flowLogs === "none" ? undefined : logGroups.flowLogs,
  });
}

/** What alarms have to know of the parts. */
function factsOf({ network, loadBalancer, web, database }: Parts, settings: Settings): StageFacts {
  const { engine, instances } = settings.database;
  const { min, max } = settings.web;
  return {
    region: settings.region,
    zones: network.zones,
    loadBalancer: loadBalancer.metricDimensions.LoadBalancer,
    targetGroup: loadBalancer.metricDimensions.TargetGroup,
    certificate: loadBalancer.certificate,
    group: { name: web.groupName, min, max },
    nat: network.natGateways,
    database: {
      cluster: database.clusterId,
      engine: engine.kind,
      classes: Object.values(instances).map((each) => each.class),
      secret: database.secretArn,
    },
    budget: settings.alarms?.budget,
  };
}

/** What people, operations and tests need to know of the parts, as outputs of the stack. */
function publishFacts(stack: ServiceStack, parts: Parts): void {
  const { network, loadBalancer, web, database, news } = parts;
  publish<ServiceOutputs>(
    stack,
    SERVICE_OUTPUTS,
    {
      url: loadBalancer.url,
      nat_public_ips: network.natIps,
      web_group: web.groupName,
      target_group_arn: loadBalancer.targetGroup.arn,
      database_parameters: database.parameterPath,
      database_secret_arn: database.secretArn,
      database_cluster: database.clusterId,
      news_topic_arn: news.topicArn,
      order: ORDER,
    },
    { database_cluster: database.conditions },
  );
}

function tagsOf(stage: string, { tags }: Settings): Readonly<Record<string, string>> {
  return { ...tags, [STAGE]: stage };
}
