/** The types that a class parameter may have. */
export type ParameterType = "string" | "int" | "bytes" | "bool";
export type ParameterValue = string | number | bigint | Uint8Array | boolean;

/** A parameter of a class. `HasDefault` says whether callers may leave it out. */
export interface Parameter<T extends ParameterValue = ParameterValue, HasDefault extends boolean = boolean> {
  readonly type: ParameterType;
  readonly default?: T;
  /** Types only. */
  readonly hasDefault?: HasDefault;
}

function declare<T extends ParameterValue>(type: ParameterType) {
  function make(): Parameter<T, false>;
  function make(options: { readonly default: T }): Parameter<T, true>;
  function make(options: { readonly default?: T } = {}): Parameter<T> {
    return options.default === undefined ? { type } : { type, default: options.default };
  }
  return make;
}

/**
 * Declares the parameters of a class, by type. Without a `default` a caller must give a value. `int`
 * takes whole numbers up to 2^53.
 *
 * @example
 * app.cls("Greeter", { parameters: { name: parameter.string({ default: "world" }) } }, Greeter);
 */
export const parameter = {
  string: declare<string>("string"),
  int: declare<number>("int"),
  bytes: declare<Uint8Array>("bytes"),
  boolean: declare<boolean>("bool"),
} as const;

/** @internal Declared parameters by name. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** What a class with these parameters is constructed with. */
export type ParametersOf<P extends Parameters> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer T> ? T : never;
};

type Optional<P extends Parameters> = {
  [Name in keyof P]: P[Name] extends Parameter<ParameterValue, true> ? Name : never;
}[keyof P];

/** What a caller gives: parameters with a default may be left out. */
export type GivenParameters<P extends Parameters> = {
  readonly [Name in Exclude<keyof P, Optional<P>>]: ParametersOf<P>[Name];
} & { readonly [Name in Optional<P>]?: ParametersOf<P>[Name] };
