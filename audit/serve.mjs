// @ts-check
/** A static server on loopback that compresses as a host of pages does. */
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml",
};

/**
 * Serve a folder; the address ends in a slash.
 * @param {string} folder
 * @returns {Promise<{ address: string, close: () => void }>}
 */
export async function serveFolder(folder) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const named = join(folder, normalize(path));
    try {
      const file = (await stat(named)).isDirectory() ? join(named, "index.html") : named;
      const content = gzipSync(await readFile(file));
      response.writeHead(200, {
        "Cache-Control": "max-age=31536000",
        "Content-Encoding": "gzip",
        "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const bound = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { address: `http://127.0.0.1:${bound.port}/`, close: () => server.close() };
}
