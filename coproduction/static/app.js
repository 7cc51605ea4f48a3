// Starts the NHS.UK frontend. Every page works without it.
import { initAll } from "./nhsuk/10.6.1/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
