"""A backup plan can't be changed and selects nothing, a deleted one is still read; vaults have no backups, nor tags.

AWS: plans are updated in place; selections belong to a plan and must be gone before the plan is; a vault
lists its recovery points. No backup is ever made here, so the list is empty and a vault is always deleted.
Cost: a stage with a backup vault ends in an error.
"""

import json
from urllib.parse import unquote

from moto.backup import urls
from moto.backup.exceptions import InvalidRequestException, ResourceNotFoundException
from moto.backup.models import BackupBackend
from moto.backup.responses import BackupResponse
from moto.core.resource_tagging import TaggedResource
from moto.moto_api._internal import mock_random

from .mending import adds, mends

urls.url_paths["{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/?$"] = BackupResponse.dispatch


@adds(BackupResponse)
def list_recovery_points_by_backup_vault(self):
    self.backup_backend.describe_backup_vault(self.path.split("/backup-vaults/")[1].split("/")[0])
    return json.dumps({"RecoveryPoints": []})


@mends(BackupResponse, "list_tags")
def list_tags(_original, self):
    arn = unquote(self.path).split("/tags/")[1].rstrip("/")
    return json.dumps({"Tags": self.backup_backend.list_tags(arn)})


@adds(BackupResponse)
def update_backup_plan(self):
    plan = plan_at(self)
    plan.backup_plan = json.loads(self.body)["BackupPlan"]
    plan.version_id = mock_random.get_random_string(length=48)
    return json.dumps(plan.to_dict())


@adds(BackupResponse)
def create_backup_selection(self):
    plan = plan_at(self)
    selection_id = str(mock_random.uuid4())
    selections(plan)[selection_id] = json.loads(self.body)["BackupSelection"]
    return json.dumps({"BackupPlanId": plan.backup_plan_id, "SelectionId": selection_id})


@adds(BackupResponse)
def get_backup_selection(self):
    plan, selection_id = plan_at(self), selection_at(self)
    selection = selections(plan)[selection_id]
    return json.dumps(
        {"BackupPlanId": plan.backup_plan_id, "SelectionId": selection_id, "BackupSelection": selection}
    )


@adds(BackupResponse)
def delete_backup_selection(self):
    del selections(plan_at(self))[selection_at(self)]
    return "{}"


@mends(BackupBackend, "get_backup_plan")
def get_backup_plan(original, self, backup_plan_id, version_id):
    plan = original(self, backup_plan_id, version_id)
    if plan.deletion_date is not None:
        raise ResourceNotFoundException(msg="Failed reading Backup plan with provided version")
    return plan


@mends(BackupBackend, "create_backup_plan")
def create_backup_plan(original, self, backup_plan, backup_plan_tags, creator_request_id):
    self.plans = {key: plan for key, plan in self.plans.items() if plan.deletion_date is None}
    return original(self, backup_plan, backup_plan_tags, creator_request_id)


@mends(BackupBackend, "delete_backup_plan")
def delete_backup_plan(original, self, backup_plan_id):
    if backup_plan_id in self.plans and selections(self.plans[backup_plan_id]):
        message = "Related backup plan selections must be deleted prior to backup plan deletion."
        raise InvalidRequestException(msg=message)
    return original(self, backup_plan_id)


@mends(BackupBackend, "iter_tagged_resources")
def iter_tagged_resources(original, self):
    yield from original(self)
    for plan in self.list_backup_plans(None):
        arn = plan.backup_plan_arn
        tags = self.tagger.get_tag_dict_for_resource(arn)
        yield TaggedResource(arn=arn, tags=tags, resource_type="backup:backup-plan")


def plan_at(response):
    plan_id = response.path.split("/plans/")[1].split("/")[0]
    return response.backup_backend.get_backup_plan(plan_id, None)


def selection_at(response):
    selection_id = response.path.rstrip("/").split("/")[-1]
    if selection_id not in selections(plan_at(response)):
        raise ResourceNotFoundException(msg="Cannot find Backup selection with provided ID")
    return selection_id


def selections(plan):
    return plan.__dict__.setdefault("selections", {})
