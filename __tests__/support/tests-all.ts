/** Whether this is `npm run test:all`, which has time for more than `npm test`. */
export const testsAll = process.env.TEST_ALL === "1";

/** Whether the plans that tests read are made and written. */
export const updatesPlans = process.env.UPDATE_PLANS === "1";
