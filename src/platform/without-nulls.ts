/**
 * A platform's payload without the properties that are null, at any depth: platforms write null for a missing field in some
 * payloads and leave it out in others, and change that without notice.
 */
export const withoutNulls = (payload: unknown): unknown => {
  const json: string | undefined = JSON.stringify(payload, (_name, value: unknown) => value ?? undefined)
  return json === undefined ? undefined : JSON.parse(json)
}
