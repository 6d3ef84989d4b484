"""The numbers that comparison decides by, in one place, each with the reason or the measurement behind it."""

from __future__ import annotations

RAREST_SHARE = 0.004
"""Share of articles assumed for a word that is on no list: about the middle of what lies below the list's 1.5 %."""
LIGHTEST_TERM = 0.6
"""Words in more than 55 % of all articles ("said", "people", "after") say nothing about what a clause tells."""
ABOUT = 0.15
"""How far "some", "about", "around" reach to either side of a number, as a share of it."""
NEARLY = 0.1
"""How far below its number "nearly" and "almost" reach."""
SHORTEST_CLAUSE = 3
"""Telling words below which a stretch is no clause of its own ("he said", "which it denies")."""
NAME_WEIGHT = 1.6
"""What a name tells before its frequency in the story: less than a rare word, every clause names its parties."""
NUMBER_WEIGHT = 4.0
"""What the same amount of the same thing tells: as much as a rare word."""
SMALL_NUMBER_WEIGHT = 1.5
"""The same for two and three, which count something in every text."""
DATE_WEIGHT = 4.0
"""What the same day tells before its frequency in the story: the day of the happening itself tells little."""
DATED_CONTEXT = 1.5
"""What an agreeing date adds to the context of an amount."""
SAME_CLAUSE = 0.68
"""Probability from which two clauses tell the same (``models/clauses.md``). On 47 public stories, of the facts of
several texts that rest on a pair judged by hand, 15 of 110 are wrong at .65, 12 of 106 at .75, 6 of 96 at .85; of the
invented events' 185 facts 40 are found at .68, 35 at .74, 33 at .8."""
INDEX_TERMS = 8
"""Words of a clause by which candidates are looked up."""
INDEX_LONGEST = 400
"""Clauses filed under one word: a word in more tells nothing and would cost quadratic time."""
SHORTEST_QUOTATION = 4
"""Words below which two quotations are one only if they are the same."""
SAME_QUOTATION = 0.72
"""Share of the shorter quotation's words, in order, that the longer must hold."""
SAME_QUOTATION_ALIGNED = 0.4
"""The same where the sentences around them were found to be one sentence: enough for a quotation translated back."""
REPORTED_SHARE = 0.6
"""Weighted share of telling words from which two reported statements of one speaker are one."""
REPORTED_WEIGHT = 5.0
"""Weight of shared words below which reported statements are too thin to be called one."""
PAIRED_WEIGHT = 1.5
"""The same in two sentences that were found to be one sentence, and in two texts of one lineage for what is wholly the
same."""
REPORTED_WHOLE = 0.85
"""Share from which what is reported is wholly the same."""
REPORTED_BY_UNKNOWN = 7.0
"""Weight asked where the speaker of one of two reported statements is not known."""
CLIPPED = 0.75
"""A quotation shorter than this share of the longest one has been clipped."""
CANDIDATES = 24
"""Groups of clauses that a clause is compared with; the index gives the likeliest first."""
MEMBERS_COMPARED = 4
"""Members of a group that a new clause must agree with."""
FACT_WEIGHT = 4.5
"""Weight of a clause's words below which what is shared is not worth a line."""
FACTS_OF_ONE_LINEAGE = 12
"""Lines kept of what only one lineage tells in several accounts."""
MEASURED_CONTEXT = 3.5
"""Weight that two sentences must share before their dead (wounded, missing, arrested) are taken to be the same."""
UNMEASURED_WORDS = 4.0
UNMEASURED_SHARE = 0.4
"""Weight and Dice overlap of two clauses, unit aside, before other amounts are taken to count the same thing: of 160
public stories nearly all amounts that only sentences had in common counted different things."""
COUNT_LEAD = 9
"""First sentences, headline and captions included, in which the toll of the story itself is told."""
BACKGROUND_DAYS = 20
"""Days before the account from which a dated sentence tells of another time."""
CLEARLY_APART = 1.1
"""Ratio between the nearest bounds of two hedged numbers from which they contradict one another."""
VAGUELY_APART = 2.0
"""The same where one of them is a word such as "dozens"."""
CLAIMS_COMPARED = 60
"""Groups of one unit that a new amount is compared with."""
RESPELT = 0.74
"""Likeness of two forms of a name's word, merged as one entity already, from which one is the other's spelling."""
PHASE_CLEAR = 1.5
"""How much more must speak for one phase than for the others before an account counts as written in it alone."""
OMISSIONS_ABSENT = 6
OMISSIONS_ONLY = 10
OMISSIONS_PER_LINEAGE = 3
"""Omissions shown: a reader looks at a dozen, and no account should fill them all."""
OMISSIONS_OF_ONE_FACT = 2
"""Accounts that are said to lack one and the same fact."""
FRAME_WORDS = 5
"""Telling words up to which a clause with a verb of saying and nothing said is only the frame of somebody's words."""
OMISSION_MOVE = 2.0
OMISSION_DAY = 1.2
"""What a step of the bargaining, and a day of the timeline, raise a clause's weight by: 7 of the 27 omissions of the
invented events are told with them, 5 with 1.6 and 1, 4 with 1.3 and 1."""
OMISSION_WEIGHT = 12.0
"""Weight from which what one lineage alone reports is worth a line: a clause with about five telling words."""
OMISSION_NAME = 3.0
"""What a name weighs there, a little more than a telling word: with 1 the same omissions are found, or one fewer."""
TOLD_ELSEWHERE = 0.45
"""Weighted share of a clause's words in one clause of another text from which it may well be told there too."""
CORE_LEAD = 6
"""First sentences of an account, headline and captions included, in which it tells what it is about."""
WEEK_BEFORE = 4
WEEK_AFTER = 2
"""Days around the happening in which a bare weekday is looked for: a week, told mostly in looking back."""
SAME_SENTENCE_CLAUSES = 0.4
"""Dice overlap of two clauses from which they correspond, inside two sentences already found to be one sentence."""
THEME_WEIGHT = 3.5
THEME_SHARE = 0.5
"""Weight, and share of the shorter theme, that a refusal and an acceptance must share to be about one matter."""
STANCES_COMPARED = 400
"""Positions of one party that are compared; more than any story holds."""
DATED_APART_WEIGHT = 6.0
DATED_APART_SHARE = 0.65
"""Weight and Dice overlap, dates left aside, from which two clauses tell one happening though their days differ."""
CLAIM_WEIGHT = 6.5
CLAIM_SHARE = 0.62
"""Weight and Dice overlap from which a fact here and a claim there tell the same."""
SAME_GIVEN_NAME = 0.8
"""Likeness above which two given names of one surname are spellings of one name; "Mark" and "Mary" have 0.75."""
SAME_LINE = 0.6
"""Probability from which two passages of one line of the timeline or the ledger tell the same."""
SAME_ENCOUNTER = 0.5
"""The same for two clauses of the accounts' openings on the encounter that most of them open with."""
ACCOUNTS_MET = 30
"""Accounts whose openings are laid beside one another."""
SAME_GROUP = 0.6
"""Mean probability between the members of two groups from which they are one."""
TOLD_TOO = 0.8
"""Probability from which a clause that tells something else besides tells what several texts tell."""
SAME_AMOUNT_CONTEXT = 2.5
"""The same where both tell one large amount: the amount itself says that they speak of one thing."""
SAME_QUOTATION_KIN = 0.5
"""Share of words, in order, from which two quotations of one speaker are one if their accounts are of one lineage."""
HEADLINE_SHARED = 5.0
"""Weight of words that a headline shares with a sentence of its text to be about the same matter."""
SAME_CORE = 0.6
"""Share of words in common, between the first and the last of them, from which two wordings are of one passage."""
LONGEST_CHANGE = 4
"""Words exchanged at one place, beyond which one quotation has left something out and not put it otherwise."""
SHORTEST_CORE = 5
"""Words in common below which two quotations are one passage only if they are nearly nothing else."""
NEWS_DAYS = 2
"""Days before an account within which a day named says little: in those everything happens that is news."""
CLOSE_CORE = 0.75
"""Share of words in common from which four of them are enough."""
PAST_SHARE = 0.6
"""Share of an account's first sentences in the past tense, and not of what lies ahead, that places it after."""
RARE_UNIT = 3.5
"""Weight of a word for those counted from which "hundreds" of them and a number that fits count the same."""
FEWEST_WORDS = 2
"""Telling words below which a clause is a fragment ("a word on the telephone") that many clauses would hold."""
ONE_LARGE = 0.03
"""How far a round number may lie from the large amount that it stands for."""
FEWEST_SAME_WORDS = 4
"""Words that two clauses have in common, and nothing besides, from which they are one thing told twice."""
SHARE_OF_ONE = 3.0
SHARE_OF_ONE_DICE = 0.6
"""Weight and Dice overlap from which two clauses that tell nothing but one percentage each tell it of one thing."""
BOUND_REACH = 1.3
"""How far above "at least" or "more than" an amount may lie to be what was meant: 43 for "more than 40", not 200."""
ROUND_REACH = 0.05
"""The same for "about" and a number from a hundred up: 26,000 stands for 26,400 and not for 28,000."""
SAME_LINE_SHARE = 0.6
SAME_LINE_WEIGHT = 6.0
"""Weighted share of the shorter line's words, and their weight, from which lines of two readouts tell the same."""
SAME_SENTENCE = 0.7
"""Share of the shorter sentence's words, in order, by which a page's later version is laid beside its earlier one."""
SAME_MEANING_QUOTED = 0.4
"""Cosine of sentence vectors from which two quotations of one utterance are one passage in other words. Of the 7 pairs
in 11 invented events from .40 up all are; a passage and its neighbour in the same speech may have .60, so that each
must be the other's nearest besides."""
SAME_WORDS_QUOTED = 0.85
"""Share of the shorter quotation's words in the longer one from which it is a clipping and not another wording."""
SAME_MEANING_COUNTED = 0.7
MEANT_CONTEXT = 1.5
"""Cosine of the vectors of two sentences, their numbers left out, and weight of what they share from which their
amounts of one unit count the same. In 11 invented events 5 pairs from .70 up do, and 2 of 4 between .55 and .65."""
CLOSE_AMOUNTS = 1.35
CLOSE_MEANING = 0.38
CLOSE_UNIT = 2.4
"""Ratio of two amounts, cosine of their sentences and weight of the word for what is counted from which they count the
same: "sixty prisoners" and "62 prisoners". In the first three accounts of 170 public stories five pairs go so far:
three tell one number in two ways, one counts the dead and one "the other two", which other rules keep out."""
