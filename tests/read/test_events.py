from __future__ import annotations

import pytest
from msgspec.structs import replace

from readout.read.events import events
from readout.read.events.inflection import inflect
from readout.read.times import times
from readout.spans import text_hash
from readout.types import Article, Attribution, Block, BlockRole, Entity, Event, Mention, Published, Sourced


def article(text: str, role: BlockRole = "body", language: str | None = "en") -> Article:
    return Article(
        id="a",
        input="a",
        text=text,
        text_sha256=text_hash(text),
        language=language,
        published=Published(value="2031-05-09", basis="stated"),
        blocks=(Block(start=0, end=len(text), role=role),),
    )


def read(text: str, role: BlockRole = "body", names: tuple[str, ...] = ()) -> tuple[Event, ...]:
    one = article(text, role)
    spans = ((0, len(text)),)
    mentions = tuple(
        Mention(span=(text.index(name), text.index(name) + len(name)), type="place", entity=name.lower())
        for name in names
    )
    entities = tuple(Entity(id=name.lower(), name=name, type="place") for name in names)
    return events(one, spans, mentions, entities, (), times(one, spans))


def words(text: str, event: Event) -> tuple[str | None, str | None]:
    def piece(spans: tuple[tuple[int, int], ...]) -> str | None:
        return text[spans[0][0] : spans[-1][1]] if spans else None

    return piece(event.actors), piece(event.recipients)


ROOTS = [
    ("Ardovia and Belmark signed a fisheries agreement in Orlo.", "SUPPORT", "Ardovia and Belmark", None),
    (
        "The Belmark government welcomed the decision of the court.",
        "SUPPORT",
        "The Belmark government",
        "the decision of the court",
    ),
    ("Ardovian police arrested nine opposition activists.", "COERCE", "Ardovian police", "nine opposition activists"),
    ("Three diplomats were expelled by Belmark.", "SANCTION", "Belmark", "Three diplomats"),
    ("The Lake Union imposed sanctions on two Ardovian banks.", "SANCTION", "The Lake Union", "two Ardovian banks"),
    ("Belmark suspended military aid to Ardovia.", "SANCTION", "Belmark", "Ardovia"),
    ("Rebel fighters attacked an army base near Dorn.", "ASSAULT", "Rebel fighters", "an army base"),
    (
        "The Ardovian army carried out air strikes on rebel positions.",
        "ASSAULT",
        "The Ardovian army",
        "rebel positions",
    ),
    ("Nurses in Velin went on strike over pay.", "PROTEST", "Nurses in Velin", "pay"),
    ("Belmark deployed 400 troops to the border.", "MOBILIZE", "Belmark", "the border"),
    ("Ardovia released 30 prisoners.", "YIELD", "Ardovia", "30 prisoners"),
    ("The rebels declared a ceasefire.", "YIELD", "The rebels", None),
    ("Belmark sent food aid to Ardovia.", "AID", "Belmark", "Ardovia"),
    ("Police shared evidence with Belmark.", "COOPERATE", "Police", "Belmark"),
    ("President Ilse Marn met Chancellor Otto Dray in Orlo.", "CONSULT", "President Ilse Marn", "Chancellor Otto Dray"),
    ("Ilse Marn accused Belmark of hiding the report.", "ACCUSE", "Ilse Marn", "Belmark"),
    ("Ardovia vetoed the resolution.", "REJECT", "Ardovia", None),
    ("Belmark withdrew from the treaty.", "REJECT", "Belmark", "the treaty"),
    ("Ardovia threatened to close the strait.", "THREATEN", "Ardovia", None),
    ("The minister demanded an apology from Belmark.", "REQUEST", "The minister", "Belmark"),
]


@pytest.mark.parametrize(("text", "kind", "actor", "recipient"), ROOTS)
def test_roots(text: str, kind: str, actor: str, recipient: str | None) -> None:
    found = read(text)
    assert [event.type for event in found] == [kind]
    got = words(text, found[0])
    assert got[0] == actor
    if recipient is not None:
        assert got[1] == recipient


