// @ts-check
/** What every page does: the search, the shortlist, citations and the drawer of the menu. */

import "./copying.js";
import "./search/dialog.js";
import "./shortlist/main.js";

const drawer = /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));
const opener = document.querySelector("[data-ipt-drawer]");
opener?.addEventListener("click", () => drawer?.click());
drawer?.addEventListener("change", () => opener?.setAttribute("aria-expanded", String(drawer.checked)));

if (document.querySelector("[data-discovery]")) void import("./discovery/main.js");
