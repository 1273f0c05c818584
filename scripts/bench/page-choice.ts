/** What the page's address chooses among the names of a table, e.g. `?engine=host32`. */
export function chosen<Name extends string>(
  parameter: string,
  table: Readonly<Record<Name, unknown>>,
): Name {
  const wanted = new URLSearchParams(location.search).get(parameter);
  for (const name in table) if (name === wanted) return name;
  throw new RangeError(`?${parameter}=${wanted}: give one of ${Object.keys(table).join(', ')}`);
}