# Words of bargaining that are no step: courtesies, dangers, wishes for oneself, what is only imagined.
NO_MOVES = [
    "Ilse Marn offered her hand to Otto Dray.",
    "Otto Dray offered comments that were milder than usual.",
    "The pipeline threatens the security of Belmark.",
    "Ilse Marn has threatened and intimidated friendly states.",
    "Ardovia's commitment to cut its fleet is old.",
    "Ilse Marn said she wants to end the mission in Tessel.",
    "Ilse Marn and Otto Dray prepared to meet the envoy.",
    "Even if they were to get Belmark to agree to something, the plan would fail.",
    "Senators who oppose the plan of Belmark met in Orlo.",
    "Analysts say Ilse Marn would never allow such a step.",
    "The senate passed the law that Ilse Marn has called for.",
    "Belmark envoy Otto Dray accused of theft.",
    "Ilse Marn wants the envoys to know that.",
    "Ilse Marn said she will never understand the plan.",
    "Ilse Marn has told envoys she's eager to sign the text.",
    "Ilse Marn ordered reinforcements to Ardovia.",
    "Ilse Marn advocated sending troops to Ardovia.",
    "Otto Dray is angry at the nominee's refusal to sign the text.",
    "Ilse Marn must decide whether, despite her pride, she is willing to sign the text.",
    "Belmark warned Ardovia that closing the strait would be a bad idea.",
    "Ilse Marn questioned the report.",
    "Ilse Marn wants the order to work.",
    "Otto Dray is prepared to testify.",
    "Otto Dray was ready to stand alone.",
    "The rules could let senators request a vote.",
    "Ilse Marn hopes to deploy troops to the border.",
    "Otto Dray offered words of comfort.",
    "The deal that Otto Dray offered was old.",
    "Senators from Belmark are not expected to return to Orlo.",
    "Otto Dray did not rule for Belmark on the merits.",
    "The door was slammed by Otto Dray.",
]


@pytest.mark.parametrize("text", NO_MOVES)
def test_what_is_no_move(text: str) -> None:
    assert [event.move for event in read(text) if event.move] == []


def test_an_acronym_is_no_pronoun() -> None:
    text = "The WHO accused Belmark of hiding the report."
    assert [words(text, event) for event in read(text)] == [("The WHO", "Belmark")]


def test_what_will_be_going_on_is_planned() -> None:
    found = read("Ilse Marn will be meeting with Otto Dray on Monday in Orlo.")
    assert [event.status for event in found] == ["planned"]


def test_joined_verbs_share_the_subject_and_not_a_place_before_it() -> None:
    text = "On a trip through Corvia and Belmark, Ilse Marn criticised allies, called them idle and condemned Ardovia."
    assert {words(text, event)[0] for event in read(text)} == {"Ilse Marn"}


def test_what_somebody_is_blamed_for_begins_with_its_verb() -> None:
    text = "Envoys slammed Ilse Marn for refusing to cancel the meeting."
    found = [event for event in read(text) if event.move == "reject"]
    assert [text[slice(*event.clause)] for event in found] == ["refusing to cancel the meeting"]


MOVES = [
    (
        "Belmark wants binding guarantees that no base will be built.",
        "demand",
        "binding guarantees that no base will be built",
    ),
    ("Otto Dray refused to rule out a strike.", "reserve", "to rule out a strike"),
    ("Belmark has called for a review of sanctions on Ardovia.", "demand", "a review of sanctions on Ardovia"),
    ("Ardovia threatened Belmark with sanctions.", "threat", "Belmark with sanctions"),
    ("Ardovia insists that Belmark should leave the valley.", "demand", "Belmark should leave the valley"),
    ("Ardovia urged Belmark to open its archives.", "demand", "Belmark to open its archives"),
    ("Belmark rejected the demand.", "reject", "the demand"),
    ("Belmark refused to sign the text.", "reject", "to sign the text"),
    ("Ardovia has agreed to answer the questions in writing.", "promise", "to answer the questions in writing"),
    ("Belmark has offered to send observers.", "offer", "to send observers"),
    ("Belmark accepted the proposal.", "accept", "the proposal"),
    ("Ardovia denies the charge.", "deny", "the charge"),
    ("Belmark conceded that the count was wrong.", "concede", "the count was wrong"),
    ("Ardovia declined to comment on the letter.", "reserve", "to comment on the letter"),
    ("Belmark reiterated that this was not the main issue.", "deflect", "this was not the main issue"),
    ("Ardovia declined to confirm or deny the report.", "reserve", "to confirm or deny the report"),
    ("The meeting was requested by Ardovia.", "demand", "The meeting"),
    ('It differs from Belmark\'s demand for "full and lasting" control.', "demand", 'for "full and lasting" control'),
]


