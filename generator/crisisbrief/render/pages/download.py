"""The files of a brief: which is for what, how to open it on an old phone, how to check it, how to pass it on.

Which files a copy of the site carries is known only when the site is built (publish/offer.py): the page keeps a place
for their list, and says until then that there are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crisisbrief.languages.interface import Interface
from crisisbrief.manifest import MANIFEST, MINISIG, SSHSIG, SUMS
from crisisbrief.model import PublicKey
from crisisbrief.read.key_file import NAMESPACE, SIGNER, allowed_signer
from crisisbrief.render.dialect import bullets, code, container, heading, page
from crisisbrief.render.pages.parts import front
from crisisbrief.render.status import edition_line
from crisisbrief.render.verify_page import NAME as VERIFY
from crisisbrief.render.view import View

KIWIX, MINISIGN, OPENSSH = "Kiwix", "minisign", "OpenSSH"
ALLOWED = "allowed"
"""What the file is called into which a reader puts the key for OpenSSH."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the files with one ending are for."""

    ending: str
    """After the brief's name and, where there is one, the language; or the whole name."""
    what: str
    """In a few words, plain text."""
    opened: str = ""
    """How an old phone opens it, as markup; nothing for what is not read."""


def purposes(words: Interface) -> tuple[Purpose, ...]:
    """All kinds of files that an export can hold, the most useful first."""
    return (
        Purpose(
            ".html",
            words.text("One page with everything"),
            words.text(
                "Every browser opens it, even one that is ten years old, from the file manager or from a message. If "
                "the phone asks which program to take, choose the browser."
            ),
        ),
        Purpose(
            ".pictures.html",
            words.text("The same page with pictures"),
            words.text(
                "It opens like {file} and shows as pictures, too, what happened when, who takes which stance and, "
                "where the affected country is known, a map with the places named.",
                file=code(".html"),
            ),
        ),
        Purpose(
            ".epub",
            words.text("Book"),
            words.text(
                "A program for books opens it and lets you choose the size of the letters. If the phone has none, take "
                "{file}.",
                file=code(".html"),
            ),
        ),
        Purpose(
            ".a5.pdf",
            words.text("Pages to read on a phone"),
            words.text(
                "A program for documents opens it. It looks the same everywhere and may open slowly on old phones."
            ),
        ),
        Purpose(
            ".a4.pdf",
            words.text("Pages to print"),
            words.text(
                "To be printed, copied and handed out. A copy shop can print it from a memory card, but its machines "
                "may keep a copy."
            ),
        ),
        Purpose(
            ".zim",
            words.text("Library file for {program}", program=KIWIX),
            words.text(
                "Copy it to the memory card and open it in {program}: it searches the whole brief without a network. "
                "A search finds more in the file of one language than in the file of all.",
                program=KIWIX,
            ),
        ),
        Purpose(
            ".zip",
            words.text("This site with this brief alone"),
            words.text(
                "Unpack it into a folder of its own first, then open {file} in that folder with the browser.",
                file=code("index.html"),
            ),
        ),
        Purpose(
            ".txt",
            words.text("Plain text"),
            words.text(
                "The notes program of nearly every phone shows it, even one without a browser. If you see strange "
                "signs instead of letters, choose {encoding} in the program’s menu.",
                encoding=code("UTF-8"),
            ),
        ),
        Purpose(
            "sms.txt",
            words.text("Text messages"),
            words.text(
                "Open it like plain text, copy the message in your language and send it on as it stands. Text messages "
                "are not secret: the telephone company can read them and knows who sends and who receives them."
            ),
        ),
        Purpose(
            "radio.txt",
            words.text("Script for the radio"),
            words.text(
                "Open it like plain text. It names the speaker ahead of the sentence and says how long each part takes."
            ),
        ),
        Purpose(VERIFY, words.text("Checks whether a file is genuine")),
        Purpose(SUMS, words.text("Checksums of all files")),
        Purpose(MINISIG, words.text("Signature of the checksums, for {program}", program=MINISIGN)),
        Purpose(SSHSIG, words.text("Signature of the checksums, for {program}", program=OPENSSH)),
        Purpose(MANIFEST, words.text("List of the files with the edition")),
    )


def download(view: View, order: int) -> str:
    title = view.words.text("Files to download")
    return page(
        front(view, "download", title, title, order),
        f"# {view.pen.plain(title)}",
        view.words.text("The whole brief, in files that need no network. Take the one that your device opens."),
        heading(2, view.words.text("The files of this edition"), "files"),
        edition_line(view),
        container(
            "cb-files",
            view.words.text("This copy of the site does not carry the files. Ask whoever gave it to you for them."),
        ),
        heading(2, view.words.text("How to open them on an old phone"), "open"),
        bullets(_opened(view)),
        heading(2, view.words.text("How to check a file"), "check"),
        *_checked(view),
        heading(2, view.words.text("How to pass it on at less risk"), "pass-on"),
        bullets(_passed_on(view)),
    )


