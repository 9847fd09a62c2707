import { type ACMClient, DescribeCertificateCommand } from "@aws-sdk/client-acm";
import {
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  type Listener as Found,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  ListResourceRecordSetsCommand,
  paginateListHostedZones,
  type Route53Client,
} from "@aws-sdk/client-route-53";
import type { Certificate, Listener, LoadBalancer, NameRecord, Snapshot } from "../snapshot";
import { collect, sorted, unless } from "./pages";

type Entry = Pick<Snapshot, "loadBalancers" | "targetGroups" | "certificates" | "records">;

interface Clients {
  readonly loadBalancing: ElasticLoadBalancingV2Client;
  readonly acm: ACMClient;
  readonly route53: Route53Client;
}

/** The load balancer of a name, and what its listeners lead to and show. */
export async function readEntry(clients: Clients, name: string): Promise<Entry> {
  const { loadBalancing, acm, route53 } = clients;
  const loadBalancers = await readLoadBalancers(loadBalancing, name);
  const listeners = loadBalancers.flatMap((balancer) => balancer.listeners);
  const groups = unique(listeners.flatMap(({ forwardsTo }) => forwardsTo));
  const shown = unique(listeners.flatMap((listener) => listener.certificates));
  const [targetGroups, certificates] = await Promise.all([
    Promise.all(groups.map((arn) => readTargetGroup(loadBalancing, arn))),
    Promise.all(shown.map((arn) => readCertificate(acm, arn))),
  ]);
  const issued = certificates.flat();
  const records = await readRecords(route53, unique(issued.map(({ domain }) => domain)));
  return { loadBalancers, targetGroups: targetGroups.flat(), certificates: issued, records };
}

// --- internal ---

const unique = (all: readonly string[]) => [...new Set(all)].sort();

async function readLoadBalancers(
  client: ElasticLoadBalancingV2Client,
  name: string,
): Promise<LoadBalancer[]> {
  const pages = paginateDescribeLoadBalancers({ client }, { Names: [name] });
  const found = await collect(pages, (page) => page.LoadBalancers).catch(
    unless("LoadBalancerNotFoundException"),
  );
  return Promise.all(
    found.map(async ({ LoadBalancerArn: arn = "", State, DNSName = "", SecurityGroups = [] }) => {
      const listeners = await collect(
        paginateDescribeListeners({ client }, { LoadBalancerArn: arn }),
        (page) => page.Listeners,
      );
      return {
        arn,
        name,
        state: State?.Code ?? "",
        dnsName: DNSName,
        securityGroups: [...SecurityGroups].sort(),
        listeners: sorted(listeners.map(listener), ({ port }) => port),
      };
    }),
  );
}

function listener({ Port, Protocol, DefaultActions = [], Certificates = [] }: Found): Listener {
  const forwards = DefaultActions.filter(({ Type }) => Type === "forward");
  const redirect = DefaultActions.find(({ Type }) => Type === "redirect")?.RedirectConfig;
  const groups = forwards.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn ?? [],
    (ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn ?? []),
  ]);
  return {
    port: Port ?? 0,
    protocol: Protocol ?? "",
    forwardsTo: unique(groups.flat(2)),
    redirectsTo: redirect === undefined ? null : Number(redirect.Port),
    certificates: unique(Certificates.flatMap(({ CertificateArn }) => CertificateArn ?? [])),
  };
}

async function readTargetGroup(client: ElasticLoadBalancingV2Client, arn: string) {
  const command = new DescribeTargetHealthCommand({ TargetGroupArn: arn });
  const found = await client
    .send(command)
    .then((answer) => [answer], unless("TargetGroupNotFoundException"));
  return found.map(({ TargetHealthDescriptions = [] }) => ({
    arn,
    targets: sorted(
      TargetHealthDescriptions.map(({ Target, TargetHealth }) => ({
        id: Target?.Id ?? "",
        port: Target?.Port ?? 0,
        health: (TargetHealth?.State ?? "") as string,
      })),
      ({ id }) => id,
    ),
  }));
}

async function readCertificate(client: ACMClient, arn: string): Promise<Certificate[]> {
  const found = await client
    .send(new DescribeCertificateCommand({ CertificateArn: arn }))
    .then(({ Certificate }) => [Certificate], unless("ResourceNotFoundException"));
  return found.map((one) => ({ arn, domain: one?.DomainName ?? "", status: one?.Status ?? "" }));
}

/** Looked up in every zone that could hold a name: a zone's name is the end of it. */
async function readRecords(client: Route53Client, names: string[]): Promise<NameRecord[]> {
  if (names.length === 0) return [];
  const zones = await collect(paginateListHostedZones({ client }, {}), (page) => page.HostedZones);
  const asked = names.flatMap((name) =>
    zones.filter((zone) => `.${name}.`.endsWith(`.${zone.Name}`)).map(({ Id }) => ({ name, Id })),
  );
  const found = await Promise.all(
    asked.map(async ({ name, Id }) => {
      const StartRecordName = name;
      const { ResourceRecordSets = [] } = await client.send(
        new ListResourceRecordSetsCommand({ HostedZoneId: Id, StartRecordName }),
      );
      const own = ResourceRecordSets.filter(
        ({ Name, Type }) => Name === `${name}.` && Type === "A",
      );
      return own.flatMap(({ AliasTarget }) => targetOf(name, AliasTarget?.DNSName));
    }),
  );
  return sorted(found.flat(), ({ name }) => name);
}

function targetOf(name: string, dnsName: string | undefined): NameRecord[] {
  if (dnsName === undefined) return [];
  return [
    {
      name,
      target: dnsName
        .toLowerCase()
        .replace(/^dualstack\./, "")
        .replace(/\.$/, ""),
    },
  ];
}
