// @ts-check
/** What every page does: the search, and the drawer of the menu, which space opens as Enter does by the theme. */

import "./record/cite.js";
import "./search/dialog.js";
import "./shortlist/main.js";

document.addEventListener("keydown", (event) => {
  const label = event.target instanceof HTMLLabelElement && "iptDrawer" in event.target.dataset ? event.target : null;
  if (label && event.key === " ") {
    event.preventDefault();
    label.click();
  }
});

if (document.querySelector("[data-discovery]")) void import("./discovery/main.js");
