// Starts the NHS.UK frontend. Every page works without it.
import { initAll } from "./nhsuk/10.6.1/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

// A page that waits for long work looks again by itself. Without this, its link does.
const soFar = document.querySelector("[data-looks-again]");

async function lookAgain() {
  const answer = await fetch(location.href);
  const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-looks-again]");
  if (!now) return location.reload();
  if (now.innerHTML !== soFar.innerHTML) soFar.replaceChildren(...now.childNodes);
  setTimeout(lookAgain, 2000);
}

if (soFar) setTimeout(lookAgain, 2000);
