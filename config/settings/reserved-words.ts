/*
 * Words that can't name a database: "Can't be a word reserved by the database engine", says the RDS API
 * reference, and RDS refuses them once the network is made. Only words that every version reserves.
 */

/** (R) since 5.7 in "Keywords and Reserved Words" of the MySQL Server version reference. */
const MYSQL = `
  accessible add all alter analyze and as asc asensitive before between bigint binary blob both by
  call cascade case change char character check collate column condition constraint continue convert
  create cross current_date current_time current_timestamp current_user cursor database databases
  day_hour day_microsecond day_minute day_second dec decimal declare default delayed delete desc
  describe deterministic distinct distinctrow div double drop dual each else elseif enclosed escaped
  exists exit explain false fetch float float4 float8 for force foreign from fulltext generated get
  grant group having high_priority hour_microsecond hour_minute hour_second if ignore in index
  infile inner inout insensitive insert int int1 int2 int3 int4 int8 integer interval into
  io_after_gtids io_before_gtids is iterate join key keys kill leading leave left like limit linear
  lines load localtime localtimestamp lock long longblob longtext loop low_priority master_bind
  master_ssl_verify_server_cert match maxvalue mediumblob mediumint mediumtext middleint
  minute_microsecond minute_second mod modifies natural no_write_to_binlog not null numeric on
  optimize optimizer_costs option optionally or order out outer outfile partition precision primary
  procedure purge range read read_write reads real references regexp release rename repeat replace
  require resignal restrict return revoke right rlike schema schemas second_microsecond select
  sensitive separator set show signal smallint spatial specific sql sql_big_result
  sql_calc_found_rows sql_small_result sqlexception sqlstate sqlwarning ssl starting stored
  straight_join table terminated then tinyblob tinyint tinytext to trailing trigger true undo union
  unique unlock unsigned update usage use using utc_date utc_time utc_timestamp values varbinary
  varchar varcharacter varying virtual when where while with write xor year_month zerofill
`;

/** "reserved" in "SQL Key Words", appendix C of the PostgreSQL manual; and admin, which RDS adds. */
const POSTGRESQL = `
  admin all analyse analyze and any array as asc asymmetric both case cast check collate column
  constraint create current_catalog current_date current_role current_time current_timestamp
  current_user default deferrable desc distinct do else end except false fetch for foreign from
  grant group having in initially intersect into lateral leading limit localtime localtimestamp not
  null offset on only or order placing primary references returning select session_user some
  symmetric system_user table then to trailing true union unique user using variadic when where
  window with
`;

/** By kind of engine, in lower case. */
export const RESERVED_WORDS = {
  "aurora-mysql": new Set(MYSQL.trim().split(/\s+/)),
  "aurora-postgresql": new Set(POSTGRESQL.trim().split(/\s+/)),
} as const;
