"""A pack as it is planned: its pieces, what each is made of, what is missing and where that is mended."""

from dataclasses import dataclass, field
from typing import Literal

from workshop.claims.queries.attachments import Attachment
from workshop.claims.values import Claim
from workshop.kernel.faults import Fault
from workshop.papers.kind import Asked, Kind

State = Literal["have", "sign", "missing", "exempt"]
STATES: dict[State, str] = {"have": "有", "sign": "打印后签字盖章", "missing": "缺", "exempt": "不用交"}
Mend = Literal["attach", "pay", "attendance", "people", "payments", "recognition", "notice", "print", ""]


@dataclass(frozen=True)
class Own:
    """A paper that the program prints."""

    kind: Kind
    asked: Asked


@dataclass(frozen=True)
class Scan:
    """A scan or photo that lies with the claim."""

    attachment: Attachment


Content = Own | Scan


@dataclass(frozen=True)
class Lack:
    """What is missing, in a sentence, and the place where it is mended."""

    sentence: str
    mend: Mend = "attach"


@dataclass(frozen=True)
class Piece:
    """One paper of the pack as the programme names it. `copies` asked, `form` 原件 or 复印件, `of` whom.

    `way` is the way that was taken where the programme leaves several open, `remark` what a hand has to do with it, `to_sign`
    what can be printed for those whose signed paper is missing.
    """

    name: str
    way: tuple[str, ...]
    of: str
    copies: int
    form: str
    stamped: bool
    contents: tuple[Content, ...] = ()
    lacks: tuple[Lack, ...] = ()
    remark: str = ""
    clause: str = ""
    to_sign: tuple[Kind, ...] = ()

    @property
    def state(self) -> State:
        """Whether it can go into the pack."""
        if self.form == "免提供":
            return "exempt"
        if self.lacks:
            return "missing"
        return "sign" if self.remark or any(isinstance(one, Own) for one in self.contents) else "have"

    @property
    def state_words(self) -> str:
        """The state in Chinese."""
        return STATES[self.state]


@dataclass(frozen=True)
class Pack:
    """The pack of a claim. `faults` are characters that no font has, `questions` what inspectors would still ask.

    `assumed`: the programme does not say what is to be handed in, the pieces are the usual ones.
    """

    claim: Claim
    pieces: tuple[Piece, ...]
    faults: tuple[Fault, ...] = ()
    questions: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    assumed: bool = False
    notes: tuple[str, ...] = field(default=())

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not any(piece.state == "missing" for piece in self.pieces)

    @property
    def missing(self) -> int:
        """How many pieces are."""
        return sum(piece.state == "missing" for piece in self.pieces)
