import { readEnvironment } from "../environment";

const LAB = {
  PORT: "8080",
  STAGE: "lab",
  AWS_REGION: "us-east-1",
  DATABASE_PARAMETERS: "/lab/database",
};

test("what a stage leaves out is safe: no load page, TLS verified, metadata of EC2", () => {
  expect(readEnvironment(LAB)).toEqual({
    port: 8080,
    stage: "lab",
    region: "us-east-1",
    databaseParameters: "/lab/database",
    loadPage: false,
    databaseTls: {},
    metadataUrl: "http://169.254.169.254",
    patienceFactor: 1,
  });
});

test("all faults are reported at once, each with what to write", () => {
  const wrong = {
    PORT: "80a",
    AWS_REGION: "us-east-1",
    LOAD_PAGE: "yes",
    DATABASE_TLS: "maybe",
    PATIENCE_FACTOR: "0",
  };
  const faults = [
    'PORT: must be a whole number from 0 to 65535, got "80a"',
    "STAGE: must be a name like lab, got nothing",
    "DATABASE_PARAMETERS: must be a path like /lab/database, got nothing",
    'LOAD_PAGE: must be on or off, got "yes"',
    'DATABASE_TLS: must be on or off, got "maybe"',
    'PATIENCE_FACTOR: must be a whole number from 1 to 100, got "0"',
  ];
  expect(() => readEnvironment(wrong)).toThrow(new Error(faults.join("\n")));
});

test("the authority to verify the database with is read at the start, so that a wrong path is seen", () => {
  const read = () => readEnvironment({ ...LAB, DATABASE_CA: "/no/such/bundle.pem" });
  expect(read).toThrow("/no/such/bundle.pem");
});
