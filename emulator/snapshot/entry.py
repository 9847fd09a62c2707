"""The load balancer of a name, and what its listeners lead to and show."""

from .account import by


def entry(account, name):
    balancers = load_balancers(account, name)
    listeners = [listener for balancer in balancers for listener in balancer["listeners"]]
    certificates = list(shown(account, named(listeners, "certificates")))
    return {
        "loadBalancers": balancers,
        "targetGroups": list(target_groups(account, named(listeners, "forwardsTo"))),
        "certificates": certificates,
        "records": list(records(account, certificates)),
    }


def named(items, key):
    """What a list in each of the items names, each once."""
    return sorted({name for item in items for name in item[key]})


def load_balancers(account, name):
    return [
        {
            "arn": arn,
            "name": name,
            "state": balancer.state,
            "dnsName": balancer.dns_name,
            "securityGroups": sorted(balancer.security_groups),
            "listeners": sorted(map(listener, balancer.listeners.values()), key=by("port")),
        }
        for arn, balancer in account.elbv2.load_balancers.items()
        if balancer.name == name
    ]


def listener(one):
    groups, redirect = set(), None
    for action in (action.data for action in one.default_actions):
        if action["Type"] == "forward":
            groups |= {group["TargetGroupArn"] for group in targets_of(action)}
        if action["Type"] == "redirect" and redirect is None:
            redirect = int(action["RedirectConfig"]["Port"])
    return {
        "port": int(one.port),
        "protocol": one.protocol,
        "forwardsTo": sorted(groups),
        "redirectsTo": redirect,
        "certificates": sorted(set(one.certificates)),
    }


def targets_of(action):
    groups = action.get("ForwardConfig", {}).get("TargetGroups", [])
    return [*groups, *([action] if "TargetGroupArn" in action else [])]


def target_groups(account, arns):
    for arn in arns:
        if group := account.elbv2.target_groups.get(arn):
            health = [group.health_for(target, account.ec2) for target in group.targets.values()]
            targets = [
                {"id": one.instance_id, "port": int(one.port), "health": one.status}
                for one in health
            ]
            yield {"arn": arn, "targets": sorted(targets, key=by("id"))}


def shown(account, arns):
    for arn in arns:
        if certificate := account.acm._certificates.get(arn):
            domain, status = certificate.common_name, certificate.status
            yield {"arn": arn, "domain": domain, "status": status}


def records(account, certificates):
    domains = {certificate["domain"] for certificate in certificates}
    found = [
        {"name": name, "target": target.lower().removeprefix("dualstack.").removesuffix(".")}
        for zone in account.route53.zones.values()
        for record in zone.rrsets
        if (name := record.name.removesuffix(".")) in domains
        and record.type == "A"
        and (target := (record.alias_target or {}).get("DNSName"))
    ]
    return sorted(found, key=by("name"))
