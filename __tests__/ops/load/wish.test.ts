import { DEFAULTS, type Options, START, wishIn } from "../../../ops/load/wish";

const wish = (options: Partial<Options> = {}) => wishIn({ ...DEFAULTS, ...options });
const RATE = "must be a whole number of requests a second, 1 to 500";
const DURATION = "must be a time from 1s to 10m";
const URL = "must be an address of this machine, such as http://127.0.0.1:8080";
const LEAVE_OUT = "leave it out, and the stage's output url is asked";

test("without options each request presses Start, for ten minutes, at the stage's own address", () => {
  expect(wish()).toEqual({ rate: 20, seconds: 600, watch: 1800, page: START, url: undefined });
});

test.each([
  [
    { rate: "500", duration: "90s", watch: "0s" },
    { rate: 500, seconds: 90, watch: 0 },
  ],
  [{ path: "/contacts?q=a" }, { page: { method: "GET", path: "/contacts?q=a" } }],
  [{ url: "http://localhost:8080" }, { url: "http://localhost:8080" }],
  [{ url: "https://127.0.0.1:8443/" }, { url: "https://127.0.0.1:8443" }],
  [{ url: "http://[::1]:8080" }, { url: "http://[::1]:8080" }],
])("%j is taken", (options, expected) => {
  expect(wish(options)).toMatchObject(expected);
});

test.each<[Partial<Options>, string]>([
  [{ rate: "0" }, `--rate: ${RATE}, got "0"; write it like --rate 20`],
  [{ rate: "501" }, `--rate: ${RATE}, got "501"; write it like --rate 20`],
  [{ rate: "1.5" }, `--rate: ${RATE}, got "1.5"; write it like --rate 20`],
  [{ rate: "-1" }, `--rate: ${RATE}, got "-1"; write it like --rate 20`],
  [{ duration: "601s" }, `--duration: ${DURATION}, got "601s"; write 30s or 10m`],
  [{ duration: "11m" }, `--duration: ${DURATION}, got "11m"; write 30s or 10m`],
  [{ duration: "0s" }, `--duration: ${DURATION}, got "0s"; write 30s or 10m`],
  [{ duration: "10" }, `--duration: ${DURATION}, got "10"; write 30s or 10m`],
  [{ watch: "3h" }, '--watch: must be a time from 0s to 120m, got "3h"; write 0s, 90s or 30m'],
])("%j is refused in one line", (options, line) => {
  expect(() => wish(options)).toThrow(new Error(line));
});

test.each([
  "http://example.com",
  "http://lab-web-1.us-east-1.elb.amazonaws.com",
  "http://127.0.0.1.example.com",
  "http://127.0.0.1@example.com",
  "http://localhost@example.com:8080",
  "http://10.0.0.1:8080",
  "http://[::ffff:10.0.0.1]:8080",
  "http://169.254.169.254",
  "ftp://127.0.0.1",
  "127.0.0.1:8080",
  "http://127.0.0.1:8080/load",
  "http://someone@127.0.0.1:8080",
])("no load is aimed at %s", (url) => {
  const says = `--url: ${URL}, got "${url}"; ${LEAVE_OUT}`;
  expect(() => wish({ url })).toThrow(new Error(says));
});

test.each(["contacts", "//example.com/", "http://example.com/", "/a b", "/\\example.com", ""])(
  "--path %j is no path of a page",
  (path) => {
    const says = `must be the path of a page, without a host, got ${JSON.stringify(path)}`;
    expect(() => wish({ path })).toThrow(`--path: ${says}; write it like --path /`);
  },
);

test("all that is wrong is said at once", () => {
  expect(() => wish({ rate: "0", duration: "1h", url: "http://example.com" })).toThrow(
    /^--rate: .*\n--duration: .*\n--url: .*$/,
  );
});
