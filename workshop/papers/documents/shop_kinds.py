"""How papers of the workshop itself are made."""

from workshop.papers.documents.recognition_form import build_recognition_form
from workshop.papers.form import FormPaper
from workshop.papers.kind import Asked, Numbers
from workshop.papers.naming import Names
from workshop.papers.queries.documents import day_of, load_document
from workshop.papers.queries.recognition_form import load_recognition


def make_recognition_form(asked: Asked, numbers: Numbers) -> FormPaper:
    """认定申请表, as of the day; with a claim, as of the claim's and in its programme's words."""
    if asked.claim_id is None:
        return build_recognition_form(load_recognition(asked, Names(day_of(asked))))
    return build_recognition_form(load_recognition(asked, load_document(asked).names))
