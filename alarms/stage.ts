/** What the alarms need to know of a stage: its settings, and what AWS calls its things. */
export interface StageFacts {
  /** As the metrics of a load balancer name it: `app/prod-web/0123456789abcdef`. */
  readonly loadBalancer: string;
  /** `targetgroup/web-0123/0123456789abcdef` */
  readonly targetGroup: string;
}
