"""What moto 5.2.5 lacks, or gets wrong, for this system: one idea a file. Importing this mends it.

This list is the table of contents; each file says which call it is about, what AWS does, and what
the gap costs.
"""

from . import (  # noqa: F401
    bucket_lifecycle,
    bucket_policies,
    cluster_attributes,
    cluster_instances,
    cluster_log_exports,
    databases_in_use,
    db_subnet_groups,
    default_parameter_groups,
    failover_order,
    fleet_attributes,
    fleet_capacity,
    fleet_health,
    fleet_launch,
    fleet_metrics,
    fleet_targets,
    fleet_zones,
    hosted_zone_ids,
    in_use,
    instance_refresh,
    launch_template_versions,
    load_balancer_protection,
    master_secret,
    names,
    nat_gateways,
    parameter_data_types,
    parameter_groups,
    quotas,
    registered_images,
    scaling_policies,
    security_group_rules,
    services_in_use,
    tag_keys,
    tagged_resources,
    taken_names,
    volume_sizes,
    vpc_endpoints,
)
