/** Programs that were already reported as missing: one line for each is enough. */
const said = new Set<string>()

/**
 * Whether a program that some tests need is installed. If not, a line says so and the tests are skipped; with `CI`
 * set, that is a failure.
 */
export const isInstalled = (program: string, isThere: boolean, aptPackage: string): boolean => {
  if (isThere) return true
  const line = `${program} is missing: its tests are skipped; apt-get install ${aptPackage} brings it`
  if (process.env['CI'] !== undefined) throw new Error(line)
  if (!said.has(line)) process.stderr.write(`${line}\n`)
  said.add(line)
  return false
}
