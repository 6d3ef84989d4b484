"""Clauses of a sentence without a parser: words, verb groups, their subjects, objects and ends.

Everything works on one sentence's words from closed classes and lists of verbs (``languages/en/clause_words.toml``,
``clause_verbs.txt``, ``acts.toml``). A range is a half-open pair of word indices; a rule that cannot decide gives ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from readout.languages import table, words
from readout.read.inflection import Form, forms
from readout.types import Span

Range = tuple[int, int]
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:[.,:]\d+)*|['’](?:s|re|ve|ll|d|m|t)\b|[^\W_]+(?:-[^\W_]+)*|\S")
_LONGEST = 400  # words of one sentence that are looked at; longer ones are tables and lists
_STOPS = frozenset(";:—–|•()[]{}?!…")
_QUOTES = frozenset('"“”„«»‟')


class Word(NamedTuple):
    """A word or mark: its place in the text, its form, its lower-case form."""

    start: int
    end: int
    text: str
    low: str


class Verb(NamedTuple):
    """A verb group: ``first`` word (auxiliaries included), ``main`` word, and what its auxiliaries say."""

    first: int
    main: int
    lemma: str
    form: Literal["finite", "infinitive", "ing", "participle"]
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    perfect: bool = False
    progressive: bool = False


class Grammar(NamedTuple):
    """The closed classes of a language and the forms of its listed verbs."""

    be: frozenset[str]
    have: frozenset[str]
    do: frozenset[str]
    modal: frozenset[str]
    future: frozenset[str]
    negation: frozenset[str]
    determiner: frozenset[str]
    possessive: frozenset[str]
    pronoun: frozenset[str]
    subject_pronoun: frozenset[str]
    first_person: frozenset[str]
    preposition: frozenset[str]
    subordinator: frozenset[str]
    temporal: frozenset[str]
    conditional: frozenset[str]
    relative: frozenset[str]
    coordinator: frozenset[str]
    adverb: frozenset[str]
    opener: frozenset[str]
    hedge: frozenset[str]
    of_complement: frozenset[str]
    speech: frozenset[str]
    as_complement: frozenset[str]
    nothing: frozenset[str]
    noun_ing: frozenset[str]
    number: frozenset[str]
    governing: frozenset[str]
    also_noun: frozenset[str]
    forms: Mapping[str, tuple[tuple[str, Form], ...]]


@cache
def grammar(language: str = "en") -> Grammar:
    """The word classes of ``language``."""
    data = {name: frozenset(entry.split()) for name, entry in table(language, "clause_words").items()}
    acts = table(language, "acts")
    lemmas = list(words(language, "clause_verbs"))
    for section in ("verbs", "move_only"):  # hyphenated lemmas are written out in their frames
        for frames in acts[section].values():
            for frame in frames:
                lemmas.extend(lemma for lemma in frame.split()[0].split("|") if "-" not in lemma or lemma in lemmas)
    for effect in acts["governors"].values():
        lemmas.extend(effect.split())
    lemmas.extend(acts["happenings"]["verbs"].split())
    adjectives = frozenset(acts["adjectives"]["words"].split())
    return Grammar(
        be=data["be"], have=data["have"], do=data["do"], modal=data["modal"], future=data["future"],
        negation=data["negation"], determiner=data["determiner"], possessive=data["possessive"],
        pronoun=data["pronoun"], subject_pronoun=data["subject_pronoun"], first_person=data["first_person"],
        preposition=data["preposition"], subordinator=data["subordinator"], temporal=data["temporal"],
        conditional=data["conditional"], relative=data["relative"], coordinator=data["coordinator"],
        adverb=data["adverb"], opener=data["opener"], hedge=data["hedge_alleged"], also_noun=data["also_noun"],
        of_complement=data["of_complement"],        speech=data["speech"],
        as_complement=data["as_complement"],
        nothing=data["nothing"],
        noun_ing=data["noun_ing"],
        number=data["number"],
        governing=frozenset(word for entry in acts["governors"].values() for word in entry.split()),
        forms=forms([lemma for lemma in lemmas if lemma not in adjectives], language),
    )  # fmt: skip


def tokens(text: str, span: Span) -> tuple[Word, ...]:
    """Words and marks of ``text[span]``, at most the first few hundred."""
    found: list[Word] = []
    for match in _WORD.finditer(text, span[0], span[1]):
        form = match.group()
        found.append(Word(match.start(), match.end(), form, form.lower().replace("’", "'")))
        if len(found) >= _LONGEST:
            break
    return tuple(found)


class Clauses:
    """One sentence taken apart. ``timed`` are the word indices inside time expressions."""

    def __init__(self, sentence: Sequence[Word], timed: frozenset[int] = frozenset(), language: str = "en") -> None:
        self.words = tuple(sentence)
        self.timed = timed
        self.g = grammar(language)
        self.governing = self.g.governing
        plain = [word for word in self.words if len(word.text) > 3 and word.text[0].isalpha()]
        self.title_case = bool(plain) and sum(word.text[0].isupper() for word in plain) > 0.6 * len(plain)
        self.verbs = self._find_verbs()
        self.first_at = {verb.first: k for k, verb in enumerate(self.verbs)}
        self.in_verb = {i for verb in self.verbs for i in range(verb.first, verb.main + 1)}
        self.main_at = {verb.main: k for k, verb in enumerate(self.verbs)}

    # ------------------------------------------------------------------------------------------ single words

    def low(self, i: int) -> str:
        """The lower-case form of word ``i``; empty outside the sentence."""
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def capital(self, i: int) -> bool:
        """Whether word ``i`` begins with a capital letter."""
        return 0 <= i < len(self.words) and self.words[i].text[0].isupper()

    def is_adverb(self, i: int) -> bool:
        """Whether word ``i`` can be skipped inside a verb group."""
        low = self.low(i)
        return low in self.g.adverb or (low.endswith("ly") and len(low) > 4 and not self.capital(i))

    def is_noun_end(self, i: int) -> bool:
        """Whether a noun phrase can end with word ``i``."""
        low = self.low(i)
        if not low or not (low[0].isalnum()):
            return low in (")", "”", '"', "’", "'")
        g = self.g
        if low in ("may", "will") and self.capital(i) and i > 0:
            return True  # a name
        closed = (
            low in g.preposition or low in g.subordinator or low in g.coordinator or low in g.modal or low in g.be
            or low in g.have
        )  # fmt: skip
        return (not closed or low in g.pronoun) and (low not in g.determiner or low in g.pronoun)

    def opens_noun(self, i: int) -> bool:
        """Whether a noun phrase with a visible mark (article, name, number, pronoun) begins at word ``i``."""
        low = self.low(i)
        return bool(low) and (
            low in self.g.determiner
            or low in self.g.pronoun
            or low in self.g.number
            or self.capital(i)
            or low[0].isdigit()
        )  # fmt: skip

    def skip_adverbs_left(self, i: int) -> int:
        """The index of the first word at or left of ``i`` that is no adverb."""
        while i >= 0 and (self.is_adverb(i) or self.low(i) in self.g.negation):
            i -= 1
        return i

    # ------------------------------------------------------------------------------------------- verb groups

    def _find_verbs(self) -> tuple[Verb, ...]:
        found: list[Verb] = []
        taken: set[int] = set()
        for i, word in enumerate(self.words):
            kinds = self.g.forms.get(word.low)
            if kinds is None and i > 1 and self.low(i - 1) == "to":
                unlisted = self._unlisted_infinitive(i)
                if unlisted is not None:
                    found.append(unlisted)
                    taken.update(range(unlisted.first, unlisted.main + 1))
                continue
            if kinds and (i == 0 or word.low != "'s"):
                verb = self._verb_at(i, kinds)
                if verb is not None:
                    found.append(verb)
                    taken.update(range(verb.first, verb.main + 1))
        if not any(verb.form == "finite" for verb in found):
            found.extend(self._bare_present(taken))
        aux = self.g.be | self.g.have | self.g.do | self.g.modal
        for i, word in enumerate(self.words):
            if (
                i not in taken
                and word.low in aux
                and not word.low.startswith("'")
                and word.low not in ("being", "having")
            ):
                if word.text in ("May", "Will") and i > 0 and (not self.title_case or i in self.timed):
                    continue  # a month, a name
                first = i
                while first > 0 and (self.low(first - 1) in aux and first - 1 not in taken):
                    first -= 1
                if any(first <= verb.main <= i for verb in found):
                    continue
                form: Literal["finite", "infinitive"] = "infinitive" if self.low(first - 1) == "to" else "finite"
                main = i
                while main + 1 < len(self.words) and (
                    self.low(main + 1) in aux or self.low(main + 1) in self.g.negation
                ) and main + 1 not in taken:  # fmt: skip
                    main += 1
                modal = next((self.low(j) for j in range(first, main + 1) if self.low(j) in self.g.modal), None)
                negated = any(self.low(j) in self.g.negation for j in range(first, main + 2))
                found.append(Verb(first, main, "be", form, modal=modal, negated=negated))
                taken.update(range(first, main + 1))
        held = {i for verb in found for i in range(verb.first, verb.main)}
        return tuple(sorted(verb for verb in found if verb.main not in held))

    def _bare_present(self, taken: set[int]) -> list[Verb]:
        """The verb of a headline without articles: the first -s form after a name ("Ardovia lifts blockade")."""
        for i in range(1, len(self.words) - 1):
            for lemma, form in self.g.forms.get(self.low(i), ()):
                if form != "s" or i in taken or not self.capital(i - 1) or self.low(i - 1) == "'s":
                    continue
                if any(self.low(j) in self.g.be | self.g.have | self.g.modal for j in range(len(self.words))):
                    return []
                if self.words[i + 1].text[0].isalpha() and self.low(i + 1) not in self.g.coordinator:
                    taken.add(i)
                    return [Verb(i, i, lemma, "finite")]
        return []

    def _unlisted_infinitive(self, i: int) -> Verb | None:
        """An infinitive of a verb that no list has, where "to" follows a word that governs infinitives."""
        word = self.words[i]
        if self.low(i - 1) != "to" or not word.low.isalpha() and "-" not in word.low or self.capital(i):
            return None
        if self.opens_noun(i) or word.low in self.g.preposition or self.is_adverb(i) or word.low in self.g.forms:
            return None
        j = self.skip_adverbs_left(i - 2)
        if self.low(j) in self.governing or any(
            lemma in self.governing for lemma, _ in self.g.forms.get(self.low(j), ())
        ):
            return self._with_auxiliaries(i, i - 1, word.low, "infinitive")
        return None

    def _denied(self, i: int) -> bool:
        """Whether "never" or "neither" stands right before a form without auxiliaries."""
        return self.low(i - 1) in self.g.negation or (self.is_adverb(i - 1) and self.low(i - 2) in self.g.negation)

    def _verb_at(self, i: int, kinds: Sequence[tuple[str, Form]]) -> Verb | None:
        word = self.words[i]
        if word.low in self.g.preposition or (
            word.text[0].isupper() and i > 0 and self.capital(i - 1) and not self.title_case
        ):
            return None  # "including"; a word of a name
        by_form: dict[Form, str] = {}
        for lemma, form in kinds:
            by_form.setdefault(form, lemma)
        g = self.g
        j = self.skip_adverbs_left(i - 1)
        prev = self.low(j)
        if prev == "to" and "base" in by_form:
            return self._with_auxiliaries(i, j, by_form["base"], "infinitive")
        if prev in g.be or (prev == "'s" and "ing" in by_form and i - j == 1 and "base" not in by_form and False):
            if "ing" in by_form:
                return self._with_auxiliaries(i, j, by_form["ing"], "finite", progressive=True)
            if "participle" in by_form:
                return self._with_auxiliaries(i, j, by_form["participle"], "finite", passive=True)
            return None
        if prev in g.have:
            if "participle" in by_form:
                return self._with_auxiliaries(i, j, by_form["participle"], "finite", perfect=True)
            return None
        if (
            (prev in g.modal or prev in g.do)
            and "base" in by_form
            and not (prev == "may" and self.capital(j) and j > 0)
        ):
            return self._with_auxiliaries(i, j, by_form["base"], "finite")
        if prev == "'t" and "base" in by_form:
            return self._with_auxiliaries(i, j, by_form["base"], "finite")
        if (prev in g.determiner and prev not in ("that", "this")) or prev in g.possessive:
            return None
        if "ing" in by_form:
            return self._ing(i, j, by_form["ing"])
        if prev in g.preposition and prev not in ("before", "after", "since"):
            return None
        if "past" in by_form or "participle" in by_form:
            return self._past(i, j, by_form)
        return self._present(i, j, by_form)

    def _with_auxiliaries(
        self, i: int, j: int, lemma: str, form: Literal["finite", "infinitive"], *,
        passive: bool = False, perfect: bool = False, progressive: bool = False,
    ) -> Verb:  # fmt: skip
        g = self.g
        first, negated, modal = i, False, None
        k = i - 1
        while k >= 0:
            low = self.low(k)
            if low in g.negation or low == "'t":
                negated = True
            elif low in g.modal:
                modal = low
            elif low in g.have:
                perfect = True
            elif low == "to" and form == "infinitive":
                first = k
                negated = negated or self.low(k - 1) in g.negation
                break
            elif low == "to" and self.low(k + 1) in (*g.be, *g.have):
                form, first = "infinitive", k
                break
            elif not (low in g.be or low in g.do or self.is_adverb(k)):
                break
            if not self.is_adverb(k) or low in g.negation:
                first = k
            k -= 1
        return Verb(first, i, lemma, form, passive, negated, modal, perfect, progressive)

    def _ing(self, i: int, j: int, lemma: str) -> Verb | None:
        prev = self.low(j)
        if self.low(i) in self.g.noun_ing and not (
            prev in ("after", "before", "by", "while", "of", "from", ",") and self.opens_noun(i + 1)
        ):
            return None
        if prev in ("with", "against", "to", "between") and self.capital(i + 1):
            return None  # "talks with visiting Minister ..."
        if (
            j < 0
            or self.opens_noun(i + 1)
            or self.low(i + 1) in self.g.preposition
            or self.low(i + 1) in ("to", "that")
        ):
            return None if j < 0 and self.low(i + 1) not in self.g.determiner else Verb(i, i, lemma, "ing")
        if prev == "in" and (i + 1 in self.timed or not self.low(i + 1)[:1].isalpha()):
            return None  # "in writing"
        if prev == "," or prev in self.g.preposition or prev in self.g.coordinator or prev in self.g.temporal:
            return Verb(i, i, lemma, "ing")
        return None

    def _past(self, i: int, j: int, by_form: Mapping[Form, str]) -> Verb | None:
        g, prev, following = self.g, self.low(j), self.low(i + 1)
        participle = by_form.get("participle")
        if "past" not in by_form or (following == "by" and participle and not self.capital(i)):
            return Verb(i, i, participle or "", "participle", passive=True) if self.is_noun_end(j) else None
        if j < 0:
            return None
        lemma = by_form["past"]
        if prev in ("'s",):
            return None
        if prev in g.coordinator or prev in g.relative or prev in ("that", "this", "&"):
            if self.is_adjectival(i):
                return None
            return Verb(i, i, lemma, "finite", negated=self._denied(i))
        if prev == ",":
            if following in ("of", "by", "in", "at", "to", "on") and lemma in ("accuse", "base", "follow", "locate"):
                return Verb(i, i, lemma, "participle", passive=True)
            return Verb(i, i, lemma, "finite", negated=self._denied(i)) if not self.is_adjectival(i) else None
        if not self.is_noun_end(j) and not (j in self.timed):
            return None
        if participle and self._is_reduced(i, j):
            return Verb(i, i, participle, "participle", passive=True)
        if "base" in by_form and lemma in g.also_noun and not self.opens_noun(i + 1):
            return None
        if self.is_adjectival(i):
            return None
        return Verb(i, i, lemma, "finite", negated=self._denied(i))

    def is_adjectival(self, i: int) -> bool:
        """Whether the form at ``i`` stands as an adjective before its noun: "the promised reply"."""
        j = i - 1
        return self.low(j) in self.g.determiner and self.low(j) not in ("that", "this") and self.low(j) != "all"

    def _is_reduced(self, i: int, j: int) -> bool:
        """Whether a past form after a noun is a reduced passive: a finite verb without a joint follows."""
        following = self.low(i + 1)
        if self.opens_noun(i + 1) and following not in ("last", "this", "next") and i + 1 not in self.timed:
            return False
        if following not in self.g.preposition and i + 1 not in self.timed and not self.is_adverb(i + 1):
            return False
        for k in range(i + 1, min(i + 14, len(self.words))):
            low = self.low(k)
            if low in (",", ";", ":", '"', "“", "”") or low in self.g.subordinator or low in self.g.coordinator:
                return False
            if low in self.g.relative:
                return False
            if low in self.g.be and low not in ("being", "been", "be") or (low in self.g.have or low in self.g.modal):
                return self.low(k) != "may" or not self.capital(k)
        return False

    def _present(self, i: int, j: int, by_form: Mapping[Form, str]) -> Verb | None:
        g, prev = self.g, self.low(j)
        nxt = i + 1
        while self.is_adverb(nxt):
            nxt += 1
        following = self.low(nxt)
        marked = (
            self.opens_noun(nxt) or following in ("that", "to", "against", "for", "on", "with", "off") or following in '"“'
        ) and following != ""  # fmt: skip
        if "s" in by_form:
            lemma = by_form["s"]
            if j < 0 or not (self.is_noun_end(j) or prev in g.coordinator or prev == "," or prev in g.relative):
                return None
            if lemma not in g.also_noun:
                return Verb(i, i, lemma, "finite", negated=self._denied(i))
            if self.opens_noun(nxt) and self.is_noun_end(j) and self.low(j - 1) in ("the", "a", "its", "their", "this"):
                if following in g.number or following[0].isdigit() or following in g.determiner:
                    return Verb(i, i, lemma, "finite")
            named = self.capital(j) and self.low(j - 1) != "'s" and not self._demonym(j)
            before = prev in g.subject_pronoun or prev in g.relative or named or (prev == "," and self.opens_noun(nxt))
            if self.opens_noun(nxt) and following not in g.relative | {"which"} and (
                before or (self.is_noun_end(j) and not prev.endswith("s") and following in g.determiner)
            ):  # fmt: skip
                return Verb(i, i, lemma, "finite", negated=self._denied(i))
            if before and marked and following in ("that", "to"):
                return Verb(i, i, lemma, "finite", negated=self._denied(i))
            if prev in g.coordinator and following in g.determiner | {"that"}:
                return Verb(i, i, lemma, "finite", negated=self._denied(i))
            return None
        if "base" not in by_form or j < 0:
            return None
        lemma = by_form["base"]
        if self.capital(i) and i > 0 and not self.capital(j):
            return None
        if (
            prev == ","
            and lemma not in g.also_noun
            and any(self.low(m) == "," and self.low(m + 1) in ("which", "who") for m in range(max(0, j - 30), j))
        ):
            return Verb(i, i, lemma, "finite", negated=self._denied(i))
        plural = prev in ("they", "we", "i", "you", "who", "which", "people", "police")
        joined = self.is_noun_end(j) and any(self.low(k) in ("and", "&") for k in range(max(0, j - 6), j))
        nominal = self.is_noun_end(j) and prev.endswith("s") and not prev.endswith(("ss", "'s", "us", "is"))
        if lemma in g.also_noun:
            if (plural or nominal or (joined and self.capital(j))) and self.opens_noun(nxt):
                return Verb(i, i, lemma, "finite", negated=self._denied(i))
            return None
        if plural or nominal or joined or prev in g.coordinator:
            return Verb(i, i, lemma, "finite", negated=self._denied(i))
        if self.is_noun_end(j) and any(self.low(k) == "that" for k in range(max(0, j - 5), j)):
            return Verb(i, i, lemma, "finite", modal="should")
        return None

    def _demonym(self, i: int) -> bool:
        """Whether the capitalised word can only be an adjective of a country ("Russian", "Chinese")."""
        low = self.low(i)
        return low.endswith(
            ("ian", "ish", "ese", "ench", "can", "ean", "iet", "nsk", "bian", "ani", "qi", "eli", "emi")
        )

    # ----------------------------------------------------------------------------------------------- phrases

    def stops_left(self, i: int) -> bool:
        """Whether a subject cannot reach over word ``i`` to the left."""
        low = self.low(i)
        if low in _STOPS or low in _QUOTES:
            return True
        return i in self.main_at or i in self.in_verb or (low in self.g.subordinator and not (
            low in self.g.preposition and not self._clausal(i))) or low in ("that", "who", "which", "where")  # fmt: skip

    def _clausal(self, i: int) -> bool:
        """Whether a temporal word at ``i`` opens a clause (a finite verb follows before a comma)."""
        for k in range(i + 1, min(i + 15, len(self.words))):
            if self.low(k) == "," or self.low(k) in _STOPS:
                return False
            at = self.first_at.get(k)
            if at is not None and self.verbs[at].form == "finite":
                return True
        return False

    def subject(self, k: int, depth: int = 0) -> Range | None:
        """The words of the subject of verb ``k``: shared subjects of joined verbs included, "said it" looked through."""
        found = self._subject(k, depth)
        if found is None or found[1] - found[0] != 1 or self.low(found[0]) not in ("it", "he", "she", "they"):
            return found
        i = found[0] - 1
        i = i - 1 if self.low(i) == "that" else i
        while i >= 0 and (
            i in self.timed or self.is_adverb(i) or (self.low(i) in ("on", "in") and i + 1 in self.timed)
        ):
            i -= 1
        at = self.main_at.get(i)
        if self.low(i) == "clear" and self.low(i - 1) == "it":
            i -= 2  # "made it clear that he"
            at = self.main_at.get(i)
            return (self.subject(at, depth + 1) or found) if at is not None and at < k else found
        if at is None or at >= k or self.verbs[at].lemma not in self.g.speech or self.verbs[at].passive:
            return found
        return self.subject(at, depth + 1) or found

    def _subject(self, k: int, depth: int = 0) -> Range | None:
        verb = self.verbs[k]
        if depth > 4:
            return None
        p = self.skip_adverbs_left(verb.first - 1)
        p = self._skip_times_left(p)
        low = self.low(p)
        if p < 0:
            return None
        if verb.form == "infinitive":
            governor = self.governor(k)
            if governor is None:
                return None
            if governor[1] is not None:
                return governor[1]
            return self.subject(governor[0], depth + 1) if governor[0] >= 0 else None
        if low in ("who", "which", "that"):
            return self.antecedent(p - 1 if self.low(p - 1) == "," else p)
        if verb.form == "ing":
            return self._ing_subject(k, p, depth)
        if low in self.g.coordinator or (low == "," and verb.form == "finite"):
            if low == ",":
                held = self._before_apposition(p)
                if held is not None:
                    return held
            earlier_verbs = range(k - 1, -1, -1)
            if low in self.g.coordinator and self.low(p - 1) == "," and verb.form == "finite":
                first = next((e for e in range(k) if self.verbs[e].form == "finite"), None)
                held = self.subject(first, depth + 1) if first is not None else None
                if held is not None and held[0] < self.verbs[first or 0].main:
                    return held
            if verb.lemma in self.g.speech and verb.form == "finite":
                telling = [
                    e for e in earlier_verbs if self.verbs[e].lemma in self.g.speech and self.verbs[e].form == "finite"
                ]
                if telling:
                    return self.subject(telling[0], depth + 1)
            for earlier in earlier_verbs:
                other = self.verbs[earlier]
                if other.form == verb.form or (verb.form == "finite" and other.form == "finite"):
                    if (
                        other.lemma == "be"
                        and verb.lemma != "be"
                        and not verb.passive
                        and any(
                            self.verbs[e].form == "finite" and self.verbs[e].lemma in self.g.speech
                            for e in range(earlier)
                        )
                    ):
                        continue  # "said the reports are false and accused ...": the speaker accuses
                    return self.subject(earlier, depth + 1)
            return None
        if not self.is_noun_end(p):
            return None
        return self._noun_left(p + 1)

    def antecedent(self, end: int) -> Range | None:
        """The noun phrase before a relative pronoun: from its last preposition on, "of" chains and places kept."""
        found = self._noun_left(end)
        if found is None:
            return None
        for i in range(found[1] - 1, found[0], -1):
            if self.low(i) in self.g.preposition and self.low(i) not in ("of", "in", "at", "near"):
                return (i + 1, found[1]) if i + 1 < found[1] else found
        return found

    def _ing_subject(self, k: int, p: int, depth: int) -> Range | None:
        low = self.low(p)
        if low == "," or low in self.g.preposition or low in self.g.temporal or low in self.g.coordinator:
            for earlier in range(k - 1, -1, -1):
                if self.verbs[earlier].form == "finite":
                    if low in ("of", "for", "from") and not self.verbs[earlier].passive:
                        held = self.object(earlier)
                        return held if held is not None else self.subject(earlier, depth + 1)
                    return self.subject(earlier, depth + 1)
            for later in range(k + 1, len(self.verbs)):  # "Speaking ahead of the talks, she warned"
                if self.verbs[later].form == "finite":
                    return self.subject(later, depth + 1)
            return None
        return self._noun_left(p + 1) if self.is_noun_end(p) else None

    def _skip_times_left(self, p: int) -> int:
        """Left over "on Tuesday", "last week", "has on 3 May"."""
        start = p
        while p >= 0 and p in self.timed:
            p -= 1
        if p != start and self.low(p) in ("on", "in", "at", "by", "late", "early", "since", "during", "earlier"):
            p -= 1
            while self.low(p) in ("late", "early", "earlier"):
                p -= 1
        if p != start and self.low(p) == "," and p - 1 >= 0 and self.is_noun_end(p - 1) and self.low(p - 1) != ",":
            return p - 1 if start + 1 < len(self.words) and self.low(start + 1) != "," else p
        return self.skip_adverbs_left(p) if p != start else p

    def _before_apposition(self, comma: int) -> Range | None:
        """The noun phrase before ", the ... of ..., VERB": the subject that an apposition or relative clause follows."""
        opening = None
        for i in range(comma - 1, max(-1, comma - 40), -1):
            if self.low(i) == ",":
                opening = i
                following = self.low(i + 1)
                if following in ("who", "which", "a", "an", "the", "whose", "where") or (
                    i + 1 in self.first_at and self.verbs[self.first_at[i + 1]].form in ("ing", "participle")
                ):  # fmt: skip
                    break
            elif self.low(i) in _STOPS or self.low(i) in _QUOTES:
                break
        if opening is None or opening == 0 or not self.is_noun_end(opening - 1):
            return None
        found = self._named_before(opening)
        if found is not None and self._is_name(opening + 1, comma):
            return (found[0], comma)
        return found

    def _is_name(self, start: int, end: int) -> bool:
        """Whether the aside is a name or title of what stands before it, and no clause."""
        if end - start > 14 or any(start <= verb.main < end for verb in self.verbs):
            return False
        if self.is_adverb(start) or self.low(start) in self.g.opener:
            return False
        return self.low(start) not in self.g.relative and self.low(start) not in self.g.preposition

    def _named_before(self, opening: int) -> Range | None:
        if any(verb.form == "finite" and verb.main < opening for verb in self.verbs) and not (
            self.low(opening + 1) in ("who", "which")
        ):  # fmt: skip
            # an earlier finite verb: only when a new clause began after it
            start = self._noun_left(opening)
            if start is None or start[0] - 1 in self.main_at or self.low(start[0] - 1) not in self.g.subordinator:
                return None
            return start
        return self._noun_left(opening)

    def _noun_left(self, end: int) -> Range | None:
        """The noun phrase that ends before word ``end``."""
        start = end
        while start > 0:
            if self.low(start - 1) == ")":
                opening = next((i for i in range(start - 2, max(-1, start - 9), -1) if self.low(i) == "("), None)
                if opening is None or opening == 0:
                    break
                start = opening
            elif self.stops_left(start - 1):
                break
            else:
                start -= 1
        return self._trim_subject(start, end)

    def _trim_subject(self, start: int, end: int) -> Range | None:
        # joint after an earlier verb's object: "X met Y and Z said" keeps Z only
        after_verb = start - 1 in self.main_at
        commas = [i for i in range(start, end) if self.low(i) == ","]
        joints = [i for i in range(start, end) if self.low(i) in self.g.coordinator]
        if (
            after_verb
            and joints
            and self.verbs[self.main_at[start - 1]].lemma not in ("say", "announce", "warn", "add")
        ):
            start = joints[-1] + 1
            commas = [i for i in commas if i >= start]
        if commas:
            head = self.low(start)
            listed = joints and joints[-1] > commas[-1] and commas[0] - start <= 8 and (
                head not in self.g.preposition and head not in self.g.opener and start not in self.timed
            )  # fmt: skip
            if not listed and self._names_place(start, commas, end):
                pass
            elif not listed:
                lead = commas[-1] + 1
                # "X, the head of Y, on Monday" is cut before; here the commas close adverbials
                start = lead
            elif any(self.low(i) in self.g.preposition for i in range(start, commas[0])) and len(commas) == 1:
                start = commas[-1] + 1
        while start < end and (
            self.low(start) in self.g.opener or self.low(start) in self.g.coordinator or self.low(start) == ","
            or start in self.timed or self.is_adverb(start) or self.low(start) in ("'", "’", "‘", "-", "*", "•")
        ):  # fmt: skip
            start += 1
        if start < end and self.low(start) in self.g.preposition and not self.low(start + 1)[:1].isdigit():
            start = self._after_prepositional(start, end)
        while end > start and (
            end - 1 in self.timed or self.is_adverb(end - 1) or self.low(end - 1) in (",", "on", "last")
        ):
            end -= 1
        if end - 1 > start and self.low(end - 1) in ("he", "she", "they", "it", "we", "i"):
            start = end - 1
        if start >= end or not any(self.words[i].text[0].isalnum() for i in range(start, end)):
            return None
        return (start, end)

    def _names_place(self, start: int, commas: Sequence[int], end: int) -> bool:
        """Whether the one comma stands inside a place: "the meeting in Oslo, Norway"."""
        if len(commas) != 1 or self.low(start) in self.g.preposition:
            return False
        comma = commas[0]
        return (
            end - comma <= 3
            and all(self.capital(i) for i in range(comma + 1, end))
            and self.capital(comma - 1)
            and any(self.low(i) in ("in", "at", "near") for i in range(start, comma))
        )

    def _after_prepositional(self, start: int, end: int) -> int:
        """Past a leading "on Thursday" or "in the capital" without a comma; the whole is given up where unclear."""
        i = start + 1
        while i < end and i in self.timed:
            i += 1
        if i > start + 1:
            return i
        for i in range(end - 1, start, -1):  # the last article or name run
            if self.low(i) in self.g.determiner:
                return i
        i = end
        while i - 1 > start and self.capital(i - 1):
            i -= 1
        return i

    def noun_right(
        self, start: int, limit: int | None = None, chain: bool = True, begin: int | None = None
    ) -> Range | None:
        """The noun phrase that begins at or shortly after word ``start``, "of" chains and lists of names included."""
        stop = len(self.words) if limit is None else min(limit, len(self.words))
        while start < stop and (self.is_adverb(start) or self.low(start) in _QUOTES):
            start += 1
        i = start
        while i < stop and i - start < 40:
            low = self.low(i)
            if low == "(" and i > start and (closing := self._closing(i)) is not None:
                i = closing + 1
                continue
            if i in self.first_at:
                break
            if low in _STOPS or i in self.timed or low in self.g.modal and not self.capital(i):
                break
            if low == ",":
                if not self._list_goes_on(i, stop):
                    break
            elif low in self.g.coordinator:
                if i == start or not self._joins_nouns(i, stop):
                    break
            elif (low in self.g.preposition or low == "to") and (low != "of" or not chain) and i > start:
                break
            elif low in self.g.subordinator or low in self.g.relative:
                if i > start or low not in ("that",):
                    break
            i += 1
        end = i
        while end > start and (not self.words[end - 1].text[0].isalnum() and self.low(end - 1) != "'s"
                               or self.low(end - 1) in self.g.determiner or self.low(end - 1) in self.g.preposition
                               or self.low(end - 1) in self.g.coordinator or self.is_adverb(end - 1)):  # fmt: skip
            end -= 1
        if end <= start or not self.words[start].text[0].isalnum():
            return None
        return (start if begin is None else begin, end)

    def _closing(self, opening: int) -> int | None:
        """The index of the bracket that closes a short insertion such as "(WHO)"."""
        return next((i for i in range(opening + 1, min(opening + 8, len(self.words))) if self.low(i) == ")"), None)

    def _list_goes_on(self, comma: int, stop: int) -> bool:
        if not self.capital(comma + 1) and self.low(comma + 1) not in self.g.determiner:
            return False
        for k in range(comma + 1, min(stop, comma + 9)):
            if k in self.first_at or self.low(k) in self.g.relative or self.low(k) in _STOPS:
                return False
            if self.low(k) in ("and", "or", "&"):
                return self.capital(k + 1) or self.low(k + 1) in self.g.determiner
        return False

    def _joins_nouns(self, joint: int, stop: int) -> bool:
        for k in range(joint + 1, min(stop, joint + 8)):
            at = self.first_at.get(k)
            if at is not None:
                return k > joint + 1 and self.verbs[at].form != "finite"
            if self.low(k) in (",", ";") or (self.low(k) in self.g.preposition and k > joint + 1):
                return True
        return True

    def object(self, k: int) -> Range | None:
        """The object of active verb ``k``: the noun phrase right after it."""
        main = self.verbs[k].main
        at = main + 1
        while at < len(self.words) and (            self.is_adverb(at)
            or at in self.timed
            or (self.low(at) in ("by", "in", "at", "before", "until") and at + 1 in self.timed)
            or (
            self.low(at) == "on" and at + 1 in self.timed
        )):  # fmt: skip
            at += 1
        low = self.low(at)
        if (low, self.low(at + 1)) in (("at", "least"), ("at", "most"), ("more", "than"), ("up", "to"), ("over", "a")):
            return self.noun_right(at + 2, chain=self.verbs[k].lemma not in self.g.of_complement, begin=at)
        following = self.low(at + 1)
        if low in ("that", "this", "it", "them", "these", "those", "both") and (
            following in self.g.preposition
            or following in (".", ",", "")
            or at + 1 in self.timed
            or self.is_adverb(at + 1)
        ):
            return (at, at + 1)
        if low == "as" and self.verbs[k].lemma in self.g.as_complement:
            at = self._after_as(at)
            low = self.low(at)
        if not low or low in self.g.preposition or low in ("to", "that", ",") or low in self.g.coordinator:
            return None
        return self.noun_right(at, chain=self.verbs[k].lemma not in self.g.of_complement)

    def _after_as(self, at: int) -> int:
        """Past 'as "destabilising"', to the noun phrase it is said of."""
        if self.low(at + 1) in _QUOTES:
            for i in range(at + 2, min(at + 9, len(self.words))):
                if self.low(i) in _QUOTES:
                    return i + 1
        return at + 2

    def after_preposition(self, k: int, preposition: str, end: int) -> Range | None:
        """The noun phrase after ``preposition`` in the clause of verb ``k``, times aside."""
        for i in range(self.verbs[k].main + 1, end):
            if self.low(i) == preposition and i + 1 not in self.timed and i not in self.in_verb:
                if preposition == "to" and not self._can_receive(i + 1):
                    continue
                if preposition == "with" and self.low(i - 1) == ",":
                    continue  # ", with the pair expected to"
                if preposition == "by" and i + 1 in self.first_at:
                    continue
                found = self.noun_right(i + 1, end)
                if found is not None:
                    return found
        return None

    def _can_receive(self, i: int) -> bool:
        """Whether a noun phrase and no unlisted infinitive follows "to"."""
        return (
            self.opens_noun(i)
            or self.low(i).endswith("s")
            or self.low(i + 1) in (",", ".", "")
            or self.low(i) in "'\"“"
        )

    def clause_end(self, k: int) -> int:
        """The word index where the clause of verb ``k`` ends; its complements ("that ...", "to ...") belong to it."""
        main = self.verbs[k].main
        for i in range(main + 1, len(self.words)):
            low = self.low(i)
            if low == ";" or (low in "—–" and low) or low == "|":
                return i
            nxt = self.skip_right(i + 1)
            if self.low(nxt) == "on" and nxt + 1 in self.timed:
                nxt += 1
            while nxt in self.timed:
                nxt += 1
            if low in _QUOTES and i > main + 1 and self._speech_follows(i + 1):
                return i
            if low == ",":
                if self.low(i + 1) in (
                    "which",
                    "who",
                    "but",
                    "while",
                    "although",
                    "though",
                    "whereas",
                    "whose",
                    "where",
                ):
                    return i
                if self.low(i + 1) in self.g.coordinator and self._clause_follows(i + 2):
                    return i
                at = self.first_at.get(nxt)
                if at is not None and self.verbs[at].form == "ing":
                    return i
                if self._speech_follows(i + 1):
                    return i
                if (
                    at is not None
                    and self.verbs[at].form == "finite"
                    and i > main + 1
                    and not self._closes_aside(i, main)
                ):
                    return i
                if self.low(i + 1) in self.g.temporal | {"as", "if", "unless", "because"} and self._clausal(i + 1):
                    return i
            elif low in self.g.coordinator:
                if self.low(i + 1) == "," and self._clause_follows(i + 2):
                    return i
                at = self.first_at.get(nxt)
                if at is not None and self.verbs[at].form == "finite" and i > main:
                    return i
                if (
                    nxt == i + 1
                    and self.low(nxt) in ("he", "she", "it", "they", "we")
                    and self._clause_follows(nxt + 1)
                ):
                    return i
            elif (
                low in ("after", "before", "while", "when", "as", "although", "though", "because")
                and i > main + 1
                and self._clausal(i)
            ):
                return i
        return len(self.words)

    def _closes_aside(self, comma: int, main: int) -> bool:
        return any(self.low(i) == "," for i in range(main + 1, comma))

    def _speech_follows(self, i: int) -> bool:
        """Whether an inserted or trailing "the minister said" begins at word ``i``."""
        for j in range(i, min(i + 12, len(self.words))):
            at = self.first_at.get(j)
            if at is not None:
                return self.verbs[at].form == "finite" and self.verbs[at].lemma in self.g.speech and j > i
            if self.low(j) in _STOPS or self.low(j) in self.g.subordinator or self.low(j) in self.g.coordinator:
                return False
        return False

    def _clause_follows(self, i: int) -> bool:
        for k in range(i, min(i + 10, len(self.words))):
            at = self.first_at.get(k)
            if at is not None and self.verbs[at].form == "finite":
                return True
            if self.low(k) == "," and k > i + 3:
                return False
        return False

    def skip_right(self, i: int) -> int:
        """The first word at or right of ``i`` that is no adverb."""
        while i < len(self.words) and self.is_adverb(i):
            i += 1
        return i

    def governor(self, k: int) -> tuple[int, Range | None, str] | None:
        """What an infinitive or gerund hangs on: (verb index or -1, its own subject if another's, the word)."""
        verb = self.verbs[k]
        p = verb.first - 1
        while p >= 0 and (self.is_adverb(p) or self.low(p) in self.g.negation):
            p -= 1
        if p < 0:
            return None
        if verb.form == "infinitive" and self.low(p) in self.g.coordinator and k > 0:
            for earlier in range(k - 1, -1, -1):
                if self.verbs[earlier].form == "infinitive":
                    return self.governor(earlier)
            return None
        at = self.main_at.get(p)
        if at is not None:
            return (at, None, self.verbs[at].lemma)
        # "is ready to", "urged Putin to", "promise to"
        for back in range(k - 1, -1, -1):
            other = self.verbs[back]
            if other.form in ("finite", "ing", "infinitive", "participle"):
                if other.main < p and p - other.main <= 12:
                    between = (other.main + 1, p + 1)
                    if any(self.low(i) in (",", ";", ":") for i in range(*between)) and p - other.main > 6:
                        return None
                    if other.lemma == "be":
                        return (back, None, self.low(p))
                    held = self.object(back)
                    if held is None and self.low(other.main + 1) in ("on", "upon", "for", "with"):
                        held = self.noun_right(other.main + 2, p + 1)
                    if held is not None and held[1] >= p + 1:
                        return (back, held, other.lemma)
                return None
        return None