def _opened(view: View) -> Iterator[str]:
    for each in purposes(view.words):
        if each.opened:
            what = view.words.text("{sign}: {meaning}", sign=code(each.ending), meaning=view.pen.plain(each.what))
            yield f"**{what}.** {each.opened}"


def _checked(view: View) -> Iterator[str]:
    """With what each system has; the signatures where the editors have a key."""
    name = f"{view.edition.brief.slug}.html"
    yield view.words.text(
        "On the way from hand to hand a file can be damaged, or altered on purpose. Its checksum is worked out from "
        "all of it and changes with every letter. Compare it with one that reached you by another way than the file."
    )
    yield bullets(
        (
            view.words.text(
                "Windows: open the command prompt in the folder of the file, type {command}, and compare the line of "
                "64 characters with the line of this file in {sums}.",
                command=code(f"certutil -hashfile {name} SHA256"),
                sums=code(SUMS),
            ),
            view.words.text(
                "Mac: in the terminal, in the folder of the files: {command}. The line of each file that you have must "
                "end in {good}.",
                command=code(f"shasum -a 256 -c {SUMS}"),
                good=code("OK"),
            ),
            view.words.text(
                "Linux: in the folder of the files: {command}. The line of each file that you have must end in {good}.",
                command=code(f"sha256sum -c {SUMS}"),
                good=code("OK"),
            ),
        )
    )
    if view.edition.key:
        yield from _signed(view, view.edition.key)
    else:
        yield view.words.text(
            "The editors of this brief have no key, so nothing here is signed. A checksum shows that a file was "
            "damaged, not that somebody forged the file and its checksum together; and a phone cannot check anything "
            "by itself."
        )


def _signed(view: View, key: PublicKey) -> Iterator[str]:
    yield heading(3, view.words.text("Is it the editors’ own?"), "signature")
    yield view.words.text(
        "The editors sign with a key. Its fingerprint stands in the script for the radio and at the foot of the "
        "printed pages. If one digit differs from what you heard or read on paper, do not trust the file. The "
        "fingerprint is:"
    )
    yield code(key.fingerprint)
    yield view.words.text(
        "Compare the fingerprint with one that reached you another way: on paper, by radio, from the desk itself. "
        "Whoever can forge this page can forge the number on it."
    )
    yield bullets(
        (
            view.words.text(
                "On a phone: open {verify} in the browser, choose there the files to check, with {manifest}, and "
                "compare the fingerprint. An old browser cannot check, and says so. A forged {verify} can show the "
                "right fingerprint and still call every file genuine: take it only from somebody you trust, or keep "
                "one that you checked on a computer.",
                verify=code(VERIFY),
                manifest=code(MANIFEST),
            ),
            view.words.text(
                "On a computer with {program}: {command}",
                program=MINISIGN,
                command=code(f"minisign -Vm {SUMS} -P {key.line}"),
            ),
            view.words.text(
                "On a computer with {program}: save the line {line} as a file {file}, then {command}",
                program=OPENSSH,
                line=code(allowed_signer(key)),
                file=code(ALLOWED),
                command=code(f"ssh-keygen -Y verify -f {ALLOWED} -I {SIGNER} -n {NAMESPACE} -s {SSHSIG} < {SUMS}"),
            ),
            view.words.text(
                "Then check the files against the checksums as above: the signature stands for their list."
            ),
        )
    )


def _passed_on(view: View) -> Iterator[str]:
    yield view.words.text(
        "Pass a file on whole and under its name, best of all with the whole folder, at least with {sums}: then the "
        "next reader can check it, too. Text that was copied out of it can no longer be checked.",
        sums=code(SUMS),
    )
    yield view.words.text(
        "Bluetooth needs no network and reaches about ten meters, but while it is on, your phone can be noticed from "
        "farther away. Switch it on only for as long as it takes, let the phone bear no name of yours, accept no file "
        "that you do not expect, and remove the pairing afterwards."
    )
    yield view.words.text(
        "A memory card leaves no trace in any network, but the devices that read it may keep one. Put nothing on it "
        "that others are not to see: deleted files can be brought back."
    )
    yield view.words.text(
        "In a messenger, send it as a file, not as a picture. Choose one that encrypts from end to end, and see that "
        "this is switched on. The operator may learn even so who sends to whom. Let messages disappear; what the other "
        "phone has saved stays."
    )
    yield view.words.text(
        "The files themselves load nothing and report to nobody. But the program that opens one may remember it or "
        "upload it: open it, where you can, while the phone is off the network."
    )
    yield view.words.text(
        "Whoever takes your phone sees the file, its name, when it came and often from whom. When you have read it, "
        "delete it from the chat, from the downloads and from the trash, too; special programs may still find it. "
        "Where it is dangerous to have it, keep it only on a card that you can part with."
    )
