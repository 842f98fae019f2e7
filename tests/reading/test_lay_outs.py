"""Lay-outs of the real world: short files of each kind, read as a person reads them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from servanda.evidence.records import Statement
from servanda.reading.read import Said, read_articles, read_text

HEAD = "Talks on the valley go on\n\n3 May 2024\n\n"
TAIL = "\n\nSnow fell in the town in the evening, and the delegations went back to their hotels."


def said(text: str) -> Said:
    return read_text(HEAD + text + TAIL, "five-lines")


def direct(text: str) -> list[tuple[str, str]]:
    """Return who says what in quotation marks or as a turn."""
    found = [s for s in said(text).statements if s.kind == "direct"]
    return [(name(s), " ".join(s.quote.split())) for s in found]


def name(statement: Statement) -> str:
    return statement.speaker.name if statement.speaker else ""


REOPENED = [
    (
        "“The road is open,” Olena Koval said. “The shelling has dropped.\n\n"
        "“Until now we stayed under forty trucks a day.\n\n“I ask both armies to stop.”",
        "Olena Koval", 4,
    ),
    (
        "Tom Reed agreed. “We have seen the same in the north.\n\n“Nobody is moving,” he said.",
        "Tom Reed", 2,
    ),
    ("“The first point is water.\n\n“The second point is bread,” Anna Hill said.", "Anna Hill", 2),
    (
        "\"The road is open,\" Olena Koval said. \"The shelling has dropped.\n\n"
        "\"Until now we stayed under forty trucks a day.\"",
        "Olena Koval", 3,
    ),
    (
        "‘The road is open,’ Olena Koval said. ‘The shelling has dropped.\n\n"
        "‘Until now we stayed under forty trucks a day.’",
        "Olena Koval", 3,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "pieces"), REOPENED)
def test_a_quotation_re_opened_with_each_paragraph_is_one(
    text: str, speaker: str, pieces: int
) -> None:
    [(who, words)] = direct(text)
    assert who == speaker
    assert words.count(" […] ") == pieces - 1


def test_two_speakers_in_paragraphs_of_their_own_stay_two() -> None:
    text = "“The road is open,” Olena Koval said.\n\n“The road is shut,” Tom Reed said."
    assert [who for who, _ in direct(text)] == ["Olena Koval", "Tom Reed"]


MARKS = [
    ("'We will not leave the valley,' said Tom O'Brien. 'It's ours.'", "Tom O'Brien"),
    ("‘We will not leave the soldiers’ valley,’ said Tom Reed.", "Tom Reed"),
    ("The minister said: 'There is no plan. There never was.'", "The minister"),
    ("»We stay in the valley,« said Lars Holm.", "Lars Holm"),
    ("«We stay in the valley», said Paul Morel.", "Paul Morel"),
    ("„We stay in the valley“, said Anna Hill.", "Anna Hill"),
]


@pytest.mark.parametrize(("text", "speaker"), MARKS)
def test_marks_of_other_houses_make_direct_speech(text: str, speaker: str) -> None:
    found = direct(text)
    assert [who for who, _ in found] == [speaker]
    assert found[0][1][0] in "'‘»«„"


QUOTE = "“The truce is a first step and we will keep it.”"
SIGNED = [
    f"{QUOTE} — Olena Koval",
    f"{QUOTE} – Olena Koval, EU envoy",
    f"{QUOTE} - Olena Koval",
    QUOTE.replace("“", '"').replace("”", '"') + " -Commissioner Olena Koval",
    f"And from Chairwoman Olena Koval:\n\n{QUOTE}",
    f"{QUOTE}\n— Olena Koval",
    f"{QUOTE} (Olena Koval, EU envoy)",
    f"{QUOTE}\n\nOlena Koval, EU envoy",
    f"Olena Koval, EU envoy:\n\n{QUOTE}",
    "‘The truce is a first step and we will keep it.’ – Olena Koval",
]


@pytest.mark.parametrize("text", SIGNED)
def test_a_signed_quotation_is_its_signers(text: str) -> None:
    assert [who for who, _ in direct(text)] == ["Olena Koval"]


def test_questions_and_answers() -> None:
    text = (
        "Ion Munteanu sat in the commission until the summer. He spoke to us over coffee.\n\n"
        "Q: Was it a bad plan?\n\nA: Parts of it I wrote myself.\n\nQ: The troops?\n\n"
        "A: The troops were in one version and not in the other."
    )
    head = "A veto\n\nPrut Review, 3 May 2024\n\n"
    found = read_text(head + text, "q").statements
    turns = [(name(s), s.quote) for s in found if s.kind == "direct"]
    assert [who for who, _ in turns] == ["Prut Review", "Ion Munteanu"] * 2
    assert turns[2][1] == "The troops?"


def test_questions_without_labels_answered_in_quotation_marks() -> None:
    text = (
        "A plan for peace\n\nHarbour Post | 3 May 2024 | Ingrid Dahl\n\n"
        "OSLO – Aud Lien spent six years carrying messages between three capitals.\n\n"
        "Will the deal hold?\n\n“Between the two who signed, yes, I believe so.\n\n"
        "“But there were three armies in the hills, not two.”\n\n"
        "And the monitors?\n\n“Ten. For a region as big as Switzerland it is nothing.”\n\n"
        "She laughs."
    )
    found = [s for s in read_text(text, "q").statements if s.kind == "direct"]
    assert [name(s) for s in found] == ["Ingrid Dahl", "Aud Lien"] * 2
    assert len(found[1].content) == 2


TRANSCRIPTS = [
    (
        "PRESENTER: The papers are signed. Our man Peter Lyle is on the line.\n\n"
        "LYLE: It depends which paper you mean.\n\nPRESENTER: And why is that so?\n\n"
        "LYLE: Because everyone has winked at everyone.",
        ["Presenter", "Peter Lyle"] * 2,
    ),
    (
        "The SECRETARY OF STATE: I should like to make a statement today.\n\n"
        "Mr. McCLURE (Down East): It is an act of treachery and no more.\n\n"
        "The SECRETARY OF STATE: It waits, and it is independent of us.",
        ["Secretary of State", "Mr. McClure", "Secretary of State"],
    ),
    (
        "[00:01:12] HOST: Is there a ceasefire for them to observe?\n\n"
        "[00:01:20] LINA HADDAD: Less shelling in Homs while they are there.\n\n"
        "[00:01:31] HOST: Does anyone accept the plan now?",
        ["Host", "Lina Haddad", "Host"],
    ),
]


@pytest.mark.parametrize(("text", "speakers"), TRANSCRIPTS)
def test_transcripts(text: str, speakers: list[str]) -> None:
    turns = [who.removeprefix("Mr. ") for who, _ in direct(text)]
    assert turns == [who.removeprefix("Mr. ") for who in speakers]


def test_treaty_language_is_said_by_who_undertakes() -> None:
    text = (
        "1. The Parties agree to cease all hostilities within 48 hours.\n\n"
        "2. Israel undertakes to withdraw its forces from the valley within 60 days."
    )
    assert [name(s) for s in said(text).statements] == ["The Parties", "Israel"]


BESIDE = [
    (
        "“We are not bound by papers we have not signed,” its chairman, Amir Khan, said.",
        "Amir Khan",
    ),
    ("“It's an armistice, not a peace,” said a trader in Rosario.", "a trader in Rosario"),
    ("“Everyone signs and nobody goes,” said a port worker, 41.", "a port worker"),
]


@pytest.mark.parametrize(("text", "speaker"), BESIDE)
def test_a_quotation_beside_a_verb_of_saying_has_a_speaker(text: str, speaker: str) -> None:
    assert [who for who, _ in direct(text) if who.startswith(speaker)]


PAGE = (
    "<html><head><meta charset={charset}><title>Talks stall</title></head><body><article>"
    "<h1>Talks stall</h1><p>Germany refused to send troops to Ukraine, Anna Hill said.</p>"
    "<h2>No date yet</h2><p>‘We will not sign,’ said Olena Koval, Kyiv’s envoy.</p>"
    "<ul><li>Poland: undecided</li></ul><table><tr><td>Latvia</td><td>Latvia will send troops, "
    "Ilze Kalna said.</td></tr></table></article></body></html>"
)


def read_file(folder: Path, name: str, data: bytes) -> Said:
    path = folder / name
    path.write_bytes(data)
    [found] = read_articles([path])
    return found


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("us-ascii", "cp1252"),
        ("latin1", "cp1252"), ("windows-1252", "cp1252"), ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
    ],
)  # fmt: skip
def test_a_charset_label_is_read_as_browsers_read_it(
    tmp_path: Path, label: str, encoding: str
) -> None:
    page = PAGE.format(charset=label).encode(encoding)
    found = read_file(tmp_path, "page.html", page)
    assert "‘We will not sign,’" in found.text
    assert [s.kind for s in found.statements if name(s) == "Olena Koval"] == ["direct"]


def test_a_statement_stays_in_its_heading_or_cell(tmp_path: Path) -> None:
    found = read_file(tmp_path, "page.html", PAGE.format(charset="utf-8").encode())
    quotes = {name(s): s.quote for s in found.statements}
    assert quotes["Anna Hill"] == "Germany refused to send troops to Ukraine"
    assert quotes["Ilze Kalna"] == "Latvia will send troops"


def test_letters_taken_apart_and_text_encoded_twice_are_put_together(tmp_path: Path) -> None:
    text = HEAD + "“We will go,” President Erdog\u0306an said.\n\nOfficials in Sofi\u0301a agreed."
    found = read_file(tmp_path, "nfd.txt", text.encode())
    speakers = [s.speaker.actor for s in found.statements if s.speaker]
    assert speakers[0] == "recep-tayyip-erdogan"
    twice = (HEAD + "“We will not go,” Anna Hill said. It’s late – too late.").encode()
    once = twice.decode("cp1252", "ignore")  # the last byte of ” has no letter there
    found = read_file(tmp_path, "twice.txt", once.encode())
    assert "“We will not go,” Anna Hill said. It’s late – too late." in found.text


LIVE = (
    "<html><head><title>Talks live</title></head><body><article><h1>Talks live</h1>"
    "<div class='block'><time>14.05 BST</time><h2>Kyiv rejects draft</h2><p>\"We will not sign "
    'this draft," Olena Koval told reporters in Istanbul on Friday.</p></div>'
    "<div class='block'><time>12.01 BST</time><p>Poland refused to send troops to Ukraine, Donald "
    "Tusk said.</p></div></article></body></html>"
)


def test_a_live_blog_keeps_each_entry(tmp_path: Path) -> None:
    found = read_file(tmp_path, "live.html", LIVE.encode())
    assert {"Olena Koval", "Donald Tusk"} <= {name(s) for s in found.statements}


def test_a_live_blog_with_times_before_its_entries() -> None:
    text = (
        "20:10 Greek Cypriots have rejected the plan, the returning officer said.\n\n"
        "19.25 Alvaro Diaz, the UN envoy, says a chance has been missed."
    )
    assert any(name(s) == "Alvaro Diaz" for s in said(text).statements)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def word(body: str, notes: str = "", styles: str = "") -> bytes:
    out = io.BytesIO()
    about = f'xmlns:w="{W}" xmlns:mc="{MC}" xmlns:wps="x"'
    with zipfile.ZipFile(out, "w") as archive:
        document = f"<w:document {about}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        if notes:
            note = f"<w:footnotes {about}><w:footnote>{notes}</w:footnote></w:footnotes>"
            archive.writestr("word/footnotes.xml", note)
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {about}>{styles}</w:styles>")
    return out.getvalue()


def run(words: str, about: str = "") -> str:
    return f'<w:r>{about}<w:t xml:space="preserve">{words}</w:t></w:r>'


REFUSAL = "Germany refused to send troops to Ukraine, Olena Koval said."


def test_a_footnote_of_word_is_read(tmp_path: Path) -> None:
    body = f"<w:p>{run('Talks stalled in the evening.')}</w:p>"
    found = read_file(tmp_path, "n.docx", word(body, f"<w:p>{run(REFUSAL)}</w:p>"))
    assert [name(s) for s in found.statements] == ["Olena Koval"]


def test_a_text_box_of_word_is_a_block_of_its_own_and_read_once(tmp_path: Path) -> None:
    inner = f"<w:txbxContent><w:p>{run(REFUSAL)}</w:p></w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = f"<w:p>{run('A box follows here in the page.')}{box}</w:p>"
    found = read_file(tmp_path, "b.docx", word(body))
    assert found.text == f"A box follows here in the page.\n\n{REFUSAL}"


def test_hidden_text_of_word_is_not_read(tmp_path: Path) -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    styled = "<w:rPr><w:rStyle w:val='Secret'/></w:rPr>"
    styles = "<w:style w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>"
    shown = "<w:rPr><w:vanish w:val='0'/></w:rPr>"
    body = f"<w:p>{run('One. ', shown)}{run('Two. ', hidden)}{run('Three.', styled)}</w:p>"
    assert read_file(tmp_path, "h.docx", word(body, styles=styles)).text == "One."


def test_hyphens_and_struck_out_words_of_word(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Poland re</w:t><w:softHyphen/><w:t>fused non</w:t><w:noBreakHyphen/>"
        f"<w:t>combat troops.</w:t></w:r><w:del>{run('Not this.')}</w:del></w:p>"
    )
    assert read_file(tmp_path, "y.docx", word(body)).text == "Poland refused non-combat troops."
