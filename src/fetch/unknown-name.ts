/** The message about a host whose name cannot be resolved. */
export const unknownName = (host: string): string => `the name ${host} is not known`

const said = /^the name (\S+) is not known$/u

/**
 * What to do if a host's name cannot be resolved; undefined if `detail` is about something else. The fix always mentions
 * the network, because without it no name can be resolved, and the spelling only if the person wrote the name.
 * @param written the address that the person wrote; undefined if it came from a list or a default of the program.
 */
export const fixOfUnknownName = (detail: string, written: string | undefined): string | undefined => {
  const host = said.exec(detail)?.[1]
  if (host === undefined) return undefined
  const isWritten = written !== undefined && URL.parse(written)?.host === host
  return `check ${isWritten ? 'its spelling, and ' : ''}the network and the proxy of the machine that runs rsis-brief`
}
