import { existsSync } from 'node:fs'

/**
 * Whether a program that some tests need is installed. Where it is not, a line says so and its tests are left out; with `CI`
 * set that is a failure.
 */
export const isInstalled = (path: string, aptPackage: string): boolean => {
  if (existsSync(path)) return true
  const line = `${path} is missing: its tests are skipped; apt-get install ${aptPackage} brings it`
  if (process.env['CI'] !== undefined) throw new Error(line)
  process.stderr.write(`${line}\n`)
  return false
}
