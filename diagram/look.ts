/**
 * Colours for light and dark, and for paper, where dark would cost ink. Graphviz's black on white
 * stays below them for programs that read no style.
 */
export const STYLE = `
svg { --paper: #ffffff; --ink: #0f172a; --line: #64748b; --place: #f8fafc;
  --outside: #f1f5f9; --network: #ecfdf5; --web: #eff6ff; --database: #fef3f2; --storage: #fefce8; max-width: 100%; }
@media screen and (prefers-color-scheme: dark) { svg { --paper: #0f172a; --ink: #f1f5f9; --line: #94a3b8; --place: #131e35;
  --outside: #1e293b; --network: #064e3b; --web: #1e3a8a; --database: #7f1d1d; --storage: #713f12; } }
text { font-family: Arial, Helvetica, "Liberation Sans", sans-serif; fill: var(--ink); }
.graph > polygon { fill: var(--paper); }
.place polygon { fill: var(--place); stroke: var(--line); }
.node path { stroke: var(--line); fill: var(--paper); }
.edge path { stroke: var(--ink); fill: none; } .edge polygon { stroke: var(--ink); fill: var(--ink); }
.node.outside path { fill: var(--outside); } .node.network path { fill: var(--network); } .node.web path { fill: var(--web); }
.node.database path { fill: var(--database); } .node.storage path { fill: var(--storage); }
.place .place polygon { fill: var(--paper); }
`;
