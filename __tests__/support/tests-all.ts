/** Whether this is `npm run test:all`, which has time for more than `npm test`. */
export const testsAll = process.env.TEST_ALL === "1";