@pytest.mark.parametrize(("text", "move", "theme"), MOVES)
def test_moves(text: str, move: str, theme: str) -> None:
    found = [event for event in read(text) if event.move is not None]
    assert [event.move for event in found] == [move]
    assert found[0].theme is not None
    assert text[slice(*found[0].theme)] == theme


STATUS = [
    ("Ardovia will send troops to Dorn.", "THREATEN", "planned"),
    ("Ilse Marn will meet Otto Dray in Orlo.", "AGREE", "planned"),
    ("Ardovia is holding talks with Belmark.", "CONSULT", "under-way"),
    ("Ardovia has not rejected the offer.", "REJECT", "denied"),
    ("Ardovia reportedly released two pilots.", "YIELD", "alleged"),
    ("Ardovia said it will not release the ship.", "REJECT", "happened"),
]


@pytest.mark.parametrize(("text", "kind", "status"), STATUS)
def test_status(text: str, kind: str, status: str) -> None:
    assert (kind, status) in [(event.type, event.status) for event in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ardovia could attack Belmark.",
        "An earthquake killed 40 people in Dorn.",
        "The storm hit the port.",
        "The company released its annual report.",
        "Fears of an attack on Dorn grew.",
        "Nobody knows what the meeting is for.",
        "Shares rose by three percent.",
        "The treaty prevents it from deploying troops in the valley.",
    ],
)
def test_abstains(text: str) -> None:
    assert [event for event in read(text) if event.status == "happened"] == []


def test_a_warning_keeps_its_condition() -> None:
    text = "Belmark warned of a severe response if Ardovia closes the strait."
    (event,) = read(text)
    assert (event.type, event.move) == ("THREATEN", "threat")
    assert event.condition is not None
    assert text[slice(*event.condition)] == "if Ardovia closes the strait"


def test_a_condition_does_not_end_at_a_title() -> None:
    text = "Belmark warned of a severe response if Mr. Dray closes the strait."
    (event,) = read(text)
    assert event.condition is not None
    assert text[slice(*event.condition)] == "if Mr. Dray closes the strait"


def test_a_step_is_made_to_people_and_to_no_thing() -> None:
    assert [words(text, event)[1] for text in ("Ardovia denied the charge.",) for event in read(text)] == [None]
    text = "Ardovia accused the fishermen of theft."
    assert [words(text, event)[1] for event in read(text)] == ["the fishermen"]


def test_joined_verbs_share_their_subject_but_not_their_clause() -> None:
    text = "Ardovia rejected the offer and accused Belmark of bad faith."
    one, two = read(text)
    assert (one.type, two.type) == ("REJECT", "ACCUSE")
    assert words(text, one)[0] == words(text, two)[0] == "Ardovia"
    assert text[slice(*one.clause)] == "Ardovia rejected the offer"
    assert text[slice(*two.clause)] == "accused Belmark of bad faith"


def test_the_agent_of_a_passive_is_the_actor() -> None:
    text = "Ardovia is accused by Belmark of planning a blockade, which it denies."
    accuse, deny = read(text)
    assert words(text, accuse) == ("Belmark", "Ardovia")
    assert (deny.move, deny.type) == ("deny", "REJECT")


def test_dates_stay_in_their_clause() -> None:
    text = "On Thursday, Ardovia denounced remarks by Belmark on Wednesday that promised an answer."
    denounced = next(event for event in read(text) if event.type == "ACCUSE")
    assert denounced.date == "2031-05-08"
    text = "Ilse Marn, who withdrew from the treaty in 2019, met Otto Dray on Friday."
    found = {event.type: event.date for event in read(text)}
    assert found == {"REJECT": "2019", "CONSULT": "2031-05-09"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Ilse Marn called for calm in all towns of the coast in a letter on Tuesday.", "2031-05-06"),
        ("Otto Dray accused Belmark of fraud dating back to 2006.", None),
        ("Otto Dray alleged that in 2004 Belmark stole the fund.", None),
    ],
)
def test_the_day_is_that_of_the_saying(text: str, date: str | None) -> None:
    assert [event.date for event in read(text)] == [date]


