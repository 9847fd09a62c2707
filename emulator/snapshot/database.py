"""A cluster, and how the app finds it: parameters below a path, and the secret, which isn't read."""

from .account import by


def database(account, identifier, path):
    parameters = parameters_below(account, path)
    found = clusters(account, named_by(parameters)) or clusters(account, identifier)
    there = list(secrets(account, found, parameters))
    return {"clusters": found, "parameters": parameters, "secrets": there}


def named_by(parameters):
    """An endpoint begins with its cluster's identifier. "" while no parameter holds an endpoint."""
    return next((one["value"].split(".")[0] for one in parameters if one["key"] == "endpoint"), "")


def clusters(account, identifier):
    cluster = account.rds.clusters.get(identifier)
    if cluster is None:
        return []
    secret = getattr(cluster, "master_user_secret", None)
    members = [
        {"id": one.db_instance_identifier, "writer": one.is_cluster_writer, "status": one.status}
        for one in cluster.members
    ]
    return [
        {
            "id": cluster.db_cluster_identifier,
            "status": cluster._status,
            "engine": cluster.engine,
            "name": cluster.database_name,
            "endpoint": cluster.endpoint,
            "readerEndpoint": cluster.reader_endpoint,
            "port": int(cluster.port),
            "secret": secret and secret.secret_arn,
            "securityGroups": sorted(cluster.vpc_security_group_ids),
            "members": sorted(members, key=by("id")),
        }
    ]


def parameters_below(account, path):
    found = [
        {
            "key": name.removeprefix(f"{path}/"),
            "arn": f"arn:aws:ssm:{account.region}:{account.id}:parameter{name}",
            "value": versions[-1].value,
        }
        for name, versions in account.ssm._parameters.items()
        if name.startswith(f"{path}/") and versions
    ]
    return sorted(found, key=by("key"))


def secrets(account, clusters, parameters):
    arns = {cluster["secret"] for cluster in clusters if cluster["secret"]}
    arns |= {one["value"] for one in parameters if one["key"] == "secret-arn"}
    for arn in sorted(arns):
        secret = account.secrets.secrets.get(arn)
        if secret is not None and not secret.is_deleted():
            yield arn
