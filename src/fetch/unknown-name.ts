/** What is said of a host whose name cannot be looked up. */
export const unknownName = (host: string): string => `the name ${host} is not known`

const said = /^the name (\S+) is not known$/u

/**
 * What to do about a host whose name cannot be looked up; undefined where `detail` is about something else. Without a network
 * no name can be looked up, so that the spelling alone is never blamed, and not at all where the person did not write the name.
 * @param written the address that the person wrote; undefined where it came from a list or a default of the program.
 */
export const fixOfUnknownName = (detail: string, written: string | undefined): string | undefined => {
  const host = said.exec(detail)?.[1]
  if (host === undefined) return undefined
  const isWritten = written !== undefined && URL.parse(written)?.host === host
  return `check ${isWritten ? 'how it is written, and ' : ''}the network and the proxy of the machine that runs rsis-brief`
}
