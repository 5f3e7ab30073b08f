/**
 * What a function makes, made when it is first asked for and kept.
 *
 * Schemas and other tables are made this way, so that importing the library costs no more than what is used of it.
 *
 * @param make - takes nothing and always makes the same
 */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
