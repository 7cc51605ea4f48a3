// Words are read once in each surrounding: axe works out anew, for each of them, what stands behind them and how it blends.
//
// All that axe reads to blend the colours is in `surroundings`: it finds the elements behind the words itself. Only what
// it has measured and found fit is remembered. Beside that it asks whether words and elements overlap in part, what is
// drawn before or after them and how many letters there are, which make it unsure, and never make it find a fault.
(() => {
  const check = axe._audit.checks["color-contrast"];
  const measure = check.evaluate;
  const fit = new Set();
  const values = (element, ...names) => {
    const style = getComputedStyle(element);
    return names.map(name => style.getPropertyValue(name)).join(" ");
  };
  const blended = element => values(element, "background-color", "background-image", "opacity", "mix-blend-mode");
  const known = new WeakMap();
  const colours = element => {
    if (!known.has(element)) known.set(element, `${element.nodeName} ${blended(element)}`);
    return known.get(element);
  };

  const surroundings = words => {
    const behind = axe.commons.color.getBackgroundStack(words);
    if (!behind || !behind.includes(document.body)) return null;
    const layers = element =>
      axe.utils.getNodeFromTree(element)._stackingOrder.map(({ vNode }) => {
        const place = vNode ? behind.indexOf(vNode.actualNode) : "none";
        return place === -1 ? colours(vNode.actualNode) : place;
      });
    return JSON.stringify([
      values(words, "color", "-webkit-text-fill-color", "-webkit-text-stroke-width", "-webkit-text-stroke-color"),
      values(words, "text-shadow", "font-size", "font-weight"),
      behind.map(element => [colours(element), layers(element)]),
    ]);
  };

  check.evaluate = function (words, ...others) {
    const found = axe.commons.dom.isVisibleOnScreen(words) ? surroundings(words) : null;
    if (found && fit.has(found)) return true;
    const isFit = measure.call(this, words, ...others);
    if (found && isFit === true) fit.add(found);
    return isFit;
  };
})();
