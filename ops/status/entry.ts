import { type ACMClient, DescribeCertificateCommand } from "@aws-sdk/client-acm";
import {
  DescribeLoadBalancersCommand,
  type ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Snapshot } from "../../service/snapshot";
import { isBlock } from "../../terraform/document";
import type { Answer, Certificate, Entry, Ready } from "./facts";

const ANSWER_MS = 5_000;

/** Where people open the app, and what it answers from here; null without a load balancer. */
export async function readEntry(
  client: ElasticLoadBalancingV2Client,
  snapshot: Snapshot,
): Promise<Entry | null> {
  const [balancer] = snapshot.loadBalancers;
  const url = urlIn(snapshot);
  if (balancer === undefined || url === undefined) return null;
  const asked = new DescribeLoadBalancersCommand({ LoadBalancerArns: [balancer.arn] });
  const { LoadBalancers: [found] = [] } = await client.send(asked);
  const scheme = found?.Scheme === "internal" ? "internal" : "internet-facing";
  const answer = scheme === "internal" ? null : await answerOf(url);
  return { url, scheme, zones: found?.AvailabilityZones?.length ?? 0, answer };
}

/** Where people open the app: the certificate's domain, or AWS's name; undefined without a load balancer. */
export function urlIn({
  loadBalancers: [balancer],
  certificates,
}: Pick<Snapshot, "loadBalancers" | "certificates">): string | undefined {
  if (balancer === undefined) return undefined;
  const secure = balancer.listeners.find(({ protocol }) => protocol === "HTTPS");
  const domain = certificates.find(({ arn }) => secure?.certificates.includes(arn))?.domain;
  return `${secure ? "https" : "http"}://${domain ?? balancer.dnsName}`;
}

/** What a URL answers, and what the app behind it says of its database. */
export async function answerOf(url: string): Promise<Answer> {
  const began = performance.now();
  try {
    const { status } = await get(url);
    const ms = Math.round(performance.now() - began);
    return { status, ms, ready: await readyOf(url) };
  } catch (error) {
    return { fault: faultOf(error as Error) };
  }
}

/** Until when the certificates hold that the listeners show. */
export function readCertificates(
  client: ACMClient,
  { certificates }: Snapshot,
): Promise<Certificate[]> {
  return Promise.all(
    certificates.map(async ({ arn, domain }) => {
      const asked = new DescribeCertificateCommand({ CertificateArn: arn });
      const { Certificate: found } = await client.send(asked);
      const until = found?.NotAfter?.toISOString() ?? null;
      return { domain, until, renews: found?.Type === "AMAZON_ISSUED" };
    }),
  );
}

// --- internal ---

/** An image of somebody else's may have no such path, and says nothing then. */
async function readyOf(url: string): Promise<Ready | null> {
  const body: unknown = await get(`${url}/readyz`)
    .then((answer) => answer.json())
    .catch(() => undefined);
  if (!isBlock(body) || !isBlock(body.writer) || !isBlock(body.reader)) return null;
  return { writer: body.writer.ok === true, reader: body.reader.ok === true };
}

function get(url: string): Promise<Response> {
  return fetch(url, { redirect: "manual", signal: AbortSignal.timeout(ANSWER_MS) });
}

/** `getaddrinfo ENOTFOUND lab-web-1.elb.amazonaws.com`: fetch hides it in the cause. */
function faultOf({ name, message, cause }: Error): string {
  if (name === "TimeoutError") return `no answer in ${ANSWER_MS / 1000} s`;
  return cause instanceof Error && cause.message !== "" ? cause.message : message;
}
