// Prints what an installation contains, as CycloneDX. Run: npm run -s sbom
// `npm sbom --omit dev` leaves out what development needs as well (zod), so that is dropped here by npm's own mark.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

type Component = {
  readonly 'bom-ref': string
  readonly properties?: readonly { readonly name: string; readonly value: string }[]
}
type Bom = {
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

const isForDevelopment = ({ properties = [] }: Component): boolean =>
  properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true')

const cwd = fileURLToPath(new URL('..', import.meta.url))
const options = { cwd, encoding: 'utf8', maxBuffer: 64 << 20 } as const
const bom = JSON.parse(execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], options)) as Bom
const left = new Set(bom.components.filter(isForDevelopment).map((component) => component['bom-ref']))
const dependencies = bom.dependencies
  .filter(({ ref }) => !left.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => !left.has(one)) }))
const components = bom.components.filter((component) => !isForDevelopment(component))
process.stdout.write(`${JSON.stringify({ ...bom, components, dependencies }, undefined, 2)}\n`)
