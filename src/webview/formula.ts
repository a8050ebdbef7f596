import temml from 'temml';

const namespace = 'http://www.w3.org/1998/Math/MathML';
const longest = 1_000;
const mostElements = 1_000;

/** Sets a formula of TeX in MathML; null where that cannot be done, or would bring in anything but signs. */
export function formula(tex: string): Element | null {
  if (tex.length > longest) return null;
  const holder = document.createElement('span');
  try {
    temml.render(tex, holder, { throwOnError: true, trust: false, maxExpand: 100, maxSize: [10, 10] });
  } catch {
    return null;
  }
  const elements = [...holder.querySelectorAll('*')];
  const [math] = elements;
  const isSound = elements.every(
    (element) => element.namespaceURI === namespace && !element.hasAttribute('href') && !element.hasAttribute('src'),
  );
  return math && isSound && elements.length <= mostElements ? math : null;
}
