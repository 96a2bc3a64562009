// What eyes and fingers stumble over, measured in the page.

/** Runs in the page; gives what is wrong, in words. */
export function stumblingBlocks() {
  const root = document.documentElement;
  const named = (element) => element.id || element.outerHTML.slice(0, 80);
  const visible = [...document.querySelectorAll("body *")].filter(
    (element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(".unseen, [type=hidden], svg *"),
  );
  const found = [];

  if (root.dir && root.dir !== (root.lang === "ar" ? "rtl" : "ltr")) found.push(`dir=${root.dir} for lang=${root.lang}`);
  if (root.scrollWidth > root.clientWidth) found.push(`wider than the window: ${root.scrollWidth} > ${root.clientWidth}`);

  for (const element of visible) {
    const box = element.getBoundingClientRect();
    if (box.left < -1 || box.right > root.clientWidth + 1) found.push(`sticks out: ${named(element)}`);
    const style = getComputedStyle(element);
    const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
    const scrolls = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    if (clips && scrolls && !element.matches("input")) found.push(`clips its text: ${named(element)}`);
    // Under prefers-reduced-motion, which the caller emulates.
    if (parseFloat(style.transitionDuration) > 0 || style.animationName !== "none") found.push(`moves: ${named(element)}`);
  }

  // WCAG 2.5.8; links within a sentence are exempt.
  for (const element of visible.filter((element) => element.matches("a, button, summary, input, select"))) {
    const { width, height } = element.getBoundingClientRect();
    const isInSentence = element.matches("a:not(.button)") && getComputedStyle(element).display === "inline";
    if (!isInSentence && (width < 24 || height < 24)) found.push(`${width} × ${height} is too small to hit: ${named(element)}`);
  }
  return found;
}