def test_what_is_announced_has_a_day_of_its_own() -> None:
    text = "Belmark announced military exercises off Dorn in July."
    assert [event.date for event in read(text)] == [None]


def test_a_deed_promised_for_a_day_is_an_event_of_its_own() -> None:
    text = "Ardovia agreed to release the ship on Monday."
    found = {event.status: (event.type, event.date) for event in read(text)}
    assert found["happened"][0] == "AGREE"
    assert found["promised"] == ("YIELD", "2031-05-12")


def test_talks_named_with_their_day_are_happenings() -> None:
    text = "It follows negotiations between Ardovia and Belmark in Orlo on 2 May, which led nowhere."
    (event,) = read(text, names=("Ardovia", "Belmark", "Orlo"))
    assert (event.type, event.date, event.status) == ("CONSULT", "2031-05-02", "happened")
    assert event.actor_ids == ("ardovia", "belmark")
    assert event.place is not None
    assert text[slice(*event.place)] == "Orlo"


def test_headlines_plan_with_an_infinitive() -> None:
    text = "Belmark to respond to Ardovia's demands next week"
    (event,) = read(text, role="headline")
    assert (event.type, event.status, event.move) == ("AGREE", "planned", "promise")
    assert words(text, event) == ("Belmark", "Ardovia")


def test_names_are_those_of_the_heads() -> None:
    text = "The spokesman for Belmark rejected the demand by Ardovia."
    (event,) = read(text, names=("Belmark", "Ardovia"))
    assert event.actor_ids == ()
    assert event.recipient_ids == ("ardovia",)
    text = "Belmark's government rejected the demand."
    assert read(text, names=("Belmark",))[0].actor_ids == ("belmark",)


def test_a_joint_inside_a_name_parts_nobody() -> None:
    text = "The Group of Oil and Gas exporters rejected the draft."
    assert read(text, names=("Group of Oil and Gas",))[0].actor_ids == ("group of oil and gas",)


def test_links_run_together_are_no_sentence() -> None:
    text = "Otto DrayOvernight News: Belmark rejected the plan MORE said on Friday."
    one = article(text)
    dray = Entity(id="otto-dray", name="Otto Dray", type="person")
    assert events(one, ((0, len(text)),), (), (dray,), (), ()) == ()


def test_the_sender_of_a_letter_asks() -> None:
    text = "Belmark sent a letter to Otto Dray asking for help."
    (event,) = [event for event in read(text) if event.move == "demand"]
    assert words(text, event)[0] == "Belmark"


def test_whom_something_is_against_does_not_act() -> None:
    text = "The indictment against Otto Dray alleges that the money was stolen."
    assert all(event.actor_ids == () for event in read(text, names=("Otto Dray",)))


def test_who_writes_says_i() -> None:
    text = "I accepted a year more. Ilse Marn"
    one = replace(article(text), bylines=(Sourced(value="Ilse Marn", evidence=()),))
    marn = Entity(id="ilse-marn", name="Ilse Marn", type="person")
    (event,) = events(one, ((0, 23), (24, len(text))), (), (marn,), (), ())
    assert event.actor_ids == ("ilse-marn",)


def test_what_others_say_somebody_will_not_do_is_a_plan() -> None:
    text = "Otto Dray will not hand Belmark a letter on Friday."
    assert [(event.move, event.status) for event in read(text)] == [("reject", "planned")]


