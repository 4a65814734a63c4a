import { type Document, type Element, isTag } from 'domhandler'
import { findAll, getElementsByTagName, textContent } from 'domutils'
import { parseDocument } from 'htmlparser2'
import { isTooDeep } from '../fetch/shallow-parser.ts'

/** A set of a repository, as `ListSets` returns it. */
export type OaiSet = { readonly spec: string; readonly name: string }

/** One record in Dublin Core, each element with its values in order; `fields` is undefined if the record was deleted. */
export type OaiRecord = {
  readonly identifier: string
  /** When the repository last changed it, as the repository writes it. */
  readonly datestamp: string
  readonly fields: Readonly<Record<string, readonly string[]>> | undefined
  /** The addresses of its PDFs, if the requested format includes files (`ore`, `xoai`, `mets`). */
  readonly pdfs: readonly string[]
}

/** A repository's response to one request. */
export type OaiAnswer = {
  readonly records: readonly OaiRecord[]
  readonly sets: readonly OaiSet[]
  /** The prefixes of the metadata formats that it supports. */
  readonly formats: readonly string[]
  /** The resumption token for the next page; undefined on the last one. */
  readonly token: string | undefined
  /** How many records there are in all, if the repository says. */
  readonly total: number | undefined
  /** The repository's clock. */
  readonly responseDate: string | undefined
  readonly error: { readonly code: string; readonly message: string } | undefined
}

const all = (parent: Element | Document, name: string): Element[] => getElementsByTagName(name, parent, true)

const first = (parent: Element | Document, name: string): Element | undefined =>
  getElementsByTagName(name, parent, true, 1)[0]

const textIn = (parent: Element | Document, name: string): string | undefined => {
  const found = first(parent, name)
  const text = found === undefined ? '' : textContent(found).trim()
  return text === '' ? undefined : text
}

/** The name without its prefix: `dc:title` and `title` are the same element. */
const localName = ({ name }: Element): string => name.replace(/^.*:/u, '').toLowerCase()

const fieldsOf = (record: Element): Readonly<Record<string, readonly string[]>> => {
  const container = first(record, 'metadata')?.children.find(isTag)
  const values = (container?.children ?? [])
    .filter(isTag)
    .map((element) => ({ name: localName(element), value: textContent(element).trim() }))
    .filter(({ value }) => value !== '')
  return Object.fromEntries(
    [...Map.groupBy(values, ({ name }) => name)].map(([name, same]) => [name, same.map(({ value }) => value)]),
  )
}

type File = {
  readonly url: string | undefined
  readonly type: string | undefined
  readonly name: string | undefined
}

const named = (parent: Element, name: string): Element[] =>
  findAll((element) => localName(element) === name, parent.children)

/** The value of a field in an `<element name="…">`, the only structure that `xoai` uses. */
const fieldIn = (element: Element, name: string): string | undefined => {
  const found = element.children
    .filter(isTag)
    .find((child) => localName(child) === 'field' && child.attribs['name'] === name)
  return found && textContent(found).trim()
}

/** Files in OAI-ORE: links of an Atom entry. */
const aggregatedIn = (metadata: Element): File[] =>
  named(metadata, 'link')
    .filter(({ attribs }) => attribs['rel'] === 'http://www.openarchives.org/ore/terms/aggregates')
    .map(({ attribs }) => ({ url: attribs['href'], type: attribs['type'], name: attribs['title'] }))

/** Files in `xoai`, DSpace's own format: the bitstreams of the bundle ORIGINAL. */
const bitstreamsIn = (metadata: Element): File[] =>
  named(metadata, 'element')
    .filter((element) => element.attribs['name'] === 'bundle' && fieldIn(element, 'name') === 'ORIGINAL')
    .flatMap((bundle) => named(bundle, 'element').filter(({ attribs }) => attribs['name'] === 'bitstream'))
    .map((one) => ({ url: fieldIn(one, 'url'), type: fieldIn(one, 'format'), name: fieldIn(one, 'name') }))

/** Files in METS: its group of originals. */
const filesIn = (metadata: Element): File[] =>
  named(metadata, 'filegrp')
    .filter(({ attribs }) => attribs['USE'] === 'ORIGINAL')
    .flatMap((group) => named(group, 'file'))
    .map((file) => {
      const url = named(file, 'flocat')[0]?.attribs['xlink:href']
      return { url, type: file.attribs['MIMETYPE'], name: undefined }
    })

const isPdf = ({ url, type, name }: File): boolean =>
  /pdf/iu.test(type ?? '') || /\.pdf$/iu.test(name ?? '') || /\.pdf$/iu.test(URL.parse(url ?? '')?.pathname ?? '')

const pdfsOf = (record: Element): readonly string[] => {
  const metadata = first(record, 'metadata')
  if (metadata === undefined) return []
  return [...aggregatedIn(metadata), ...bitstreamsIn(metadata), ...filesIn(metadata)]
    .filter(isPdf)
    .flatMap(({ url }) => (url !== undefined && URL.canParse(url) ? [url] : []))
}

const recordOf = (element: Element): OaiRecord[] => {
  const header = first(element, 'header')
  const identifier = header === undefined ? undefined : textIn(header, 'identifier')
  if (header === undefined || identifier === undefined) return []
  const isDeleted = header.attribs['status'] === 'deleted'
  const datestamp = textIn(header, 'datestamp') ?? ''
  return [
    {
      identifier,
      datestamp,
      fields: isDeleted ? undefined : fieldsOf(element),
      pdfs: isDeleted ? [] : pdfsOf(element),
    },
  ]
}

const setOf = (element: Element): OaiSet[] => {
  const spec = textIn(element, 'setSpec')
  return spec === undefined ? [] : [{ spec, name: textIn(element, 'setName') ?? spec }]
}

const tokenOf = (page: Document): Pick<OaiAnswer, 'token' | 'total'> => {
  const element = first(page, 'resumptionToken')
  const token = element === undefined ? '' : textContent(element).trim()
  const total = Number(element?.attribs['completeListSize'])
  return { token: token === '' ? undefined : token, total: Number.isSafeInteger(total) ? total : undefined }
}

/**
 * Parses a response of OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html); undefined if it is
 * anything else.
 */
export const parseOaiAnswer = (xml: string): OaiAnswer | undefined => {
  if (isTooDeep(xml, { xmlMode: true })) return undefined
  const page = parseDocument(xml, { xmlMode: true })
  if (first(page, 'OAI-PMH') === undefined) return undefined
  const error = first(page, 'error')
  return {
    records: all(page, 'record').flatMap(recordOf),
    sets: all(page, 'set').flatMap(setOf),
    formats: all(page, 'metadataFormat').flatMap((format) => textIn(format, 'metadataPrefix') ?? []),
    ...tokenOf(page),
    responseDate: textIn(page, 'responseDate'),
    error: error === undefined ? undefined : { code: error.attribs['code'] ?? '', message: textContent(error).trim() },
  }
}
