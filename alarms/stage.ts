/** What the alarms need to know of a stage: its settings, and what AWS calls its things. */
export interface StageFacts {
  readonly region: string;
  /** Letters of the zones that instances stand in. */
  readonly zones: readonly string[];
  /** As the metrics of a load balancer name it: `app/prod-web/0123456789abcdef`. */
  readonly loadBalancer: string;
  /** `targetgroup/web-0123/0123456789abcdef` */
  readonly targetGroup: string;
  /** ARN of the certificate; none without a domain. */
  readonly certificate?: string | undefined;
  /** The Auto Scaling group, and how many instances it may have. */
  readonly group: { readonly name: string; readonly min: number; readonly max: number };
  /** Ids of the NAT gateways, by letter of their zone. */
  readonly nat: Readonly<Record<string, string>>;
  readonly database: DatabaseFacts;
  /** What the stage may cost, in dollars a month; none without a budget. */
  readonly budget?: number | undefined;
}

export interface DatabaseFacts {
  /** The cluster that the app uses. */
  readonly cluster: string;
  readonly engine: "aurora-mysql" | "aurora-postgresql";
  /** The classes of its instances, one for each instance. Any instance may be the writer. */
  readonly classes: readonly string[];
  /** ARN of the secret with the password. */
  readonly secret: string;
}
