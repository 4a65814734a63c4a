/** Whether the address of a database names a PostgreSQL server, and not the path of a file. */
export const isServer = (address: string): boolean => /^postgres(?:ql)?:/u.test(address)

/** What people may read of the address: a path as it is; of a server its name and the database's, and no password. */
export const nameOf = (address: string): string => {
  if (!isServer(address)) return address
  const { host, pathname } = new URL(address)
  return `PostgreSQL ${host}${pathname}`
}

/** What people may read of the address of a cache: no user and no password. */
export const nameOfCache = (address: string): string => {
  if (isServer(address)) return nameOf(address)
  const { host, pathname } = new URL(address)
  return `Redis ${host}${pathname === '/' ? '' : pathname}`
}
