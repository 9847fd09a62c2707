"""Moto's models of one account in one region."""

from moto.acm.models import acm_backends
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ec2.models import ec2_backends
from moto.elbv2.models import elbv2_backends
from moto.iam.models import iam_backends
from moto.rds.models import rds_backends
from moto.route53.models import route53_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.ssm.models import ssm_backends


class Account:
    def __init__(self, region):
        self.id = DEFAULT_ACCOUNT_ID
        self.region = region
        self.acm = acm_backends[self.id][region]
        self.ec2 = ec2_backends[self.id][region]
        self.elbv2 = elbv2_backends[self.id][region]
        self.iam = iam_backends[self.id]["aws"]
        self.rds = rds_backends[self.id][region]
        self.route53 = route53_backends[self.id]["aws"]
        self.secrets = secretsmanager_backends[self.id][region]
        self.ssm = ssm_backends[self.id][region]


def by(key):
    return lambda item: item[key]
