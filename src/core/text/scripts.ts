export type Script = 'sup' | 'sub';

const raised = table(
  '0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθφχ′*°∘⊤',
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡ′*°°ᵀ',
);
const lowered = table('0123456789+-−=()aehijklmnoprstuvxβγρφχ', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ');

function table(from: string, to: string): ReadonlyMap<string, string> {
  const characters = Array.from(to);
  return new Map(Array.from(from, (character, i) => [character, characters[i] ?? '']));
}

/**
 * A raised or lowered text in Unicode. A word, and what Unicode has no characters for, stands behind `^` or `_`,
 * in brackets if they are needed to tell where it ends.
 */
export function scripted(text: string, script: Script): string {
  const map = script === 'sup' ? raised : lowered;
  if (!/\p{L}{3}|.\(/u.test(text)) {
    const mapped = Array.from(/[\p{L}\p{N}] +[\p{L}\p{N}]/u.test(text) ? text : text.replaceAll(' ', ''), (character) =>
      map.get(character),
    );
    if (mapped.every((character) => character !== undefined)) return mapped.join('');
  }
  const sign = script === 'sup' ? '^' : '_';
  return /^(?:[A-Za-z\d\u0370-\u03ff]+(?:\.\d+)?|[^\s\p{L}\p{N}])$/u.test(text) ? sign + text : `${sign}(${text})`;
}
