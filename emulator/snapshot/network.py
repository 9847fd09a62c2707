"""The network of a stage's VPCs."""

from .account import by


def network(ec2, stage):
    vpcs = {vpc for vpc in ec2.vpcs if ec2.tags.get(vpc, {}).get("Stage") == stage}
    tables = {id: table for id, table in ec2.route_tables.items() if table.vpc_id in vpcs}
    subnets = [
        {"id": id, "routeTable": table_for(subnet, tables.values())}
        for zone in ec2.subnets.values()
        for id, subnet in zone.items()
        if subnet.vpc_id in vpcs
    ]
    gateways = [
        {"id": id, "subnet": one.subnet_id, "state": one.state}
        for id, one in ec2.nat_gateways.items()
        if one.vpc_id in vpcs and one.state != "deleted"
    ]
    return {
        "subnets": sorted(subnets, key=by("id")),
        "routeTables": sorted(map(route_table, tables.values()), key=by("id")),
        "natGateways": sorted(gateways, key=by("id")),
        "internetGateways": sorted(
            id for id, one in ec2.internet_gateways.items() if one.vpc and one.vpc.id in vpcs
        ),
        "endpoints": sorted(endpoints(ec2, vpcs), key=by("id")),
        "rules": rules(ec2, vpcs),
    }


def table_for(subnet, tables):
    """Its own, or the main one of its VPC."""
    own = (table.id for table in tables if subnet.id in table._associations.values())
    main = (t.id for t in tables if t.main_association_id and t.vpc_id == subnet.vpc_id)
    return next(own, None) or next(main, "")


def route_table(table):
    routes = (each for each in table.routes if each.destination_cidr_block == "0.0.0.0/0")
    route = next(routes, None)
    return {"id": table.id, "defaultRoute": route and (route.nat_gateway_id or route.gateway_id)}


def endpoints(ec2, vpcs):
    for id, one in ec2.vpc_end_points.items():
        private = str(one.private_dns_enabled).lower() == "true"
        if one.vpc_id in vpcs and one.vpc_endpoint_type == "Interface" and private:
            yield {
                "id": id,
                "service": one.service_name.split(".", 3)[3],
                "state": one.state.lower(),
                "securityGroups": sorted(one.security_group_ids or ()),
            }


def rules(ec2, vpcs):
    groups = [group for vpc in vpcs for group in ec2.groups.get(vpc, {}).values()]
    found = [rule for group in groups for rule in (*group.ingress_rules, *group.egress_rules)]
    return [
        {
            "group": rule.group_id,
            "direction": "out" if rule.is_egress else "in",
            "protocol": rule.ip_protocol,
            "from": -1 if rule.from_port is None else int(rule.from_port),
            "to": -1 if rule.to_port is None else int(rule.to_port),
            "peer": peer(rule),
        }
        for rule in sorted(found, key=lambda rule: rule.id)
    ]


def peer(rule):
    range_ = rule.ip_range
    ranges = (range_.get(key) for key in ("CidrIp", "CidrIpv4", "CidrIpv6"))
    return rule.source_group.get("GroupId") or rule.prefix_list_id or next(filter(None, ranges), "")
