/**
 * cdktf calls util.isArray at each synth, and Node 22 and newer print a deprecation for it (DEP0044)
 * that nobody here can act on. Importing this file silences that one warning and no other.
 */
const warn = process.emitWarning;

process.emitWarning = (warning, ...rest) => {
  const [options, code = options?.code] = rest;
  if (code !== "DEP0044") warn.call(process, warning, ...rest);
};
