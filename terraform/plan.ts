export type Action = "no-op" | "create" | "read" | "update" | "delete" | "forget";
export type Values = Record<string, unknown>;

/** One resource of a plan, as in `terraform show -json`. */
export interface ResourceChange {
  readonly address: string;
  /** `module.a["x"]`; none in the root module. */
  readonly module_address?: string;
  readonly previous_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly change: Change;
  readonly action_reason?: string;
  /** Key of an object that an interrupted replacement left behind. */
  readonly deposed?: string;
}

export interface Change {
  readonly actions: readonly Action[];
  readonly before: Values | null;
  readonly after: Values | null;
  readonly after_unknown: Values;
  /** True where a value must not be shown, in the value's own shape. */
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  /** Attributes that force a replacement, each as a path. */
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  /** What an import takes: `{ id }` or `{ identity }`. */
  readonly importing?: Values;
}

/** One resource as it is. */
export interface ResourceValues {
  readonly address: string;
  readonly type: string;
  readonly values: Values;
}

/** One resource as the stack's files have it. */
export interface ConfiguredResource {
  readonly address: string;
  /** By attribute: `{ constant_value }` or `{ references }`; of a block, or a list of blocks, more. */
  readonly expressions?: Values;
}

export interface Plan {
  readonly format_version: string;
  readonly terraform_version: string;
  readonly errored?: boolean;
  /** False if nothing would be done; Terraform alone says it. */
  readonly applyable?: boolean;
  /** False if the plan leaves something out, as with `-target`; Terraform alone says it. */
  readonly complete?: boolean;
  readonly resource_changes?: readonly ResourceChange[];
  /** What changed outside Terraform since the last apply. */
  readonly resource_drift?: readonly ResourceChange[];
  /** What has to wait for another plan. */
  readonly deferred_changes?: readonly { readonly resource_change?: ResourceChange }[];
  /** Actions of providers that the apply invokes (Terraform 1.14 and newer). */
  readonly action_invocations?: readonly { readonly address: string }[];
  /** What there is, as it was found when the plan was made. */
  readonly prior_state?: {
    readonly values?: { readonly root_module?: { readonly resources?: readonly ResourceValues[] } };
  };
  /** What the stack's files say. */
  readonly configuration?: {
    readonly root_module?: { readonly resources?: readonly ConfiguredResource[] };
  };
  /** Conditions of the stack (`check` blocks and the like) and whether they hold. */
  readonly checks?: readonly {
    readonly address: { readonly to_display: string };
    readonly status: "pass" | "fail" | "error" | "unknown";
    readonly instances?: readonly { readonly problems?: readonly { readonly message: string }[] }[];
  }[];
  readonly output_changes?: Readonly<
    Record<string, { actions: readonly Action[]; before: unknown; after: unknown }>
  >;
}

export interface Output {
  readonly value: unknown;
  readonly type: unknown;
  readonly sensitive: boolean;
}

export interface State {
  readonly version: number;
  readonly serial: number;
  readonly lineage: string;
  readonly outputs: Readonly<Record<string, { value: unknown }>>;
  readonly resources: readonly {
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly attributes: Values;
      readonly create_before_destroy?: boolean;
    }[];
  }[];
}
