/** Whether the address of a database is that of a PostgreSQL server, not the path of a file. */
export const isServer = (address: string): boolean => /^postgres(?:ql)?:/u.test(address)

/** The address as people may read it: a path unchanged; for a server, its name and that of the database, without the password. */
export const nameOf = (address: string): string => {
  if (!isServer(address)) return address
  const { host, pathname } = new URL(address)
  return `PostgreSQL ${host}${pathname}`
}

/** The address of a cache as people may read it, without user and password. */
export const nameOfCache = (address: string): string => {
  if (isServer(address)) return nameOf(address)
  const { host, pathname } = new URL(address)
  return `Redis ${host}${pathname === '/' ? '' : pathname}`
}
