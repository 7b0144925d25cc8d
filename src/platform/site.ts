/** Where this desk is: what the world calls it, and where it keeps its own files. */
export class Site {
  constructor(
    /** Without a slash at the end. */
    readonly publicUrl: string,
    readonly dataDir: string,
  ) {}
}