def test_a_past_in_quoted_words_is_not_of_the_day_they_were_said() -> None:
    text = "On Thursday Ilse Marn rejected the plan. \u201cI refused to sign it,\u201d she said on Thursday."
    one = article(text)
    start = text.index("I refused")
    told = Attribution(
        source=(), cue=((text.index("said"), text.index("said") + 4),), content=((start, text.index(",\u201d")),),
        type="direct", speakers=("ilse-marn",),
    )  # fmt: skip
    spans = ((0, 40), (41, len(text)))
    found = events(one, spans, (), (), (told,), times(one, spans))
    assert [event.date for event in found] == ["2031-05-08", None]


def test_what_has_happened_has_no_day_to_come() -> None:
    text = "Ilse Marn rejected the plan of 12 May 2031."
    assert [event.date for event in read(text) if event.status == "happened"] == [None]


def test_what_is_accused_of_is_alleged() -> None:
    text = "Belmark accused Ardovia of attacking a convoy."
    told = Attribution(source=((0, 7),), cue=((8, 15),), content=((24, 49),), type="indirect", speakers=("belmark",))
    one = article(text)
    found = events(one, ((0, len(text)),), (), (), (told,), ())
    assert [(event.type, event.status) for event in found] == [("ACCUSE", "happened"), ("ASSAULT", "alleged")]
    assert found[1].attribution == 0


@pytest.mark.parametrize(
    "text",
    ["", ".", "a " * 50_000, "“" * 3000, "\u202eمرحبا بكم", "to to to to", "'s 's 's", "The the of of and and, ,"],
)
def test_bad_input_is_taken(text: str) -> None:
    assert isinstance(read(text), tuple)


def test_abstains_in_unknown_languages() -> None:
    text = "Ardovia attacked Belmark."
    assert events(article(text, language="fi"), ((0, len(text)),), (), (), (), ()) == ()


@pytest.mark.parametrize(
    ("lemma", "past", "ing"),
    [
        ("ban", "banned", "banning"),
        ("deny", "denied", "denying"),
        ("agree", "agreed", "agreeing"),
        ("bomb", "bombed", "bombing"),
        ("withdraw", "withdrew", "withdrawing"),
        ("impose", "imposed", "imposing"),
        ("visit", "visited", "visiting"),
    ],
)
def test_inflection(lemma: str, past: str, ing: str) -> None:
    found = inflect(lemma)
    assert (found["past"], found["ing"]) == (past, ing)


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("Ardovia neither accepted nor rejected the offer.", "reserve"),
        ("Belmark did not confirm the report.", "reserve"),
        ("Ardovia has accepted.", "accept"),
        ("Belmark wants the radar removed.", "demand"),
        ("Belmark will never accept a closed sea.", "reject"),
        ("The envoy said that Ardovia must open the road.", "demand"),
        ("The council said the request is unacceptable.", "reject"),
        ("Belmark will accept no deal without a list.", "reject"),
        ("The rebels said they would sign nothing.", "reject"),
        ("Otto Dray said he had signed up to nothing.", "deny"),
        ("Otto Dray said he never offered a loan.", "deny"),
        ("The council of Belmark would not be drawn.", "reserve"),
        ("There will be no amnesty, Otto Dray vowed.", "promise"),
        ("Ilse Marn gave him her word on the telephone.", "promise"),
        ("Ilse Marn assured Otto Dray that a payment would arrive.", "promise"),
        ("Belmark agreed in return to withdraw its guns.", "promise"),
        ("Belmark wanted twenty days instead of thirty.", "demand"),
        ("Otto Dray accepted a year more.", "accept"),
        ("Otto Dray swallowed part of the cut.", "accept"),
        ("Ilse Marn brushed the deadline aside.", "reject"),
        ("Ilse Marn will name no price.", "reserve"),
        ("Belmark will not hand over the colonel.", "reject"),
        ("Ilse Marn dismissed that as a request of fools but said no more.", "reject"),
        ("Delegates of Belmark walked out of the talks.", "reject"),
    ],
)
def test_steps_in_other_words(text: str, move: str) -> None:
    assert [event.move for event in read(text)] == [move]


def test_long_texts_cost_no_more_a_line() -> None:
    line = "Ardovia rejected the demand by Belmark on Friday. "
    text = line * 3000
    spans = tuple((n * len(line), (n + 1) * len(line) - 1) for n in range(3000))
    one = article(text)
    assert len(events(one, spans, (), (), (), ())) == 3000
