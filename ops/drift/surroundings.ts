/**
 * What AWS holds where a stage lives, whoever made it: parts of AWS's answers, in AWS's words, so that
 * the SDK and AWS's command line read the same. Of a stage without a network, all is empty.
 */
export interface Surroundings {
  /** Of the load balancers of the stage. */
  readonly listeners: readonly {
    readonly ListenerArn?: string;
    readonly LoadBalancerArn?: string;
    readonly Port?: number;
    readonly Protocol?: string;
    readonly DefaultActions?: readonly Action[];
  }[];
  /** Of these listeners, without their default rule. */
  readonly rules: readonly {
    /** Its listener's ARN is its beginning: `…:listener-rule/app/lab-web/1/2/3`. */
    readonly RuleArn?: string;
    readonly Priority?: string;
    readonly Conditions?: readonly {
      readonly Field?: string;
      readonly Values?: readonly string[];
    }[];
    readonly Actions?: readonly Action[];
  }[];
  /** Ids of the instances of the stage's fleets. */
  readonly instances: readonly string[];
  /** Of these fleets. */
  readonly scheduledActions: readonly {
    readonly ScheduledActionName?: string;
    readonly AutoScalingGroupName?: string;
    readonly Recurrence?: string;
    /** A time as text. */
    readonly StartTime?: string;
    readonly MinSize?: number;
    readonly MaxSize?: number;
    readonly DesiredCapacity?: number;
  }[];
  readonly policies: readonly {
    readonly PolicyARN?: string;
    readonly PolicyName?: string;
    readonly PolicyType?: string;
    readonly AutoScalingGroupName?: string;
  }[];
  /** Of the networks of the stage. */
  readonly acls: readonly {
    readonly NetworkAclId?: string;
    readonly IsDefault?: boolean;
    readonly VpcId?: string;
    readonly Entries?: readonly AclEntry[];
    readonly Associations?: readonly {
      readonly NetworkAclAssociationId?: string;
      readonly SubnetId?: string;
    }[];
  }[];
  readonly interfaces: readonly {
    readonly NetworkInterfaceId?: string;
    readonly VpcId?: string;
    readonly SubnetId?: string;
    readonly Description?: string;
    /** `available`, or one of the words for an interface that is attached. */
    readonly Status?: string;
    readonly Groups?: readonly { readonly GroupId?: string }[];
    readonly Attachment?: { readonly InstanceId?: string };
  }[];
  /** Of the stage's databases, with what waits for the maintenance window. */
  readonly dbClusters: readonly {
    readonly DBClusterIdentifier?: string;
    readonly PendingModifiedValues?: object;
  }[];
  readonly dbInstances: readonly {
    readonly DBInstanceIdentifier?: string;
    readonly PendingModifiedValues?: object;
  }[];
  /** All else that AWS wants gone before the network. */
  readonly parts: readonly Part[];
}

export interface Action {
  readonly Type?: string;
  readonly TargetGroupArn?: string;
}

export interface AclEntry {
  readonly RuleNumber?: number;
  readonly Egress?: boolean;
  readonly RuleAction?: string;
  readonly CidrBlock?: string;
  readonly Ipv6CidrBlock?: string;
  readonly Protocol?: string;
}

/** A part of a network that has an id and not much else. */
export interface Part {
  readonly kind: PartKind;
  readonly id: string;
  readonly vpc: string;
}

/** Each with the command of AWS's that deletes one. */
export const PARTS = {
  subnet: "delete-subnet --subnet-id",
  "security group": "delete-security-group --group-id",
  "network ACL": "delete-network-acl --network-acl-id",
  "route table": "delete-route-table --route-table-id",
  "internet gateway": "detach-internet-gateway --vpc-id VPC --internet-gateway-id",
  "NAT gateway": "delete-nat-gateway --nat-gateway-id",
  "VPC endpoint": "delete-vpc-endpoints --vpc-endpoint-ids",
  "peering connection": "delete-vpc-peering-connection --vpc-peering-connection-id",
  "VPN gateway": "detach-vpn-gateway --vpc-id VPC --vpn-gateway-id",
} as const;
export type PartKind = keyof typeof PARTS;
