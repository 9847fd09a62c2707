import type { Block } from "../../terraform/document";
import type { Plan, ResourceValues } from "../../terraform/plan";

/** What of AWS is ours: all that a plan's state holds. */
export class Ours {
  private readonly managed: readonly ResourceValues[];
  private readonly ids: ReadonlySet<unknown>;

  constructor(plan: Plan) {
    const all = plan.prior_state?.values?.root_module?.resources ?? [];
    this.managed = all.filter(({ address }) => !address.startsWith("data."));
    this.ids = new Set(this.managed.flatMap(({ values }) => [values.id, values.arn]));
  }

  /** Whether others can put something where it stands: in its network, on its entry, fleet or database. */
  get hasNeighbours(): boolean {
    const shared = ["aws_vpc", "aws_lb", "aws_autoscaling_group", "aws_rds_cluster"];
    return this.managed.some(({ type }) => shared.includes(type));
  }

  /** By id, or by ARN. */
  has(id: string | undefined): boolean {
    return this.ids.has(id);
  }

  all(type: string): readonly ResourceValues[] {
    return this.managed.filter((each) => each.type === type);
  }

  /** The texts, or the lists of texts, in one attribute of all resources of a type. */
  texts(type: string, attribute: keyof Block): string[] {
    const all = this.all(type).flatMap(({ values }) => values[attribute]);
    return all.filter((value): value is string => typeof value === "string" && value !== "");
  }

  /** What the state has of one attribute. */
  valueOf(address: string, attribute: string | undefined): unknown {
    const found = this.managed.find((each) => each.address === address);
    return attribute === undefined ? undefined : found?.values[attribute];
  }

  /** The address of a resource of ours by its id or ARN; else the first of a type. */
  address(id: string | undefined, type: string): string {
    const is = ({ values }: ResourceValues) =>
      id !== undefined && [values.id, values.arn].includes(id);
    return (this.managed.find(is) ?? this.all(type)[0])?.address ?? type;
  }
}
