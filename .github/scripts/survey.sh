#!/usr/bin/env bash
# survey.sh PLAN: asks AWS what there is where a stage lives, whoever made it, and prints the plan of
# `ops drift --plan` from standard input with that in it, and with the plan as the review gets it, which
# says what a deploy does to users. PLAN is the whole plan's JSON, which has the ids to ask by. The same
# questions as in ops/drift/survey.ts, which no job with a role can run.
set -euo pipefail
shopt -s inherit_errexit
plan=$1
here=$(cd "$(dirname "$0")" && pwd)
export AWS_PAGER='' # version 2 shows answers page by page otherwise

# One attribute of all resources of ours of a type, a line each.
ours() {
  jq --raw-output --arg type "$1" --arg attribute "$2" '
    .prior_state.values.root_module.resources[]? | select(.mode == "managed" and .type == $type)
    | .values[$attribute] | strings | select(. != "")' "$plan"
}

# All answers to one question, one for each line of the input.
each() {
  local id
  while IFS= read -r id; do aws "$@" "$id" --output json; done
}

in_vpc() {
  [ -n "$vpcs" ] || return 0
  aws ec2 "$1" --output json --filters "Name=$2,Values=$vpcs" "${@:3}"
}

vpcs=$(ours aws_vpc id | paste -sd,)
account=$(aws sts get-caller-identity --output json)
listeners=$(ours aws_lb arn | each elbv2 describe-listeners --load-balancer-arn)
rules=$(jq --raw-output '.Listeners[].ListenerArn' <<< "$listeners" | each elbv2 describe-rules --listener-arn)
fleets=$(ours aws_autoscaling_group name | each autoscaling describe-auto-scaling-groups --auto-scaling-group-names)
scheduled=$(ours aws_autoscaling_group name | each autoscaling describe-scheduled-actions --auto-scaling-group-name)
policies=$(ours aws_autoscaling_group name | each autoscaling describe-policies --auto-scaling-group-name)
clusters=$(ours aws_rds_cluster id | each rds describe-db-clusters --db-cluster-identifier)
databases=$(ours aws_rds_cluster id | sed 's/^/Name=db-cluster-id,Values=/' | each rds describe-db-instances --filters)
network=$(
  for what in acls interfaces; do in_vpc "describe-network-$what" vpc-id; done
  for what in subnets security-groups route-tables nat-gateways vpc-endpoints; do
    case $what in
      nat-gateways) [ -z "$vpcs" ] || aws ec2 describe-nat-gateways --output json --filter "Name=vpc-id,Values=$vpcs" ;;
      *) in_vpc "describe-$what" vpc-id ;;
    esac
  done
  for what in internet-gateways vpn-gateways; do in_vpc "describe-$what" attachment.vpc-id; done
)
alive=Name=status-code,Values=active,pending-acceptance,provisioning
requested=$(in_vpc describe-vpc-peering-connections requester-vpc-info.vpc-id "$alive")
accepted=$(in_vpc describe-vpc-peering-connections accepter-vpc-info.vpc-id "$alive")

# A closed list, like safe.jq, of what goes on to npm's packages.
jq --slurpfile account <(printf '%s' "$account") --slurpfile listeners <(printf '%s' "$listeners") \
  --slurpfile rules <(printf '%s' "$rules") --slurpfile fleets <(printf '%s' "$fleets") --slurpfile scheduled <(printf '%s' "$scheduled") \
  --slurpfile clusters <(printf '%s' "$clusters") --slurpfile databases <(printf '%s' "$databases") \
  --slurpfile policies <(printf '%s' "$policies") --slurpfile network <(printf '%s' "$network") \
  --slurpfile requested <(printf '%s' "$requested") --slurpfile accepted <(printf '%s' "$accepted") \
  --slurpfile reviewable <(jq -L "$here" --from-file "$here/redact.jq" "$plan") '
  def part($kind; $id; $vpc): { kind: $kind, id: $id, vpc: $vpc };
  def actions: [.[]? | { Type, TargetGroupArn }];
  def pending: objects // {} | with_entries(if .key | contains("Password") then .value = "****" else . end);
  . + {
    account: $account[0].Account,
    reviewable: $reviewable[0],
    surroundings: {
      listeners: [$listeners[].Listeners[]
        | { ListenerArn, LoadBalancerArn, Port, Protocol, DefaultActions: (.DefaultActions | actions) }],
      rules: [$rules[].Rules[] | select(.IsDefault | not)
        | { RuleArn, Priority, Conditions: [.Conditions[]? | { Field, Values }], Actions: (.Actions | actions) }],
      instances: [$fleets[].AutoScalingGroups[].Instances[].InstanceId],
      scheduledActions: [$scheduled[].ScheduledUpdateGroupActions[]
        | { ScheduledActionName, AutoScalingGroupName, Recurrence, StartTime, MinSize, MaxSize, DesiredCapacity }],
      policies: [$policies[].ScalingPolicies[] | { PolicyARN, PolicyName, PolicyType, AutoScalingGroupName }],
      dbClusters: [$clusters[].DBClusters[] | { DBClusterIdentifier, PendingModifiedValues: (.PendingModifiedValues | pending) }],
      dbInstances: [$databases[].DBInstances[] | { DBInstanceIdentifier, PendingModifiedValues: (.PendingModifiedValues | pending) }],
      acls: [$network[].NetworkAcls[]?
        | { NetworkAclId, IsDefault, VpcId, Associations: [.Associations[]? | { NetworkAclAssociationId, SubnetId }],
            Entries: [.Entries[]? | { RuleNumber, Egress, RuleAction, CidrBlock, Ipv6CidrBlock, Protocol }] }],
      interfaces: [$network[].NetworkInterfaces[]?
        | { NetworkInterfaceId, VpcId, SubnetId, Description, Status, Groups: [.Groups[]? | { GroupId }],
            Attachment: (.Attachment | objects // {} | { InstanceId }) }],
      parts: [
        ($network[].Subnets[]? | part("subnet"; .SubnetId; .VpcId)),
        ($network[].SecurityGroups[]? | select(.GroupName != "default") | part("security group"; .GroupId; .VpcId)),
        ($network[].RouteTables[]? | select(any(.Associations[]?; .Main) | not)
          | part("route table"; .RouteTableId; .VpcId)),
        ($network[].InternetGateways[]? | part("internet gateway"; .InternetGatewayId; .Attachments[0].VpcId)),
        ($network[].NatGateways[]? | select(.State != "deleted") | part("NAT gateway"; .NatGatewayId; .VpcId)),
        ($network[].VpcEndpoints[]? | part("VPC endpoint"; .VpcEndpointId; .VpcId)),
        ($requested[].VpcPeeringConnections[] | part("peering connection"; .VpcPeeringConnectionId; .RequesterVpcInfo.VpcId)),
        ($accepted[].VpcPeeringConnections[] | part("peering connection"; .VpcPeeringConnectionId; .AccepterVpcInfo.VpcId)),
        ($network[].VpnGateways[]? | part("VPN gateway"; .VpnGatewayId; .VpcAttachments[0].VpcId))
      ]
    }
  }'
