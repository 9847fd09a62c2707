/**
 * Colours for light and dark, and for paper, where dark would cost ink. Graphviz's black on white
 * stays below them for programs that read no style.
 */
export const STYLE = `
svg { --paper: #ffffff; --ink: #0f172a; --line: #64748b; --place: #f8fafc;
  --outside: #f1f5f9; --network: #ecfdf5; --web: #eff6ff; --database: #fef3f2; --storage: #fefce8;
  --new: #15803d; --changed: #a16207; --gone: #b91c1c; max-width: 100%; height: auto; }
@media screen and (prefers-color-scheme: dark) { svg { --paper: #0f172a; --ink: #f1f5f9; --line: #94a3b8; --place: #131e35;
  --outside: #1e293b; --network: #064e3b; --web: #1e3a8a; --database: #7f1d1d; --storage: #713f12;
  --new: #4ade80; --changed: #facc15; --gone: #f87171; } }
text { font-family: Arial, Helvetica, "Liberation Sans", sans-serif; fill: var(--ink); }
.graph > polygon { fill: var(--paper); }
.place polygon { fill: var(--place); stroke: var(--line); }
.node path { stroke: var(--line); fill: var(--paper); }
.edge path { stroke: var(--ink); fill: none; } .edge polygon { stroke: var(--ink); fill: var(--ink); }
.node.outside path { fill: var(--outside); } .node.network path { fill: var(--network); } .node.web path { fill: var(--web); }
.node.database path { fill: var(--database); } .node.storage path { fill: var(--storage); }
.place .place polygon { fill: var(--paper); }
.node.new > path, .place.new > polygon, .edge.new path { stroke: var(--new); stroke-width: 2.5; }
.node.changed > path, .place.changed > polygon, .edge.changed path { stroke: var(--changed); stroke-width: 2.5; }
.node.replaced > path, .place.replaced > polygon { stroke: var(--gone); stroke-width: 2.5; }
.node.gone > path, .place.gone > polygon, .edge.gone path { stroke: var(--gone); stroke-width: 2.5; stroke-dasharray: 6 4; }
`;
