// Two accounts sentence by sentence: which are the same, which were changed, which only one of them has.
const COMPARED = new Set(["headline", "standfirst", "subhead", "body"]);
const CHANGED = 0.31;  // likeness from which two sentences are one sentence in two wordings: read off five invented events
const KINDRED = 0.2;   // the same where the two accounts are known to share text
const BRIEF = 5;       // words; where one of the two has fewer, chance makes them alike, and more is asked:
const CHANGED_BRIEF = 0.6;
const WITHIN = 0.72;   // share of a sentence's words that another holds, from which it was joined to it or cut from it
const COMMON = 12;     // a word in more sentences than this finds no partners
const LONGEST = 400;   // words of a pair; beyond it single words are not marked

// Sentence ends: a mark, perhaps closing quotes, white space, and an opening letter, digit or quote. Offsets are units.
const SENTENCE = /[.!?…。]["”’»)\]]*\s+(?=["“‘«(\[]?[\p{Lu}\p{N}\p{Lo}])/gu;
const SHORT = /(?:^|[\s("“])(?:[\p{Lu}]|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|St|No|vs|U\.S|U\.N|U\.K|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$/u;

const sentencesOf = (account) => {
  const found = [];
  const add = (start, end, role) => {
    const words = account.text.slice(start, end);
    if (words.trim()) found.push({ text: words.trim().replace(/\s+/g, " "), start, end, role });
  };
  for (const [from, to, role] of account.blocks) {
    if (!COMPARED.has(role)) continue;
    const start = unit(account, from), end = unit(account, to);
    const words = account.text.slice(start, end);
    let last = 0;
    for (const mark of words.matchAll(SENTENCE)) {
      const at = mark.index + mark[0].length;
      if (SHORT.test(words.slice(last, mark.index + 1))) continue;
      add(start + last, start + at, role);
      last = at;
    }
    add(start + last, end, role);
  }
  return found;
};

const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const plain = (word) => word.slice(0, 64).replace(/[’‘]/g, "'").replace(EDGES, "").toLowerCase();
const wordsOf = (text) => text.split(/\s+/).map(plain).filter(Boolean);

// A sentence as its words and pairs of words, each as heavy as it is rare in the two accounts together.
const bags = (sentences, ...more) => {
  const counted = [...sentences, ...more].map((sentence) => {
    const words = wordsOf(sentence.text);
    const grams = new Map();
    const add = (gram) => grams.set(gram, (grams.get(gram) || 0) + 1);
    words.forEach((word, at) => { add(word); if (at) add(words[at - 1] + " " + word); });
    return { words, grams, key: words.join(" ") };
  });
  const spread = new Map();
  for (const { grams } of counted) for (const gram of grams.keys()) spread.set(gram, (spread.get(gram) || 0) + 1);
  const weight = (gram) => Math.log(1 + counted.length / spread.get(gram));
  for (const one of counted) {
    one.weight = weight;
    one.size = 0;
    for (const [gram, times] of one.grams) one.size += times * weight(gram);
  }
  return counted;
};

const shared = (a, b) => {
  let many = 0;
  const [small, large] = a.grams.size < b.grams.size ? [a, b] : [b, a];
  for (const [gram, times] of small.grams) {
    const there = large.grams.get(gram);
    if (there) many += Math.min(times, there) * a.weight(gram);
  }
  return many;
};

// For each sentence of `left` those of `right` that share a word which is not common on both sides.
const candidates = (left, right) => {
  const index = new Map();
  right.forEach((bagged, at) => {
    for (const word of new Set(bagged.words)) {
      if (!index.has(word)) index.set(word, []);
      index.get(word).push(at);
    }
  });
  return left.map((bagged) => {
    const found = new Set();
    for (const word of new Set(bagged.words)) {
      const places = index.get(word);
      if (places && places.length <= COMMON) for (const at of places) found.add(at);
    }
    return [...found].sort((a, b) => a - b);
  });
};

// Which sentences the comparison of the whole texts has paired already: the evidence of their lineage.
const knownPairs = (a, b, left, right) => {
  const of = (account, sentences, ref) => {
    const [, from, to] = data.evidence[ref];
    const start = unit(account, from), end = unit(account, to);
    return sentences.findIndex((one) => Math.min(one.end, end) - Math.max(one.start, start) > 0.6 * (one.text.length));
  };
  const found = [];
  for (const relation of data.relations) {
    const turned = data.accounts[relation.b] === a && data.accounts[relation.a] === b;
    if (!turned && !(data.accounts[relation.a] === a && data.accounts[relation.b] === b)) continue;
    for (const [one, other] of relation.pairs) {
      const i = of(a, left, turned ? other : one), j = of(b, right, turned ? one : other);
      if (i >= 0 && j >= 0) found.push([i, j]);
    }
  }
  return found;
};

// Rows of the display in the order of `a`: {a: [places], b: [places], kind: "same" | "changed" | "only"}; what stands
// in one account only shares a row with what stands at the same spot in the other only.
const align = (a, b) => {
  const left = sentencesOf(a), right = sentencesOf(b);
  const every = bags(left, ...right);
  const one = every.slice(0, left.length), other = every.slice(left.length);
  const near = candidates(one, other);
  const kin = data.relations.some((r) => new Set([data.accounts[r.a], data.accounts[r.b], a, b]).size === 2);
  const scored = [];
  near.forEach((places, i) => {
    for (const j of places) {
      const same = one[i].key === other[j].key ? 1 : 0;
      const like = (2 * shared(one[i], other[j])) / (one[i].size + other[j].size || 1);
      const least = Math.min(one[i].words.length, other[j].words.length) < BRIEF ? CHANGED_BRIEF : kin ? KINDRED : CHANGED;
      if (same || like >= least) scored.push([same + like, i, j]);
    }
  });
  for (const [i, j] of knownPairs(a, b, left, right)) scored.push([0.9, i, j]);
  scored.sort((x, y) => y[0] - x[0] || Math.abs(x[1] - x[2]) - Math.abs(y[1] - y[2]) || x[1] - y[1] || x[2] - y[2]);
  const rowOfA = new Map(), rowOfB = new Map(), rows = [];
  for (const [, i, j] of scored) {
    if (rowOfA.has(i) || rowOfB.has(j)) continue;
    const row = { a: [i], b: [j], kind: one[i].key === other[j].key ? "same" : "changed" };
    rows.push(row);
    rowOfA.set(i, row);
    rowOfB.set(j, row);
  }
  // A sentence that was cut in two, or joined to its neighbour, goes to the row of the one that holds its words.
  const join = (mine, yours, side, taken, theirs, places) => {
    mine.forEach((sentence, at) => {
      if (taken.has(at) || sentence.words.length < 4) return;
      let best = null, most = WITHIN;
      for (const place of places(at)) {
        const row = theirs.get(place);
        const held = shared(sentence, yours[place]) / sentence.size;
        if (row && held > most) { most = held; best = row; }
      }
      if (best) { best[side].push(at); best[side].sort((x, y) => x - y); best.kind = "changed"; taken.set(at, best); }
    });
  };
  join(one, other, "a", rowOfA, rowOfB, (at) => near[at]);
  const back = right.map(() => []);
  near.forEach((places, i) => { for (const j of places) back[j].push(i); });
  join(other, one, "b", rowOfB, rowOfA, (at) => back[at]);

  const ordered = [], done = new Set();
  let next = 0; // the first sentence of `b` that has no place yet
  const put = (row) => {
    const last = ordered[ordered.length - 1];
    if (row.kind === "only" && last && last.kind === "only") { last.a.push(...row.a); last.b.push(...row.b); } else ordered.push(row);
  };
  const lone = (until) => {
    for (; next < until; next++) if (!rowOfB.has(next)) put({ a: [], b: [next], kind: "only" });
  };
  left.forEach((_, i) => {
    const row = rowOfA.get(i);
    if (!row) { put({ a: [i], b: [], kind: "only" }); return; }
    if (done.has(row)) return;
    done.add(row);
    if (row.b[0] >= next) { lone(row.b[0]); next = row.b[0] + 1; } else row.moved = true;
    put(row);
  });
  lone(right.length);
  return { left, right, rows: ordered };
};

// The words of two wordings in runs, those marked that the other does not have: longest common subsequence.
const differences = (one, other) => {
  const a = one.match(/\S+\s*/g) || [], b = other.match(/\S+\s*/g) || [];
  const whole = (words) => [[words.join(""), false]];
  if (a.length > LONGEST || b.length > LONGEST) return [whole(a), whole(b)];
  const key = (word) => plain(word) || word.trim();
  const ka = a.map(key), kb = b.map(key), wide = b.length + 1;
  const table = new Uint16Array((a.length + 1) * wide);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * wide + j] = ka[i] === kb[j] ? table[(i + 1) * wide + j + 1] + 1 : Math.max(table[(i + 1) * wide + j], table[i * wide + j + 1]);
    }
  }
  const runs = [[], []];
  const put = (side, word, differs) => {
    const last = runs[side][runs[side].length - 1];
    if (last && last[1] === differs) last[0] += word; else runs[side].push([word, differs]);
  };
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && ka[i] === kb[j]) { put(0, a[i++], false); put(1, b[j++], false); }
    else if (j >= b.length || (i < a.length && table[(i + 1) * wide + j] >= table[i * wide + j + 1])) put(0, a[i++], true);
    else put(1, b[j++], true);
  }
  return runs;
};

