/**
 * Returns a function that calls `make` at its first call, and always returns that result: for what a start does not
 * need.
 */
export const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
