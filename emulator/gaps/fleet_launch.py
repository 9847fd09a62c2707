"""Auto Scaling groups launch everything into the first subnet and ignore most of the template.

AWS: instances are spread evenly over the group's subnets, from the version of the template that the
group names, with its image (`resolve:ssm:` looked up at each launch), instance profile, metadata
options, monitoring, volumes and tags.
Cost: no test could see that a fleet spans its zones, demands IMDSv2 or got the new user data.
"""

from fleet.life import live
from moto.autoscaling.models import FakeAutoScalingGroup, InstanceState
from moto.ec2.utils import convert_tag_spec
from moto.ssm.models import ssm_backends

from .fleet_types import first_type
from .mending import mends

OWN_TAG = "aws:autoscaling:groupName"


@mends(FakeAutoScalingGroup, "replace_autoscaling_group_instances")
def replace_autoscaling_group_instances(original, self, count_needed, propagated_tags):
    if not self.vpc_zone_identifier or not self.ec2_launch_template:
        return original(self, count_needed, propagated_tags)
    for _ in range(count_needed):
        launch(self, propagated_tags)


def launch(group, propagated_tags, leaving=None):
    """Launches one instance where there are fewest, not counting `leaving`, which it replaces."""
    version = group.ec2_launch_template.get_version(group.launch_template_version)
    ec2 = group.autoscaling_backend.ec2_backend
    reservation = ec2.run_instances(
        image_of(version.data, group),
        1,
        version.user_data,
        version.security_groups,
        instance_type=first_type(group, version),
        is_instance_type_default=False,
        launch_template={"LaunchTemplateId": version.template.id, "Version": str(version.number)},
        subnet_id=emptiest_subnet(group, leaving),
        tags=tags_of(version.data, {**propagated_tags, OWN_TAG: group.name}),
        **options_of(version.data),
    )
    instance = reservation.instances[0]
    give_profile(ec2, instance, version.data.get("IamInstanceProfile"))
    instance.autoscaling_group = group
    live(instance, group)
    state = InstanceState(
        instance, protected_from_scale_in=group.new_instances_protected_from_scale_in
    )
    state.launched_version = str(version.number)
    group.instance_states.append(state)


def replace(group, state):
    """A new instance before the old one goes, so that the group never has fewer."""
    backend = group.autoscaling_backend
    launch(group, group.get_propagated_tags(), leaving=state)
    group.instance_states.remove(state)
    backend.update_attached_target_groups(group.name)
    backend.ec2_backend.terminate_instances([state.instance.id])


@mends(InstanceState, "__init__")
def init(original, self, *args, **kwargs):
    original(self, *args, **kwargs)
    self.launched_version = None


def launch_template(self):
    """The version an instance was launched from; moto always says the default one."""
    template = self.auto_scaling_group.ec2_launch_template
    if template is None:
        return None
    return {
        "LaunchTemplateId": template.id,
        "LaunchTemplateName": template.name,
        "Version": self.launched_version or str(template.default_version_number),
    }


InstanceState.launch_template = property(launch_template)


def emptiest_subnet(group, leaving):
    """In the zone with the fewest instances; of its subnets, the one with the fewest."""
    staying = [state.instance for state in group.instance_states if state is not leaving]
    zones = [instance.placement.zone for instance in staying]
    used = [instance.subnet_id for instance in staying]
    subnets = map(group.ec2_backend.get_subnet, group.vpc_zone_identifier.split(","))
    best = min(subnets, key=lambda one: (zones.count(one.availability_zone), used.count(one.id)))
    return best.id


def image_of(data, group):
    image = data.get("ImageId", "")
    if not image.startswith("resolve:ssm:"):
        return image
    backend = group.autoscaling_backend
    name = image.removeprefix("resolve:ssm:")
    parameter = ssm_backends[backend.account_id][backend.region_name].get_parameter(name)
    if parameter is None:
        raise LookupError(f"resolve:ssm: no parameter {name}")
    return parameter.value


def tags_of(data, own):
    """What the template says about each resource; the group's own tags win on the instance."""
    tags = convert_tag_spec(data.get("TagSpecifications", []))
    return {**tags, "instance": {**tags.get("instance", {}), **own}}


def options_of(data):
    """What moto's launches do for a caller of RunInstances, and not for a template."""
    monitoring = data.get("Monitoring") or {}
    interfaces = data.get("NetworkInterfaces") or [{"DeviceIndex": 0}]
    volumes = [
        {**mapping, "Ebs": {"DeleteOnTermination": True, **mapping["Ebs"]}}
        for mapping in data.get("BlockDeviceMappings") or []
        if mapping.get("Ebs")
    ]
    return {
        "nics": [{"DeleteOnTermination": True, **interface} for interface in interfaces],
        "security_group_ids": data.get("SecurityGroupIds") or interfaces[0].get("Groups") or [],
        "metadata_options": data.get("MetadataOptions") or {},
        "monitoring_state": "enabled" if monitoring.get("Enabled") else "disabled",
        "ebs_optimized": bool(data.get("EbsOptimized")),
        "instance_initiated_shutdown_behavior": data.get("InstanceInitiatedShutdownBehavior"),
        # Named here, the root volume is the template's; otherwise moto adds one of its own to it.
        **({"block_device_mappings": volumes} if any(map(is_root, volumes)) else {}),
    }


def is_root(mapping):
    return mapping["DeviceName"] in ("/dev/xvda", "/dev/sda1")


def give_profile(ec2, instance, profile):
    if profile:
        name = profile.get("Name")
        ec2.associate_iam_instance_profile(instance.id, name, None if name else profile["Arn"])
