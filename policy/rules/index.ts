import { accountTrusted } from "./account-trusted";
import { bucketPlain } from "./bucket-plain";
import { databaseNear } from "./database-near";
import { databaseRouted } from "./database-routed";
import { endpointUnlimited } from "./endpoint-unlimited";
import { fetchedPlain } from "./fetched-plain";
import { groupOpen } from "./group-open";
import { halfProtected } from "./half-protected";
import { lastingKeys } from "./lasting-keys";
import type { StackRule } from "./rule";
import { secretWritten } from "./secret-written";
import { sharedWithAll } from "./shared-with-all";
import { tlsWeak } from "./tls-weak";
import { tokenLoose } from "./token-loose";

/** What the plan review can't ask, since it judges changes, or sees no plain text. */
export const STACK_RULES: readonly StackRule[] = [
  secretWritten,
  lastingKeys,
  accountTrusted,
  tokenLoose,
  sharedWithAll,
  endpointUnlimited,
  databaseRouted,
  databaseNear,
  groupOpen,
  tlsWeak,
  fetchedPlain,
  bucketPlain,
  halfProtected,
];
