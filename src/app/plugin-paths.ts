/** Where the modules that a workflow names may lie: in the project, and found without asking any registry. */
import { err, ok, type Result } from "../core/base/result.ts";
import { folderOf, plainPath, type Places } from "./places.ts";

const MODULE = /\.(mjs|cjs|js)$/;

/** Beside the file that names it, then from the project; never outside of the project. */
export function pluginPaths(
  { project }: Places,
  here: string | undefined,
  written: string,
): Result<readonly string[], string> {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(written)) return err("a URL is nobody's reviewed code");
  if (/^[\\/]/.test(written))
    return err("a path from the root of the disk means another file on every machine");
  if (!MODULE.test(written))
    return err("packages are not looked up; name a file that ends in .mjs, .cjs or .js");
  const folders = here === undefined ? [project] : [folderOf(here), project];
  const root = `${plainPath(project)}/`;
  const paths = [...new Set(folders.map((folder) => plainPath(`${folder}/${written}`)))];
  const own = paths.filter((path) => path.startsWith(root));
  return own.length === 0 ? err("it leads out of the project") : ok(own);
}
