// @ts-check
/**
 * Judge a built site: `node audit/run.mjs SITE`. Prints one line a page and exits with 1 where something falls short.
 * CHROME_PATH names the browser.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";
import { serveFolder } from "./serve.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const SITE = resolve(process.argv[2] ?? join(HERE, "..", "site"));
const LEAST = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const JUDGED = ["", "technologies/", "suppliers/", "eu-projects/", "technologies/white-rabbit/", "suppliers/vacuum-chambers/", "eu-projects/aida-2020/", "fr/", "fr/technologies/"];
const CHECKED = [
  ...JUDGED, "404.html", "technologies/all/", "department/", "department/knowledge-transfer/", "department/history/", "suppliers/thresholds/",
  "contribute/records/", "contribute/vocabularies/", "data/", "data/examples/", "about/glossary/", "about/coverage/", "fr/technologies/white-rabbit/", "fr/suppliers/", "fr/eu-projects/",
];
/** What the theme itself writes: toggles that are checkboxes, labels that act as buttons, an empty tabindex. */
const THEME = [/“autocomplete” is only allowed/, /“label” element/, /attribute “tabindex” on element “label”/];

let failed = false;

/** @param {string} name @param {string} told @param {boolean} good */
function tell(name, told, good) {
  failed ||= !good;
  console.log(`${good ? "ok  " : "FAIL"}  ${name.padEnd(40)} ${told}`);
}

function checkTypes() {
  const folder = join(HERE, "..", "overrides", "assets", "javascripts");
  const scripts = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))).filter((path) => path.endsWith(".js"));
  const options = ["--allowJs", "--checkJs", "--strict", "--noEmit", "--target", "es2022", "--module", "esnext", "--lib", "es2023,dom,dom.iterable", "--skipLibCheck"];
  const done = spawnSync(join(HERE, "node_modules", ".bin", "tsc"), [...options, ...scripts], { encoding: "utf-8" });
  if (done.status !== 0) console.log(done.stdout.trim());
  tell("types of the scripts", `${scripts.length} files`, done.status === 0);
}

function checkPages() {
  const jar = join(dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build", "dist", "vnu.jar");
  const files = CHECKED.map((page) => join(SITE, page.endsWith(".html") ? page : join(page, "index.html"))).filter(existsSync);
  const done = spawnSync("java", ["-jar", jar, "--format", "json", "--errors-only", ...files], { encoding: "utf-8", maxBuffer: 2 ** 26 });
  const messages = /** @type {{ url: string, lastLine: number, message: string }[]} */ (JSON.parse(done.stderr).messages);
  const own = messages.filter(({ message }) => !THEME.some((pattern) => pattern.test(message)));
  for (const { url, lastLine, message } of own) console.log(`      ${url.slice(url.indexOf(SITE) + SITE.length)}:${lastLine} ${message}`);
  tell("HTML", `${files.length} pages, ${messages.length - own.length} remarks on what the theme writes`, own.length === 0);
}

async function judgePages() {
  const server = await serveFolder(SITE);
  const chrome = await chromeLauncher.launch({ chromeFlags: ["--headless=new", "--no-sandbox"] });
  for (const page of JUDGED) {
    const result = await lighthouse(server.address + page, { port: chrome.port, output: "json", logLevel: "error" });
    if (!result) throw new Error(`no result for /${page}`);
    const scores = Object.entries(LEAST).map(([name, least]) => ({ name, least, score: Math.round((result.lhr.categories[name]?.score ?? 0) * 100) }));
    tell(`/${page}`, scores.map(({ name, score }) => `${name} ${score}`).join("  "), scores.every(({ score, least }) => score >= least));
  }
  chrome.kill();
  server.close();
}

checkTypes();
checkPages();
await judgePages();
process.exit(failed ? 1 : 0);
