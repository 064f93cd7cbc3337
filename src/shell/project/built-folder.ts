/** The beginning of a path or a pattern, relative to the package, that leads into a folder which a build fills. */
export const BUILT = /^(?:dist|build|out|lib)\//;
