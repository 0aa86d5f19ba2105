/** The package comes without types; this is the part of it in use. */
declare module 'mjml' {
  const compile: (source: string, options: { validationLevel: 'strict' }) => Promise<{ html: string }>;

  export { compile as default };
}
