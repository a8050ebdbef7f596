/** Changes the value that is set to a property. */
export type Escape = (value: unknown) => unknown;

/** Escapes a text, and leaves any other value. */
export function textBy(escape: (text: string) => string): Escape {
  return (value) => (typeof value === 'string' ? escape(value) : value);
}

/** An object of VS Code whose named properties are escaped when they are set; everything else is the object's own. */
export function guarded<T extends object>(target: T, escapes: Readonly<Record<string, Escape>>): T {
  return new Proxy(target, {
    get: (object, key) => {
      const value: unknown = Reflect.get(object, key, object);
      return typeof value === 'function' ? (value.bind(object) as unknown) : value;
    },
    set: (object, key, value: unknown) => {
      const escape = typeof key === 'string' && Object.hasOwn(escapes, key) ? escapes[key] : undefined;
      return Reflect.set(object, key, escape ? escape(value) : value, object);
    },
  });
}
