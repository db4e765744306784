/** The bundler ships no types: this is the part of it that the build uses. */
declare module "@vercel/ncc" {
  type Options = {
    cache?: false;
    filename?: string;
    filterAssetBase?: string;
    license?: string;
    minify?: boolean;
    quiet?: boolean;
    sourceMap?: boolean;
    target?: string;
  };
  type Asset = { source: string | Uint8Array; permissions: number };
  type Bundle = { code: string; assets: Record<string, Asset> };
  export default function ncc(entry: string, options: Options): Promise<Bundle>;
}
