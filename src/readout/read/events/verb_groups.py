"""Verb groups of a sentence: which words are verbs here, with their auxiliaries, voice, modality and negation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from readout.read.events.grammar import Verb
from readout.read.events.inflection import Form
from readout.read.events.sentence_words import SentenceWords


def verb_groups(w: SentenceWords) -> tuple[Verb, ...]:
    """The verb groups of a sentence in text order."""
    found: list[Verb] = []
    taken: set[int] = set()
    for i, word in enumerate(w.words):
        kinds = w.g.forms.get(word.low)
        if kinds is None and i > 1 and w.low(i - 1) == "to":
            unlisted = _unlisted_infinitive(w, i)
            if unlisted is not None:
                found.append(unlisted)
                taken.update(range(unlisted.first, unlisted.main + 1))
            continue
        if kinds and (i == 0 or word.low != "'s"):
            verb = _verb_at(w, i, kinds)
            if verb is not None:
                found.append(verb)
                taken.update(range(verb.first, verb.main + 1))
    if not any(verb.form == "finite" for verb in found):
        found.extend(_bare_present(w, taken))
    aux = w.g.be | w.g.have | w.g.do | w.g.modal
    for i, word in enumerate(w.words):
        if i not in taken and word.low in aux and not word.low.startswith("'") and word.low not in ("being", "having"):
            if word.text in ("May", "Will") and i > 0 and (not w.title_case or i in w.timed):
                continue  # a month, a name
            first = i
            while first > 0 and (w.low(first - 1) in aux and first - 1 not in taken):
                first -= 1
            if any(first <= verb.main <= i for verb in found):
                continue
            form: Literal["finite", "infinitive"] = "infinitive" if w.low(first - 1) == "to" else "finite"
            main = i
            while (
                main + 1 < len(w.words)
                and (w.low(main + 1) in aux or w.low(main + 1) in w.g.negation)
                and main + 1 not in taken
            ):
                main += 1
            modal = next((w.low(j) for j in range(first, main + 1) if w.low(j) in w.g.modal), None)
            negated = any(w.low(j) in w.g.negation for j in range(first, main + 2))
            found.append(Verb(first, main, "be", form, modal=modal, negated=negated))
            taken.update(range(first, main + 1))
    held = {i for verb in found for i in range(verb.first, verb.main)}
    return _joined(w, tuple(sorted(verb for verb in found if verb.main not in held)))


def _joined(w: SentenceWords, found: tuple[Verb, ...]) -> tuple[Verb, ...]:
    """A base form after "or" or "and" shares the "to", the modal or the "did not" of the verb before it.

    After "and" only where the first verb of the sentence has an ending: "they plan to leave and refuse to pay".
    """
    made: list[Verb] = []
    for verb in found:
        joint = w.skip_adverbs_left(verb.first - 1)
        before = made[-1] if made else None
        bare = verb.form == "finite" and verb.first == verb.main and w.low(verb.main) == verb.lemma
        if before is None or not bare or w.low(joint) not in w.g.coordinator:
            made.append(verb)
            continue
        if w.low(joint) != "or" and any(v.form == "finite" and w.low(v.first) == v.lemma for v in made):
            made.append(verb)
        elif before.form == "infinitive":
            made.append(verb._replace(form="infinitive"))
        elif before.modal is not None or w.low(before.first) in w.g.do:
            made.append(verb._replace(modal=before.modal, negated=before.negated))
        else:
            made.append(verb)
    return tuple(made)


def _bare_present(w: SentenceWords, taken: set[int]) -> list[Verb]:
    """The verb of a headline without articles: the first -s form after a name ("Ardovia lifts blockade")."""
    for i in range(1, len(w.words) - 1):
        for lemma, form in w.g.forms.get(w.low(i), ()):
            if form != "s" or i in taken or not w.capital(i - 1) or w.low(i - 1) == "'s":
                continue
            if any(w.low(j) in w.g.be | w.g.have | w.g.modal for j in range(len(w.words))):
                return []
            if w.words[i + 1].text[0].isalpha() and w.low(i + 1) not in w.g.coordinator:
                taken.add(i)
                return [Verb(i, i, lemma, "finite")]
    return []


def _unlisted_infinitive(w: SentenceWords, i: int) -> Verb | None:
    """An infinitive of a verb that no list has, where "to" follows a word that governs infinitives."""
    word = w.words[i]
    if w.low(i - 1) != "to" or (not word.low.isalpha() and "-" not in word.low) or w.capital(i):
        return None
    if w.opens_noun(i) or word.low in w.g.preposition or w.is_adverb(i) or word.low in w.g.forms:
        return None
    j = w.skip_adverbs_left(i - 2)
    if w.low(j) in w.g.governing or any(lemma in w.g.governing for lemma, _ in w.g.forms.get(w.low(j), ())):
        return _with_auxiliaries(w, i, i - 1, word.low, "infinitive")
    return None


def _verb_at(w: SentenceWords, i: int, kinds: Sequence[tuple[str, Form]]) -> Verb | None:
    word = w.words[i]
    if word.low in w.g.preposition or (word.text[0].isupper() and i > 0 and w.capital(i - 1) and not w.title_case):
        return None  # "including"; a word of a name
    by_form: dict[Form, str] = {}
    for lemma, form in kinds:
        by_form.setdefault(form, lemma)
    g = w.g
    j = w.skip_adverbs_left(i - 1)
    if w.opens_quotation(j):
        j = w.skip_adverbs_left(j - 1)  # a "united and swift" answer
    prev = w.low(j)
    if prev == "to" and "base" in by_form:
        return _with_auxiliaries(w, i, j, by_form["base"], "infinitive")
    if prev in g.be:
        if "ing" in by_form:
            return _with_auxiliaries(w, i, j, by_form["ing"], "finite", progressive=True)
        if "participle" in by_form:
            return _with_auxiliaries(w, i, j, by_form["participle"], "finite", passive=True)
        return None
    if prev in g.have:
        if "participle" in by_form:
            return _with_auxiliaries(w, i, j, by_form["participle"], "finite", perfect=True)
        return None
    if (prev in g.modal or prev in g.do) and "base" in by_form and not (prev == "may" and w.capital(j) and j > 0):
        return _with_auxiliaries(w, i, j, by_form["base"], "finite")
    if prev == "'t" and "base" in by_form:
        return _with_auxiliaries(w, i, j, by_form["base"], "finite")
    if (prev in g.determiner and prev not in ("that", "this")) or prev in g.possessive:
        return None
    if "ing" in by_form:
        return _ing(w, i, j, by_form["ing"])
    if prev in g.preposition and prev not in ("before", "after", "since"):
        return None
    if "past" in by_form or "participle" in by_form:
        return _past(w, i, j, by_form)
    return _present(w, i, j, by_form)


def _with_auxiliaries(
    w: SentenceWords,
    i: int,
    j: int,
    lemma: str,
    form: Literal["finite", "infinitive"],
    *,
    passive: bool = False,
    perfect: bool = False,
    progressive: bool = False,
) -> Verb:
    g = w.g
    first, negated, modal = i, False, None
    k = i - 1
    while k >= 0:
        low = w.low(k)
        if low in g.negation or low == "'t":
            negated = True
        elif low in g.modal:
            modal = low
        elif low in g.have:
            perfect = True
        elif low == "to" and form == "infinitive":
            first = k
            negated = negated or w.low(k - 1) in g.negation
            break
        elif low == "to" and w.low(k + 1) in (*g.be, *g.have):
            form, first = "infinitive", k
            break
        elif not (low in g.be or low in g.do or w.is_adverb(k)):
            break
        if not w.is_adverb(k) or low in g.negation:
            first = k
        k -= 1
    return Verb(first, i, lemma, form, passive, negated, modal, perfect, progressive)


def _ing(w: SentenceWords, i: int, j: int, lemma: str) -> Verb | None:
    prev = w.low(j)
    if w.low(i) in w.g.noun_ing and not (
        prev in ("after", "before", "by", "while", "of", "from", ",") and w.opens_noun(i + 1)
    ):
        return None
    if prev in ("with", "against", "to", "between") and w.capital(i + 1):
        return None  # "talks with visiting Minister ..."
    if j < 0 or w.opens_noun(i + 1) or w.low(i + 1) in w.g.preposition or w.low(i + 1) in ("to", "that"):
        return None if j < 0 and w.low(i + 1) not in w.g.determiner else Verb(i, i, lemma, "ing")
    if prev == "in" and (i + 1 in w.timed or not w.low(i + 1)[:1].isalpha()):
        return None  # "in writing"
    if prev == "," or prev in w.g.preposition or prev in w.g.coordinator or prev in w.g.temporal:
        return Verb(i, i, lemma, "ing")
    return None


def _past(w: SentenceWords, i: int, j: int, by_form: Mapping[Form, str]) -> Verb | None:
    g, prev, following = w.g, w.low(j), w.low(i + 1)
    participle = by_form.get("participle")
    if "past" not in by_form or (following == "by" and participle and not w.capital(i)):
        return Verb(i, i, participle or "", "participle", passive=True) if w.is_noun_end(j) else None
    if j < 0:
        return None
    lemma = by_form["past"]
    if prev in ("'s",):
        return None
    if prev in g.coordinator or prev in g.relative or prev in ("that", "this", "&"):
        if w.is_adjectival(i):
            return None
        return Verb(i, i, lemma, "finite", negated=w.is_denied(i))
    if prev == ",":
        if following in ("of", "by", "in", "at", "to", "on") and lemma in ("accuse", "base", "follow", "locate"):
            return Verb(i, i, lemma, "participle", passive=True)
        return Verb(i, i, lemma, "finite", negated=w.is_denied(i)) if not w.is_adjectival(i) else None
    if not w.is_noun_end(j) and j not in w.timed:
        return None
    if participle and _is_reduced(w, i, j):
        return Verb(i, i, participle, "participle", passive=True)
    if "base" in by_form and lemma in g.also_noun and not w.opens_noun(i + 1):
        return None
    if w.is_adjectival(i):
        return None
    return Verb(i, i, lemma, "finite", negated=w.is_denied(i))


def _is_reduced(w: SentenceWords, i: int, j: int) -> bool:
    """Whether a past form after a noun is a reduced passive: a finite verb without a joint follows."""
    following = w.low(i + 1)
    if w.opens_noun(i + 1) and following not in ("last", "this", "next") and i + 1 not in w.timed:
        return False
    if following not in w.g.preposition and i + 1 not in w.timed and not w.is_adverb(i + 1):
        return False
    for k in range(i + 1, min(i + 14, len(w.words))):
        low = w.low(k)
        if low in (",", ";", ":", '"', "“", "”") or low in w.g.subordinator or low in w.g.coordinator:
            return False
        if low in w.g.relative:
            return False
        if (low in w.g.be and low not in ("being", "been", "be")) or (low in w.g.have or low in w.g.modal):
            return w.low(k) != "may" or not w.capital(k)
    return False


def _present(w: SentenceWords, i: int, j: int, by_form: Mapping[Form, str]) -> Verb | None:
    g, prev = w.g, w.low(j)
    nxt = i + 1
    while w.is_adverb(nxt):
        nxt += 1
    following = w.low(nxt)
    marked = (
        w.opens_noun(nxt) or following in ("that", "to", "against", "for", "on", "with", "off") or following in '"“'
    ) and following != ""
    if "s" in by_form:
        lemma = by_form["s"]
        if j < 0 or not (w.is_noun_end(j) or prev in g.coordinator or prev == "," or prev in g.relative):
            return None
        if lemma not in g.also_noun:
            return Verb(i, i, lemma, "finite", negated=w.is_denied(i))
        counted = w.opens_noun(nxt) and (following in g.number | g.determiner or following[0].isdigit())
        if counted and w.is_noun_end(j) and w.low(j - 1) in ("the", "a", "its", "their", "this"):
            return Verb(i, i, lemma, "finite")
        if w.capital(j) and any(form == "past" and lem not in g.speech for lem, form in g.forms.get(w.low(j - 1), ())):
            return None  # "denied Belmar claims that": a noun
        named = w.capital(j) and w.low(j - 1) != "'s" and not w.is_demonym(j)
        before = prev in g.subject_pronoun or prev in g.relative or named or (prev == "," and w.opens_noun(nxt))
        if (
            w.opens_noun(nxt)
            and following not in g.relative | {"which"}
            and (before or (w.is_noun_end(j) and not prev.endswith("s") and following in g.determiner))
        ):
            return Verb(i, i, lemma, "finite", negated=w.is_denied(i))
        if before and marked and following in ("that", "to"):
            return Verb(i, i, lemma, "finite", negated=w.is_denied(i))
        if prev in g.coordinator and following in g.determiner | {"that"}:
            return Verb(i, i, lemma, "finite", negated=w.is_denied(i))
        return None
    if "base" not in by_form or j < 0:
        return None
    lemma = by_form["base"]
    if w.capital(i) and i > 0 and not w.capital(j):
        return None
    if (
        prev == ","
        and lemma not in g.also_noun
        and any(w.low(m) == "," and w.low(m + 1) in ("which", "who") for m in range(max(0, j - 30), j))
    ):
        return Verb(i, i, lemma, "finite", negated=w.is_denied(i))
    if any(w.low(m) in g.letting for m in range(max(0, j - 3), j)):
        return None  # "the rules let members request a vote"
    plural = prev in ("they", "we", "i", "you", "who", "which", "people", "police")
    joined = w.is_noun_end(j) and any(w.low(k) in ("and", "&") for k in range(max(0, j - 6), j))
    nominal = w.is_noun_end(j) and prev.endswith("s") and not prev.endswith(("ss", "'s", "us", "is"))
    if lemma in g.also_noun:
        if (plural or nominal or (joined and w.capital(j))) and w.opens_noun(nxt):
            return Verb(i, i, lemma, "finite", negated=w.is_denied(i))
        return None
    if plural or nominal or joined or prev in g.coordinator:
        return Verb(i, i, lemma, "finite", negated=w.is_denied(i))
    if w.is_noun_end(j) and any(w.low(k) == "that" for k in range(max(0, j - 5), j)):
        return Verb(i, i, lemma, "finite", modal="should")
    return None
