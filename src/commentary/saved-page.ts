import PostalMime from 'postal-mime'

/** The address that a browser notes in a page saved as one file. */
const addressOf = (headers: readonly { readonly key: string; readonly value: string }[]): string | undefined =>
  headers
    .find(({ key, value }) => key === 'snapshot-content-location' && /^https?:\/\/[^\s>]{1,2000}$/u.test(value))
    ?.value.trim()

/** The page in a file that a browser saved with all its parts (MHTML, RFC 2557); undefined if it contains no HTML. */
export const readSavedPage = async (
  bytes: Uint8Array,
): Promise<{ readonly html: string; readonly url: string | undefined } | undefined> => {
  const saved = await PostalMime.parse(bytes).catch(() => undefined)
  return saved?.html === undefined ? undefined : { html: saved.html, url: addressOf(saved.headers) }
}
