/**
 * The options that say where a MariaDB server of a test keeps its files. The temporary ones too: a server that starts deletes all of the kind that
 * it finds in its folder for them, and in /tmp those are of another server, in the middle of a query.
 */
export function mariadbFolders(folder: string): readonly string[] {
  return [`--datadir=${folder}`, `--tmpdir=${folder}`];
}
